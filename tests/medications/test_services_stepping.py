"""Changing the dose: up through the gate, down and sideways freely, carried over, paused and resumed, stopped."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from medications.models import DoseChange, Hold
from medications.services.errors import GateClosed, NotPermitted, Refused, StaleVersion
from medications.services.holding import hold_plan, lift_hold, pause_plan, stop_plan
from medications.services.planning import close_plan
from medications.services.recording_elsewhere import record_observed_dose
from medications.services.stepping import last_first_dose_day, move_to_step
from medications.terms import ChangeKind, PlanStatus
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import covers, make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    TODAY,
    active_plan,
    acts,
    ago,
    check_in,
    codes,
    colleague,
    daily,
    day,
    drafted,
    fresh,
    last_act,
    log_mild,
    log_red,
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


# --- up ---------------------------------------------------------------------------------------------------------


def test_a_step_up_is_ordered_with_its_review_its_reason_and_its_day():
    plan = ready_plan()

    change = step_up(plan, first_dose_on=TODAY + DAY, reason="Nightmares are less, sleep is not.")

    assert (change.direction, change.kind, change.step) == ("up", ChangeKind.DOSE, step_of(plan, 2))
    assert (change.patient, change.medication, change.made_by) == (plan.patient, plan.medication, plan.prescriber)
    assert (change.first_dose_on, change.made_at) == (TODAY + DAY, NOW)
    assert change.reason.startswith("Nightmares")
    assert change.review is not None
    assert change.review.to_step == change.step
    assert fresh(plan).current_step == change.step


def test_its_act_holds_ids_alone():
    plan = ready_plan()

    change = step_up(plan, reason="In their words.")

    act = last_act()
    assert (act.verb, act.by, act.patient_id, act.happened_at) == ("dose.up", plan.prescriber, plan.patient_id, NOW)
    assert (act.subject_type, act.subject_id) == ("medications.dosechange", change.pk)
    assert act.details == {"plan": plan.pk, "step": change.step_id}


def test_a_closed_gate_writes_nothing_and_says_everything():
    plan = plan_on_step(1, since=ago(days=3))

    with nothing_is_written(), pytest.raises(GateClosed, match="may not go up yet") as closed:
        step_up(plan)

    assert [blocker.code for blocker in closed.value.blockers] == ["review-missing", "log-empty", "hold-time-left"]
    assert fresh(plan).current_step == step_of(plan, 1)


def test_the_gate_is_asked_again_under_the_lock():
    plan = ready_plan()
    log_mild(plan)

    with nothing_is_written(), pytest.raises(GateClosed):
        step_up(plan)


def test_a_page_of_an_older_version_is_told_so():
    plan = ready_plan()
    log_mild(plan)

    with nothing_is_written(), pytest.raises(StaleVersion, match="Something new"):
        step_up(plan, read_version=plan.version)


def test_a_review_is_spent_by_its_step():
    plan = ready_plan()
    step_up(plan)

    later = NOW + 10 * DAY
    check_in(plan, at=later)

    assert codes(plan, at=later) == ["review-missing"]


def test_the_same_step_is_not_ordered_twice():
    plan = ready_plan()
    to = step_of(plan, 2)
    step_up(plan, to=to)

    with nothing_is_written(), pytest.raises(Refused, match="already"):
        step_up(plan, to=to)


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (3, True), (4, False)])
def test_the_first_dose_is_between_today_and_the_reviews_end(days, fits):
    plan = ready_plan()

    if fits:
        assert step_up(plan, first_dose_on=TODAY + days * DAY).first_dose_on == TODAY + days * DAY
        return
    with nothing_is_written(), pytest.raises(Refused, match="first new dose"):
        step_up(plan, first_dose_on=TODAY + days * DAY)


def test_the_first_dose_is_today_unless_said():
    assert step_up(ready_plan()).first_dose_on == TODAY


@pytest.mark.parametrize("who", ["nurse", "off the team"])
def test_who_may_not_step_up_may_not(who):
    plan = ready_plan()
    other = colleague(plan.patient, Role.NURSE) if who == "nurse" else make_user(Role.PRESCRIBER)

    with nothing_is_written(), pytest.raises(GateClosed) as closed:
        step_up(plan, by=other)

    assert [blocker.code for blocker in closed.value.blockers] == ["reviewer-not-prescriber"]


def test_a_named_cover_steps_up():
    plan = ready_plan()
    cover = make_user(Role.PRESCRIBER)
    covers(cover, plan.prescriber, starts_at=ago(hours=1))

    assert step_up(plan, by=cover).made_by == cover


def test_a_step_further_waits_its_turn():
    plan = ready_plan()
    sign(plan, to=step_of(plan, 3))

    assert codes(plan, step_of(plan, 3)) == ["not-next-step"]


def test_a_draft_takes_no_first_step():
    plan = drafted()
    check_in(plan)
    sign(plan)

    assert codes(plan) == ["plan-not-active", "consent-missing"]


def test_a_draft_orders_nothing_at_all_since_its_steps_may_still_change():
    plan = plan_on_step(2)
    less = drafted(amounts=(25, 12.5), patient=plan.patient, prescriber=plan.prescriber)

    with nothing_is_written(), pytest.raises(Refused, match="draft"):
        step_up(less, to=step_of(less, 1))


@pytest.mark.parametrize(
    ("zone", "valid_until", "last"),
    [
        ("UTC", datetime(2026, 3, 23, 9, tzinfo=UTC), day(-3)),
        ("Pacific/Auckland", datetime(2026, 3, 23, 20, tzinfo=UTC), day(-3)),
        ("America/Los_Angeles", datetime(2026, 3, 23, 2, tzinfo=UTC), day(-2)),
    ],
)
def test_the_last_day_for_a_first_dose_is_one_that_the_database_takes_too(zone, valid_until, last):
    with timezone.override(zone):
        assert last_first_dose_day(valid_until) == last


# --- down and sideways ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stands_open", [log_red, wait, None])
def test_down_never_waits(stands_open):
    plan = plan_on_step(2, since=ago(days=1))
    if stands_open:
        stands_open(plan)
    hold_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    change = step_up(plan, to=step_of(plan, 1), reason="Too much.")

    assert (change.direction, change.review) == ("down", None)
    assert fresh(plan).status == PlanStatus.ON_HOLD, "a hold stays until it is lifted"
    assert last_act().verb == "dose.down"


def test_down_is_a_prescribers_to_order():
    plan = plan_on_step(2)
    nurse = colleague(plan.patient, Role.NURSE)

    with nothing_is_written(), pytest.raises(GateClosed):
        step_up(plan, to=step_of(plan, 1), by=nurse)


def test_a_prescriber_off_the_team_may_order_less():
    plan = plan_on_step(2)

    assert step_up(plan, to=step_of(plan, 1), by=make_user(Role.PRESCRIBER)).direction == "down"


def test_back_up_within_two_weeks_needs_no_new_hold():
    plan = plan_on_step(2, since=ago(days=5))
    step_up(plan, to=step_of(plan, 1), at=ago(days=2))
    check_in(plan, at=ago(hours=3))
    sign(plan, at=ago(hours=2))

    assert codes(plan) == []
    assert step_up(plan).direction == "up"


def test_back_up_after_more_than_two_weeks_is_a_step_like_any():
    plan = plan_on_step(2, since=ago(days=30))
    step_up(plan, to=step_of(plan, 1), at=ago(days=15))
    assert proposed(plan, step_of(plan, 2)).is_return is False
    assert proposed(plan, step_of(plan, 2), at=ago(days=1)).is_return is True


def test_a_dose_whose_first_day_never_came_is_no_dose_to_return_to():
    plan = ready_plan()
    step_up(plan, first_dose_on=TODAY + 2 * DAY)
    step_up(plan, to=step_of(plan, 1), at=NOW + HOUR)

    assert proposed(plan, step_of(plan, 2), at=NOW + 2 * DAY).is_return is False


# --- hold -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.NURSE, Role.THERAPIST, Role.CLINICAL_LEAD])
def test_any_clinical_role_holds_pauses_and_stops(role):
    plan = plan_on_step(1)
    by = make_user(role)

    hold = hold_plan(plan=plan, reason="Dizzy.", by=by, at=NOW)
    pause_plan(plan=plan, reason="Dizzy.", by=by, at=NOW + MINUTE)
    stop_plan(plan=plan, reason="Dizzy.", by=by, at=NOW + 2 * MINUTE)

    assert (hold.held_at, hold.held_by, hold.reason) == (NOW, by, "Dizzy.")
    assert acts(plan.patient)[-3:] == ["plan.held", "dose.paused", "dose.stopped"]


@pytest.mark.parametrize("act", [hold_plan, pause_plan, stop_plan])
def test_the_front_desk_does_none_of_this(act):
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(NotPermitted):
        act(plan=plan, reason="x", by=make_user(Role.FRONT_DESK), at=NOW)


@pytest.mark.parametrize("act", [hold_plan, pause_plan, stop_plan, lift_hold])
def test_each_gives_its_reason(act):
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(Refused, match="reason"):
        act(plan=plan, reason="  ", by=plan.prescriber, at=NOW)


@pytest.mark.parametrize("act", [hold_plan, pause_plan, stop_plan])
def test_none_of_this_on_a_draft(act):
    plan = drafted()

    with nothing_is_written(), pytest.raises(Refused, match="not in use"):
        act(plan=plan, reason="x", by=plan.prescriber, at=NOW)


def test_a_hold_keeps_the_dose_and_closes_the_gate():
    plan = ready_plan()

    hold_plan(plan=plan, reason="Exams.", by=plan.prescriber, at=NOW)

    assert fresh(plan).status == PlanStatus.ON_HOLD
    assert plan.dose_changes.count() == 1
    assert codes(plan) == ["plan-not-active"]
    with nothing_is_written(), pytest.raises(Refused, match="Only an active plan"):
        hold_plan(plan=plan, reason="Exams.", by=plan.prescriber, at=NOW)


def test_only_a_prescriber_lifts_a_hold_and_the_gate_stands_as_it_stood():
    plan = ready_plan()
    hold = hold_plan(plan=plan, reason="Exams.", by=plan.prescriber, at=NOW)
    nurse = colleague(plan.patient, Role.NURSE)
    with nothing_is_written(), pytest.raises(NotPermitted):
        lift_hold(plan=plan, reason="Over.", by=nurse, at=NOW)

    lift_hold(plan=plan, reason="Over.", by=plan.prescriber, at=NOW + HOUR)

    hold.refresh_from_db()
    assert (hold.lifted_at, hold.lifted_by, hold.lift_reason) == (NOW + HOUR, plan.prescriber, "Over.")
    assert last_act().verb == "plan.hold-lifted"
    assert codes(plan) == []


def test_no_hold_no_lifting():
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(Refused, match="not on hold"):
        lift_hold(plan=plan, reason="x", by=plan.prescriber, at=NOW)


# --- pause and resume -------------------------------------------------------------------------------------------


def test_a_pause_is_an_order_of_nothing_and_ends_a_hold():
    plan = plan_on_step(1)
    hold_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(hours=1))

    change = pause_plan(plan=plan, reason="Ran out.", by=plan.prescriber, at=NOW)

    assert (change.kind, change.step, change.direction) == (ChangeKind.PAUSE, None, "stop")
    assert (change.reason, change.first_dose_on) == ("Ran out.", TODAY)
    assert fresh(plan).status == PlanStatus.PAUSED
    assert Hold.objects.get().lifted_at == NOW
    with nothing_is_written(), pytest.raises(Refused, match="paused already"):
        pause_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)


def test_resuming_even_at_the_same_dose_is_a_step_up():
    plan = plan_on_step(1)
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(days=2))

    with nothing_is_written(), pytest.raises(GateClosed) as closed:
        step_up(plan, to=step_of(plan, 1))

    assert [blocker.code for blocker in closed.value.blockers] == ["review-missing"]


def test_resuming_goes_to_the_dose_before_or_lower_never_beyond():
    plan = plan_on_step(2)
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(days=2))
    for position in (1, 2, 3):
        check_in(plan, at=ago(hours=2))
        sign(plan, to=step_of(plan, position), at=ago(hours=1))
        assert codes(plan, step_of(plan, position)) == (
            [] if position < 3 else ["not-next-step", "increment-too-large"]
        )


def test_resumed_the_plan_is_active_again():
    plan = plan_on_step(1)
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(days=2))
    sign(plan, to=step_of(plan, 1))

    change = step_up(plan, to=step_of(plan, 1))

    assert (change.direction, fresh(plan).status) == ("up", PlanStatus.ACTIVE)
    assert proposed(plan).in_use.since == TODAY, "the clock begins again"


def test_a_nurse_does_not_resume():
    plan = plan_on_step(1)
    pause_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(days=2))
    sign(plan, to=step_of(plan, 1))

    with nothing_is_written(), pytest.raises(GateClosed):
        step_up(plan, to=step_of(plan, 1), by=colleague(plan.patient, Role.NURSE))


# --- stop -------------------------------------------------------------------------------------------------------


def test_a_stop_orders_nothing_and_closes_the_plan():
    plan = plan_on_step(2)
    hold_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(hours=1))

    change = stop_plan(plan=plan, reason="They stopped by themselves.", by=plan.prescriber, at=NOW)

    closed = fresh(plan)
    assert (change.kind, change.direction, change.made_at) == (ChangeKind.STOP, "stop", NOW)
    assert (closed.status, closed.close_reason) == (PlanStatus.CLOSED, "They stopped by themselves.")
    assert Hold.objects.get().lifted_at == NOW
    with nothing_is_written(), pytest.raises(Refused, match="not in use"):
        stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)


# --- carrying over ----------------------------------------------------------------------------------------------


@pytest.fixture
def arrived():
    """Somebody who comes with 50 mg, taken for a month."""
    plan = active_plan(at=ago(days=2))
    record_observed_dose(
        patient=plan.patient,
        medication=plan.medication,
        regimen=daily(50),
        source="their doctor before",
        taken_since=day(30),
        observed_at=ago(days=1),
        by=plan.prescriber,
        at=ago(days=1),
    )
    return plan


@pytest.mark.parametrize(("position", "direction"), [(1, "down"), (2, "lateral")])
def test_what_a_person_comes_with_is_carried_over_without_a_review(arrived, position, direction):
    change = step_up(arrived, to=step_of(arrived, position))

    assert (change.direction, change.review) == (direction, None)
    assert proposed(arrived).in_use.since == (TODAY if direction == "down" else day(30))


def test_beyond_what_a_person_comes_with_is_a_step_up(arrived):
    assert codes(arrived, step_of(arrived, 3)) == ["review-missing", "log-empty", "not-next-step"]


def test_carrying_over_is_a_prescribers(arrived):
    with nothing_is_written(), pytest.raises(GateClosed):
        step_up(arrived, to=step_of(arrived, 2), by=colleague(arrived.patient, Role.NURSE))


def test_after_carrying_over_the_next_step_counts_from_when_it_was_first_taken(arrived):
    step_up(arrived, to=step_of(arrived, 2), at=ago(hours=5))
    check_in(arrived, at=ago(hours=4))
    sign(arrived)

    assert codes(arrived) == []


# --- the whole of it --------------------------------------------------------------------------------------------


def test_an_act_that_cannot_be_recorded_undoes_the_change(monkeypatch):
    plan = ready_plan()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("medications.services.stepping.record", fail)

    with nothing_is_written(), pytest.raises(RuntimeError):
        move_to_step(plan=plan, to=step_of(plan, 2), by=plan.prescriber, at=NOW)

    assert fresh(plan).current_step == step_of(plan, 1)


def test_the_clock_and_direction_run_across_plans():
    assert DoseChange.objects.count() == Act.objects.count() == 0
    plan = plan_on_step(3)

    assert [change.direction for change in plan.dose_changes.order_by("id")] == ["up", "up", "up"]
    assert acts(plan.patient).count("dose.up") == 3


def test_a_plan_that_was_closed_with_its_dose_kept_can_still_be_stopped():
    plan = plan_on_step(2)
    close_plan(plan=plan, reason="Another one begins.", by=plan.prescriber, at=NOW)

    change = stop_plan(plan=plan, reason="Dizzy.", by=make_user(Role.NURSE), at=NOW + MINUTE)

    assert (change.direction, change.kind) == ("stop", ChangeKind.STOP)
    with pytest.raises(Refused):
        stop_plan(plan=plan, reason="Dizzy.", by=plan.prescriber, at=NOW + HOUR)


def test_a_stop_by_a_clock_that_runs_behind_is_let_through():
    plan = plan_on_step(2)
    latest = DoseChange.objects.filter(plan=plan).latest("id")

    change = stop_plan(plan=plan, reason="Dizzy.", by=plan.prescriber, at=latest.made_at - MINUTE)

    assert change.direction == "stop"
