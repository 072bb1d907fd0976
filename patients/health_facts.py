"""What is known of people's health, as plain values for whoever decides about a dose.

One query asks what there is, and one more reads each kind of it, for any number of people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import connection

from patients.models import (
    Allergy,
    EarlierReaction,
    Genotype,
    HealthCondition,
    Measurement,
    OrganFunction,
    PregnancyAnswer,
    SensitivityAnswer,
    SensitivitySetting,
    SubstanceUse,
)
from patients.models.told import Told
from patients.sensitivity import SensitivityProfile
from patients.sensitivity_facts import profile_from

KEPT = 3
EVERY_KIND: tuple[type[Told], ...] = (
    Allergy,
    HealthCondition,
    OrganFunction,
    Genotype,
    PregnancyAnswer,
    SubstanceUse,
    Measurement,
    EarlierReaction,
    SensitivityAnswer,
    SensitivitySetting,
)
ANY_ROW = "EXISTS (SELECT FROM {} WHERE patient_id = ANY(%(patients)s))"
IS_TOLD = "SELECT " + ", ".join(ANY_ROW.format(kind._meta.db_table) for kind in EVERY_KIND)
Row = TypeVar("Row", bound=Told)


@dataclass(frozen=True, kw_only=True)
class KnownAllergy:
    """`to` is the code of a medicine or a class, or the name in small letters where nothing has that name."""

    to: str
    is_hypersensitivity: bool


@dataclass(frozen=True, kw_only=True)
class KnownSubstance:
    """Used now, or stopped on a day; `recorded_at` is when it was last spoken of.

    What was never used, or what somebody declined to tell, is not here.
    """

    code: str
    name: str
    recorded_at: datetime
    last_used_at: datetime | None = None
    stopped_on: date | None = None
    stopped_abruptly: bool = False


@dataclass(frozen=True, kw_only=True)
class KnownMeasurement:
    """`analyte` is what a level is of; empty for everything else."""

    kind: str
    value: Decimal
    unit: str
    taken_at: datetime
    analyte: str = ""
    hours_after_dose: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class HealthFacts:
    """One person. None, "unknown" and absence mean that nobody knows; none of them means no.

    `conditions` are those present, `past_conditions` those over; `measurements` the newest three of each kind, and of
    each analyte, the newest first.
    """

    hepatic: str | None = None
    renal: str | None = None
    creatinine_clearance: Decimal | None = None
    pregnant: str = "unknown"
    breast_feeding: str = "unknown"
    conditions: frozenset[str] = frozenset()
    past_conditions: frozenset[str] = frozenset()
    allergies: tuple[KnownAllergy, ...] = ()
    genotype: Mapping[str, str] = field(default_factory=dict)
    substances: tuple[KnownSubstance, ...] = ()
    measurements: tuple[KnownMeasurement, ...] = ()
    sensitivity: SensitivityProfile = SensitivityProfile()


@dataclass(frozen=True, kw_only=True)
class _Told:
    """The rows of one person that count."""

    allergies: list[Allergy]
    conditions: list[HealthCondition]
    organs: list[OrganFunction]
    genotypes: list[Genotype]
    pregnancy: list[PregnancyAnswer]
    substances: list[SubstanceUse]
    measurements: list[Measurement]
    sensitivity: SensitivityProfile


def health_facts_of(patient_ids: Collection[int], on: date) -> dict[int, HealthFacts]:
    """Everybody's, also of those about whom nothing is known. Values measured after the day `on` are left out."""
    told = _told_of(patient_ids)

    def newest(of: type[Row]) -> defaultdict[int, list[Row]]:
        return _by_patient(of.objects.newest().filter(patient__in=patient_ids) if of in told else [])

    allergies, conditions, organs = newest(Allergy), newest(HealthCondition), newest(OrganFunction)
    genotypes, pregnancy, substances = newest(Genotype), newest(PregnancyAnswer), newest(SubstanceUse)
    measured = Measurement.objects.newest_of_each(KEPT, on).filter(patient__in=patient_ids)
    measurements = _by_patient(measured if Measurement in told else [])
    reactions, settings = newest(EarlierReaction), newest(SensitivitySetting)
    answered = SensitivityAnswer.objects.that_count().filter(patient__in=patient_ids)
    answers = _by_patient(answered if SensitivityAnswer in told else [])
    return {
        pk: _facts(
            _Told(
                allergies=allergies[pk],
                conditions=conditions[pk],
                organs=organs[pk],
                genotypes=genotypes[pk],
                pregnancy=pregnancy[pk],
                substances=substances[pk],
                measurements=measurements[pk],
                sensitivity=profile_from(reactions[pk], answers[pk], settings[pk]),
            )
        )
        for pk in patient_ids
    }


def _told_of(patient_ids: Collection[int]) -> set[type[Told]]:
    """What anything at all is known of; about most people, little is."""
    with connection.cursor() as cursor:
        cursor.execute(IS_TOLD, {"patients": list(patient_ids)})
        return {kind for kind, is_told in zip(EVERY_KIND, cursor.fetchone(), strict=True) if is_told}


def _by_patient(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.patient_id].append(row)
    return found


def _facts(told: _Told) -> HealthFacts:
    organs = {row.organ: row for row in told.organs}
    pregnancy = told.pregnancy[0] if told.pregnancy else None
    renal = organs.get(OrganFunction.Organ.RENAL)
    return HealthFacts(
        hepatic=_impairment(organs.get(OrganFunction.Organ.HEPATIC)),
        renal=_impairment(renal),
        creatinine_clearance=renal.creatinine_clearance_ml_min if renal else None,
        pregnant=pregnancy.pregnant if pregnancy else "unknown",
        breast_feeding=pregnancy.breast_feeding if pregnancy else "unknown",
        conditions=_conditions(told.conditions, HealthCondition.State.PRESENT),
        past_conditions=_conditions(told.conditions, HealthCondition.State.RESOLVED),
        allergies=tuple(_allergy(row) for row in told.allergies if row.is_known_of),
        genotype={row.gene: row.phenotype for row in told.genotypes},
        substances=tuple(_substance(row) for row in told.substances if row.is_or_was_used),
        measurements=tuple(_measurement(row) for row in told.measurements),
        sensitivity=told.sensitivity,
    )


def _impairment(row: OrganFunction | None) -> str | None:
    return None if row is None or row.impairment == OrganFunction.Impairment.UNKNOWN else row.impairment


def _conditions(rows: Iterable[HealthCondition], state: str) -> frozenset[str]:
    return frozenset(row.other.lower() or row.condition for row in rows if row.state == state)


def _allergy(row: Allergy) -> KnownAllergy:
    return KnownAllergy(to=row.to, is_hypersensitivity=row.kind == Allergy.Kind.HYPERSENSITIVITY)


def _substance(row: SubstanceUse) -> KnownSubstance:
    return KnownSubstance(
        code=row.substance,
        name=row.get_substance_display(),
        recorded_at=row.recorded_at,
        last_used_at=row.last_used_at,
        stopped_on=row.stopped_on,
        stopped_abruptly=row.stopped_abruptly,
    )


def _measurement(row: Measurement) -> KnownMeasurement:
    return KnownMeasurement(
        kind=row.kind,
        value=row.value,
        unit=row.unit,
        taken_at=row.taken_at,
        analyte=row.analyte,
        hours_after_dose=row.hours_after_dose,
    )
