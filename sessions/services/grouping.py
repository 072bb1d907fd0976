"""Joining a group and leaving it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import Patient
from practice.audit.recording import record
from practice.staff.models import User
from sessions.models import Booking, Visit, VisitEvent
from sessions.rules.conflicts import Conflict, ConflictKind
from sessions.services.booking import add_patient_to, expect_may_book
from sessions.services.cancelling import cancel_booking
from sessions.services.claiming import audit_overlap, claim, walls_in_words
from sessions.services.errors import Conflicts, NotPossible
from sessions.services.holding import expect_live, hold_visit
from sessions.services.wishes import VisitWish, wish_of

# What concerns the group as a whole was answered when it was booked.
ANSWERED_BEFORE = frozenset({ConflictKind.ROOM_MISSING, ConflictKind.CLOSED_DAY})


@transaction.atomic
def join_group(
    *,
    visit: Visit,
    patient: Patient,
    by: User,
    at: datetime,
    overlap_reason: str = "",
    confirmed: Collection[str] = (),
) -> Booking:
    """Give a patient a place in a group.

    Raises Conflicts (no free place, in the group already, another visit at that time), NotPermitted for a patient
    whose visits this person may not arrange, NotPossible where the visit is no group or was cancelled.
    """
    expect_may_book(by, [patient.pk])
    visit = hold_visit(visit, by=by, patients=[patient.pk])
    expect_live(visit)
    if visit.capacity is None:
        raise NotPossible(_("This visit is not a group."))
    everybody = wish_of(visit)
    _expect_a_place(everybody, patient)
    alone = replace(everybody, clinicians=(), room=None, patients=(patient,))
    claimed = claim(
        alone, by=by, at=at, overlap_reason=overlap_reason, confirmed={*confirmed, *ANSWERED_BEFORE}, besides=visit
    )
    if claimed.in_the_way and not visit.overlap_reason:
        visit.overlap_reason = claimed.overlap_reason
        visit.save(update_fields=["overlap_reason"])
    with walls_in_words(alone, by=by, at=at, besides=visit):
        booking = add_patient_to(visit, patient, claimed, by=by, at=at)
    visit.revision += 1
    visit.save(update_fields=["revision"])
    VisitEvent.objects.create(visit=visit, booking=booking, kind=VisitEvent.Kind.JOINED, happened_at=at, happened_by=by)
    record("visit.joined", booking, by=by, at=at, visit_id=visit.pk)
    audit_overlap(visit, claimed, by=by, at=at)
    return booking


@transaction.atomic
def leave_group(*, booking: Booking, whose: str, by: User, at: datetime, because: str = "") -> Booking:
    """Give a patient's place in a group free; the group goes on. Raises as `cancel_booking` does."""
    return cancel_booking(booking=booking, whose=whose, because=because, by=by, at=at)


def _expect_a_place(everybody: VisitWish, patient: Patient) -> None:
    if patient.pk in everybody.patient_ids:
        raise Conflicts([Conflict(kind=ConflictKind.IN_GROUP_ALREADY, who=patient.chosen_name, patient_id=patient.pk)])
    if everybody.places is not None and len(everybody.patients) >= everybody.places:
        raise Conflicts([Conflict(kind=ConflictKind.GROUP_FULL)])
