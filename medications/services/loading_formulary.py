"""Bringing the shipped formulary into the database: adds what is missing, never overwrites what a practice changed."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from medications.models import (
    CommonEffect,
    Effect,
    Interaction,
    Medication,
    MedicationFact,
    Presentation,
    RedFlag,
    Schedule,
)
from medications.services.loading_facts import load_facts
from medications.services.loading_files import read
from medications.services.loading_interactions import load_classes, load_interactions
from medications.services.loading_schedules import load_schedules
from medications.terms import FlagClass

TERMS = ("red_flags", "treat_flags", "common_effects", "needs_end_or_cause")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How many rows were added."""

    medications: int
    effects: int
    red_flags: int
    facts: int = 0
    presentations: int = 0
    schedules: int = 0
    interactions: int = 0


@transaction.atomic
def load_formulary() -> Loaded:
    """Add what is not there yet: medications with their effects and facts, classes, interactions. Idempotent."""
    before = _counts()
    _load_medications()
    load_facts()
    load_schedules()
    load_classes()
    load_interactions()
    return Loaded(**{name: count - getattr(before, name) for name, count in vars(_counts()).items()})


def _load_medications() -> None:
    general, entries = read("every_medication.yaml"), read("medications.yaml")
    partners = [{**entry, "partner": True} for entry in read("partners.yaml")]
    known = set(Medication.objects.values_list("code", flat=True))
    new = [entry for entry in (*entries, *partners) if entry["code"] not in known]
    effects = _load_effects(general, new)
    made = Medication.objects.bulk_create(_medication(entry) for entry in new)
    _load_flags([(None, general), *zip(made, new, strict=True)], effects)
    CommonEffect.objects.bulk_create(
        CommonEffect(medication=medication, effect=effects[term], position=position)
        for medication, entry in zip(made, new, strict=True)
        for position, term in enumerate(entry.get("common_effects", []))
    )


def _medication(entry: dict[str, Any]) -> Medication:
    return Medication(
        code=entry["code"],
        name=entry["name"],
        drug_class=entry.get("drug_class", ""),
        is_sedating=entry.get("sedating", False),
        is_dangerous_in_overdose=entry.get("dangerous_in_overdose", False),
        can_be_planned=not entry.get("partner", False),
    )


def _load_effects(general: dict[str, Any], entries: list[dict[str, Any]]) -> dict[str, Effect]:
    """Every effect by its term, those that were missing now made."""
    known = {effect.term for effect in Effect.objects.all()}
    listed = [term for part in (general, *entries) for key in TERMS for term in part.get(key, [])]
    Effect.objects.bulk_create(
        Effect(term=term, needs_end_or_cause=term in general["needs_end_or_cause"])
        for term in dict.fromkeys(listed)
        if term not in known
    )
    return {effect.term: effect for effect in Effect.objects.all()}


def _load_flags(parts: list[tuple[Medication | None, dict[str, Any]]], effects: dict[str, Effect]) -> None:
    known = set(RedFlag.objects.filter(class_code="").values_list("medication_id", "effect_id"))
    RedFlag.objects.bulk_create(
        RedFlag(medication=medication, effect=effects[term], flag_class=flag_class)
        for medication, entry in parts
        for key, flag_class in (("red_flags", FlagClass.STOP), ("treat_flags", FlagClass.TREAT))
        for term in entry.get(key, [])
        if (medication and medication.pk, effects[term].pk) not in known
    )


def _counts() -> Loaded:
    return Loaded(
        medications=Medication.objects.count(),
        effects=Effect.objects.count(),
        red_flags=RedFlag.objects.count(),
        facts=MedicationFact.objects.count(),
        presentations=Presentation.objects.count(),
        schedules=Schedule.objects.count(),
        interactions=Interaction.objects.count(),
    )
