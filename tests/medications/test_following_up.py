"""What is due while a medicine is taken and holds nothing up: the rule, the page, the prompt, and that SQL agrees."""

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from medications.models import MedicationFact, PracticeThresholds, TitrationPlan
from medications.rules.following_up import follow_ups
from medications.rules.thresholds import Thresholds
from medications.services.following_up import as_it_stands
from medications.services.holding import hold_plan, pause_plan
from medications.services.plan_facts import PlanFacts
from medications.terms import FactKind, PlanStatus
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import record_pregnancy_answer
from practice.prompts.kinds import kind_named
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from tests.builders import make_patient
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    active_plan,
    ago,
    drafted,
    fresh,
    medication,
    plan_on_step,
)
from tests.medications.hand_made import ADULT, drug, fact, going_up, measured, starting
from tests.medications.reading import text_of

OLANZAPINE = drug(
    "olanzapine",
    fact(FactKind.FOLLOW_UP, days=28, names=["weight"]),
    fact(FactKind.FOLLOW_UP, days=91, when={"days_taken_at_least": 84}, names=["weight"]),
)
ONCE = drug("pregabalin", fact(FactKind.FOLLOW_UP, names=["egfr"]))
LITHIUM = drug("lithium", fact(FactKind.FOLLOW_UP, names=["serum-level"], days=182, when={"days_taken_at_least": 3}))


def taking(medicine, days, *values, **given):
    """Taken for so many days, with these measurements."""
    person = replace(ADULT, measured=values)
    return going_up(medicine, 5, 10, days_on_dose=days, person=person, **given)


def weighed(days_ago):
    return measured("weight", 70, days_ago=days_ago)


def since(step):
    """The day since when it is due; None where nothing is."""
    found = [one.since for one in follow_ups(step)]
    return (TODAY - found[0]).days if found and found[0] else None


# --- the rule ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "due_for_days"),
    [
        (taking(OLANZAPINE, 10), 10),
        (taking(OLANZAPINE, 10, weighed(20)), None),
        (taking(OLANZAPINE, 28, weighed(28)), None),
        (taking(OLANZAPINE, 29, weighed(29)), 0),
        (taking(OLANZAPINE, 29, weighed(60), weighed(27)), None),
        (taking(OLANZAPINE, 40, weighed(40)), 11),
        (taking(OLANZAPINE, 83, weighed(20)), None),
        (taking(OLANZAPINE, 84, weighed(20)), 0),
        (taking(OLANZAPINE, 84, weighed(7)), None),
        (taking(OLANZAPINE, 84, weighed(8)), 0),
        (taking(OLANZAPINE, 200, weighed(91)), None),
        (taking(OLANZAPINE, 200, weighed(92)), 0),
        (taking(OLANZAPINE, 10, weighed(-1)), 10),
        (taking(ONCE, 400, measured("egfr", 90, days_ago=490)), None),
        (taking(ONCE, 400, measured("egfr", 90, days_ago=491)), 400),
        (taking(ONCE, 400, measured("egfr", 90, days_ago=10)), None),
    ],
    ids=[
        "never",
        "before the first dose",
        "on the last day that it counts",
        "a day later",
        "the newest counts",
        "since it ran out",
        "the early rhythm",
        "a new rhythm asks for a value of its own",
        "a week early is early enough",
        "eight days are not",
        "within the later rhythm",
        "past it",
        "not taken yet",
        "once: three months before the first dose",
        "once: too long before",
        "once: at any time since",
    ],
)
def test_when_a_measurement_is_due(step, due_for_days):
    assert since(step) == due_for_days


def test_before_the_first_dose_the_beginning_is_due_and_no_level():
    assert [found.since for found in follow_ups(starting(OLANZAPINE, 5))] == [None]
    assert follow_ups(starting(LITHIUM, 300)) == []
    assert follow_ups(starting(OLANZAPINE, 5, person=replace(ADULT, measured=(weighed(28),)))) == []


def test_a_level_is_due_from_its_day_on():
    assert since(taking(LITHIUM, 2)) is None
    assert since(taking(LITHIUM, 3)) == 0


def test_the_practice_settles_how_old_and_how_early():
    strict = {"thresholds": Thresholds(follow_up_baseline_days=10, follow_up_early_days=0)}

    assert since(taking(OLANZAPINE, 10, weighed(21), **strict)) == 10
    assert since(taking(OLANZAPINE, 84, weighed(1), **strict)) == 0


