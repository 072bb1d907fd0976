"""Bringing the shipped formulary into the database: adds what is missing, never overwrites what a practice changed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from medications.models import CommonEffect, Effect, Medication, RedFlag
from medications.terms import FlagClass

TERMS = ("red_flags", "treat_flags", "common_effects", "needs_end_or_cause")
FORMULARY = Path(__file__).resolve().parent.parent / "formulary"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How many rows were added."""

    medications: int
    effects: int
    red_flags: int


@transaction.atomic
def load_formulary() -> Loaded:
    """Add the medications, effects, red flags and common effects that are not there yet. Idempotent."""
    before = _counts()
    general, entries = _read("every_medication.yaml"), _read("medications.yaml")
    known = set(Medication.objects.values_list("code", flat=True))
    new = [entry for entry in entries if entry["code"] not in known]
    effects = _load_effects(general, new)
    made = Medication.objects.bulk_create(
        Medication(
            code=entry["code"],
            name=entry["name"],
            drug_class=entry["drug_class"],
            is_sedating=entry.get("sedating", False),
        )
        for entry in new
    )
    _load_flags([(None, general), *zip(made, new, strict=True)], effects)
    CommonEffect.objects.bulk_create(
        CommonEffect(medication=medication, effect=effects[term], position=position)
        for medication, entry in zip(made, new, strict=True)
        for position, term in enumerate(entry["common_effects"])
    )
    after = _counts()
    return Loaded(
        medications=after.medications - before.medications,
        effects=after.effects - before.effects,
        red_flags=after.red_flags - before.red_flags,
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
    known = set(RedFlag.objects.values_list("medication_id", "effect_id"))
    RedFlag.objects.bulk_create(
        RedFlag(medication=medication, effect=effects[term], flag_class=flag_class)
        for medication, entry in parts
        for key, flag_class in (("red_flags", FlagClass.STOP), ("treat_flags", FlagClass.TREAT))
        for term in entry.get(key, [])
        if (medication and medication.pk, effects[term].pk) not in known
    )


def _counts() -> Loaded:
    return Loaded(
        medications=Medication.objects.count(), effects=Effect.objects.count(), red_flags=RedFlag.objects.count()
    )


def _read(name: str) -> Any:
    return yaml.safe_load((FORMULARY / name).read_text(encoding="utf-8"))
