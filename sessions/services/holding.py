"""Getting hold of a visit that is there, with everybody in it, so that nothing about it changes meanwhile."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from practice.staff.models import User
from sessions.models import Booking, Visit, VisitClinician
from sessions.rules.attending import CAN_BE_CANCELLED
from sessions.services.errors import NotPermitted, NotPossible
from sessions.services.locking import lock_people_and_room, lock_visit


def hold_visit(
    visit: Visit,
    *,
    by: User,
    clinicians: Collection[int] = (),
    patients: Collection[int] = (),
    rooms: Collection[int] = (),
) -> Visit:
    """The visit as it stands under the locks of all that it takes up, and of what else is named (by ids).

    No row is locked before all of these, and somebody's row is written only under their lock. Raises NotPermitted
    where this person may not arrange it. Call inside a transaction.
    """
    lock_visit(visit.pk)
    its_clinicians = VisitClinician.objects.filter(visit=visit, is_live=True).values_list("clinician", flat=True)
    its_patients = Booking.objects.filter(visit=visit).values_list("patient", flat=True)
    its_rooms = Visit.objects.filter(pk=visit.pk, room__isnull=False).values_list("room", flat=True)
    lock_people_and_room(
        clinicians={*its_clinicians, *clinicians}, patients={*its_patients, *patients}, rooms={*its_rooms, *rooms}
    )
    theirs = Visit.objects.bookable_by(by).select_related("visit_type", "location", "room").filter(pk=visit.pk).first()
    if theirs is None:
        raise NotPermitted
    return theirs


def expect_live(visit: Visit) -> None:
    """Raise NotPossible for a visit that was cancelled."""
    if visit.cancelled_at is not None:
        raise NotPossible(_("This visit was cancelled. Please book a new one."))


def expect_not_begun(bookings: Collection[Booking]) -> None:
    """Raise NotPossible where somebody's visit has begun, is over or was missed."""
    if any(each.status not in CAN_BE_CANCELLED for each in bookings):
        raise NotPossible(_("This visit has begun or is over already."))
