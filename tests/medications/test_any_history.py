"""Whatever people do in whatever order: no step up without its review, and nothing stands in the way of less."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from medications.models import DoseChange, LogEntry, TitrationPlan
from medications.rules.gate import blockers
from medications.services.errors import GateClosed, Refused
from medications.services.holding import hold_plan, lift_hold, pause_plan, stop_plan
from medications.services.logging_effects import correct_entry, resolve_entry
from medications.services.stepping import move_to_step, order
from medications.terms import Decision, Direction, PatientView, PlanStatus, Resolution, Severity
from practice.staff.models import User
from practice.staff.roles import Role
from tests.medications.builders import (
    DAY,
    NOW,
    active_plan,
    ago,
    check_in,
    colleague,
    fresh,
    log,
    no_longer_wait,
    proposed,
    sign,
    step_of,
    wait,
)

AMOUNTS = (25, 50, 75)
positions = st.integers(1, len(AMOUNTS))


class AnyHistory(RuleBasedStateMachine):
    """One person, one medicine, a prescriber, a second one and a nurse; each act a little later than the last."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = ago(days=300)
        self.plan = active_plan(amounts=AMOUNTS, hold_days=2, at=self.at)
        self.prescriber: User = self.plan.prescriber
        self.second, self.nurse = colleague(self.plan.patient), colleague(self.plan.patient, Role.NURSE)
        self.entries: set[int] = set()
        self.reviewed_ups: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _now(self) -> TitrationPlan:
        self.at += timedelta(minutes=1)
        assert self.at < NOW
        self.plan = fresh(self.plan)
        return self.plan

    # --- what happens -------------------------------------------------------------------------------------------

    @rule(hours=st.sampled_from([1, 30, 60, 80]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule()
    def nothing_to_report(self) -> None:
        check_in(self._now(), at=self.at, by=self.nurse)

    @rule(
        term=st.sampled_from(["Nausea", "Nausea", "Headache", "Seizure"]),
        severity=st.sampled_from([Severity.MILD, Severity.MODERATE, Severity.SEVERE]),
    )
    def something_is_reported(self, term: str, severity: Severity) -> None:
        log(self._now(), term, severity=severity, at=self.at, by=self.nurse)

    @rule()
    def the_patient_asks_to_wait(self) -> None:
        wait(self._now(), at=self.at, by=self.nurse)

    @rule()
    def the_patient_takes_it_back(self) -> None:
        no_longer_wait(self._now(), at=self.at, by=self.nurse)

    @rule(takes_back=st.booleans())
    def the_newest_report_is_resolved_or_taken_back(self, takes_back: bool) -> None:
        entry = LogEntry.objects.filter(kind="report", later=None).first()
        if entry is None:
            return
        self._now()
        if takes_back:
            correct_entry(entry=entry, report=None, note="x", by=self.prescriber, at=self.at)
        else:
            resolve_entry(entry=entry, resolution=Resolution.ENDED, reason="x", by=self.prescriber, at=self.at)

    @rule(
        position=positions,
        decision=st.sampled_from([Decision.PROCEED, Decision.PROCEED, Decision.PROCEED, Decision.HOLD]),
        view=st.sampled_from([PatientView.AGREES, PatientView.AGREES, *PatientView]),
    )
    def the_log_is_reviewed(self, position: int, decision: Decision, view: PatientView) -> None:
        plan = self._now()
        sign(plan, to=step_of(plan, position), decision=decision, patient_view=view, at=self.at)

    @rule()
    def all_that_is_asked_is_done_and_the_next_step_taken(self) -> None:
        """So that steps up do happen: time, an answer, a review, and the step."""
        plan = self._now()
        self.at += 3 * DAY
        check_in(plan, at=self.at)
        current = plan.current_step.position if plan.current_step else 0
        position = min(current + 1, len(AMOUNTS))
        sign(plan, to=step_of(plan, position), at=self.at)
        self._step(position, self.prescriber)

    @rule(position=positions, who=st.sampled_from(["prescriber", "prescriber", "second", "nurse"]))
    def a_step_is_taken(self, position: int, who: str) -> None:
        self._step(position, getattr(self, who))

    def _step(self, position: int, by: User) -> None:
        plan = self._now()
        to = step_of(plan, position)
        facts = proposed(plan, to, by=by, at=self.at)
        before = plan.dose_changes.count()
        try:
            change = move_to_step(plan=plan, to=to, by=by, at=self.at)
        except GateClosed:
            assert facts.direction == Direction.UP or by == self.nurse, "less never waits for a prescriber"
            assert blockers(facts) != []
            assert plan.dose_changes.count() == before
        except Refused:
            assert facts.direction == Direction.LATERAL
        else:
            assert change.direction == facts.direction
            if change.direction == Direction.UP:
                assert blockers(facts) == []
                self._was_reviewed(change, plan.version)

    def _was_reviewed(self, change: DoseChange, version: int) -> None:
        review = change.review
        assert review is not None
        assert (review.decision, review.patient_view, review.to_step_id) == ("proceed", "agrees", change.step_id)
        assert review.read_version == version
        assert review.signed_at <= change.made_at < review.valid_until
        self.reviewed_ups.add(change.pk)

    @rule(position=positions)
    def somebody_tries_past_the_service(self, position: int) -> None:
        plan = self._now()
        to = step_of(plan, position)
        if proposed(plan, to, at=self.at).direction != Direction.UP:
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            order(plan, to=to, by=self.prescriber, at=self.at, first_dose_on=self.at.date())

    @rule(by_nurse=st.booleans())
    def the_plan_is_held(self, by_nurse: bool) -> None:
        plan = self._now()
        if plan.status == PlanStatus.ACTIVE:
            hold_plan(plan=plan, reason="x", by=self.nurse if by_nurse else self.prescriber, at=self.at)

    @precondition(lambda self: fresh(self.plan).status == PlanStatus.ON_HOLD)
    @rule()
    def the_hold_is_lifted(self) -> None:
        lift_hold(plan=self._now(), reason="x", by=self.prescriber, at=self.at)

    @rule()
    def the_plan_is_paused(self) -> None:
        plan = self._now()
        if plan.status != PlanStatus.PAUSED:
            change = pause_plan(plan=plan, reason="x", by=self.nurse, at=self.at)
            assert change.direction != Direction.UP

    @rule()
    def the_plan_is_stopped_and_another_begun(self) -> None:
        plan = self._now()
        stop_plan(plan=plan, reason="x", by=self.nurse, at=self.at)
        self.plan = active_plan(
            amounts=AMOUNTS, hold_days=2, patient=plan.patient, prescriber=self.prescriber, at=self.at
        )

    # --- what always holds --------------------------------------------------------------------------------------

    @invariant()
    def every_step_up_rests_on_a_review_of_its_own(self) -> None:
        ups = list(DoseChange.objects.filter(direction=Direction.UP).values_list("pk", "review"))
        assert {pk for pk, _ in ups} == self.reviewed_ups
        assert len({review for _, review in ups}) == len(ups)

    @invariant()
    def nothing_that_was_logged_is_gone(self) -> None:
        there = set(LogEntry.objects.values_list("pk", flat=True))
        assert self.entries <= there
        self.entries = there


@pytest.mark.slow
@pytest.mark.django_db
def test_any_history():
    run_state_machine_as_test(
        AnyHistory, settings=settings(max_examples=6, stateful_step_count=15, deadline=None, database=None)
    )
