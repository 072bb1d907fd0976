"""Two people act at the same moment, on real connections: one comes first, the other sees what was done."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from medications.models import DoseChange, LogEntry, Review, TitrationPlan
from medications.services.errors import GateClosed, Refused, StaleVersion
from medications.services.holding import stop_plan
from medications.services.stepping import order
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    active_plan,
    ago,
    check_in,
    codes,
    colleague,
    fresh,
    log_mild,
    log_severe,
    next_step,
    plan_on_step,
    ready_plan,
    sign,
    step_up,
    wait,
)

pytestmark = pytest.mark.usefixtures("module_db")

Act = Callable[[], Any]


class InTheBackground:
    """An act in a thread, so on a connection of its own; `outcome` is what it returned or raised."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.outcome: Any = None
        self.thread = Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.outcome = self.act()
        except (Refused, DatabaseError) as error:
            self.outcome = error
        finally:
            connections.close_all()

    def wait_until_it_waits(self) -> None:
        until = monotonic() + 10
        while self.thread.is_alive() and monotonic() < until:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
                if cursor.fetchone() != (0,):
                    return
            sleep(0.01)
        raise AssertionError("the second act did not wait for the first")

    def ended(self) -> Any:
        self.thread.join(timeout=20)
        assert not self.thread.is_alive(), "the two acts stand in each other's way"
        return self.outcome


def first_then(first: Act, second: Act) -> Any:
    """The second begins while the first is done but not yet committed; answers what became of the second."""
    with transaction.atomic():
        first()
        second_one = InTheBackground(second)
        second_one.wait_until_it_waits()
    return second_one.ended()


def at_once(*acts: Act) -> list[Any]:
    """All begin at the same moment, in whatever order they come."""
    barrier = Barrier(len(acts))

    def started(act: Act) -> Act:
        def run() -> Any:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return act()

        return run

    return [each.ended() for each in [InTheBackground(started(act)) for act in acts]]


def ups(plan: TitrationPlan) -> list[DoseChange]:
    return list(DoseChange.objects.filter(plan=plan, direction="up").order_by("id"))


@pytest.mark.parametrize("reads_version", [True, False], ids=["as the page does", "without a version"])
def test_two_prescribers_stepping_make_one_change(reads_version):
    plan = ready_plan()
    other, to, version = colleague(plan.patient), next_step(plan), plan.version if reads_version else None

    second = first_then(
        lambda: step_up(plan, to=to, read_version=version),
        lambda: step_up(plan, to=to, by=other, read_version=version),
    )

    assert isinstance(second, StaleVersion if reads_version else Refused)
    assert [change.made_by for change in ups(plan)] == [plan.prescriber, plan.prescriber]
    assert plan.dose_changes.count() == 2


def test_even_past_the_service_one_review_makes_one_step():
    plan = ready_plan()
    to, review = next_step(plan), Review.objects.latest("id")

    def insert() -> None:
        order(plan, to=to, review=review, by=plan.prescriber, at=NOW, first_dose_on=TODAY)

    second = first_then(insert, insert)

    assert isinstance(second, DatabaseError)
    assert plan.dose_changes.count() == 2


@pytest.mark.parametrize("report", [log_mild, log_severe, check_in, wait])
def test_a_report_that_comes_first_makes_the_step_fail(report):
    plan = ready_plan()
    to = next_step(plan)

    step = first_then(lambda: report(plan), lambda: step_up(plan, to=to))

    assert isinstance(step, GateClosed)
    assert "review-outdated" in [blocker.code for blocker in step.blockers]
    assert plan.dose_changes.count() == 1


@pytest.mark.parametrize("report", [log_mild, log_severe, check_in, wait])
def test_a_report_that_comes_second_is_recorded_after_the_step(report):
    plan = ready_plan()
    to = next_step(plan)

    written = first_then(lambda: step_up(plan, to=to), lambda: report(plan))

    change = DoseChange.objects.latest("id")
    assert isinstance(written, LogEntry)
    assert (change.step, change.direction) == (to, "up")
    assert written.recorded_at > change.recorded_at


