"""What page tests read: a page as running text, and where a plan, a review or an entry stands."""

from typing import Any

from medications.models import LogEntry, Review, TitrationPlan


def text_of(response: Any) -> str:
    """A page with its white space folded."""
    return " ".join(response.content.decode().split())


def position(plan: TitrationPlan) -> int:
    """The place of the step last ordered; 0 before the first."""
    step = TitrationPlan.objects.select_related("current_step").get(pk=plan.pk).current_step
    return step.position if step else 0


def reviewed_step(review: Review) -> int:
    return review.to_step.position if review.to_step else 0


def term(entry: LogEntry) -> str:
    return entry.effect.term if entry.effect else ""
