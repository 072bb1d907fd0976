"""One person's course on one medicine, for histories of any kind: what is true now, a step tried, news heard."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from medications.models import DoseChange, OtherMedication, TitrationPlan, TitrationStep
from medications.rules.blockers import BlockerCode, Override
from medications.rules.gate import blockers, every_blocker
from medications.rules.interacting import unacknowledged
from medications.services.cosigning import acknowledge, co_sign
from medications.services.errors import GateClosed, Refused
from medications.services.stepping import move_to_step
from medications.terms import Direction
from patients.models import Allergy
from practice.staff.models import User
from practice.staff.roles import Role
from tests.medications.builders import (
    NOW,
    ago,
    colleague,
    fresh,
    plan_on_step,
    proposed,
    sign,
    step_of,
    version_of,
)

AMOUNTS = (25, 50, 75)


class Course(RuleBasedStateMachine):
    """One person on the second dose of one medicine, a prescriber, a second one and a nurse; each act a little later.

    `allergy` and `never_with` are what stands against any dose of it: a hypersensitivity that is recorded, and
    another medicine taken that must not be combined with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = ago(days=300)
        self.plan = plan_on_step(2, amounts=AMOUNTS, hold_days=2, since=self.at)
        self.patient = self.plan.patient
        self.prescriber: User = self.plan.prescriber
        self.second, self.nurse = colleague(self.patient), colleague(self.patient, Role.NURSE)
        self.entries: set[int] = set()
        self.reviewed_ups = set(self.plan.dose_changes.values_list("pk", flat=True))
        self.allergy: Allergy | None = None
        self.never_with: OtherMedication | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def now(self) -> TitrationPlan:
        self.at += timedelta(minutes=1)
        assert self.at < NOW
        self.plan = fresh(self.plan)
        return self.plan

    @contextmanager
    def news(self) -> Iterator[TitrationPlan]:
        """What becomes known in here outdates every review that was signed before."""
        plan = self.now()
        yield plan
        assert version_of(plan) > plan.version

    def reviewed_with_all_that_may_stand_against_blockers(self, to: TitrationStep) -> None:
        """A review, and what else people may sign: acknowledgements, and a second prescriber's co-sign."""
        plan = self.now()
        weighed = proposed(plan, to, at=self.at)
        for match in unacknowledged(weighed):
            self._acknowledged(BlockerCode.INTERACTION_UNACKNOWLEDGED, match.partner.code)
        if weighed.other_changes:
            self._acknowledged(BlockerCode.ANOTHER_CHANGE_RECENT)
        review = sign(plan, to=to, at=self.at)
        found = every_blocker(proposed(plan, to, at=self.at))
        if codes := [blocker.code.value for blocker in found if blocker.override == Override.CO_SIGN]:
            co_sign(review=review, codes=codes, reason="x", by=self.second, at=self.at)

    def _acknowledged(self, code: BlockerCode, partner: str = "") -> None:
        acknowledge(plan=self.plan, code=code, partner=partner, reason="x", by=self.prescriber, at=self.at)

    def step(self, position: int, by: User) -> None:
        plan = self.now()
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
                assert {blocker.override for blocker in every_blocker(facts)} <= {Override.CO_SIGN}
                assert self.allergy is None
                assert self.never_with is None
                self._was_reviewed(change, plan.version)

    def _was_reviewed(self, change: DoseChange, version: int) -> None:
        review = change.review
        assert review is not None
        assert (review.decision, review.patient_view, review.to_step_id) == ("proceed", "agrees", change.step_id)
        assert review.read_version == version
        assert review.signed_at <= change.made_at < review.valid_until
        self.reviewed_ups.add(change.pk)
