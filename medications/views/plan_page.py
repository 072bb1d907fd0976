"""Everything that templates/medications/plan.html reads: where the plan stands, its gate, and what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from medications.forms.acts import StepUpForm
from medications.models import DoseChange, LogEntry, MissedDoses, Review, TitrationPlan, TitrationStep, TreatmentConsent
from medications.presentation.entries import EntryLine, entry_lines, for_lines
from medications.presentation.gate import GateLine, gate_lines
from medications.presentation.history import change_lines
from medications.presentation.staircase import draw
from medications.presentation.stairs import stairs_of
from medications.presentation.standing import plan_line, standing
from medications.presentation.words import change_in_words, regimen_in_words
from medications.rules.proposed import ProposedStep
from medications.services.proposing import dose_in_use, highest_allowed, orders_of, proposed_step
from medications.services.reviewing import news_since, still_stands_is_enough
from medications.terms import Direction, PlanStatus
from practice.days import day_in_words
from practice.staff.models import User

DAYS_AHEAD = 7
NEWS_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class GateView:
    """The one next step and all that stands before it; `form` is None for whoever may not prescribe."""

    to: TitrationStep
    change: str
    is_up: bool
    is_open: bool
    lines: Sequence[GateLine]
    form: StepUpForm | None


def target_of(plan: TitrationPlan, wanted: int | None = None) -> TitrationStep | None:
    """The step that the page speaks of: the next one; after a pause, a lower one may be asked for."""
    if plan.status in {PlanStatus.DRAFT, PlanStatus.CLOSED}:
        return None
    orders = orders_of(plan)
    in_use = dose_in_use(plan, orders)
    highest = highest_allowed(plan, orders, in_use)
    position = wanted if wanted and in_use.regimen.is_nothing and wanted < highest else highest
    return next((step for step in plan.steps.all() if step.position == position), None)


def gate_view(plan: TitrationPlan, to: TitrationStep, proposed: ProposedStep, typed: Any = None) -> GateView:
    lines = gate_lines(plan, proposed)
    days = days_for_a_first_dose(proposed)
    fresh = {"version": proposed.version, "step": to.position}
    form = StepUpForm({**typed.dict(), **fresh} if typed else None, days=days, initial=fresh)
    return GateView(
        to=to,
        change=change_in_words(proposed.in_use.regimen, proposed.to),
        is_up=proposed.direction == Direction.UP,
        is_open=all(line.is_overridden for line in lines),
        lines=lines,
        form=form if proposed.actor.may_prescribe else None,
    )


def days_for_a_first_dose(proposed: ProposedStep) -> list[tuple[str, str]]:
    """Today and the days after, for as long as the review is valid; each by its name."""
    last = proposed.today + timedelta(days=DAYS_AHEAD)
    if proposed.direction == Direction.UP and proposed.review is not None:
        last = min(last, timezone.localdate(proposed.review.valid_until))
    ahead = max((last - proposed.today).days, 0)
    days = [proposed.today + timedelta(days=n) for n in range(ahead + 1)]
    return [(day.isoformat(), day_in_words(day, proposed.today)) for day in days]


def plan_context(
    plan: TitrationPlan, *, user: User, at: datetime, wanted: int | None = None, typed: Any = None
) -> Mapping[str, Any]:
    """The page's context; its number of questions does not depend on how much there is to show."""
    today = timezone.localdate(at)
    orders = orders_of(plan)
    to = target_of(plan, wanted)
    proposed = proposed_step(plan=plan, to=to, by=user, at=at) if to else None
    review = Review.objects.for_gate().filter(plan=plan).first()
    return {
        "plan": plan,
        "line": plan_line(plan, standing(plan, orders), today),
        "staircase": draw(stairs_of(plan, orders)),
        "in_use": regimen_in_words(proposed.in_use.regimen) if proposed else "",
        "gate": gate_view(plan, to, proposed, typed) if to and proposed else None,
        "review": review,
        "review_is_current": review is not None and _is_current(review, plan, at),
        "hold": plan.holds.filter(lifted_at=None).select_related("held_by").first(),
        "history": change_lines(DoseChange.objects.filter(plan=plan).for_history().select_related("regimen")),
        "has_consent": _has_consent(plan),
        "missed": _missed(plan),
        **_news(plan, review, user=user, at=at),
    }


def _is_current(review: Review, plan: TitrationPlan, at: datetime) -> bool:
    return review.read_version == plan.version and at < review.valid_until


def _news(plan: TitrationPlan, review: Review | None, *, user: User, at: datetime) -> Mapping[str, Any]:
    """What came in since the last review, and whether one signature under it is enough."""
    if review is None or _is_current(review, plan, at):
        return {"news": [], "still_stands": False}
    return {
        "news": news_lines(review, plan),
        "still_stands": still_stands_is_enough(review, plan, by=user, at=at),
    }


def news_lines(review: Review, plan: TitrationPlan) -> list[EntryLine]:
    """What came into the log since a review, newest first."""
    news = [entry.pk for entry in news_since(review, plan)[-NEWS_SHOWN:]]
    return entry_lines(for_lines(LogEntry.objects.filter(pk__in=news)))


def _missed(plan: TitrationPlan) -> MissedDoses | None:
    asked = MissedDoses.objects.filter(patient=plan.patient_id, medication=plan.medication_id)
    return asked.select_related("asked_by").first()


def _has_consent(plan: TitrationPlan) -> bool:
    given = TreatmentConsent.objects.filter(patient=plan.patient_id, medication=plan.medication_id)
    return given.filter(withdrawn_at=None).exists()