def test_of_a_plan_that_is_not_in_effect_nothing_is_due():
    for status in (PlanStatus.PAUSED, PlanStatus.DRAFT, PlanStatus.CLOSED):
        assert follow_ups(taking(OLANZAPINE, 10, plan_status=status)) == []
    assert follow_ups(taking(OLANZAPINE, 10, plan_status=PlanStatus.ON_HOLD))


SPEAKS = drug("sertraline", fact(FactKind.CAUTION, when={"pregnant": True}))


@pytest.mark.parametrize(
    ("known", "asked", "prompted"),
    [
        ({"sex": "female"}, True, True),
        ({"sex": "intersex"}, True, True),
        ({"sex": "unknown"}, True, False),
        ({"sex": "male"}, False, False),
        ({"sex": "female", "pregnant": "declined"}, False, False),
        ({"sex": "female", "pregnant": "no"}, False, False),
        ({"sex": "female", "age": 54}, True, True),
        ({"sex": "female", "age": 55}, False, False),
    ],
)
def test_pregnancy_unknown_is_due_and_declined_is_an_answer(known, asked, prompted):
    found = follow_ups(starting(SPEAKS, 25, person=replace(ADULT, **known)))

    assert [one.is_pregnancy for one in found] == [True] * asked
    assert [one.is_prompted for one in found] == [prompted] * asked


def test_where_no_fact_speaks_of_pregnancy_nobody_is_asked():
    assert follow_ups(starting(drug("melatonin"), 1, person=replace(ADULT, sex="female"))) == []


# --- the formulary -------------------------------------------------------------------------------------------------

with_database = pytest.mark.django_db


@with_database
def test_what_is_shipped_is_recalled_and_gates_nothing():
    shipped = MedicationFact.objects.filter(kind=FactKind.FOLLOW_UP)

    assert shipped.count() > 50
    assert set(shipped.values_list("standing", flat=True)) == {"recalled"}


@with_database
def test_a_condition_that_its_prompt_could_not_read_is_refused():
    told = {"medication": medication("lithium"), "kind": FactKind.FOLLOW_UP, "names": ["egfr"]}

    with pytest.raises(ValidationError, match="partners"):
        MedicationFact(applies_when={"partners": ["valproate"]}, **told).full_clean()
    MedicationFact(applies_when={"age_over": 60, "days_taken_at_least": 3}, **told).full_clean()


# --- the page and the prompt ---------------------------------------------------------------------------------------


def measure(plan, kind, value, *, days_ago=0, **level):
    record_measurements(
        patient=plan.patient,
        readings=[Reading(kind=kind, value=Decimal(value), **level)],
        taken_at=ago(days=days_ago),
        source="staff",
        by=plan.prescriber,
        at=NOW,
    )


def asks(plan) -> Any:
    """The open prompt about a plan, or None."""
    return Prompt.objects.open().filter(kind="measurement-due", key=plan.pk).first()


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@with_database
@pytest.mark.usefixtures("_clock")
def test_the_page_lists_it_with_why_and_where_to_record_it(client):
    patient = make_patient(sex_for_dosing="female")
    plan = plan_on_step(1, since=ago(days=100), code="olanzapine", amounts=(5,), patient=patient)
    measure(plan, "weight", 70, days_ago=3)
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))

    listed = page.split('id="also-due"')[1].split("</section>")[0]
    assert "None of this holds the next step up." in listed
    assert "Glucose, since 4 March 2026." in listed
    assert "unconfirmed, check the label" in listed
    assert "pregnant or breast-feeding" in listed
    assert "Weight" not in listed
    assert reverse("measurements", args=[patient.pk]) in listed
    assert reverse("chart_health", args=[patient.pk]) in listed


@with_database
@pytest.mark.usefixtures("_clock")
def test_a_draft_lists_nothing(client):
    plan = drafted(code="olanzapine", amounts=(5,))
    client.force_login(plan.prescriber)

    assert "also-due" not in text_of(client.get(reverse("plan", args=[plan.pk])))


