"""The person of a plan as limits, warnings and interactions see them."""

from collections.abc import Iterable
from datetime import date

from medications.models import TitrationPlan
from medications.rules.person import Allergy, Exposure, Measured, PersonFacts
from patients.health_facts import HealthFacts
from patients.sensitivity import judge

PAST_COUNTS_TOO = frozenset({"anorexia", "bulimia", "complex-sleep-behaviour"})
"""Conditions that labels name "current or past" (bupropion; Z-drugs)."""


def person_facts(plan: TitrationPlan, health: HealthFacts, exposures: Iterable[Exposure], today: date) -> PersonFacts:
    """What is known of the patient on a day, for this plan's indication."""
    patient = plan.patient
    return PersonFacts(
        age=patient.age_on(today),
        sex=patient.sex_for_dosing,
        sensitivity=judge(patient.sensitivity, health.sensitivity).level,
        hepatic=health.hepatic,
        renal=health.renal,
        creatinine_clearance=health.creatinine_clearance,
        pregnant=health.pregnant,
        breast_feeding=health.breast_feeding,
        indication=plan.indication or None,
        conditions=health.conditions | (health.past_conditions & PAST_COUNTS_TOO),
        allergies=tuple(
            Allergy(to=known.to, is_hypersensitivity=known.is_hypersensitivity) for known in health.allergies
        ),
        genotype=health.genotype,
        exposures=tuple(exposures),
        measured=tuple(
            Measured(
                kind=known.kind,
                value=known.value,
                unit=known.unit,
                taken_at=known.taken_at,
                hours_after_dose=known.hours_after_dose,
            )
            for known in health.measurements
            if not known.analyte or known.analyte == plan.medication.code
        ),
    )
