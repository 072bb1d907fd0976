"""Writing down how somebody does with medicines: earlier reactions, what they say themselves, a prescriber's setting.

Like everything told about health, each row outdates earlier reviews.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.known import code_of
from patients.models import EarlierReaction, Patient, SensitivityAnswer, SensitivitySetting
from patients.sensitivity import Answer, DoseThen
from patients.services.locking import lock_chart
from patients.services.recording_health import add_told, may_record
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission

Row = TypeVar("Row", EarlierReaction, SensitivityAnswer)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question and its answer; `words` belong to "said"."""

    question: str
    answer: str
    words: str = ""


def record_reaction(
    *,
    patient: Patient,
    name: str,
    effect: str,
    how_bad: str,
    source: str,
    by: User,
    at: datetime,
    dose: str = "",
    dose_then: str = DoseThen.UNKNOWN,
    when: str = "",
    helped: str = "",
) -> EarlierReaction:
    """What they went through on a medicine, by its code where we know one. Raises ValidationError."""
    row = EarlierReaction(
        patient=patient,
        to=code_of(name),
        name=name.strip(),
        effect=effect.strip(),
        how_bad=how_bad,
        dose=dose.strip(),
        dose_then=dose_then,
        when=when.strip(),
        helped=helped.strip(),
        source=source,
    )
    return add_told(row, "reaction.recorded", by=by, at=at)


def withdraw_reaction(
    *, reaction: EarlierReaction, because: str, source: str, by: User, at: datetime
) -> EarlierReaction:
    """It was a mistake; the row stays, and a further one says why. Raises ValidationError without a reason."""
    return add_told(_taken_back(reaction, because, source), "reaction.withdrawn", by=by, at=at)


@transaction.atomic
def record_answers(
    *, patient: Patient, answers: Sequence[Answered], whose: str, source: str, by: User, at: datetime
) -> list[SensitivityAnswer]:
    """What they said in one conversation, all of it or nothing. What was skipped is not among it.

    Raises ValidationError: under a question's own name the first that does not fit.
    """
    may_record(by)
    if not answers:
        raise ValidationError(_("Everything was skipped. Answer one of the questions, or choose “not now” for it."))
    lock_chart(patient.pk)
    rows = [_answer(patient, each, whose, source, by) for each in answers]
    for row in rows:
        _write(row)
    record("sensitivity.answered", patient, by=by, at=at, patient_id=patient.pk, ids=[row.pk for row in rows])
    refresh(patient_id=patient.pk, at=at)
    return rows


def withdraw_answer(
    *, answer: SensitivityAnswer, because: str, source: str, by: User, at: datetime
) -> SensitivityAnswer:
    """They take back what they said. Raises ValidationError without a reason."""
    return add_told(_taken_back(answer, because, source), "sensitivity.withdrawn", by=by, at=at)


def set_sensitivity(
    *, patient: Patient, level: str, because: str, source: str, by: User, at: datetime
) -> SensitivitySetting:
    """A prescriber's own judgement, or that it follows again from what is told.

    Raises PermissionDenied for whoever does not prescribe, ValidationError without a reason.
    """
    if not by.may(Permission.PRESCRIBE):
        raise PermissionDenied
    row = SensitivitySetting(patient=patient, level=level, because=because.strip(), source=source)
    return add_told(row, "sensitivity.set", by=by, at=at)


def _answer(patient: Patient, each: Answered, whose: str, source: str, by: User) -> SensitivityAnswer:
    return SensitivityAnswer(
        patient=patient,
        question=each.question,
        answer=each.answer,
        words=each.words.strip(),
        whose=whose if each.answer == Answer.SAID else "",
        source=source,
        recorded_by=by,
    )


def _write(row: SensitivityAnswer) -> None:
    try:
        write(row)
    except ValidationError as error:
        raise ValidationError({row.question: error.messages}) from error


def _taken_back(row: Row, because: str, source: str) -> Row:
    """A further row about the same thing, which says why it holds no longer."""
    if not because.strip():
        raise ValidationError({"because": _("Say why it holds no longer.")})
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for own in ("id", "recorded_at", "recorded_by_id"):
        del kept[own]
    return type(row)(**{**kept, "source": source, "withdrawn_because": because.strip()})
