"""Writing down what is known of somebody's health. Each act adds one row; the newest about the same thing counts.

A trigger advances the chart version with each, so that every earlier review asks to be looked at again.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.known import code_of
from patients.models import (
    Allergy,
    Genotype,
    HealthCondition,
    OrganFunction,
    Patient,
    PregnancyAnswer,
    SubstanceUse,
)
from patients.models.told import Told
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission

Row = TypeVar("Row", bound=Told)


def record_allergy(
    *,
    patient: Patient,
    name: str,
    kind: str,
    source: str,
    by: User,
    at: datetime,
    reaction: str = "",
    certainty: str = Allergy.Certainty.LIKELY,
) -> Allergy:
    """What they may not be given again, by a medicine's or a class's code where we know one. Raises ValidationError."""
    row = Allergy(
        patient=patient,
        kind=kind,
        to=code_of(name),
        name=name.strip(),
        reaction=reaction.strip(),
        certainty=certainty,
        source=source,
    )
    return add_told(row, "allergy.recorded", by=by, at=at)


def record_no_known_allergies(*, patient: Patient, source: str, by: User, at: datetime) -> Allergy:
    """Somebody asked, and there is nothing. It takes nothing back that is recorded."""
    row = Allergy(patient=patient, kind=Allergy.Kind.NONE_KNOWN, source=source)
    return add_told(row, "allergy.none_known", by=by, at=at)


def withdraw_allergy(*, allergy: Allergy, because: str, source: str, by: User, at: datetime) -> Allergy:
    """It proved not to be one; the row stays, and a further one says why. Raises ValidationError without a reason."""
    if not because.strip():
        raise ValidationError({"because": _("Say why it holds no longer.")})
    row = Allergy(
        patient=allergy.patient,
        kind=allergy.kind,
        to=allergy.to,
        name=allergy.name,
        reaction=allergy.reaction,
        certainty=allergy.certainty,
        withdrawn_because=because.strip(),
        source=source,
    )
    return add_told(row, "allergy.withdrawn", by=by, at=at)


def record_condition(
    *,
    patient: Patient,
    condition: str,
    state: str,
    source: str,
    by: User,
    at: datetime,
    other: str = "",
    words: str = "",
) -> HealthCondition:
    """A condition is there, was there, or was ruled out."""
    row = HealthCondition(
        patient=patient, condition=condition, other=other.strip(), state=state, words=words.strip(), source=source
    )
    return add_told(row, "condition.recorded", by=by, at=at)


def record_organ_function(
    *,
    patient: Patient,
    organ: str,
    impairment: str,
    source: str,
    by: User,
    at: datetime,
    creatinine_clearance_ml_min: Decimal | None = None,
) -> OrganFunction:
    """How well liver or kidneys work now."""
    row = OrganFunction(
        patient=patient,
        organ=organ,
        impairment=impairment,
        creatinine_clearance_ml_min=creatinine_clearance_ml_min,
        source=source,
    )
    return add_told(row, "organ_function.recorded", by=by, at=at)


def record_genotype(*, patient: Patient, gene: str, phenotype: str, source: str, by: User, at: datetime) -> Genotype:
    """What a laboratory found about one gene."""
    row = Genotype(patient=patient, gene=gene, phenotype=phenotype, source=source)
    return add_told(row, "genotype.recorded", by=by, at=at)


def record_pregnancy_answer(
    *, patient: Patient, pregnant: str, breast_feeding: str, source: str, by: User, at: datetime
) -> PregnancyAnswer:
    """What they said, that they declined to say included."""
    row = PregnancyAnswer(patient=patient, pregnant=pregnant, breast_feeding=breast_feeding, source=source)
    return add_told(row, "pregnancy.answered", by=by, at=at)


def record_substance_use(
    *,
    patient: Patient,
    substance: str,
    answer: str,
    source: str,
    by: User,
    at: datetime,
    amount: str = "",
    last_used_at: datetime | None = None,
    stopped_on: date | None = None,
    stopped_abruptly: bool = False,
    route: str = "",
    pattern: str = "",
    withdrawal: str = "",
    withdrawal_words: str = "",
) -> SubstanceUse:
    """What they said about one substance. Raises ValidationError for a day or a moment that has not come yet."""
    if last_used_at and last_used_at > at:
        raise ValidationError({"last_used_at": _("This lies in the future.")})
    if stopped_on and stopped_on > timezone.localdate(at):
        raise ValidationError({"stopped_on": _("This day lies in the future.")})
    row = SubstanceUse(
        patient=patient,
        substance=substance,
        answer=answer,
        amount=amount.strip(),
        last_used_at=last_used_at,
        stopped_on=stopped_on,
        stopped_abruptly=stopped_abruptly,
        route=route,
        pattern=pattern,
        withdrawal=withdrawal,
        withdrawal_words=withdrawal_words.strip(),
        source=source,
    )
    return add_told(row, "substance_use.recorded", by=by, at=at)


@transaction.atomic
def add_told(row: Row, verb: str, *, by: User, at: datetime) -> Row:
    """Under the chart's lock: the row, its act, and the prompts that follow from it."""
    may_record(by)
    lock_chart(row.patient_id)
    row.recorded_by = by
    write(row)
    record(verb, row, by=by, at=at)
    refresh(patient_id=row.patient_id, at=at)
    return row


def may_record(by: User) -> None:
    """Clinical roles only. Raises PermissionDenied."""
    if not by.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
