"""Writing down what a dose decision must know and that has no table of its own."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import ChartEvent, Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User


@transaction.atomic
def record_chart_event(
    *, patient: Patient, kind: str, words: str, happened_at: datetime, by: User, at: datetime
) -> ChartEvent:
    """Add to what is known. A trigger advances the chart version, so every earlier review asks to be looked at again.

    Raises ValidationError for an unknown kind or a moment that has not come yet.
    """
    if happened_at > at:
        raise ValidationError({"happened_at": _("This lies in the future.")})
    lock_chart(patient.pk)
    event = ChartEvent(patient=patient, kind=kind, words=words.strip(), happened_at=happened_at, recorded_by=by)
    write(event)
    record("chart.event_recorded", event, by=by, at=at, kind=kind)
    refresh(patient_id=patient.pk, at=at)
    return event
