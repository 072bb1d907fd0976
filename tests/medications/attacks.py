"""Ways to write a row, and rows that the database takes: what attacks on it are made of."""

from typing import Any

import pytest
from django.db import connections, models

from medications.models import LogEntry, Review, TitrationPlan
from tests.medications.builders import DAY, NOW, TODAY, ago, effect
from tests.medications.committed import ALIASES, Ground

Values = dict[str, Any]

# --- three ways to write a row ----------------------------------------------------------------------------------


def create(alias: str, model: type[models.Model], values: Values) -> None:
    model._default_manager.using(alias).create(**values)


def bulk_create(alias: str, model: type[models.Model], values: Values) -> None:
    model._default_manager.using(alias).bulk_create([model(**values)])


def raw_sql(alias: str, model: type[models.Model], values: Values) -> None:
    columns, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    run(alias, f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", list(values.values()))


def run(alias: str, statement: str, params: list[Any] | None = None) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, params)


ROUTES = [create, bulk_create, raw_sql]
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
either_role = pytest.mark.parametrize("alias", ALIASES)


# --- rows that the database takes -------------------------------------------------------------------------------


def step_up(ground: Ground, **changes: Any) -> Values:
    """A step up that every rule allows, but for the changes."""
    return {
        "plan_id": ground.plan.pk,
        "patient_id": ground.patient.pk,
        "medication_id": ground.plan.medication_id,
        "kind": "dose",
        "step_id": ground.second_step.pk,
        "regimen_id": ground.second_step.regimen_id,
        "direction": "up",
        "review_id": ground.review.pk,
        "reason": "",
        "first_dose_on": TODAY,
        "made_at": NOW,
        "made_by_id": ground.prescriber.pk,
    } | changes


def review(ground: Ground, alias: str = "default", **changes: Any) -> Values:
    """A review of all that is known, for the next step, but for the changes."""
    plan = TitrationPlan.objects.using(alias).with_version().get(pk=changes.get("plan_id", ground.plan.pk))
    return {
        "plan_id": plan.pk,
        "to_step_id": ground.second_step.pk,
        "decision": "proceed",
        "reasons": "",
        "patient_view": "agrees",
        "in_their_words": "",
        "read_version": plan.version,
        "evidence": "{}",
        "signed_at": ago(hours=0.5),
        "signed_by_id": ground.prescriber.pk,
        "valid_until": NOW + 2 * DAY,
    } | changes


def entry(ground: Ground, **changes: Any) -> Values:
    """A mild report, but for the changes."""
    return {
        "patient_id": ground.patient.pk,
        "kind": "report",
        "medication_id": ground.plan.medication_id,
        "effect_id": effect("Nausea").pk,
        "severity": "mild",
        "course": "new",
        "frequency": "",
        "bother": "",
        "in_their_words": "",
        "note": "",
        "source": "patient",
        "asked_about": [],
        "resolution": "",
        "is_retraction": False,
        "happened_at": ago(hours=0.75),
        "recorded_by_id": ground.nurse.pk,
    } | changes


def about(ground: Ground, kind: str, original: LogEntry, **changes: Any) -> Values:
    """A correction or a resolution of an entry."""
    own = {"kind": kind, "about_id": original.pk, "effect_id": None, "severity": "", "course": "", "note": "Because."}
    ended = {"resolution": "ended"} if kind == "resolution" else {}
    return entry(ground, **own, **ended, **changes)


def signed_anew(ground: Ground, alias: str, **changes: Any) -> int:
    return Review.objects.using(alias).create(**review(ground, alias, **changes)).pk
