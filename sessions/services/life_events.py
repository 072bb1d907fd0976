"""Life events come onto the timeline because the patient asked for it, and go when they no longer want them there."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import LifeEvent, LifeEventWithdrawal


@dataclass(frozen=True, kw_only=True)
class Told:
    """What happened and when, and in whose words; `was_asked_for`: they asked for this to be on their timeline."""

    on: date
    words: str
    was_asked_for: bool
    exactness: str = LifeEvent.Exactness.DAY
    whose: str = LifeEvent.Whose.THEIRS


@transaction.atomic
def add_life_event(*, patient: Patient, told: Told, by: User, at: datetime) -> LifeEvent:
    """Raises ValidationError, first of all where they did not ask for it."""
    _may_write(by)
    if told.on > timezone.localdate(at):
        raise ValidationError({"on": _("This lies in the future. Write it down once it has happened.")})
    event = LifeEvent(
        patient=patient,
        on=told.on.replace(day=1) if told.exactness == LifeEvent.Exactness.MONTH else told.on,
        exactness=told.exactness,
        words=told.words.strip(),
        whose=told.whose,
        was_asked_for=told.was_asked_for,
        recorded_by=by,
    )
    write(event)
    record("life_event.added", event, by=by, at=at, patient_id=patient.pk)
    return event


@transaction.atomic
def take_off_life_event(*, event: LifeEvent, because: str, by: User, at: datetime) -> LifeEventWithdrawal:
    """It is no longer shown; the event stays on file. Raises ValidationError without a reason, or a second time."""
    _may_write(by)
    row = LifeEventWithdrawal(life_event=event, because=because.strip(), recorded_by=by)
    write(row)
    record("life_event.taken_off", event, by=by, at=at, patient_id=event.patient_id)
    return row


def _may_write(by: User) -> None:
    if not by.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
