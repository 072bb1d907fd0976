"""What there is to think of before a dose goes down, from everything that the gate knows; never a reason to wait."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from medications.models import DoseChange, TitrationPlan, TitrationStep
from medications.rules.going_down import GoingDownWarning, SoFar, warnings
from medications.rules.proposed import ProposedStep
from medications.services.orders import is_taken_by
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.terms import Direction
from practice.staff.models import User


def warnings_before(
    facts: PlanFacts, *, to: TitrationStep | None, by: User, begins_on: date | None = None
) -> list[GoingDownWarning]:
    """Warnings about going to one of a plan's steps, or to nothing (`to=None`), from a day on."""
    return warnings_about(facts, proposed_from(facts, to=to, by=by), begins_on=begins_on)


def warnings_about(
    facts: PlanFacts, proposed: ProposedStep, *, begins_on: date | None = None
) -> list[GoingDownWarning]:
    """The same, where the change was gathered already."""
    return warnings(proposed, so_far(facts, begins_on=begins_on))


def so_far(facts: PlanFacts, *, begins_on: date | None = None) -> SoFar:
    return SoFar(
        last_cut_on=last_cut_on(facts.orders),
        begins_on=begins_on,
        is_at_its_end=is_at_its_end(facts.plan, facts.orders),
    )


def last_cut_on(orders: Sequence[DoseChange]) -> date | None:
    """The first day of the dose in use, where it came from a higher one (`orders` newest first)."""
    moved = next((order for order in orders if order.direction != Direction.LATERAL), None)
    return moved.first_dose_on if moved is not None and moved.direction == Direction.DOWN else None


def is_at_its_end(plan: TitrationPlan, orders: Sequence[DoseChange]) -> bool:
    """The dose in use is the last step of a plan that goes down: what follows is nothing, as it was agreed."""
    last = max(plan.steps.all(), key=lambda step: step.position, default=None)
    return last is not None and not last.is_up and is_taken_by(plan, orders) and orders[0].step_id == last.pk


def as_details(change: DoseChange) -> dict[str, Any]:
    """What the audit log says of it: the codes, where there were any."""
    return {"warned_of": change.warned_of} if change.warned_of else {}
