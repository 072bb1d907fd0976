"""The word that opens a private link: how it is compared, and which words are no secret."""

from collections.abc import Iterable

SHORTEST = 4
LONGEST = 60


def plain(word: str) -> str:
    """As it is compared: without capitals, and with single spaces, as telephones change both."""
    return " ".join(word.casefold().split())


def is_easy(word: str, known: Iterable[str]) -> bool:
    """Whether whoever knows the person would try it first: a part of their name, a number of theirs, or too short."""
    asked = plain(word).replace(" ", "")
    told = [plain(each) for each in known if each]
    parts = {part for each in told for part in each.split()} | {each.replace(" ", "") for each in told}
    return len(asked) < SHORTEST or asked in parts or len(set(asked)) < 3