@with_database
@pytest.mark.usefixtures("_clock")
def test_one_prompt_for_all_of_it_that_reaches_the_prescriber_alone_and_goes_when_it_is_done():
    plan = plan_on_step(1, since=ago(days=4), code="lithium", amounts=(300, 600))
    prompt = asks(plan)
    assert (prompt.owner, prompt.urgent) == (plan.prescriber, False)
    assert prompt.link == reverse("plan", args=[plan.pk]) + "#also-due"
    sweep(at=NOW + 60 * DAY)
    assert asks(plan).level == 0

    measure(plan, "egfr", 90)
    measure(plan, "serum-level", "0.7", analyte="lithium", unit="mmol/L", hours_after_dose=Decimal(12))

    assert asks(plan) is None
    sweep(at=NOW + 182 * DAY)
    assert asks(plan) is None
    sweep(at=NOW + 183 * DAY)
    due = asks(plan)
    assert timezone.localdate(due.due_at) == TODAY + (183 + 14) * DAY


@with_database
@pytest.mark.usefixtures("_clock")
def test_an_answer_about_pregnancy_closes_it():
    plan = active_plan(patient=make_patient(sex_for_dosing="female"))
    assert asks(plan)

    record_pregnancy_answer(
        patient=plan.patient,
        pregnant="declined",
        breast_feeding="declined",
        source="patient",
        by=plan.prescriber,
        at=NOW,
    )

    assert asks(plan) is None


# --- SQL and Python say the same -------------------------------------------------------------------------------------


def by_rule() -> set[int]:
    found = set()
    for plan in TitrationPlan.objects.for_gate():
        step = as_it_stands(PlanFacts(plan=plan, at=NOW), by=plan.prescriber)
        if step and any(one.is_prompted for one in follow_ups(step)):
            found.add(plan.pk)
    return found


def by_sql() -> set[int]:
    kind = kind_named("measurement-due")
    assert kind
    with connection.cursor() as cursor:
        cursor.execute(kind.due_sql, {**kind.parameters, "at": NOW})
        key = [column.name for column in cursor.description].index("key")
        return {row[key] for row in cursor.fetchall()}


MEASURED = {
    "weight": 70,
    "glucose": 90,
    "lipids": 180,
    "alt": 30,
    "egfr": 80,
    "sodium": 140,
    "systolic-bp": 120,
    "pulse": 70,
}


def somebody(chance: random.Random) -> None:
    """A person who takes something for a while, of whom this and that was measured."""
    age, sex = chance.choice([30, 54, 55, 66, 67]), chance.choice(["male", "female", "male", "unknown"])
    patient = make_patient(birth_date=TODAY.replace(year=TODAY.year - age), sex_for_dosing=sex)
    code = chance.choice(
        ["olanzapine", "naltrexone", "gabapentin", "lithium", "sertraline", "disulfiram", "pregabalin"]
    )
    days = chance.choice([0, 1, 3, 10, 29, 30, 84, 90])
    given: dict[str, Any] = {"code": code, "amounts": (1, 2), "patient": patient}
    plan = plan_on_step(1, since=ago(days=days), **given) if days else active_plan(**given)
    for kind, value in MEASURED.items():
        if chance.random() < 0.9:
            measure(plan, kind, value, days_ago=chance.choice([0, 1, 6, 7, 8, 28, 29, 89, 91, 92, 120, 183, 366]))
    if code == "lithium" and chance.random() < 0.7:
        measure(plan, "serum-level", 1, analyte="lithium", unit="mmol/L", days_ago=chance.choice([0, 1, 100, 183]))
    if chance.random() < 0.2:
        stop = pause_plan if days else hold_plan
        stop(plan=fresh(plan), reason="x", by=plan.prescriber, at=NOW)
    if chance.random() < 0.6:
        answer = chance.choice(["no", "declined", "unknown"])
        record_pregnancy_answer(
            patient=patient, pregnant=answer, breast_feeding="no", source="patient", by=plan.prescriber, at=NOW
        )


@with_database
@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize("has_own_thresholds", [False, True])
def test_the_database_finds_what_the_rule_finds(has_own_thresholds):
    if has_own_thresholds:
        PracticeThresholds.objects.create(
            follow_up_baseline_days=30, follow_up_early_days=1, pregnancy_asked_under_age=31, decided="Us, today."
        )
    chance = random.Random(7)  # noqa: S311 — the same people each time

    for _person in range(12):
        somebody(chance)

    expected = by_rule()
    assert by_sql() == expected
    assert 2 < len(expected) < 12, "of some something is due, of some not"
