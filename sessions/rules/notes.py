"""What follows about notes, from values alone: which kind a visit suggests, and which writer a sending came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sessions.note_kinds import NoteKind

BY_TYPE = {
    "therapy": NoteKind.INDIVIDUAL_THERAPY,
    "phone-call": NoteKind.TELEPHONE,
    "family": NoteKind.FAMILY,
}


def kind_suggested(*, prescribes: bool, type_code: str = "") -> NoteKind:
    """The kind of note that a visit with one person most likely calls for; whoever begins it may choose another."""
    usual = NoteKind.MEDICATION_VISIT if prescribes else NoteKind.INDIVIDUAL_THERAPY
    return BY_TYPE.get(type_code, usual)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What an open page says about itself when it sends the note.

    `page` names the open page and `turn` counts its sendings; a form sent without script has no turn.
    """

    revision: int
    page: str = ""
    turn: int | None = None


@dataclass(frozen=True, kw_only=True)
class LastKept:
    """What is known of the sending that was kept last."""

    revision: int
    page: str
    turn: int


class Answer(Enum):
    """What to do with a sending."""

    KEEP = auto()
    KEPT_BEFORE = auto()
    SOMEBODY_ELSE_WROTE = auto()


def answer_to(sending: Sending, last: LastKept) -> Answer:
    """Whether a sending is written, was overtaken by a later one of its own page, or meets somebody else's words.

    An answer can be lost on its way (the network, a server that was killed right after it wrote). The page then knows
    an older revision than it made itself, and is not taken for a second writer: the last to write was this very page.
    """
    is_same_page = bool(sending.page) and sending.page == last.page and sending.turn is not None
    if is_same_page and sending.turn is not None:
        return Answer.KEEP if sending.turn > last.turn else Answer.KEPT_BEFORE
    return Answer.KEEP if sending.revision == last.revision else Answer.SOMEBODY_ELSE_WROTE


MINE, THEIRS, BOTH = "mine", "theirs", "both"


def suggested(mine: str, theirs: str, *, can_be_both: bool) -> str:
    """What is chosen to begin with, so that pressing on loses nothing: whichever says all that the other says."""
    if theirs in mine:
        return MINE
    if mine in theirs:
        return THEIRS
    return BOTH if can_be_both else MINE


def settled(
    mine: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]], choices: Mapping[str, str]
) -> dict[str, list[str]]:
    """What stands in each field after somebody chose between two versions of it. Both: theirs first, mine below.

    A field about which nothing was chosen stays as it was typed here; nothing is mixed by itself.
    """
    return {name: _chosen(typed, theirs.get(name, ()), choices.get(name, MINE)) for name, typed in mine.items()}


def _chosen(typed: Sequence[str], kept: Sequence[str], choice: str) -> list[str]:
    if choice == THEIRS:
        return list(kept)
    if choice == BOTH:
        return ["\n\n".join(words for words in (*kept, *typed) if words.strip())]
    return list(typed)
