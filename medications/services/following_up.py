"""A plan's facts as they stand without a next step: what is taken now, and all that is known of the person."""

from dataclasses import replace

from medications.rules.proposed import ProposedStep
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.terms import PlanStatus
from practice.staff.models import User


def as_it_stands(facts: PlanFacts, *, by: User, proposed: ProposedStep | None = None) -> ProposedStep | None:
    """The next step where there is one (`proposed`), else the dose in use; None for a draft and a closed plan."""
    if facts.plan.status in {PlanStatus.DRAFT, PlanStatus.CLOSED}:
        return None
    if proposed is not None:
        return proposed
    idle = proposed_from(facts, to=None, by=by)
    return replace(idle, to=idle.in_use.regimen)
