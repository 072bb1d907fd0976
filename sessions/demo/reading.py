"""Reads the demo practice's data files."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from medications.rules.regimen import Dose, Regimen
from medications.services.planning import PlannedStep
from medications.terms import TimeOfDay

HERE = Path(__file__).parent


@cache
def read(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The entries of one file, by their keys, in its order."""
    entries: dict[str, dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return entries


def planned_steps(schedule: Mapping[str, Any]) -> list[PlannedStep]:
    """The steps of a schedule: one dose a day, at the schedule's time."""
    return [
        PlannedStep(regimen=one_dose(step["mg"], TimeOfDay(schedule["at"])), hold_days=step["days"])
        for step in schedule["steps"]
    ]


def one_dose(amount_mg: float | str, at: TimeOfDay) -> Regimen:
    """One taking a day, in tablets."""
    return Regimen(doses=(Dose(amount_mg=Decimal(str(amount_mg)), at=at),))
