"""Writing down who is around somebody, and when that ends. Nobody is deleted.

Whatever is shared with any of them also needs a consent; these services share nothing.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import EmergencyContact, Patient, PrimaryCare, Supporter
from patients.models.people import Around
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission

Row = TypeVar("Row", bound=Around)


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is told of anybody around somebody. `agreed` is about the patient, not about this person."""

    name: str
    told_by: str
    since_on: date
    agreed: str
    phone: str = ""
    agreed_on: date | None = None
    agreed_how: str = ""


def add_supporter(
    *,
    patient: Patient,
    person: Person,
    bond: str,
    by: User,
    at: datetime,
    relation: str = "",
    may_know: str = Supporter.MayKnow.NOTHING,
    agreed_parts: str = "",
    may_be_rung_in_crisis: bool = False,
) -> Supporter:
    """Somebody stands by them; they know nothing unless the patient agreed. Raises ValidationError."""
    row = Supporter(
        **_told(patient, person),
        bond=bond,
        relation=relation.strip(),
        may_know=may_know,
        agreed_parts=agreed_parts.strip(),
        may_be_rung_in_crisis=may_be_rung_in_crisis,
    )
    return _add(row, "supporter.added", by=by, at=at)


def add_primary_care(
    *,
    patient: Patient,
    person: Person,
    by: User,
    at: datetime,
    practice: str = "",
    fax: str = "",
    email: str = "",
    may_be_written_to: bool = False,
) -> PrimaryCare:
    """Who looks after their general health; one at a time. Raises ValidationError."""
    row = PrimaryCare(
        **_told(patient, person),
        practice=practice.strip(),
        fax=fax.strip(),
        email=email.strip(),
        may_be_written_to=may_be_written_to,
    )
    return _add(row, "primary_care.added", by=by, at=at)


def add_emergency_contact(
    *,
    patient: Patient,
    person: Person,
    position: int,
    by: User,
    at: datetime,
    relation: str = "",
    desk_may_see: bool = False,
) -> EmergencyContact:
    """Whom to ring in an emergency, first or second; at most one in each place. Raises ValidationError."""
    row = EmergencyContact(
        **_told(patient, person), relation=relation.strip(), position=position, desk_may_see=desk_may_see
    )
    return _add(row, "emergency_contact.added", by=by, at=at)


@transaction.atomic
def end(*, row: Row, on: date, by: User, at: datetime) -> Row:
    """From that day on they are no longer around. Raises ValidationError for what has ended, or a day to come."""
    _may_write(row.patient, by)
    lock_chart(row.patient_id)
    row.refresh_from_db()
    if row.ended_on is not None:
        raise ValidationError(_("This has ended already."))
    _not_in_the_future({"on": on}, at)
    row.ended_on, row.ended_by = on, by
    write(row)
    record("person_around.ended", row, by=by, at=at)
    return row


@transaction.atomic
def _add(row: Row, verb: str, *, by: User, at: datetime) -> Row:
    _may_write(row.patient, by)
    _not_in_the_future({"since_on": row.since_on, "agreed_on": row.agreed_on}, at)
    lock_chart(row.patient_id)
    row.recorded_by = by
    write(row)
    record(verb, row, by=by, at=at)
    return row


def _told(patient: Patient, person: Person) -> dict[str, object]:
    return {**asdict(person), "patient": patient, "name": person.name.strip(), "phone": person.phone.strip()}


def _may_write(patient: Patient, by: User) -> None:
    """Clinical roles, about those whose chart they may open. Raises PermissionDenied."""
    is_theirs = Patient.objects.visible_to(by).filter(pk=patient.pk, merged_into=None).exists()
    if not (by.may(Permission.LOG_EFFECTS) and is_theirs):
        raise PermissionDenied


def _not_in_the_future(days: dict[str, date | None], at: datetime) -> None:
    today = timezone.localdate(at)
    if late := {name: _("This day lies in the future.") for name, day in days.items() if day and day > today}:
        raise ValidationError(late)
