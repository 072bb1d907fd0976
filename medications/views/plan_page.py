"""Everything that templates/medications/plan.html reads: where the plan stands, its gate, and what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from medications.forms.acts import StepUpForm
from medications.models import Hold, LogEntry, Review, TitrationPlan, TitrationStep
from medications.presentation.acts import acts_of
from medications.presentation.consent import consent_view
from medications.presentation.cosigns import cosigns_under
from medications.presentation.entries import EntryLine, entry_lines
from medications.presentation.following_up import due_lines
from medications.presentation.gate import GateLine, Link, gate_lines
from medications.presentation.goal import goal_view
from medications.presentation.history import change_lines
from medications.presentation.returning import return_view
from medications.presentation.schedule import schedule_line
from medications.presentation.staircase import draw
from medications.presentation.stairs import awaiting_review, stairs_of
from medications.presentation.standing import plan_line, standing
from medications.presentation.supply import supply_box
from medications.presentation.together import pair_lines
from medications.presentation.warnings import GoingDown, going_down
from medications.presentation.words import change_in_words, regimen_in_words
from medications.rules.following_up import follow_ups
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import direction
from medications.rules.scheduling import schedule_today
from medications.rules.together import pairs_to_look_at
from medications.services.following_up import as_it_stands
from medications.services.going_down import is_at_its_end
from medications.services.orders import is_taken_by
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.services.reviewing import is_mild, may_still_stand, news_since
from medications.services.stepping import last_first_dose_day
from medications.terms import Direction, PlanStatus
from medications.views.other_plans import crossing, present_plan
from practice.days import day_in_words
from practice.staff.models import User

DAYS_AHEAD = 7
NEWS_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class GateView:
    """The one next step and all that stands before it; `form` is None for whoever may not prescribe.

    `start` is the link that the page offers first.
    """

    to: TitrationStep
    change: str
    is_up: bool
    is_open: bool
    lines: Sequence[GateLine]
    start: Link | None
    form: StepUpForm | None
    going_down: GoingDown | None = None


def _may_be_lower(facts: PlanFacts, wanted: int) -> bool:
    """After a pause any step that is lower; else one that was taken before and goes up again from what is taken."""
    if facts.in_use.regimen.is_nothing:
        return True
    taken = {order.step_id for order in facts.orders}
    sedating = facts.plan.medication.is_sedating
    return any(
        step.pk in taken and direction(facts.in_use.regimen, step.regimen.as_rule(), sedating=sedating) == Direction.UP
        for step in facts.plan.steps.all()
        if step.position == wanted
    )


def target_of(facts: PlanFacts, wanted: int | None = None) -> TitrationStep | None:
    """The step that the page speaks of: the next one; after a pause, or to go back, an earlier one may be asked for."""
    if facts.plan.status in {PlanStatus.DRAFT, PlanStatus.CLOSED}:
        return None
    highest = facts.highest_allowed
    position = wanted if wanted and wanted < highest and _may_be_lower(facts, wanted) else highest
    return next((step for step in facts.plan.steps.all() if step.position == position), None)


def gate_view(facts: PlanFacts, to: TitrationStep, proposed: ProposedStep, typed: Any = None) -> GateView:
    lines = gate_lines(facts.plan, proposed)
    days = days_for_a_first_dose(proposed)
    fresh = {"version": proposed.version, "step": to.position}
    form = StepUpForm({**typed.dict(), **fresh} if typed else None, days=days, initial=fresh)
    return GateView(
        to=to,
        change=change_in_words(proposed.in_use.regimen, proposed.to),
        is_up=proposed.direction == Direction.UP,
        is_open=all(line.is_overridden for line in lines),
        lines=lines,
        start=next((link for line in lines for link in line.links), None),
        form=form if proposed.actor.may_prescribe else None,
        going_down=going_down(facts, proposed),
    )


def days_for_a_first_dose(proposed: ProposedStep, valid_until: datetime | None = None) -> list[tuple[str, str]]:
    """Today and the days after, for as long as the review (or one signed now) is valid; each by its name."""
    last = proposed.today + timedelta(days=DAYS_AHEAD)
    if valid_until is None and proposed.review is not None:
        valid_until = proposed.review.valid_until
    if proposed.direction == Direction.UP and valid_until is not None:
        last = min(last, last_first_dose_day(valid_until))
    ahead = max((last - proposed.today).days, 0)
    days = [proposed.today + timedelta(days=n) for n in range(ahead + 1)]
    return [(day.isoformat(), day_in_words(day, proposed.today)) for day in days]


def plan_context(
    plan: TitrationPlan, *, user: User, at: datetime, wanted: int | None = None, typed: Any = None
) -> Mapping[str, Any]:
    """The page's context; its number of questions does not depend on how much there is to show."""
    facts = PlanFacts(plan=plan, at=at)
    to = target_of(facts, wanted)
    proposed = proposed_from(facts, to=to, by=user) if to else None
    review = facts.reviews[0] if facts.reviews else None
    if review:
        prefetch_related_objects([review], "cosign_requests__asked_of")
    now = standing(plan, facts.orders, review, at)
    return {
        "plan": plan,
        "goal": goal_view(facts, now),
        "line": plan_line(plan, now, facts.today),
        "staircase": draw(stairs_of(plan, facts.orders, awaiting_review(now, facts.today))),
        "in_use": regimen_in_words(proposed.in_use.regimen) if proposed else "",
        "gate": gate_view(facts, to, proposed, typed) if to and proposed else None,
        "review": review,
        "acts": acts_of(plan, user, is_taken=is_taken_by(plan, facts.orders)),
        "cosigns": cosigns_under(review) if review else None,
        "review_is_current": review is not None and _is_current(review, plan, at),
        "hold": _hold(plan),
        "present": present_plan(plan),
        "back": return_view(facts),
        "crossing": crossing(plan, facts.today),
        "is_at_its_end": plan.status != PlanStatus.CLOSED and is_at_its_end(plan, facts.orders),
        "history": change_lines(order for order in facts.orders if order.plan_id == plan.pk),
        "consent": consent_view(facts),
        "missed": facts.missed,
        "supply": supply_box(facts),
        **raised_beside(facts, proposed, user=user),
        **news_of(facts, review, user=user),
    }


