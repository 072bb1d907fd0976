"""Moving a visit to another time, place or clinician. It stays the same visit, and its history says where it was."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import Booking, Visit, VisitClinician, VisitEvent
from sessions.services.claiming import Claim, audit_overlap, claim, walls_in_words
from sessions.services.errors import NotPossible
from sessions.services.holding import expect_live, expect_not_begun, hold_visit
from sessions.services.wishes import VisitWish, check_complete, wish_of


@transaction.atomic
def move_visit(
    *,
    visit: Visit,
    to: VisitWish,
    by: User,
    at: datetime,
    overlap_reason: str = "",
    confirmed: Collection[str] = (),
) -> Visit:
    """Move a visit: `replace(wish_of(visit), starts_at=…)`, with another time, length, clinicians, place or room.

    Its kind and its patients stay. Raises as `book_visit` does, and NotPossible once somebody's visit has begun or it
    was cancelled.
    """
    check_complete(to)
    visit = hold_visit(
        visit, by=by, clinicians=to.clinician_ids, patients=to.patient_ids, rooms=[to.room_id] if to.room_id else []
    )
    expect_live(visit)
    expect_not_begun(Booking.objects.filter(visit=visit, is_live=True))
    now = wish_of(visit)
    _expect_the_same(now, to)
    claimed = claim(to, by=by, at=at, overlap_reason=overlap_reason, confirmed=confirmed, besides=visit)
    with walls_in_words(to, by=by, at=at, besides=visit):
        _write(visit, claimed, by=by, at=at)
    _tell(visit, now, claimed, by=by, at=at)
    return visit


def _expect_the_same(now: VisitWish, to: VisitWish) -> None:
    if set(now.patient_ids) != set(to.patient_ids):
        raise NotPossible(_("Somebody joined or left meanwhile. Please look again."))
    if now.visit_type.pk != to.visit_type.pk:
        raise ValidationError({"visit_type": [_("A visit of another kind is booked anew.")]})
    if to.places is not None and to.places < len(to.patients):
        raise ValidationError({"capacity": [_("More people are in this group already.")]})


def _write(visit: Visit, claimed: Claim, *, by: User, at: datetime) -> None:
    """Rows that will share their time say so before they move; the others keep theirs to themselves again after."""
    if claimed.in_the_way and not visit.overlap_reason:
        visit.overlap_reason = claimed.overlap_reason
        visit.save(update_fields=["overlap_reason"])
    _send_away(visit, claimed, by=by, at=at)
    _mark(visit, claimed, shares=True)
    _write_visit(visit, claimed, by=by, at=at)
    _bring_in(visit, claimed)
    _mark(visit, claimed, shares=False)


def _mark(visit: Visit, claimed: Claim, *, shares: bool) -> None:
    clinicians = [each for each in claimed.wish.clinician_ids if claimed.shares("clinician", each) is shares]
    patients = [each for each in claimed.wish.patient_ids if claimed.shares("patient", each) is shares]
    own_clinicians = VisitClinician.objects.filter(visit=visit, is_live=True, clinician__in=clinicians)
    own_clinicians.exclude(is_deliberate_overlap=shares).update(is_deliberate_overlap=shares)
    own_patients = Booking.objects.filter(visit=visit, is_live=True, patient__in=patients)
    own_patients.exclude(is_deliberate_overlap=shares).update(is_deliberate_overlap=shares)


def _write_visit(visit: Visit, claimed: Claim, *, by: User, at: datetime) -> None:
    wish = claimed.wish
    visit.starts_at, visit.ends_at = wish.starts_at, wish.ends_at
    visit.location, visit.room, visit.is_telehealth = wish.location, wish.room, wish.is_telehealth
    visit.shares_room = claimed.shares("room", wish.room_id)
    visit.capacity, visit.note = wish.places, wish.note.strip()
    visit.moved_at, visit.moved_by = at, by
    visit.revision += 1
    write(visit)


def _send_away(visit: Visit, claimed: Claim, *, by: User, at: datetime) -> None:
    """Clinicians who are not wanted any more; their rows stay on file."""
    there = VisitClinician.objects.filter(visit=visit, replaced_at=None)
    there.exclude(clinician__in=claimed.wish.clinician_ids).update(replaced_at=at, replaced_by=by)


def _bring_in(visit: Visit, claimed: Claim) -> None:
    """Clinicians who are new; they are free at the new time, so they come when the visit is there."""
    there = set(VisitClinician.objects.filter(visit=visit, replaced_at=None).values_list("clinician", flat=True))
    for clinician in claimed.wish.clinicians:
        if clinician.pk not in there:
            shares = claimed.shares("clinician", clinician.pk)
            write(VisitClinician(visit=visit, clinician=clinician, is_deliberate_overlap=shares))


def _tell(visit: Visit, was: VisitWish, claimed: Claim, *, by: User, at: datetime) -> None:
    VisitEvent.objects.create(
        visit=visit,
        kind=VisitEvent.Kind.MOVED,
        was_during=DateTimeTZRange(*was.span),
        is_during=DateTimeTZRange(*claimed.wish.span),
        happened_at=at,
        happened_by=by,
    )
    patients: list[int | None] = [*was.patient_ids]
    for patient_id in patients or [None]:
        record("visit.moved", visit, by=by, at=at, patient_id=patient_id)
    audit_overlap(visit, claimed, by=by, at=at)
