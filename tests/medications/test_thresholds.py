"""The practice's own numbers: one row, with who decided it; the gate reads it, and remembers it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from medications.models import PracticeThresholds
from medications.rules.composing import why_gentle
from medications.rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from medications.services.drug_facts import drug_facts_of, formulary_of
from medications.services.plan_facts import PlanFacts
from medications.terms import FactKind
from patients.services.measuring import Reading, record_measurements
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_administrator, make_user
from tests.medications.builders import NOW, ago, all_codes, day, fresh, plan_on_step
from tests.medications.hand_made import ADULT, drug, fact, going_up, measured, starting
from tests.medications.hand_made import found as codes

SHIPPED = DEFAULT_THRESHOLDS


def own(**values) -> PracticeThresholds:
    return PracticeThresholds.objects.create(**{"decided": "Prescribers' meeting, 3 March.", **values})


# --- every rule reads them ------------------------------------------------------------------------------------

LITHIUM = drug("lithium", fact(FactKind.MONITORING, "1.2", names=["serum-level"], hours=12))
PRESSURE = drug("prazosin", fact(FactKind.MONITORING, names=["systolic-bp"]))
SCORED = drug("buprenorphine_naloxone", fact(FactKind.START_CONDITION, names=["cows"], low=12))
RESTARTED = drug("lamotrigine", fact(FactKind.START, 25), fact(FactKind.RESTART))


def lithium_level(hours_after_dose):
    values = (measured("serum-level", 1, hours_after_dose=hours_after_dose),)
    return going_up(LITHIUM, 300, 600, person=replace(ADULT, measured=values))


@pytest.mark.parametrize(
    ("step", "told", "code"),
    [
        (lithium_level(15), {"level_timing_hours": 3}, "monitoring-due"),
        (
            starting(PRESSURE, 1, person=replace(ADULT, measured=(measured("systolic-bp", 120, days_ago=20),))),
            {"baseline_valid_days": 20},
            "monitoring-due",
        ),
        (
            starting(PRESSURE, 1, person=replace(ADULT, measured=(measured("systolic-bp", 165),))),
            {"seated_systolic": Decimal(170)},
            "monitoring-out-of-range",
        ),
        (
            starting(SCORED, 4, person=replace(ADULT, measured=(measured("cows", 13, days_ago=1.5),))),
            {"score_valid_hours": 36},
            "start-condition-unmet",
        ),
        (starting(RESTARTED, 100, paused_on=day(6)), {"restart_after_days": 6}, "restart-needed"),
    ],
    ids=["timing of a level", "baseline", "pressure", "score", "restart"],
)
def test_another_number_opens_what_the_shipped_one_closes(step, told, code):
    assert code in codes(replace(step, thresholds=SHIPPED))
    assert code not in codes(replace(step, thresholds=replace(SHIPPED, **told)))


def test_the_age_from_which_the_gentle_pace_comes_first():
    assert why_gentle(replace(ADULT, age=64)) == ()
    assert why_gentle(replace(ADULT, age=64), Thresholds(gentle_from_age=60)) == ("Aged 60 or more",)


# --- one row ----------------------------------------------------------------------------------------------------

with_database = pytest.mark.django_db


@with_database
def test_without_a_row_the_shipped_ones_hold_and_a_new_row_begins_with_them():
    assert formulary_of([]).thresholds == SHIPPED
    assert PracticeThresholds().as_rule() == SHIPPED


@with_database
def test_there_is_one_row():
    own()
    with pytest.raises(IntegrityError), transaction.atomic():
        own(id=2)
    with pytest.raises(ValidationError, match="one set of thresholds"):
        PracticeThresholds(id=2, decided="x").full_clean()


@with_database
def test_somebody_decided_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        own(decided="")
    with pytest.raises(ValidationError) as refused:
        PracticeThresholds().full_clean()
    assert set(refused.value.message_dict) == {"decided"}


@with_database
@pytest.mark.parametrize(
    ("name", "wrong"),
    [("standing_systolic_under", 20), ("seated_systolic", 400), ("restart_after_days", 0), ("level_timing_hours", 13)],
)
def test_what_is_hardly_meant_is_refused(name, wrong):
    with pytest.raises(ValidationError) as refused:
        PracticeThresholds(decided="x", **{name: wrong}).full_clean()
    assert set(refused.value.message_dict) == {name}


# --- and what it changes ----------------------------------------------------------------------------------------


@with_database
def test_the_gate_follows_at_once():
    plan = plan_on_step(1, code="venlafaxine_xr", amounts=(37.5, 75), since=ago(days=14))
    record_measurements(
        patient=plan.patient,
        readings=[Reading(kind="systolic-bp", value=Decimal(155)), Reading(kind="diastolic-bp", value=Decimal(80))],
        taken_at=ago(hours=1),
        source="staff",
        by=plan.prescriber,
        at=NOW,
    )
    assert "monitoring-out-of-range" not in all_codes(plan)

    row = own(seated_systolic=150)
    assert "monitoring-out-of-range" in all_codes(plan)

    row.seated_systolic = 170
    row.save()
    assert "monitoring-out-of-range" not in all_codes(plan)


@with_database
def test_knowing_them_costs_no_question_of_its_own(django_assert_num_queries):
    own(restart_after_days=9)
    plan = fresh(plan_on_step(1))
    drug_facts_of([plan.medication_id])
    facts = PlanFacts(plan=plan, at=NOW)

    with django_assert_num_queries(1):
        assert facts.drug.code == "sertraline"
        assert facts.thresholds.restart_after_days == 9


@with_database
def test_administrators_settle_them_once_and_change_them_afterwards(client):
    client.force_login(make_administrator())
    add = reverse("admin:medications_practicethresholds_add")
    change = reverse("admin:medications_practicethresholds_change", args=[1])
    shown = client.get(add).content.decode()
    assert 'value="14"' in shown
    typed = {**{name: getattr(SHIPPED, name) for name in vars(SHIPPED)}, "decided": "Meeting of 3 March."}

    assert client.post(add, typed).status_code == 302
    assert client.get(add).status_code == 403
    assert client.post(change, {**typed, "restart_after_days": 4, "decided": "Label read."}).status_code == 302

    assert formulary_of([]).thresholds == replace(SHIPPED, restart_after_days=4)
    history = apps.get_model("medications", "PracticeThresholdsEvent")
    told = history.objects.order_by("pgh_id").values_list("restart_after_days", "decided")
    assert list(told) == [(5, "Meeting of 3 March."), (4, "Label read.")]
    verbs = Act.objects.order_by("id").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("administration")] == [
        "administration.added",
        "administration.changed",
    ]


@with_database
@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.CLINICAL_LEAD])
def test_nobody_else_does(client, role):
    client.force_login(make_user(role))

    assert client.get(reverse("admin:medications_practicethresholds_changelist")).status_code == 403
