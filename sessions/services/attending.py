"""Who came: arrived, in the room, done, did not attend; and taking a mark back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.services.intake import note_arrived
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import Attendance, Booking, VisitEvent
from sessions.rules.attending import CAME, history, is_too_early, may_become
from sessions.rules.days import local_day
from sessions.services.cancelling import own_booking
from sessions.services.errors import NotPossible
from sessions.services.holding import expect_live, hold_visit


@transaction.atomic
def mark(*, booking: Booking, status: str, by: User, at: datetime) -> Booking:
    """Say how far somebody's visit has come: `Attendance.ARRIVED`, `IN_ROOM`, `DONE` or `DID_NOT_ATTEND`.

    Raises NotPossible where that does not follow, or it is too early for it; NotPermitted for who may not.
    """
    booking = _held(booking, by=by)
    if not may_become(booking.status, status):
        raise NotPossible(_("This does not follow. Please look at the visit again."))
    if is_too_early(
        status,
        at=at,
        starts_at=booking.visit.starts_at,
        today=local_day(at, timezone.get_default_timezone()),
        day=local_day(booking.visit.starts_at, timezone.get_default_timezone()),
    ):
        raise NotPossible(_("It is too early for that."))
    if status in CAME and booking.status not in CAME and booking.visit.visit_type.is_intake:
        note_arrived(patient=booking.patient, by=by, at=at)
    return _set(booking, status, kind=status, by=by, at=at)


@transaction.atomic
def undo_mark(*, booking: Booking, by: User, at: datetime) -> Booking:
    """Take the last mark back; it stays in the history. Raises NotPossible where nothing is marked."""
    booking = _held(booking, by=by)
    standing = history(VisitEvent.objects.filter(booking=booking).order_by("id").values_list("kind", flat=True))
    if len(standing) < 2:
        raise NotPossible(_("There is nothing to take back."))
    return _set(booking, standing[-2], kind=VisitEvent.Kind.UNDONE, by=by, at=at)


def _held(booking: Booking, *, by: User) -> Booking:
    visit = hold_visit(booking.visit, by=by)
    expect_live(visit)
    booking = own_booking(booking, visit, by=by)
    if booking.status == Attendance.CANCELLED:
        raise NotPossible(_("This was cancelled. Please book a new visit."))
    return booking


def _set(booking: Booking, status: str, *, kind: str, by: User, at: datetime) -> Booking:
    was = booking.status
    booking.status, booking.status_at, booking.status_by = status, at, by
    write(booking)
    VisitEvent.objects.create(visit=booking.visit, booking=booking, kind=kind, was=was, happened_at=at, happened_by=by)
    record(f"visit.{kind}", booking, by=by, at=at, visit_id=booking.visit_id, was=was)
    return booking
