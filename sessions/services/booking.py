"""Booking a visit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import Patient
from patients.services.intake import note_booked
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Booking, Visit, VisitClinician, VisitEvent, VisitSeries
from sessions.services.claiming import Claim, audit_overlap, claim, walls_in_words
from sessions.services.errors import NotPermitted
from sessions.services.wishes import VisitWish, check_complete

__all__ = ["VisitWish", "book_visit", "expect_may_book", "write_visit"]


@transaction.atomic
def book_visit(
    *, wish: VisitWish, by: User, at: datetime, overlap_reason: str = "", confirmed: Collection[str] = ()
) -> Visit:
    """Book a visit. `confirmed` are the kinds of warnings that are meant (`Conflicts.warnings`).

    Raises Conflicts with everything in the way; with `overlap_reason`, those who may book two visits at once do so.
    Raises NotPermitted, and ValidationError by field for a wish that is not whole. Nothing is written then.
    """
    check_complete(wish)
    expect_may_book(by, wish.patient_ids)
    claimed = claim(wish, by=by, at=at, overlap_reason=overlap_reason, confirmed=confirmed)
    with walls_in_words(wish, by=by, at=at):
        return write_visit(claimed, by=by, at=at)


def expect_may_book(by: User, patient_ids: Collection[int]) -> None:
    """Raise NotPermitted unless this person may arrange visits of all these patients."""
    if not by.may(Permission.BOOK_VISITS):
        raise NotPermitted
    if Patient.objects.bookable_by(by).filter(pk__in=patient_ids).count() < len(set(patient_ids)):
        raise NotPermitted(_("You may not arrange visits of this person."))


def write_visit(claimed: Claim, *, by: User, at: datetime, series: VisitSeries | None = None) -> Visit:
    """Write a visit into a time that was claimed, with everybody in it."""
    visit = _visit(claimed, by=by, at=at, series=series)
    write(visit)
    for clinician in claimed.wish.clinicians:
        shares = claimed.shares("clinician", clinician.pk)
        write(VisitClinician(visit=visit, clinician=clinician, is_deliberate_overlap=shares))
    bookings = [add_patient_to(visit, patient, claimed, by=by, at=at) for patient in claimed.wish.patients]
    VisitEvent.objects.create(visit=visit, kind=VisitEvent.Kind.BOOKED, happened_at=at, happened_by=by)
    subjects: list[Booking | Visit] = [*bookings] or [visit]
    for subject in subjects:
        record("visit.booked", subject, by=by, at=at, visit_id=visit.pk)
    audit_overlap(visit, claimed, by=by, at=at)
    return visit


def add_patient_to(visit: Visit, patient: Patient, claimed: Claim, *, by: User, at: datetime) -> Booking:
    """A place in a visit, and the step that their intake takes with it."""
    booking = Booking(
        visit=visit,
        patient=patient,
        is_deliberate_overlap=claimed.shares("patient", patient.pk),
        status_at=at,
        status_by=by,
        booked_at=at,
        booked_by=by,
    )
    write(booking)
    if visit.visit_type.is_intake:
        note_booked(patient=patient, by=by, at=at)
    return booking


def _visit(claimed: Claim, *, by: User, at: datetime, series: VisitSeries | None) -> Visit:
    wish = claimed.wish
    return Visit(
        visit_type=wish.visit_type,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        location=wish.location,
        room=wish.room,
        shares_room=claimed.shares("room", wish.room_id),
        is_telehealth=wish.is_telehealth,
        capacity=wish.places,
        series=series,
        overlap_reason=claimed.overlap_reason if claimed.in_the_way else "",
        note=wish.note.strip(),
        booked_at=at,
        booked_by=by,
    )
