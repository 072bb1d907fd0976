"""Somebody asks how a lower dose goes, 24 to 72 hours after it began: whom that reaches, and what ends it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from medications.models import TitrationPlan
from medications.services.holding import pause_plan, stop_plan
from medications.services.logging_effects import correct_entry, log_check_in, log_not_reached
from medications.terms import PlanStatus, Source
from practice.prompts.kinds import kind_named
from practice.prompts.models import Prompt
from practice.prompts.services.closing import close_prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    TODAY,
    ago,
    check_in,
    colleague,
    fresh,
    log_mild,
    medication,
    plan_on_step,
    sign,
    step_of,
    step_up,
)

pytestmark = pytest.mark.django_db

KIND = "contact-after-going-down"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def is_open(at: datetime = NOW) -> bool:
    sweep(at=at)
    return Prompt.objects.open().filter(kind=KIND).exists()


def prompt() -> Prompt:
    return Prompt.objects.get(kind=KIND)


@pytest.fixture
def clonidine():
    return plan_on_step(2, code="clonidine", amounts=("0.1", "0.2", "0.3"), since=ago(days=30))


@pytest.fixture
def lowered(clonidine):
    step_up(clonidine, to=step_of(clonidine, 1), reason="Dizzy.")
    return fresh(clonidine)


def test_a_lower_dose_is_asked_about_a_day_after_it_began(lowered):
    assert is_open()

    waits = prompt()
    assert (waits.owner, waits.due_at, waits.urgent) == (lowered.prescriber, NOW + DAY, False)
    assert waits.link == f"/medications/patients/{lowered.patient_id}/log/"


def test_it_begins_with_the_first_lower_dose_and_not_with_its_order(clonidine):
    step_up(clonidine, to=step_of(clonidine, 1), first_dose_on=TODAY + 2 * DAY, reason="From Sunday.")
    begins = datetime(2026, 3, 22, tzinfo=UTC)

    assert not is_open(begins - MINUTE)
    assert is_open(begins)
    assert prompt().due_at == begins + DAY


def test_at_72_hours_it_reaches_the_clinical_lead(lowered):
    lead = make_user(Role.CLINICAL_LEAD)

    levels = [(sweep(at=NOW + later), prompt().level)[1] for later in (DAY, 2 * DAY, 3 * DAY)]

    assert levels == [0, 1, 2]
    assert prompt().deliveries.filter(to=lead).exists()


def test_an_answer_about_the_lower_dose_is_what_it_waits_for(lowered):
    with time_machine.travel(NOW + DAY, tick=False):
        check_in(lowered, at=NOW + DAY)

    assert not is_open(NOW + DAY)


def test_neither_an_earlier_answer_nor_not_reached_nor_another_medicine_is_one(lowered):
    check_in(lowered, at=NOW - HOUR)
    with time_machine.travel(NOW + DAY, tick=False):
        log_not_reached(patient=lowered.patient, by=lowered.prescriber, happened_at=NOW + DAY, at=NOW + DAY)
        log_check_in(
            patient=lowered.patient,
            medication=medication("sertraline"),
            asked_about=["Seizure"],
            source=Source.PHONE,
            happened_at=NOW + DAY,
            by=lowered.prescriber,
            at=NOW + DAY,
        )

    assert is_open(NOW + DAY)


def test_a_report_taken_back_is_no_answer(lowered):
    entry = log_mild(lowered, at=NOW + HOUR)
    assert not is_open(NOW + HOUR)

    correct_entry(entry=entry, report=None, note="Somebody else's.", by=lowered.prescriber, at=NOW + 2 * HOUR)

    assert is_open(NOW + 2 * HOUR)


@pytest.mark.parametrize("act", [stop_plan, pause_plan])
def test_stopping_and_pausing_are_asked_about_too(clonidine, act):
    act(plan=clonidine, reason="x", by=colleague(clonidine.patient, Role.NURSE), at=NOW)

    assert is_open()
    assert prompt().owner == clonidine.prescriber


def test_a_pause_that_becomes_a_stop_is_still_asked_about(clonidine):
    pause_plan(plan=clonidine, reason="x", by=clonidine.prescriber, at=NOW)

    stop_plan(plan=clonidine, reason="x", by=clonidine.prescriber, at=NOW + HOUR)

    assert is_open(NOW + HOUR)
    assert Prompt.objects.filter(kind=KIND).count() == 1


def test_a_higher_dose_again_ends_it(lowered):
    check_in(lowered, at=NOW)
    sign(lowered, to=step_of(lowered, 2), at=NOW)
    step_up(lowered, to=step_of(lowered, 2), at=NOW)

    assert not is_open(NOW)


def test_where_nothing_on_file_says_how_it_is_stopped_somebody_asks_too(clonidine):
    plan = plan_on_step(1, code="sertraline")
    plan.medication.facts.filter(kind="taper").update(is_retired=True)

    stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    assert is_open()


def test_most_medicines_are_left_without_a_call():
    plan = plan_on_step(2)

    step_up(plan, to=step_of(plan, 1), reason="x")
    stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    assert not is_open()
    assert fresh(plan).status == PlanStatus.CLOSED


def test_a_person_may_say_that_it_is_not_needed(lowered):
    sweep(at=NOW)

    close_prompt(prompt_id=prompt().pk, outcome="not-needed", by=lowered.prescriber, at=timezone.now())

    assert not is_open(NOW + HOUR)


def test_it_names_whom_to_ask_and_what_to_those_who_may_open_the_chart(lowered):
    sweep(at=NOW)
    kind = kind_named(KIND)
    assert kind

    (named,) = kind.subjects([prompt().key], lowered.prescriber).values()

    assert named.who == lowered.patient.chosen_name
    assert "clonidine" in str(named.why)
    assert "Ask for the blood pressure." in str(named.why)
    assert kind.subjects([prompt().key], make_user(Role.PRESCRIBER)) == {}


# --- the plan that depends on what went -------------------------------------------------------------------------------


def looks_again(at: datetime = NOW) -> bool:
    sweep(at=at)
    return Prompt.objects.open().filter(kind="partner-affected").exists()


@pytest.fixture
def lamotrigine():
    """Taken together with valproate, of which there is a plan too."""
    plan = plan_on_step(2, code="lamotrigine", amounts=(25, 50, 100), since=ago(days=30))
    plan_on_step(1, code="valproate", amounts=(500, 250), patient=plan.patient, prescriber=plan.prescriber)
    return plan


def valproate(plan):
    return TitrationPlan.objects.get(patient=plan.patient, medication__code="valproate")


def test_when_valproate_stops_the_lamotrigine_plan_is_looked_at_again(lamotrigine):
    step_up(valproate(lamotrigine), to=step_of(valproate(lamotrigine), 2), reason="x")
    assert not looks_again(), "only without it"

    stop_plan(plan=valproate(lamotrigine), reason="x", by=lamotrigine.prescriber, at=NOW)

    assert looks_again()
    (waits,) = Prompt.objects.filter(kind="partner-affected")
    assert (waits.key, waits.owner, waits.due_at) == (lamotrigine.pk, lamotrigine.prescriber, NOW)
    kind = kind_named("partner-affected")
    assert kind
    (named,) = kind.subjects([lamotrigine.pk], lamotrigine.prescriber).values()
    assert "lamotrigine" in str(named.why)
    assert kind.subjects([lamotrigine.pk], make_user(Role.PRESCRIBER)) == {}


@pytest.mark.parametrize(
    "looked",
    [
        lambda plan: sign(plan, at=NOW),
        lambda plan: step_up(plan, to=step_of(plan, 1), reason="Less of it."),
        lambda plan: stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW),
    ],
    ids=["a review", "another dose", "stopped as well"],
)
def test_it_is_done_once_somebody_looked(lamotrigine, looked):
    stop_plan(plan=valproate(lamotrigine), reason="x", by=lamotrigine.prescriber, at=NOW)

    looked(fresh(lamotrigine))

    assert not looks_again()


def test_without_a_plan_that_depends_on_it_nobody_is_asked():
    plan = plan_on_step(1, code="valproate", amounts=(500,))
    plan_on_step(1, patient=plan.patient, prescriber=plan.prescriber)

    stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    assert not looks_again()
