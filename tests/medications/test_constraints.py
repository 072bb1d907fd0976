"""What each constraint refuses, and its neighbour that it lets pass."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from medications.models import (
    Acknowledgement,
    CommonEffect,
    CoSignRequest,
    Effect,
    Hold,
    MissedDoses,
    OtherMedication,
    RedFlag,
    Regimen,
    RegimenDose,
    TitrationPlan,
    TitrationStep,
)
from tests.medications.builders import DAY, NOW, TODAY, effect, medication
from tests.medications.committed import Ground, undone

Values = dict[str, Any]
Row = Callable[[Ground], Values]


def plan(ground: Ground) -> Values:
    """Another draft for the same medicine as the open plan."""
    return {
        "patient": ground.patient,
        "medication": ground.plan.medication,
        "prescriber": ground.prescriber,
        "created_by": ground.prescriber,
    }


def activated(ground: Ground) -> Values:
    return plan(ground) | {"status": "active", "activated_at": NOW, "activated_by": ground.prescriber}


def closed(ground: Ground) -> Values:
    return plan(ground) | {"status": "closed", "closed_at": NOW, "closed_by": ground.prescriber}


def step(ground: Ground) -> Values:
    return {"plan": ground.draft, "position": 3, "regimen": Regimen.objects.create(), "hold_days": 1}


def dose(ground: Ground) -> Values:
    return {"regimen": Regimen.objects.create(), "amount_mg": Decimal("0.000001")}


def hold(ground: Ground) -> Values:
    return {"plan": ground.plan, "reason": "x", "held_at": NOW, "held_by": ground.nurse}


def other(ground: Ground) -> Values:
    return {"patient": ground.patient, "name": "St John's wort", "recorded_by": ground.nurse}


def missed(ground: Ground) -> Values:
    return {
        "patient": ground.patient,
        "medication": ground.plan.medication,
        "missed_days": 2,
        "source": "patient",
        "asked_at": NOW,
        "asked_by": ground.nurse,
    }


def acknowledgement(ground: Ground) -> Values:
    return {
        "plan": ground.plan,
        "code": "x",
        "reason": "x",
        "acknowledged_at": NOW,
        "acknowledged_by": ground.prescriber,
    }


def request(ground: Ground) -> Values:
    return {
        "review": ground.review,
        "codes": ["x"],
        "reason": "x",
        "asked_of": ground.second,
        "asked_at": NOW,
        "asked_by": ground.prescriber,
    }


# model, a row, and what makes it refused by which constraint
REFUSED: list[tuple[type[models.Model], Row, Values, str]] = [
    (
        TitrationPlan,
        plan,
        {"status": "active", "activated_at": NOW, "activated_by": "nurse"},
        "plan_one_open_per_patient_and_medication",
    ),
    (TitrationPlan, plan, {"status": "on-hold"}, "plan_one_open_per_patient_and_medication"),
    (TitrationPlan, plan, {"status": "paused"}, "plan_one_open_per_patient_and_medication"),
    (TitrationPlan, plan, {"status": "closed", "closed_at": NOW}, "plan_is_closed_at_a_moment_by_somebody"),
    (TitrationPlan, plan, {"closed_at": NOW, "closed_by": "nurse"}, "plan_is_closed_at_a_moment_by_somebody"),
    (TitrationPlan, plan, {"activated_at": NOW}, "plan_is_activated_at_a_moment_by_somebody"),
    (TitrationPlan, plan, {"adherence_floor": Decimal("1.01")}, "plan_adherence_floor_is_a_share"),
    (TitrationStep, step, {"position": 1}, "step_position_unique_in_plan"),
    (TitrationStep, step, {"position": 0}, "step_positions_begin_at_one"),
    (TitrationStep, step, {"hold_days": 0}, "step_is_held_at_least_a_day"),
    (RegimenDose, dose, {"amount_mg": Decimal(0)}, "dose_is_more_than_nothing"),
    (RegimenDose, dose, {"every_days": 8}, "dose_interval_divides_the_cycle"),
    (RegimenDose, dose, {"every_days": 2, "offset": 2}, "dose_offset_is_within_its_interval"),
    (RegimenDose, dose, {"at_most": 2}, "dose_ceiling_belongs_to_as_needed"),
    (RegimenDose, dose, {"as_needed": True, "at_most": 0}, "dose_ceiling_belongs_to_as_needed"),
    (Hold, hold, {"lifted_at": NOW}, "hold_is_lifted_at_a_moment_by_somebody"),
    (
        OtherMedication,
        other,
        {"started_on": TODAY, "stopped_on": TODAY - DAY},
        "other_medication_stops_after_it_starts",
    ),
    (MissedDoses, missed, {"missed_in_a_row": 3}, "missed_in_a_row_is_part_of_missed"),
    (Acknowledgement, acknowledgement, {"reason": ""}, "acknowledgement_gives_a_reason"),
    (CoSignRequest, request, {"reason": ""}, "cosign_request_gives_a_reason"),
    (CoSignRequest, request, {"asked_of": "prescriber"}, "cosign_is_asked_of_somebody_else"),
    (Effect, lambda g: {"term": "nausea"}, {}, "effect_term_unique_whatever_its_case"),
    (RedFlag, lambda g: {"effect": effect("Suicidal ideation")}, {}, "red_flag_once_per_medication"),
    (
        CommonEffect,
        lambda g: {"medication": g.plan.medication, "effect": effect("Nausea")},
        {},
        "common_effect_once_per_medication",
    ),
]

ALLOWED: list[tuple[type[models.Model], Row, Values]] = [
    (TitrationPlan, plan, {}),
    (TitrationPlan, activated, {"medication": "prazosin"}),
    (TitrationPlan, closed, {}),
    (TitrationPlan, plan, {"adherence_floor": Decimal(1)}),
    (TitrationStep, step, {}),
    (RegimenDose, dose, {}),
    (RegimenDose, dose, {"every_days": 2, "offset": 1}),
    (RegimenDose, dose, {"every_days": 30, "offset": 29}),
    (RegimenDose, dose, {"as_needed": True, "at_most": 4}),
    (Hold, hold, {}),
    (Hold, hold, {"lifted_at": NOW, "lifted_by": "prescriber"}),
    (OtherMedication, other, {"started_on": TODAY, "stopped_on": TODAY}),
    (OtherMedication, other, {"stopped_on": TODAY}),
    (MissedDoses, missed, {"missed_in_a_row": 2}),
    (Acknowledgement, acknowledgement, {}),
    (CoSignRequest, request, {}),
    (Effect, lambda g: {"term": "A feeling of falling"}, {}),
    (RedFlag, lambda g: {"effect": effect("Nausea")}, {}),
    (CommonEffect, lambda g: {"medication": g.plan.medication, "effect": effect("Rash")}, {}),
]


def written(model: type[models.Model], row: Row, changes: Values, ground: Ground) -> models.Model:
    """The row with its changes; people and medicines are named by word."""
    named = {
        key: getattr(ground, value) if key.endswith(("_by", "_of")) and isinstance(value, str) else value
        for key, value in changes.items()
    }
    if isinstance(named.get("medication"), str):
        named["medication"] = medication(named["medication"])
    return model._default_manager.create(**(row(ground) | named))


def names(cases: list[Any]) -> list[str]:
    return [f"{case[0].__name__} {', '.join(map(str, case[2])) or 'as it is'}" for case in cases]


@pytest.mark.parametrize(("model", "row", "changes", "constraint"), REFUSED, ids=names(REFUSED))
def test_refused(ground, model, row, changes, constraint):
    with undone("default"), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        written(model, row, changes, ground)


@pytest.mark.parametrize(("model", "row", "changes"), ALLOWED, ids=names(ALLOWED))
def test_allowed(ground, model, row, changes):
    with undone("default"):
        written(model, row, changes, ground)


@pytest.mark.parametrize(
    ("model", "row", "ended", "constraint"),
    [
        (Hold, hold, {"lifted_at": NOW, "lifted_by": "nurse"}, "plan_is_held_once_at_a_time"),
    ],
)
def test_once_at_a_time_and_again_when_it_has_ended(ground, model, row, ended, constraint):
    with undone("default"):
        written(model, row, ended, ground)
        written(model, row, {}, ground)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            written(model, row, {}, ground)


def test_the_words_of_records_name_nobody(ground):
    rows = [ground.plan, ground.first, ground.first.regimen, ground.review, ground.severe, ground.plan.medication]
    for row in rows:
        assert ground.patient.chosen_name not in str(row)
        assert "sertraline" not in str(row)
        assert str(row).endswith(str(row.pk))
