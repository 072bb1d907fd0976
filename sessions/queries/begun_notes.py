"""What a note begins with: the visit it is about, and whether it was begun before."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from patients.models import Patient
from practice.staff.models import User
from sessions.models import SessionNote, Visit, VisitClinician


def begun_before(visit: Visit, *, kind: str, patient: Patient | None, by: User) -> SessionNote | None:
    """The note of this kind that somebody has begun for this visit; not one that they set aside."""
    own = SessionNote.objects.filter(author=by, visit=visit, kind=kind, patient=patient, set_aside_at=None)
    return own.first()


def seen_in_visit(visit: Visit, patient: Patient | None) -> dict[str, Any]:
    """When, where and with whom it was, as fields of a note. A group's note names no member."""
    with_them = VisitClinician.objects.filter(visit=visit, replaced_at=None).select_related("clinician__user")
    names = [each.clinician.user.display_name for each in with_them]
    people = [patient.chosen_name, *names] if patient is not None else names
    return {
        "took_place_from": visit.starts_at,
        "took_place_until": visit.ends_at,
        "place": _place_of(visit)[:120],
        "present": ", ".join(people)[:300],
    }


def _place_of(visit: Visit) -> str:
    if visit.is_telehealth:
        return _("By video or telephone")
    return ", ".join(part.name for part in (visit.location, visit.room) if part is not None)


def patients_of(visit: Visit) -> models.QuerySet[Patient]:
    """Who is booked for a visit; the caller says on whose behalf."""
    return Patient.objects.filter(bookings__visit=visit, bookings__is_live=True).order_by("chosen_name", "pk")
