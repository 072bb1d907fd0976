"""Risk answers: into the log when they are news, and looked at by a person."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure, RiskItem, measure_named
from patients.measures.scoring import Score
from patients.models import Assessment, RiskLook
from patients.risk_log import risk_log
from patients.rules.risk_answers import LOOKED_AT_WITHIN, Assessed, RiskAnswer, is_news, risk_answers, severity_of
from patients.services.locking import lock_chart
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User


def carry_into_the_log(row: Assessment, measure: Measure, scored: Score, *, by: User, at: datetime) -> None:
    """Write a log entry for each risk answer that is news; under the chart's lock, in the caller's transaction."""
    for answer in risk_answers(measure, scored):
        if not answer.effect:
            continue
        if is_news(answer, _looked_into(row, answer, at), at=at):
            log = risk_log()
            log.write(patient=row.patient, answer=answer, how=row.how, happened_at=row.filled_in_at, by=by, at=at)


@transaction.atomic
def look_at_risk_answer(*, assessment: Assessment, found: str, done: str, by: User, at: datetime) -> RiskLook:
    """Somebody looked: what they found, and what they did and agreed on. The prompt closes with it.

    Raises PermissionDenied, and ValidationError where either is left empty or nothing in it calls a person.
    """
    may_record(by)
    said = {"found": found, "done": done}
    empty = {name: _("Please fill this in.") for name, words in said.items() if not words.strip()}
    if empty:
        raise ValidationError(empty)
    if not assessment.risk:
        raise ValidationError(_("Nothing in this calls a person."))
    lock_chart(assessment.patient_id)
    row = RiskLook(assessment=assessment, found=found.strip(), done=done.strip(), looked_at=at, looked_by=by)
    write(row)
    record("assessment.looked_at", row, by=by, at=at, patient_id=assessment.patient_id, assessment=assessment.pk)
    refresh(patient_id=assessment.patient_id, at=at)
    return row


def _looked_into(row: Assessment, answer: RiskAnswer, at: datetime) -> list[Assessed]:
    """Lately, at such an answer or in the log itself."""
    since = at - LOOKED_AT_WITHIN
    looks = RiskLook.objects.filter(
        assessment__in=Assessment.objects.of_patient(row.patient_id).standing(), looked_at__gte=since
    )
    found = [_assessed(look, answer.topic) for look in looks.select_related("assessment")]
    in_log = risk_log().looked_into(patient=row.patient, effect=answer.effect, since=since)
    return [*(each for each in found if each is not None), *in_log]


def _assessed(look: RiskLook, topic: str) -> Assessed | None:
    """How grave the answer was that was looked at; None where it was about something else."""
    measure = measure_named(look.assessment.measure)
    values = {risk: look.assessment.answers.get(risk.item) or 0 for risk in measure.risk_items if risk.topic == topic}
    given = {risk: value for risk, value in values.items() if value >= risk.from_value}
    if not given:
        return None
    risk: RiskItem = max(given, key=lambda each: given[each])
    return Assessed(severity=severity_of(measure, risk, given[risk]), at=look.looked_at)
