"""Names in a text that several people's charts will show."""

import re
from collections.abc import Iterable

SHORTEST = 2


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """Which of these people a text names, by their whole name or the first part of it, as words of their own.

    Written with a capital letter or in the name's own way, as many names are also everyday words ("will", "grace").
    """
    return [name for name in names if any(_stands_in(text, part) for part in {name, name.split(" ")[0]})]


def _stands_in(text: str, part: str) -> bool:
    return len(part) >= SHORTEST and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None
