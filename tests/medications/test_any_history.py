"""Whatever people do in whatever order: no step up without its review, and nothing stands in the way of less."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from medications.models import DoseChange, LogEntry
from medications.services.holding import hold_plan, lift_hold, pause_plan, stop_plan
from medications.services.logging_effects import correct_entry, resolve_entry
from medications.services.recording_elsewhere import (
    change_other_medication,
    record_missed_doses,
    record_other_medication,
)
from medications.services.stepping import order
from medications.terms import Decision, Direction, PatientView, PlanStatus, Resolution, Severity, Source
from patients.measurement_kinds import Kind
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import (
    record_allergy,
    record_condition,
    record_pregnancy_answer,
    record_substance_use,
    withdraw_allergy,
)
from tests.medications.builders import (
    DAY,
    active_plan,
    check_in,
    log,
    no_longer_wait,
    proposed,
    sign,
    step_of,
    wait,
)
from tests.medications.histories import AMOUNTS, Course

positions = st.integers(1, len(AMOUNTS))


class AnyHistory(Course):
    # --- what is reported and told ------------------------------------------------------------------------------

    @rule(hours=st.sampled_from([1, 30, 60, 80]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule()
    def nothing_to_report(self) -> None:
        with self.news() as plan:
            check_in(plan, at=self.at, by=self.nurse)

    @rule(
        term=st.sampled_from(["Nausea", "Nausea", "Headache", "Seizure"]),
        severity=st.sampled_from([Severity.MILD, Severity.MODERATE, Severity.SEVERE]),
    )
    def something_is_reported(self, term: str, severity: Severity) -> None:
        with self.news() as plan:
            log(plan, term, severity=severity, at=self.at, by=self.nurse)

    @rule(takes_back=st.booleans())
    def the_patient_speaks_of_waiting(self, takes_back: bool) -> None:
        with self.news() as plan:
            (no_longer_wait if takes_back else wait)(plan, at=self.at, by=self.nurse)

    @rule(takes_back=st.booleans())
    def the_newest_report_is_resolved_or_taken_back(self, takes_back: bool) -> None:
        entry = LogEntry.objects.filter(kind="report", later=None).first()
        if entry is None:
            return
        self.now()
        if takes_back:
            correct_entry(entry=entry, report=None, note="x", by=self.prescriber, at=self.at)
        else:
            resolve_entry(entry=entry, resolution=Resolution.ENDED, reason="x", by=self.prescriber, at=self.at)

    @rule(what=st.sampled_from(["condition", "substance", "pregnancy", "pressure", "missed days"]))
    def something_is_told(self, what: str) -> None:
        told: dict[str, Any] = {"patient": self.patient, "source": "patient", "by": self.nurse}
        with self.news() as plan:
            if what == "condition":
                record_condition(**told, condition="seizure-disorder", state="present", at=self.at)
            elif what == "substance":
                record_substance_use(**told, substance="alcohol", answer="uses", at=self.at)
            elif what == "pregnancy":
                record_pregnancy_answer(**told, pregnant="yes", breast_feeding="no", at=self.at)
            elif what == "pressure":
                high = [Reading(kind=Kind.SYSTOLIC, value=Decimal(190))]
                record_measurements(**told, readings=high, taken_at=self.at, at=self.at)
            else:
                days: dict[str, Any] = {
                    "missed_days": 3,
                    "missed_in_a_row": 3,
                    "source": Source.PHONE,
                    "asked_at": self.at,
                }
                record_missed_doses(plan=plan, **days, by=self.nurse, at=self.at)

    @rule()
    def an_allergy_to_it_is_recorded_or_proves_to_be_none(self) -> None:
        told: dict[str, Any] = {"source": "patient", "by": self.nurse}
        with self.news():
            if self.allergy:
                withdraw_allergy(allergy=self.allergy, because="x", **told, at=self.at)
                self.allergy = None
            else:
                known: dict[str, Any] = {"name": "sertraline", "kind": "hypersensitivity"}
                self.allergy = record_allergy(patient=self.patient, **known, **told, at=self.at)

    @rule(name=st.sampled_from(["phenelzine", "tramadol"]))
    def another_medicine_is_begun_or_stopped_elsewhere(self, name: str) -> None:
        """Phenelzine never goes together with sertraline; tramadol needs a plan."""
        with self.news():
            if self.never_with and name == "phenelzine":
                gone_on = (self.at - 40 * DAY).date()
                change_other_medication(other=self.never_with, stopped_on=gone_on, by=self.nurse, at=self.at)
                self.never_with = None
            else:
                since = (self.at - 50 * DAY).date()
                taken = record_other_medication(
                    patient=self.patient, name=name, started_on=since, by=self.nurse, at=self.at
                )
                self.never_with = taken if name == "phenelzine" else self.never_with

    # --- what is decided and done -------------------------------------------------------------------------------

    @rule(
        position=positions,
        decision=st.sampled_from([Decision.PROCEED, Decision.PROCEED, Decision.PROCEED, Decision.HOLD]),
        view=st.sampled_from([PatientView.AGREES, PatientView.AGREES, *PatientView]),
    )
    def the_log_is_reviewed(self, position: int, decision: Decision, view: PatientView) -> None:
        plan = self.now()
        sign(plan, to=step_of(plan, position), decision=decision, patient_view=view, at=self.at)

    @rule()
    def all_that_is_asked_is_done_and_the_next_step_taken(self) -> None:
        """So that steps up do happen: time, an answer, a review with all that may stand beside it, and the step."""
        self.at += 3 * DAY
        plan = self.now()
        check_in(plan, at=self.at)
        current = plan.current_step.position if plan.current_step else 0
        position = min(current + 1, len(AMOUNTS))
        self.reviewed_with_all_that_may_stand_against_blockers(step_of(plan, position))
        self.step(position, self.prescriber)

    @rule(position=positions, who=st.sampled_from(["prescriber", "prescriber", "second", "nurse"]))
    def a_step_is_taken(self, position: int, who: str) -> None:
        self.step(position, getattr(self, who))

    @rule()
    def the_dose_goes_down_a_step(self) -> None:
        plan = self.now()
        if plan.current_step and plan.current_step.position > 1:
            self.step(plan.current_step.position - 1, self.prescriber)

    @rule(position=positions)
    def somebody_tries_past_the_service(self, position: int) -> None:
        plan = self.now()
        to = step_of(plan, position)
        if proposed(plan, to, at=self.at).direction != Direction.UP:
            return
        with pytest.raises(IntegrityError), transaction.atomic():
            order(plan, to=to, by=self.prescriber, at=self.at, first_dose_on=self.at.date())

    @rule(by_nurse=st.booleans())
    def the_plan_is_held_or_goes_on(self, by_nurse: bool) -> None:
        plan = self.now()
        if plan.status == PlanStatus.ACTIVE:
            hold_plan(plan=plan, reason="x", by=self.nurse if by_nurse else self.prescriber, at=self.at)
        elif plan.status == PlanStatus.ON_HOLD:
            lift_hold(plan=plan, reason="x", by=self.prescriber, at=self.at)

    @rule()
    def the_plan_is_paused(self) -> None:
        plan = self.now()
        if plan.status != PlanStatus.PAUSED:
            change = pause_plan(plan=plan, reason="x", by=self.nurse, at=self.at)
            assert change.direction != Direction.UP

    @rule()
    def the_plan_is_stopped_and_another_begun(self) -> None:
        plan = self.now()
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