def raised_beside(facts: PlanFacts, proposed: ProposedStep | None, *, user: User) -> Mapping[str, Any]:
    """What the medicine's facts raise beside the gate: pairs, what else is due, the schedule that applies today."""
    now = as_it_stands(facts, by=user, proposed=proposed)
    if now is None:
        return {"pairs": [], "due": [], "schedule": None}
    return {
        "pairs": pair_lines(pairs_to_look_at(now), plan_id=facts.plan.pk, may_prescribe=now.actor.may_prescribe),
        "due": due_lines(follow_ups(now), patient_id=facts.plan.patient_id, today=facts.today),
        "schedule": schedule_line(schedule_today(now)),
    }


def _is_current(review: Review, plan: TitrationPlan, at: datetime) -> bool:
    return review.read_version == plan.version and at < review.valid_until


def news_of(facts: PlanFacts, review: Review | None, *, user: User) -> Mapping[str, Any]:
    """What came in since the last review, and whether one signature under it is enough."""
    if review is None or _is_current(review, facts.plan, facts.at) or not may_still_stand(review, facts.plan):
        return {"news": [], "still_stands": False}
    news = news_since(review, facts.plan)
    still_stands = is_mild(news, review, facts, by=user)
    return {"news": news_lines(news) if still_stands else [], "still_stands": still_stands}


def news_lines(news: Sequence[LogEntry]) -> list[EntryLine]:
    """The last of what came into the log since a review, newest first."""
    shown = sorted(news[-NEWS_SHOWN:], key=lambda entry: (entry.happened_at, entry.pk), reverse=True)
    prefetch_related_objects(shown, "about__effect", "later")
    return entry_lines(shown)


def _hold(plan: TitrationPlan) -> Hold | None:
    """Why the plan is held; an active one is not."""
    if plan.status == PlanStatus.ACTIVE:
        return None
    return plan.holds.filter(lifted_at=None).select_related("held_by").first()
