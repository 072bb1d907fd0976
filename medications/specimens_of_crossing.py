"""Two medicines on one time axis, for the gallery. Made up."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from medications.presentation.crossing import draw_crossing, lane_down, lane_up
from medications.rules.overlap import Course
from medications.rules.regimen import Dose, Regimen
from medications.services.planning import PlannedStep
from medications.terms import TimeOfDay
from practice.gallery import Specimen

TODAY = date(2026, 3, 5)


def regimen(mg: str) -> Regimen:
    return Regimen(doses=(Dose(amount_mg=Decimal(mg), at=TimeOfDay.MORNING),))


def course(days_ahead: int, *amounts: str, before: str) -> Course:
    steps = [PlannedStep(regimen=regimen(mg), hold_days=14) for mg in amounts]
    return Course(begins_on=TODAY + timedelta(days=days_ahead), steps=steps, before=regimen(before))


def crossing(state: str, up_in_days: int) -> Mapping[str, Any]:
    down = lane_down("sertraline", course(7, "50", "25", before="100"), TODAY)
    up = lane_up("mirtazapine", course(up_in_days, "7.5", "15", before="15"))
    return {"drawing": draw_crossing(down, up, TODAY), "ident": f"cross-{state.replace(' ', '-')}"}


CROSSINGS = [
    Specimen(component="cross_taper", state=state, context=partial(crossing, state, days))
    for state, days in (("with days of both", 21), ("one after the other", 50))
]
