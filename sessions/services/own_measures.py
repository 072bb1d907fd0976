"""Filling in a measure about oneself and one's work. It is nobody else's business, so no act is recorded of it.

What was said is encrypted for the person: their id goes into the purpose, so that elsewhere it does not open.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure, measure_named
from patients.measures.scoring import Score, score
from patients.measures_in_use import InUse, all_in_use
from practice.database.writing import write
from practice.encryption import decrypt, encrypt
from practice.staff.models import User
from sessions.models import OwnAssessment

ABOUT_ONESELF = "staff"


@dataclass(frozen=True, kw_only=True)
class Own:
    """One filling-in, opened for the person whose it is."""

    pk: int
    measure: Measure
    filled_in_at: datetime
    answers: Mapping[str, int | None]
    score: Score


def own_measures() -> list[InUse]:
    """Those that people who work here fill in about themselves."""
    return [used for used in all_in_use().values() if used.measure.respondent == ABOUT_ONESELF]


@transaction.atomic
def record_own(*, user: User, measure: str, answers: Mapping[str, int | None], at: datetime) -> OwnAssessment:
    """Keep it for them. Raises ValidationError for an answer that the measure does not have, or none at all."""
    if measure not in {used.measure.code for used in own_measures() if used.may_be_filled_in}:
        raise ValidationError(_("This is not a measure about oneself."))
    if all(value is None for value in answers.values()):
        raise ValidationError(_("Everything was left out. There is nothing to keep."))
    try:
        score(measure_named(measure), answers)
    except ValueError as error:
        raise ValidationError(_("Choose one of the answers, or leave it out.")) from error
    said = {"measure": measure, "answers": dict(answers), "at": at.isoformat()}
    row = OwnAssessment(user=user, sealed=encrypt(json.dumps(said), purpose=_purpose(user)))
    write(row)
    return row


def own_assessments(user: User) -> list[Own]:
    """Their own, the newest first. Raises UnreadableSecretError for a row that was not made for them."""
    return [_opened(row, user) for row in OwnAssessment.objects.visible_to(user).order_by("-id")]


@transaction.atomic
def delete_own(*, user: User, own_id: int) -> bool:
    """Gone for good: it is theirs, and no part of anybody's care. Whether there was such a one."""
    deleted, _each = OwnAssessment.objects.visible_to(user).filter(pk=own_id).delete()
    return bool(deleted)


def _opened(row: OwnAssessment, user: User) -> Own:
    said = json.loads(decrypt(row.sealed, purpose=_purpose(user)))
    measure = measure_named(said["measure"])
    return Own(
        pk=row.pk,
        measure=measure,
        filled_in_at=datetime.fromisoformat(said["at"]),
        answers=said["answers"],
        score=score(measure, said["answers"]),
    )


def _purpose(user: User) -> str:
    return f"own.measure.{user.pk}"
