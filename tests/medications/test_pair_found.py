"""Two medicines together that ask for a look: a prompt of its own, at once, that says nothing clinical by itself."""

import random
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.urls import reverse

from medications.models import TitrationPlan
from medications.rules.together import pairs_to_look_at
from medications.services.cosigning import acknowledge
from medications.services.following_up import as_it_stands
from medications.services.holding import pause_plan
from medications.services.plan_facts import PlanFacts
from medications.services.planning import close_plan
from medications.services.recording_elsewhere import (
    change_other_medication,
    record_observed_dose,
    record_other_medication,
)
from medications.terms import InteractionSeverity, PlanStatus
from patients.services.recording_health import record_substance_use
from practice.prompts.kinds import kind_named
from practice.prompts.models import Delivery, Prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    active_plan,
    ago,
    colleague,
    daily,
    day,
    drafted,
    fresh,
    medication,
    plan_on_step,
)
from tests.medications.reading import text_of

pytestmark = pytest.mark.django_db

SUBSTANCES = ["alcohol", "heroin", "cannabis", "kratom", "st_johns_wort"]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    return plan_on_step(1, since=ago(days=40))


def beside(plan, code="tramadol", *, at=NOW, **fields):
    name = medication(code).name
    return record_other_medication(
        patient=plan.patient, name=name, medication=medication(code), by=plan.prescriber, at=at, **fields
    )


def says(plan, substance, *, answer="uses", at=NOW, **fields):
    record_substance_use(
        patient=plan.patient, substance=substance, answer=answer, source="patient", by=plan.prescriber, at=at, **fields
    )


def asks(plan) -> Any:
    """The open prompt about a plan, or None."""
    return Prompt.objects.open().filter(kind="pair-found", key=plan.pk).first()


# --- raised at once, and by everything that can raise it -----------------------------------------------------------


def test_a_major_pair_is_for_the_prescriber_at_once(plan):
    beside(plan)

    prompt = asks(plan)
    assert (prompt.owner, prompt.urgent, prompt.link) == (
        plan.prescriber,
        False,
        reverse("plan", args=[plan.pk]) + "#together",
    )
    assert prompt.opened_at == NOW
    assert Delivery.objects.filter(prompt=prompt, to=plan.prescriber).exists()


def test_a_contraindicated_pair_is_urgent(plan):
    beside(plan, "linezolid")

    assert asks(plan).urgent


def test_a_minor_or_moderate_one_asks_nobody(plan):
    says(plan, "caffeine")
    beside(plan, "lamotrigine")

    assert asks(plan) is None


def test_our_own_orders_ask_on_both_plans(plan):
    other = active_plan(code="phenelzine", amounts=(15, 30), patient=plan.patient, prescriber=plan.prescriber)
    assert asks(plan) is None
    assert asks(other).urgent, "before its first dose, of what is taken already"

    record_observed_dose(
        patient=plan.patient,
        medication=other.medication,
        regimen=daily(15),
        source="Hospital",
        observed_at=NOW,
        by=plan.prescriber,
        at=NOW,
    )

    assert asks(plan).urgent
    assert asks(other).urgent


def test_a_name_that_nobody_chose_a_medicine_for_counts_where_it_reads_like_one(plan):
    record_other_medication(patient=plan.patient, name="Linezolid", by=plan.prescriber, at=NOW)

    assert asks(plan).urgent


def test_a_substance_that_is_told_of_asks_every_open_plan():
    disulfiram = plan_on_step(1, since=ago(days=20), code="disulfiram", amounts=(250, 500))
    sertraline = plan_on_step(1, since=ago(days=20), patient=disulfiram.patient, prescriber=disulfiram.prescriber)

    says(disulfiram, "alcohol", last_used_at=ago(days=2))

    assert asks(disulfiram).urgent
    assert asks(sertraline) is None


def test_what_was_used_before_the_first_dose_is_for_the_gate():
    plan = plan_on_step(1, since=ago(days=3), code="disulfiram", amounts=(250, 500))

    says(plan, "alcohol", answer="stopped", stopped_on=day(5))

    assert asks(plan) is None


def test_the_next_sweep_finds_what_no_act_told(plan):
    beside(plan)
    Prompt.objects.filter(kind="pair-found").update(closed_at=NOW, closed_because=Prompt.DONE)

    sweep(at=NOW + HOUR)

    assert asks(plan)


# --- and over when it is ---------------------------------------------------------------------------------------------


def test_a_plan_for_both_closes_it_until_something_changes(plan):
    tramadol = beside(plan)

    acknowledge(
        plan=plan,
        code="interaction-unacknowledged",
        partner="tramadol",
        reason="Stops on Friday.",
        by=plan.prescriber,
        at=NOW,
    )
    assert asks(plan) is None

    change_other_medication(other=tramadol, changed_on=TODAY, by=plan.prescriber, at=NOW)
    assert asks(plan)


def test_for_buprenorphine_a_plan_for_both_survives_the_next_report():
    plan = plan_on_step(1, since=ago(days=20), code="buprenorphine_naloxone", amounts=(4, 8))
    says(plan, "alcohol")
    assert asks(plan)
    acknowledge(plan=plan, code="interaction-unacknowledged", partner="alcohol", reason="x", by=plan.prescriber, at=NOW)

    says(plan, "alcohol")

    assert asks(plan) is None


def test_the_partner_stopped_closes_it(plan):
    linezolid = beside(plan, "linezolid")

    change_other_medication(other=linezolid, stopped_on=TODAY, by=plan.prescriber, at=NOW)

    assert asks(plan) is None


