"""Which published schedule applies with what is taken today, and what that means for the next step."""

from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from medications.models import Schedule
from medications.presentation.schedule import schedule_line
from medications.rules.scheduling import schedule_today
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, draft_plan
from medications.services.recording_elsewhere import change_other_medication, record_other_medication
from medications.terms import FactKind, Standing
from tests.builders import make_patient
from tests.medications.builders import (
    NOW,
    TODAY,
    ago,
    colleague,
    daily,
    medication,
    plan_on_step,
)
from tests.medications.hand_made import ADULT, drug, fact, going_up, schedule, starting, takes
from tests.medications.reading import text_of

ALONE = schedule(
    (25, 14), (50, 14), (100, 7), (200, None), when={"without": ["valproate"]}, is_the_rule=True, name="alone"
)
SLOW = schedule(
    (12.5, 14),
    (25, 14),
    (50, 7),
    (100, None),
    when={"partners": ["valproate"]},
    is_the_rule=True,
    name="slow",
)
LAMOTRIGINE = drug("lamotrigine", schedules=(ALONE, SLOW))
CHOSEN = schedule((10, 7), (20, None), when={"without": ["grapefruit"]}, name="chosen", standing=Standing.RECALLED)
BUSPIRONE = drug("buspirone", schedules=(CHOSEN,))
WITH_VALPROATE = replace(ADULT, exposures=(takes("valproate", name="valproate"),))


def line(step):
    return schedule_line(schedule_today(step))


# --- the rule, and its words -----------------------------------------------------------------------------------------


def test_the_schedule_that_is_the_rule_is_said_quietly():
    said = line(going_up(LAMOTRIGINE, 25, 50))

    assert said.words == "Schedule that applies now: “alone”."
    assert said.more == "Its next level is 50 mg a day, after 14 days at the one in use."
    assert not said.needs_a_look


def test_a_partner_that_arrives_changes_it_and_what_the_next_step_may_be():
    said = line(going_up(LAMOTRIGINE, 25, 100, person=WITH_VALPROATE))

    assert said.words == "Schedule that applies now: “slow”."
    assert said.more == (
        "Its next level is 50 mg a day, after 14 days at the one in use. The next step of this plan is above that."
    )
    assert said.needs_a_look


def test_one_that_was_chosen_and_no_longer_holds_is_named_with_the_reason():
    said = line(going_up(LAMOTRIGINE, 25, 25, schedule=ALONE, person=WITH_VALPROATE))

    assert said.words == (
        "The schedule of this plan, “alone”, no longer holds: valproate is taken too. "
        "Schedule that applies now: “slow”."
    )
    assert said.needs_a_look


def test_where_none_is_left_only_the_general_limits_are():
    person = replace(ADULT, exposures=(takes("grapefruit"),))

    said = line(going_up(BUSPIRONE, 10, 20, schedule=CHOSEN, person=person))

    assert said.words == (
        "The schedule of this plan, “chosen”, no longer holds: grapefruit is taken too. "
        "Only the general limits of the medicine apply."
    )
    assert (said.more, said.source) == ("", "")
    assert said.needs_a_look


def test_none_chosen_and_none_that_fits():
    only_alone = drug("lamotrigine", schedules=(ALONE,))

    said = line(going_up(only_alone, 25, 50, person=WITH_VALPROATE))

    assert said.words == "No published schedule fits what is taken now: only the general limits apply."
    assert said.needs_a_look


def test_a_partner_that_left_is_no_name_to_give():
    chosen = schedule((10, None), when={"partners": ["valproate"]}, name="with it")

    said = line(going_up(drug("x", schedules=(chosen,)), 5, 10, schedule=chosen))

    assert said.words.startswith("The schedule of this plan, “with it”, does not hold today.")


def test_more_than_it_ends_at():
    past = line(going_up(LAMOTRIGINE, 200, 200, person=WITH_VALPROATE))
    at_the_end = line(going_up(LAMOTRIGINE, 100, 100, person=WITH_VALPROATE))

    assert past.more == "It ends at 100 mg a day. More than that is taken."
    assert past.needs_a_look
    assert at_the_end.more == "It ends at 100 mg a day."
    assert not at_the_end.needs_a_look


def test_one_that_is_on_file_in_part_says_how_far():
    part = drug("lamotrigine", schedules=(schedule((12.5, 14), is_the_rule=True),))

    assert line(going_up(part, 12.5, 12.5)).more == (
        "It is on file up to 12.5 mg a day: what comes after is in the label."
    )


def test_before_the_first_dose_its_first_level():
    assert line(starting(LAMOTRIGINE, 25)).more == "Its next level is 25 mg a day."


def test_what_is_only_recalled_says_so():
    assert line(starting(BUSPIRONE, 10, schedule=CHOSEN)).source == "unconfirmed, check the label"


@pytest.mark.parametrize("step", [starting(BUSPIRONE, 10), starting(drug("melatonin", fact(FactKind.START, 1)), 1)])
def test_a_medicine_without_one_says_nothing(step):
    assert line(step) is None


def test_a_way_down_that_was_chosen_is_none_of_it():
    down = schedule((10, None), is_taper=True)

    assert line(starting(drug("x", schedules=(down,)), 5, schedule=down)) is None


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(client, plan):
    client.force_login(plan.prescriber)
    return text_of(client.get(reverse("plan", args=[plan.pk])))


def valproate_beside(plan):
    valproate = medication("valproate")
    return record_other_medication(
        patient=plan.patient, name=valproate.name, medication=valproate, by=plan.prescriber, at=NOW
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("_clock")
def test_the_page_says_so_when_valproate_arrives_and_when_it_leaves(client):
    patient = make_patient()
    prescriber = colleague(patient)
    drafted = draft_plan(
        patient=patient,
        medication=medication("lamotrigine"),
        prescriber=prescriber,
        steps=[PlannedStep(regimen=daily(amount), hold_days=14) for amount in (25, 50, 100)],
        goal=PlanGoal(schedule=Schedule.objects.get(code="lamotrigine_no_interactor")),
        by=prescriber,
        at=ago(days=1),
    )
    plan = activate_plan(plan=drafted, by=prescriber, at=ago(days=1))
    assert "Schedule that applies now: “without valproate and without an inducer”." in page_of(client, plan)

    valproate = valproate_beside(plan)
    page = page_of(client, plan)
    assert "no longer holds: divalproex / valproate is taken too." in page
    assert "Schedule that applies now: “with valproate”." in page
    assert "The next step of this plan is above that." in page

    change_other_medication(other=valproate, stopped_on=TODAY, by=prescriber, at=NOW)
    assert "no longer holds" not in page_of(client, plan)


@pytest.mark.django_db
@pytest.mark.usefixtures("_clock")
def test_at_the_last_step_too(client):
    plan = plan_on_step(1, since=ago(days=40), code="lamotrigine", amounts=(200,))
    valproate_beside(plan)

    page = page_of(client, plan)

    assert "It is on file up to 12.5 mg a day: what comes after is in the label. More than that is taken." in page
