"""Writing down a measure that was filled in, with everything that follows from it; and that one was a mistake."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure
from patients.measures.scoring import Score, score
from patients.measures_in_use import InUse, in_use
from patients.models import Assessment, AssessmentWithdrawal, Patient, RiskLook, Source
from patients.services.locking import lock_chart
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import may_record
from patients.services.risk_answers import carry_into_the_log
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User

ABOUT_ONESELF = "staff"


@transaction.atomic
def record_assessment(
    *,
    patient: Patient,
    measure: str,
    answers: Mapping[str, int | None],
    how: str,
    filled_in_at: datetime,
    in_their_words: str = "",
    by: User,
    at: datetime,
) -> Assessment:
    """Keep the answers as they were given, and what they come to; what was left out is kept as left out.

    A withdrawal scale that is complete is also a measurement, which the gate reads. A risk answer outdates earlier
    reviews, calls a person, and stands in the log unless somebody looked into the same lately.

    Raises PermissionDenied, and ValidationError where the measure may not be asked or an answer is none of it.
    """
    may_record(by)
    used = _usable(measure)
    if filled_in_at > at:
        raise ValidationError({"filled_in_at": _("This lies in the future.")})
    lock_chart(patient.pk)
    scored = _scored(used.measure, answers)
    row = Assessment(
        patient=patient,
        wording=used.wording,
        how=how,
        filled_in_at=filled_in_at,
        in_their_words=in_their_words.strip(),
        recorded_by=by,
        **_kept(used.measure, answers, scored),
    )
    write(row)
    record("assessment.recorded", row, by=by, at=at, measure=measure, missing=row.missing)
    _measure(row, used.measure, by=by, at=at)
    carry_into_the_log(row, used.measure, scored, by=by, at=at)
    refresh(patient_id=patient.pk, at=at)
    return row


@transaction.atomic
def withdraw_assessment(*, assessment: Assessment, because: str, by: User, at: datetime) -> AssessmentWithdrawal:
    """It was a mistake, and counts nowhere from now on, its measurement neither. What the log says is corrected there.

    Raises ValidationError without a reason, a second time, or while nobody has looked at its risk answer.
    """
    may_record(by)
    if not because.strip():
        raise ValidationError({"because": _("Say why it counts no longer.")})
    lock_chart(assessment.patient_id)
    if AssessmentWithdrawal.objects.filter(assessment=assessment).exists():
        raise ValidationError(_("It was taken back already."))
    if assessment.risk and not RiskLook.objects.filter(assessment=assessment).exists():
        raise ValidationError(_("Please look at the answer that calls a person first, then take it back."))
    row = AssessmentWithdrawal(assessment=assessment, because=because.strip(), recorded_by=by)
    write(row)
    record("assessment.withdrawn", row, by=by, at=at, patient_id=assessment.patient_id, assessment=assessment.pk)
    refresh(patient_id=assessment.patient_id, at=at)
    return row


def _usable(code: str) -> InUse:
    try:
        used = in_use(code)
    except KeyError as error:
        raise ValidationError({"measure": _("Choose a measure from the list.")}) from error
    if used.measure.respondent == ABOUT_ONESELF:
        raise ValidationError({"measure": _("This one is about oneself, and not about patients.")})
    if not used.may_be_filled_in:
        raise ValidationError({"measure": used.needs})
    return used


def _scored(measure: Measure, answers: Mapping[str, int | None]) -> Score:
    try:
        scored = score(measure, answers)
    except ValueError as error:
        raise ValidationError({"answers": _("Choose one of the answers, or leave it out.")}) from error
    if all(value is None for value in answers.values()):
        raise ValidationError({"answers": _("Nothing was answered.")})
    return scored


def _kept(measure: Measure, answers: Mapping[str, int | None], scored: Score) -> dict[str, Any]:
    """Everything that a list or a picture needs, in the row itself."""
    return {
        "measure": measure.code,
        "edition": measure.edition,
        "answers": {item.code: answers.get(item.code) for item in measure.items},
        "missing": len(scored.missing),
        "total": scored.total,
        "scores": _as_json(scored),
        "risk": max(scored.risks.values(), default=0),
    }


def _as_json(scored: Score) -> dict[str, object]:
    return {
        "subscales": {code: None if value is None else int(value) for code, value in scored.subscales.items()},
        "band": scored.band.label if scored.band else "",
        "part_bands": {code: band.label for code, band in scored.part_bands.items()},
        "findings": list(scored.findings),
        "flags": list(scored.flags),
    }


def _measure(row: Assessment, measure: Measure, *, by: User, at: datetime) -> None:
    """A scale that the gate reads is a measurement too, once it is complete."""
    if not measure.measurement_kind or row.total is None:
        return
    reading = Reading(kind=measure.measurement_kind, value=row.total)
    record_measurements(
        patient=row.patient,
        readings=[reading],
        taken_at=row.filled_in_at,
        source=Source.STAFF,
        by=by,
        at=at,
        assessment=row,
    )
