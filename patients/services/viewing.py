"""That somebody opened a chart is an act."""

from datetime import datetime, timedelta

from patients.models import Patient
from practice.audit.models import Act
from practice.audit.recording import record
from practice.staff.models import User

VIEWED = "chart.viewed"
# A part that is loaded into an open chart belongs to that view; one that is asked for later was opened alone.
ONE_SITTING = timedelta(minutes=30)


def record_view(*, patient: Patient, by: User, at: datetime) -> None:
    """One act for one opening of the chart."""
    record(VIEWED, patient, by=by, at=at, patient_id=patient.pk)


def record_view_of_part(*, patient: Patient, by: User, at: datetime) -> None:
    """An act only if the chart around this part was not opened just before.

    What was recorded decides, not what the browser says about itself: anybody can send htmx's header.
    """
    views = Act.objects.filter(patient_id=patient.pk, by=by, verb=VIEWED, happened_at__gt=at - ONE_SITTING)
    if not views.exists():
        record_view(patient=patient, by=by, at=at)
