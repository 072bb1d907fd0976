"""Plans: drafted, agreed, closed; and that closing one sheds nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from medications.models import LogEntry, TitrationPlan
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.services.errors import GateClosed, NotPermitted, Refused
from medications.services.holding import hold_plan, pause_plan
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, close_plan, draft_plan
from medications.terms import Decision, PlanStatus, TimeOfDay
from practice.staff.roles import Role
from tests.builders import make_patient
from tests.medications.builders import (
    NOW,
    active_plan,
    acts,
    ago,
    all_codes,
    check_in,
    codes,
    colleague,
    daily,
    day,
    drafted,
    fresh,
    last_act,
    log_red,
    log_severe,
    medication,
    nothing_is_written,
    plan_on_step,
    proposed,
    ready_plan,
    sign,
    step_of,
    step_up,
    wait,
)

pytestmark = pytest.mark.django_db


def write(*steps: PlannedStep, by=None, code="sertraline") -> TitrationPlan:
    patient = make_patient()
    prescriber = colleague(patient)
    return draft_plan(
        patient=patient,
        medication=medication(code),
        prescriber=prescriber,
        steps=steps,
        by=by or prescriber,
        at=NOW,
        goal=PlanGoal(purpose="Nightmares"),
    )


# --- drafting ---------------------------------------------------------------------------------------------------


def test_a_draft_keeps_its_steps_in_order_whole():
    uneven = Regimen(
        doses=(
            Dose(amount_mg=Decimal(20), every_days=2),
            Dose(amount_mg=Decimal(10), at=TimeOfDay.BEDTIME, every_days=2, offset=1),
            Dose(amount_mg=Decimal(5), as_needed=True, at_most=3),
        )
    )

    plan = write(PlannedStep(regimen=daily("12.5"), hold_days=3), PlannedStep(regimen=uneven, hold_days=14))

    assert (plan.status, plan.purpose, plan.created_at) == (PlanStatus.DRAFT, "Nightmares", NOW)
    assert list(plan.steps.values_list("position", "hold_days", "is_up")) == [(1, 3, True), (2, 14, True)]
    assert step_of(plan, 2).regimen.as_rule() == uneven
    assert acts(plan.patient) == ["plan.drafted"]
    assert last_act().details == {"steps": 2}


def test_a_draft_says_which_steps_will_ask_for_a_review():
    doses = [daily(25), daily(50), daily(50, TimeOfDay.BEDTIME), daily(25)]

    plan = write(*(PlannedStep(regimen=dose, hold_days=1) for dose in doses))

    assert list(plan.steps.values_list("is_up", flat=True)) == [True, True, False, False]


def test_a_sedating_dose_moved_into_the_day_will_ask_for_a_review():
    doses = [daily(1, TimeOfDay.BEDTIME), daily(1)]

    plan = write(*(PlannedStep(regimen=dose, hold_days=1) for dose in doses), code="prazosin")

    assert list(plan.steps.values_list("is_up", flat=True)) == [True, True]


@pytest.mark.parametrize("steps", [[], [PlannedStep(regimen=NOTHING, hold_days=1)]], ids=["no step", "no dose"])
def test_a_plan_has_steps_and_each_a_dose(steps):
    with nothing_is_written(), pytest.raises(Refused):
        write(*steps)


@pytest.mark.parametrize(
    "step",
    [
        PlannedStep(regimen=daily(0), hold_days=1),
        PlannedStep(regimen=daily(25), hold_days=0),
        PlannedStep(regimen=Regimen(doses=(Dose(amount_mg=Decimal(5), every_days=8),)), hold_days=1),
    ],
    ids=["0 mg", "held for no day", "every 8 days"],
)
def test_an_impossible_step_is_refused_whole(step):
    with nothing_is_written(), pytest.raises(ValidationError):
        write(PlannedStep(regimen=daily(25), hold_days=7), step)


def test_only_a_prescriber_drafts_activates_and_closes():
    plan = drafted()
    nurse = colleague(plan.patient, Role.NURSE)

    for act in [
        lambda: write(PlannedStep(regimen=daily(25), hold_days=7), by=nurse),
        lambda: activate_plan(plan=plan, by=nurse, at=NOW),
        lambda: close_plan(plan=plan, reason="x", by=nurse, at=NOW),
    ]:
        with nothing_is_written(), pytest.raises(NotPermitted):
            act()


# --- activating -------------------------------------------------------------------------------------------------


def test_activating_fixes_the_steps_and_orders_nothing():
    plan = drafted()

    active = activate_plan(plan=plan, by=plan.prescriber, at=NOW)

    assert (active.status, active.activated_at, active.activated_by) == (PlanStatus.ACTIVE, NOW, plan.prescriber)
    assert active.current_step is None
    assert not plan.dose_changes.exists()
    assert last_act().verb == "plan.activated"


def test_only_a_draft_is_activated():
    plan = active_plan()

    with nothing_is_written(), pytest.raises(Refused, match="draft"):
        activate_plan(plan=plan, by=plan.prescriber, at=NOW)


@pytest.mark.parametrize("leave", [None, hold_plan, pause_plan], ids=["active", "on hold", "paused"])
def test_one_open_plan_for_each_medicine(leave):
    plan = plan_on_step(1)
    again = drafted(patient=plan.patient, prescriber=plan.prescriber)
    other = drafted(code="prazosin", patient=plan.patient, prescriber=plan.prescriber)
    if leave is not None:
        leave(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    with nothing_is_written(), pytest.raises(Refused, match="already an open plan"):
        activate_plan(plan=again, by=plan.prescriber, at=NOW)

    activate_plan(plan=other, by=plan.prescriber, at=NOW)


# --- closing ----------------------------------------------------------------------------------------------------


def test_closing_ends_the_plan_and_its_hold_and_keeps_the_dose():
    plan = plan_on_step(1)
    hold = hold_plan(plan=plan, reason="Dizzy.", by=plan.prescriber, at=ago(days=1))

    closed = close_plan(plan=plan, reason="A gentler one.", by=plan.prescriber, at=NOW)

    hold.refresh_from_db()
    assert (closed.status, closed.closed_at, closed.closed_by) == (PlanStatus.CLOSED, NOW, plan.prescriber)
    assert closed.close_reason == "A gentler one."
    assert (hold.lifted_at, hold.lifted_by) == (NOW, plan.prescriber)
    assert plan.dose_changes.count() == 1
    assert last_act().verb == "plan.closed"


def test_a_plan_is_closed_once_with_a_reason():
    plan = active_plan()
    with nothing_is_written(), pytest.raises(Refused, match="why"):
        close_plan(plan=plan, reason=" ", by=plan.prescriber, at=NOW)
    close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    with nothing_is_written(), pytest.raises(Refused, match="already"):
        close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)


@pytest.fixture
def reopened():
    """A plan of 25, 50 mg closed on its second day, and another one begun: 25, 100 mg."""
    plan = plan_on_step(1, since=ago(days=2))

    def open_again(amounts=(25, 100)) -> TitrationPlan:
        close_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(hours=5))
        other = active_plan(
            amounts=amounts, patient=plan.patient, prescriber=plan.prescriber, has_consent=False, at=ago(hours=4)
        )
        return fresh(other)

    return plan, open_again


def test_a_new_plan_begins_with_the_dose_in_use_sideways(reopened):
    _, open_again = reopened
    plan = open_again()

    change = step_up(plan, to=step_of(plan, 1))

    assert change.direction == "lateral"
    assert proposed(plan).in_use.since == day(2), "a lateral change does not restart the clock"


def test_a_new_plan_does_not_shed_the_clock(reopened):
    _, open_again = reopened
    plan = open_again()
    step_up(plan, to=step_of(plan, 1), at=ago(hours=3))

    check_in(plan, at=ago(hours=2))
    sign(plan)

    assert codes(plan)[:2] == ["log-empty", "hold-time-left"]


def test_a_higher_first_step_of_a_new_plan_is_a_step_up(reopened):
    _, open_again = reopened
    plan = open_again(amounts=(50, 100))

    with nothing_is_written(), pytest.raises(GateClosed) as closed:
        step_up(plan, to=step_of(plan, 1))

    assert {"review-missing", "hold-time-left"} <= {blocker.code for blocker in closed.value.blockers}


@pytest.mark.parametrize(
    ("report", "code"),
    [(log_red, "red-flag-open"), (log_severe, "severe-effect-open"), (wait, "patient-wants-to-wait")],
)
def test_a_new_plan_does_not_shed_what_is_open(reopened, report, code):
    plan, open_again = reopened
    report(plan, at=ago(hours=6))

    assert code in all_codes(open_again(amounts=(50, 100)), at=NOW)


def test_a_review_does_not_pass_to_the_new_plan(reopened):
    old, open_again = reopened
    sign(old, at=ago(hours=6))

    assert "review-missing" in codes(open_again(amounts=(50, 100)))


def test_entries_no_longer_count_for_a_closed_plan():
    plan = ready_plan()
    version = plan.log_version
    close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    log_severe(plan)

    assert fresh(plan).log_version == version
    assert LogEntry.objects.filter(severity="severe").exists()


def test_a_stale_review_of_enough_ends_with_its_plan(reopened):
    old, open_again = reopened
    sign(old, decision=Decision.ENOUGH, look_again_on=day(-30), at=ago(hours=6))

    assert "review-not-proceed" not in codes(open_again(amounts=(50, 100)))
