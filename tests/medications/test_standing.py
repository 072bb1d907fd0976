"""A plan in one line: what comes next is a review only where one is due, and never where somebody has read the log."""

import pytest
import time_machine

from medications import panels
from medications.terms import Decision, PatientView
from tests.medications.builders import (
    DAY,
    NOW,
    TODAY,
    ago,
    check_in,
    log_mild,
    plan_on_step,
    sign,
    step_of,
    step_up,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    """Its next step up comes due on Tuesday."""
    return plan_on_step(2, since=ago(days=3))


def line_of(plan) -> str:
    [row] = panels.medications(plan.prescriber, plan.patient_id)["open_rows"]
    assert isinstance(row, panels.PlanRow)
    return row.line.partition(" of 7, ")[2] or row.line


def due_this_week(plan) -> list[str]:
    return [row.line for row in panels.steps_this_week(plan.prescriber, None)["rows"]]


def test_before_a_step_up_a_review_is_due(plan):
    assert line_of(plan) == "review due Tuesday"
    assert due_this_week(plan)[0].endswith("review due Tuesday")


def test_once_reviewed_it_is_the_step_that_is_due(plan):
    sign(plan, at=ago(hours=1))

    assert line_of(plan) == "reviewed, next step due Tuesday"
    assert due_this_week(plan)[0].endswith("reviewed, next step due Tuesday")


def test_news_makes_the_review_due_again(plan):
    sign(plan, at=ago(hours=2))

    log_mild(plan, at=ago(hours=1))

    assert line_of(plan) == "review due Tuesday"


def test_so_does_its_time_that_ran_out(plan):
    sign(plan, at=NOW)

    with time_machine.travel(NOW + 3 * DAY, tick=False):
        assert line_of(plan) == "review due tomorrow"


def test_a_review_that_a_step_was_made_on_is_spent(plan):
    check_in(plan, at=ago(hours=2))
    sign(plan, to=step_of(plan, 3), at=ago(hours=1))
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        later = NOW + 4 * DAY
        check_in(plan, at=later)
        sign(plan, at=later)
        step_up(plan, at=later)

        assert line_of(plan) == "review due Tuesday 31 March"


@pytest.mark.parametrize("amounts", [(25, 50, 25), (25, 50, 50)], ids=["down", "lateral"])
def test_before_a_step_that_does_not_go_up_no_review_is_due(amounts):
    plan = plan_on_step(2, since=ago(days=3), amounts=amounts)

    assert line_of(plan) == "next step due Tuesday"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ({"decision": Decision.HOLD}, "reviewed: keep this dose for now"),
        ({"decision": Decision.REDUCE}, "reviewed: reduce"),
        ({"decision": Decision.STOP}, "reviewed: stop"),
        ({"patient_view": PatientView.WANTS_TO_WAIT}, "reviewed: the patient wants to wait"),
    ],
)
def test_what_was_decided_instead_is_said(plan, verdict, words):
    sign(plan, at=ago(hours=1), **verdict)

    assert line_of(plan) == words


def test_a_dose_that_is_enough_has_no_step_due_until_its_day(plan):
    sign(plan, decision=Decision.ENOUGH, look_again_on=TODAY + 10 * DAY, at=ago(hours=2))
    log_mild(plan, at=ago(hours=1))

    assert line_of(plan) == "enough for now, look again Monday 30 March"
    assert due_this_week(plan) == []

    with time_machine.travel(NOW + 10 * DAY, tick=False):
        assert line_of(plan).endswith("review was due Tuesday 24 March")