def test_a_plan_that_is_closed_or_paused_asks_no_more(plan):
    beside(plan, "linezolid")
    other = plan_on_step(1, since=ago(days=40))
    beside(other, "linezolid")

    close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)
    pause_plan(plan=other, reason="x", by=other.prescriber, at=NOW)

    assert asks(plan) is None
    assert asks(other) is None


def test_a_draft_asks_nobody():
    plan = drafted()
    beside(plan, "linezolid")

    assert asks(plan) is None


# --- whom it names ---------------------------------------------------------------------------------------------------


def test_it_names_the_patient_to_the_team_alone_and_no_partner_to_anybody(plan):
    beside(plan)
    kind = kind_named("pair-found")
    assert kind

    [subject] = kind.subjects([plan.pk], colleague(plan.patient, Role.NURSE)).values()

    assert subject.who == plan.patient.chosen_name
    assert str(subject.why) == "sertraline: something taken beside it needs a look"
    assert "tramadol" not in f"{kind.label} {subject.why}"
    assert kind.subjects([plan.pk], make_user(Role.PRESCRIBER)) == {}


# --- the page it leads to ---------------------------------------------------------------------------------------------


def test_the_page_says_what_can_happen_what_to_do_and_where_to_plan_for_both(client, plan):
    beside(plan)
    beside(plan, "linezolid")
    nurse = colleague(plan.patient, Role.NURSE)

    def listed(reader) -> str:
        client.force_login(reader)
        page = text_of(client.get(reverse("plan", args=[plan.pk])))
        return page.split('id="together"')[1].split("</section>")[0]

    told = listed(plan.prescriber)
    assert told.index("linezolid") < told.index("tramadol"), "the most severe first"
    assert "must not be combined" in told
    assert "Serotonin syndrome" in told
    assert reverse("acknowledge_pair", args=[plan.pk, "tramadol"]) in told
    assert reverse("acknowledge_pair", args=[plan.pk, "linezolid"]) not in told
    assert "acknowledge" not in listed(nurse)


def test_without_a_pair_the_page_is_silent(client, plan):
    client.force_login(plan.prescriber)

    assert "Taken together" not in text_of(client.get(reverse("plan", args=[plan.pk])))


# --- SQL and Python say the same ----------------------------------------------------------------------------------


def by_rule() -> dict[int, bool]:
    """Open plans with a pair to look at, and whether one of them is contraindicated."""
    found = {}
    for plan in TitrationPlan.objects.for_gate().filter(status__in=PlanStatus.values):
        step = as_it_stands(PlanFacts(plan=plan, at=NOW), by=plan.prescriber)
        if step and (pairs := pairs_to_look_at(step)):
            found[plan.pk] = pairs[0].interaction.severity == InteractionSeverity.CONTRAINDICATED
    return found


def by_sql() -> dict[int, bool]:
    kind = kind_named("pair-found")
    assert kind
    with connection.cursor() as cursor:
        cursor.execute(kind.due_sql, {"at": NOW, "practice_zone": settings.TIME_ZONE})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["key"]: row["urgent"] for row in rows}


def somebody(chance: random.Random) -> None:
    """A person with one plan, and a little of everything beside it."""
    ours = chance.choice(["sertraline", "disulfiram", "naltrexone", "buprenorphine_naloxone", "lithium", "clonidine"])
    is_begun = chance.random() < 0.8
    given: dict[str, Any] = {"code": ours, "amounts": (1, 2), "patient": make_patient()}
    plan = plan_on_step(1, since=ago(days=9), **given) if is_begun else active_plan(**given)
    for code in chance.sample(["tramadol", "linezolid", "methadone", "ibuprofen", "valproate", "propranolol"], 2):
        beside(plan, code, stopped_on=chance.choice([None, None, day(3), TODAY + DAY]))
    for name in chance.sample(["St. John’s wort", "Linezolid", "Some tea"], 1):
        record_other_medication(patient=plan.patient, name=name, by=plan.prescriber, at=NOW)
    for substance in chance.sample(SUBSTANCES, 2):
        answer = chance.choice(["uses", "uses", "stopped", "never"])
        last = (
            chance.choice([None, *(timedelta(days=days) for days in (1, 9, 10, 30, 31))]) if answer != "never" else None
        )
        stopped = day(chance.choice([0, 9, 12, 30, 31])) if answer == "stopped" else None
        says(plan, substance, answer=answer, last_used_at=last and NOW - last, stopped_on=stopped)
    if chance.random() < 0.3:
        partner = chance.choice(["tramadol", *SUBSTANCES])
        acknowledge(
            plan=plan, code="interaction-unacknowledged", partner=partner, reason="x", by=plan.prescriber, at=NOW
        )
    if is_begun and chance.random() < 0.15:
        pause_plan(plan=fresh(plan), reason="x", by=plan.prescriber, at=NOW)


def test_the_database_finds_what_the_rule_finds():
    chance = random.Random(20260320)  # noqa: S311 — the same people each time

    for _person in range(12):
        somebody(chance)

    expected = by_rule()
    assert by_sql() == expected
    assert 2 < len(expected) < 12, "some ask, some do not"
    assert set(expected.values()) == {True, False}


def test_a_partner_of_ours_that_ends_on_a_later_day_still_counts():
    plan = plan_on_step(1, since=ago(days=9), amounts=(25, 50))
    other = plan_on_step(
        1, since=ago(days=9), code="clonidine", amounts=(0.1, 0.2), patient=plan.patient, prescriber=plan.prescriber
    )
    pause_plan(plan=other, reason="x", by=plan.prescriber, at=NOW)

    assert by_sql() == by_rule()
