"""Bringing the shipped formulary into the database: adds what is missing, never overwrites what a practice changed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from medications.models import CommonEffect, Effect, Medication, RedFlag
from medications.terms import FlagClass

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
    general = _read("every_medication.yaml")
    for term in general["needs_end_or_cause"]:
        Effect.objects.get_or_create(term=term, defaults={"needs_end_or_cause": True})
    effects = {effect.term: effect for effect in Effect.objects.all()}
    _flags(None, general, effects)
    known = {medication.code: medication for medication in Medication.objects.all()}
    for entry in _read("medications.yaml"):
        if entry["code"] in known:
            continue
        medication = Medication.objects.create(
            code=entry["code"],
            name=entry["name"],
            drug_class=entry["drug_class"],
            is_sedating=entry.get("sedating", False),
        )
        _flags(medication, entry, effects)
        for position, term in enumerate(entry["common_effects"]):
            CommonEffect.objects.get_or_create(
                medication=medication, effect=_effect(term, effects), defaults={"position": position}
            )
    after = _counts()
    return Loaded(
        medications=after.medications - before.medications,
        effects=after.effects - before.effects,
        red_flags=after.red_flags - before.red_flags,
    )


def _flags(medication: Medication | None, entry: dict[str, Any], effects: dict[str, Effect]) -> None:
    for key, flag_class in (("red_flags", FlagClass.STOP), ("treat_flags", FlagClass.TREAT)):
        for term in entry.get(key, []):
            RedFlag.objects.get_or_create(
                medication=medication, effect=_effect(term, effects), defaults={"flag_class": flag_class}
            )


def _effect(term: str, effects: dict[str, Effect]) -> Effect:
    if term not in effects:
        effects[term] = Effect.objects.create(term=term)
    return effects[term]


def _counts() -> Loaded:
    return Loaded(
        medications=Medication.objects.count(), effects=Effect.objects.count(), red_flags=RedFlag.objects.count()
    )


def _read(name: str) -> Any:
    return yaml.safe_load((FORMULARY / name).read_text(encoding="utf-8"))
