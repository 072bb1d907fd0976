"""Where a plan stands on a day: from orders already read, so that thirty plans cost no more questions than three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import DoseChange, Review, TitrationPlan, TitrationStep
from medications.presentation.words import regimen_in_words
from medications.rules.regimen import NOTHING, Regimen
from medications.terms import Decision, Direction, PatientView, PlanStatus
from practice.days import day_in_words, due_in_words


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The dose last ordered, the step it belongs to, and when the next step comes due (None: there is none).

    `review` is the newest one, where it speaks of the next step still.
    """

    regimen: Regimen = NOTHING
    step: TitrationStep | None = None
    first_dose_on: date | None = None
    since: date | None = None
    due_on: date | None = None
    next_is_up: bool = False
    review: Review | None = None


def standing(plan: TitrationPlan, orders: Sequence[DoseChange], review: Review | None, at: datetime) -> Standing:
    """`orders` are those of this plan's patient and medication, newest first, with their doses.

    `review` is the newest of this plan (read with its version), if there is any.
    """
    if not orders or orders[0].regimen is None or orders[0].step is None:
        return Standing()
    latest, step = orders[0], orders[0].step
    since = _since(orders)
    if review is not None and not _speaks(review, plan, orders, at):
        review = None
    after = next((one for one in plan.steps.all() if one.position == step.position + 1), None)
    is_enough = review is not None and review.decision == Decision.ENOUGH
    goes_on = plan.status == PlanStatus.ACTIVE and step.plan_id == plan.pk and after is not None and not is_enough
    return Standing(
        regimen=orders[0].regimen.as_rule(),
        step=step,
        first_dose_on=latest.first_dose_on,
        since=since,
        due_on=since + timedelta(days=step.hold_days) if goes_on else None,
        next_is_up=after is not None and after.is_up,
        review=review,
    )


def _speaks(review: Review, plan: TitrationPlan, orders: Sequence[DoseChange], at: datetime) -> bool:
    """Not spent on a step, and current; that a dose is enough holds until its day, whatever is new."""
    if review.pk in {order.review_id for order in orders}:
        return False
    if review.look_again_on is not None:
        return timezone.localdate(at) < review.look_again_on
    return review.read_version == plan.version and at < review.valid_until


def _since(orders: Sequence[DoseChange]) -> date:
    """The first day on this dose; a lateral change does not restart the clock."""
    since = orders[0].first_dose_on
    for order in orders:
        since = order.first_dose_on
        if order.direction != Direction.LATERAL:
            break
    return since


def plan_line(plan: TitrationPlan, now: Standing, today: date) -> str:
    """One plan in one line: "25 mg each morning, step 2 of 5, day 9 of 14, review due Thursday"."""
    if plan.status == PlanStatus.DRAFT:
        return _("draft, %(steps)d steps") % {"steps": len(plan.steps.all())}
    if plan.status == PlanStatus.CLOSED:
        return _("closed %(day)s") % {"day": day_in_words(plan.closed_at.date(), today) if plan.closed_at else ""}
    if plan.status == PlanStatus.PAUSED:
        return _("paused: not taking it now")
    if now.step is None or now.since is None or now.step.plan_id != plan.pk:
        return _("not started, %(steps)d steps") % {"steps": len(plan.steps.all())}
    return ", ".join([regimen_in_words(now.regimen), *_progress(plan, now, now.step, now.since, today)])


def _progress(plan: TitrationPlan, now: Standing, step: TitrationStep, since: date, today: date) -> list[str]:
    parts = [_("step %(step)d of %(steps)d") % {"step": step.position, "steps": len(plan.steps.all())}]
    if now.first_dose_on and now.first_dose_on > today:
        return [*parts, _("from %(day)s") % {"day": day_in_words(now.first_dose_on, today)}]
    day = (today - since).days + 1
    if day <= step.hold_days:
        parts.append(_("day %(day)d of %(days)d") % {"day": day, "days": step.hold_days})
    else:
        parts.append(_("day %(day)d") % {"day": day})
    if plan.status == PlanStatus.ON_HOLD:
        parts.append(_("held"))
    elif ahead := _ahead(now, today):
        parts.append(ahead)
    return parts


def _ahead(now: Standing, today: date) -> str:
    """What comes next: a review, where the next step goes up and nobody has read what is new; else that step."""
    if now.review is not None and (decided := _decided(now.review, today)):
        return decided
    if now.due_on is None:
        return ""
    due = due_in_words(now.due_on, today)
    if not now.next_is_up:
        return _("next step %(due)s") % {"due": due}
    return (_("reviewed, next step %(due)s") if now.review else _("review %(due)s")) % {"due": due}


def _decided(review: Review, today: date) -> str:
    """What the review decided instead of the next step; "" where it proceeds."""
    if review.decision == Decision.ENOUGH and review.look_again_on is not None:
        return _("enough for now, look again %(day)s") % {"day": day_in_words(review.look_again_on, today)}
    if review.decision == Decision.PROCEED and review.patient_view == PatientView.WANTS_TO_WAIT:
        return _("reviewed: the patient wants to wait")
    return {
        Decision.HOLD.value: _("reviewed: keep this dose for now"),
        Decision.REDUCE.value: _("reviewed: reduce"),
        Decision.STOP.value: _("reviewed: stop"),
    }.get(review.decision, "")
