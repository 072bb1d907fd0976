"""How a status is said: a word, and the mark that stands beside it (templates/sessions/_marks.html)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sessions.models import Attendance, Whose

UNDO = "undo"


@dataclass(frozen=True, kw_only=True)
class Status:
    """One status in words."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """A button: what it says and what it sends."""

    code: str
    words: str
    look: str = "btn-quiet"


def status_of(code: str, cancelled_whose: str = "") -> Status:
    """A status in words; where it was cancelled, by whom."""
    if code == Attendance.CANCELLED and cancelled_whose:
        whose = Whose(cancelled_whose).label
        return Status(code=code, words=_("Cancelled %(whose)s") % {"whose": whose})
    return Status(code=code, words=str(Attendance(code).label))


def acts_after(code: str, *, has_begun: bool) -> Sequence[Act]:
    """What may be said next of somebody's visit, the likeliest first; what was said last can be taken back."""
    arrived = Act(code=Attendance.ARRIVED, words=_("Arrived"), look="btn-primary")
    in_room = Act(code=Attendance.IN_ROOM, words=_("In the room"), look="btn-primary")
    done = Act(code=Attendance.DONE, words=_("Done"))
    did_not_attend = Act(code=Attendance.DID_NOT_ATTEND, words=_("Did not attend"))
    undo = Act(code=UNDO, words=_("Undo"))
    return {
        Attendance.BOOKED: [arrived, did_not_attend] if has_begun else [arrived],
        Attendance.ARRIVED: [in_room, done, undo],
        Attendance.IN_ROOM: [Act(code=done.code, words=done.words, look="btn-primary"), undo],
        Attendance.DONE: [undo],
        Attendance.DID_NOT_ATTEND: [undo],
    }.get(Attendance(code), [])
