"""How far somebody's visit has come, and where it can go from there. Pure.

Values are those of `Booking.status`. Somebody may be let in without a word at the desk, and come after all when we had
given up.
"""

from collections.abc import Iterable
from datetime import date, datetime

BOOKED, ARRIVED, IN_ROOM, DONE = "booked", "arrived", "in-room", "done"
DID_NOT_ATTEND, CANCELLED = "did-not-attend", "cancelled"
UNDONE = "undone"

NEXT: dict[str, frozenset[str]] = {
    BOOKED: frozenset({ARRIVED, IN_ROOM, DONE, DID_NOT_ATTEND}),
    ARRIVED: frozenset({IN_ROOM, DONE, DID_NOT_ATTEND}),
    IN_ROOM: frozenset({DONE}),
    DID_NOT_ATTEND: frozenset({ARRIVED, IN_ROOM, DONE}),
    DONE: frozenset(),
    CANCELLED: frozenset(),
}
MARKS = frozenset({ARRIVED, IN_ROOM, DONE, DID_NOT_ATTEND})
CAME = frozenset({ARRIVED, IN_ROOM, DONE})
CAN_BE_CANCELLED = frozenset({BOOKED, ARRIVED})


def may_become(status: str, to: str) -> bool:
    """Whether a visit that stands there may be marked so."""
    return to in NEXT.get(status, frozenset())


def is_too_early(to: str, *, at: datetime, starts_at: datetime, today: date, day: date) -> bool:
    """Nobody arrives before the day itself, and nobody has missed a visit before it begins."""
    return at < starts_at if to == DID_NOT_ATTEND else today < day


def history(kinds: Iterable[str]) -> list[str]:
    """Every status that still holds, the present one last, from what happened in order."""
    standing = [BOOKED]
    for kind in kinds:
        if kind in MARKS:
            standing.append(kind)
        elif kind == UNDONE and len(standing) > 1:
            standing.pop()
    return standing
