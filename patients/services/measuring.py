"""Writing down what was measured: all values of one moment in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.known import code_of
from patients.measurement_kinds import UNITS, Kind
from patients.models import Assessment, Measurement, Patient
from patients.services.locking import lock_chart
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One value. A level brings its unit, of what it is, and how long after the last dose; the unit of others is known.

    Of what it is becomes a medicine's code where we know one, else small letters, so that levels find their medicine.
    """

    kind: str
    value: Decimal
    analyte: str = ""
    unit: str = ""
    hours_after_dose: Decimal | None = None


@transaction.atomic
def record_measurements(
    *,
    patient: Patient,
    readings: Sequence[Reading],
    taken_at: datetime,
    source: str,
    by: User,
    at: datetime,
    assessment: Assessment | None = None,
) -> list[Measurement]:
    """Write down what was measured at one moment, all of it or nothing; the score of an assessment says of which.

    Raises ValidationError: under a reading's own kind what does not fit about it.
    """
    may_record(by)
    if not readings:
        raise ValidationError(_("Enter at least one value."))
    if taken_at > at:
        raise ValidationError({"taken_at": _("This lies in the future.")})
    lock_chart(patient.pk)
    rows = [_measurement(patient, reading, taken_at, source, by) for reading in readings]
    if assessment is not None:
        rows[0].assessment = assessment
    _check(rows)
    for row in rows:
        row.save()
    record("measurements.recorded", patient, by=by, at=at, patient_id=patient.pk, ids=[row.pk for row in rows])
    refresh(patient_id=patient.pk, at=at)
    return rows


def _measurement(patient: Patient, reading: Reading, taken_at: datetime, source: str, by: User) -> Measurement:
    return Measurement(
        patient=patient,
        kind=reading.kind,
        analyte=code_of(reading.analyte),
        value=reading.value,
        unit=reading.unit.strip() or UNITS.get(Kind(reading.kind), ""),
        hours_after_dose=reading.hours_after_dose,
        taken_at=taken_at,
        source=source,
        recorded_by=by,
    )


def _check(rows: Sequence[Measurement]) -> None:
    """Every row is looked at, so that all that does not fit is said at once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        try:
            row.full_clean()
        except ValidationError as error:
            found.setdefault(row.kind, []).extend(error.messages)
    if found:
        raise ValidationError(found)