@pytest.mark.parametrize("sertraline_first", [True, False])
def test_two_plans_of_one_patient_see_each_other(sertraline_first):
    lamotrigine = plan_on_step(1, code="lamotrigine", since=ago(days=30))
    sertraline = ready_plan(patient=lamotrigine.patient, prescriber=lamotrigine.prescriber)
    check_in(lamotrigine, at=ago(hours=0.7))
    sign(lamotrigine, at=ago(hours=0.5))
    sign(sertraline, at=ago(hours=0.4))
    one, other = (sertraline, lamotrigine) if sertraline_first else (lamotrigine, sertraline)
    assert codes(one) == codes(other) == []

    second = first_then(lambda: step_up(one), lambda: step_up(other))

    assert isinstance(second, GateClosed)
    assert [blocker.code for blocker in second.blockers] == ["review-outdated", "another-change-recent"]
    assert (len(ups(one)), len(ups(other))) == (2, 1)


def test_a_report_that_comes_first_makes_the_signature_stale():
    plan = plan_on_step(1)
    version = plan.version

    signed = first_then(lambda: log_mild(plan), lambda: sign(plan, read_version=version))

    assert isinstance(signed, StaleVersion)
    assert not Review.objects.filter(plan=plan, dose_change=None).exists()


def test_a_report_that_comes_after_the_signature_outdates_it():
    plan = plan_on_step(1)
    check_in(plan, at=ago(days=1))
    version = fresh(plan).version

    written = first_then(lambda: sign(plan, read_version=version), lambda: log_mild(plan))

    assert isinstance(written, LogEntry)
    assert codes(plan) == ["review-outdated"]


def test_past_the_service_a_signature_waits_for_the_report_too():
    """The review's trigger takes the lock itself, so no version is read that is about to pass."""
    plan = plan_on_step(1)

    def insert() -> Review:
        return Review.objects.create(
            plan=plan,
            to_step=next_step(plan),
            decision="proceed",
            patient_view="agrees",
            read_version=plan.version,
            signed_at=NOW,
            signed_by=plan.prescriber,
            valid_until=NOW + DAY,
        )

    signed = first_then(lambda: log_mild(plan), insert)

    assert isinstance(signed, DatabaseError)
    assert "review-outdated" in str(signed)


def test_a_stop_that_comes_first_closes_the_plan_to_the_step():
    plan = ready_plan()
    to = next_step(plan)

    step = first_then(
        lambda: stop_plan(plan=plan, reason="They asked to.", by=plan.prescriber, at=NOW), lambda: step_up(plan, to=to)
    )

    assert isinstance(step, GateClosed)
    assert DoseChange.objects.latest("id").kind == "stop"


def test_patients_do_not_wait_for_each_other():
    one, other = ready_plan(), ready_plan()

    with transaction.atomic():
        step_up(one)
        assert isinstance(InTheBackground(lambda: step_up(other)).ended(), DoseChange)


@pytest.mark.slow
def test_twelve_times_two_prescribers_at_once_never_a_double_nor_an_unreviewed_step():
    rounds = 12
    week = 7 * DAY
    start = NOW - (rounds + 1) * week
    plan = active_plan(amounts=tuple(range(1, rounds + 2)), hold_days=7, at=start - DAY)
    other = colleague(plan.patient)

    for number in range(1, rounds + 1):
        at = start + number * week
        check_in(plan, at=at - HOUR)
        sign(plan, at=at - timedelta(minutes=1))
        to = next_step(plan)
        outcomes = at_once(*(partial(step_up, plan, to=to, at=at, by=by) for by in (plan.prescriber, other)))
        assert sorted(isinstance(outcome, DoseChange) for outcome in outcomes) == [False, True]
        assert all(isinstance(outcome, DoseChange | Refused) for outcome in outcomes)

    changes = ups(plan)
    assert [change.step.position for change in changes if change.step] == list(range(1, rounds + 1))
    assert len({change.review_id for change in changes}) == plan.dose_changes.count() == rounds
