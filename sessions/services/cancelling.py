"""Cancelling a visit, or one patient's place in it. Who cancelled is told, and why only as far as booking needs it."""

from datetime import datetime

from django.db import models, transaction

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import Attendance, Booking, Visit, VisitEvent
from sessions.services.errors import NotPermitted
from sessions.services.holding import expect_live, expect_not_begun, hold_visit


@transaction.atomic
def cancel_visit(*, visit: Visit, whose: str, by: User, at: datetime, because: str = "") -> Visit:
    """Cancel a visit for everybody; its time is free then. `whose` and `because` are of `Whose` and `Because`.

    Raises NotPermitted, NotPossible once somebody's visit has begun, ValidationError for other words.
    """
    visit = hold_visit(visit, by=by)
    expect_live(visit)
    bookings = list(Booking.objects.filter(visit=visit, is_live=True))
    expect_not_begun(bookings)
    for booking in bookings:
        _give_up(booking, whose=whose, because=because, by=by, at=at)
    visit.cancelled_at, visit.cancelled_by = at, by
    visit.cancelled_whose, visit.cancelled_because = whose, because
    visit.revision += 1
    write(visit)
    _tell(visit, VisitEvent.Kind.CANCELLED, whose=whose, because=because, by=by, at=at)
    subjects: list[Booking | Visit] = [*bookings] or [visit]
    for subject in subjects:
        record("visit.cancelled", subject, by=by, at=at, visit_id=visit.pk, whose=whose)
    return visit


@transaction.atomic
def cancel_booking(*, booking: Booking, whose: str, by: User, at: datetime, because: str = "") -> Booking:
    """Cancel one patient's place. A group goes on; a visit that was theirs alone is cancelled with it.

    Raises as `cancel_visit` does.
    """
    visit = hold_visit(booking.visit, by=by)
    expect_live(visit)
    booking = own_booking(booking, visit, by=by)
    if visit.capacity is None and not _others(booking).exists():
        cancel_visit(visit=visit, whose=whose, because=because, by=by, at=at)
        booking.refresh_from_db()
        return booking
    expect_not_begun([booking])
    _give_up(booking, whose=whose, because=because, by=by, at=at)
    visit.revision += 1
    visit.save(update_fields=["revision"])
    _tell(visit, VisitEvent.Kind.LEFT, booking=booking, whose=whose, because=because, by=by, at=at)
    record("visit.left", booking, by=by, at=at, visit_id=visit.pk, whose=whose)
    return booking


def own_booking(booking: Booking, visit: Visit, *, by: User) -> Booking:
    """The booking as it stands under the visit's locks. Raises NotPermitted where it is not for this person."""
    theirs = Booking.objects.bookable_by(by).select_related("patient").filter(pk=booking.pk).first()
    if theirs is None:
        raise NotPermitted
    theirs.visit = visit
    return theirs


def _others(booking: Booking) -> models.QuerySet[Booking]:
    return Booking.objects.filter(visit=booking.visit_id, is_live=True).exclude(pk=booking.pk)


def _give_up(booking: Booking, *, whose: str, because: str, by: User, at: datetime) -> None:
    booking.status, booking.status_at, booking.status_by = Attendance.CANCELLED, at, by
    booking.cancelled_whose, booking.cancelled_because = whose, because
    write(booking)


def _tell(
    visit: Visit, kind: str, *, whose: str, because: str, by: User, at: datetime, booking: Booking | None = None
) -> None:
    write(
        VisitEvent(
            visit=visit, booking=booking, kind=kind, whose=whose, because=because, happened_at=at, happened_by=by
        )
    )
