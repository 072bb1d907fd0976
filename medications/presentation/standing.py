"""Where a plan stands on a day: from orders already read, so that thirty plans cost no more questions than three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from medications.models import DoseChange, TitrationPlan, TitrationStep
from medications.presentation.words import regimen_in_words
from medications.rules.regimen import NOTHING, Regimen
from medications.terms import Direction, PlanStatus
from practice.days import day_in_words, due_in_words


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The dose last ordered, the step it belongs to, and when the next step comes due (None: there is none)."""

    regimen: Regimen = NOTHING
    step: TitrationStep | None = None
    first_dose_on: date | None = None
    since: date | None = None
    due_on: date | None = None


def standing(plan: TitrationPlan, orders: Sequence[DoseChange]) -> Standing:
    """`orders` are those of this plan's patient and medication, newest first, with their doses."""
    if not orders or orders[0].regimen is None or orders[0].step is None:
        return Standing()
    latest, step = orders[0], orders[0].step
    since = _since(orders)
    goes_on = plan.status == PlanStatus.ACTIVE and step.position < len(plan.steps.all())
    return Standing(
        regimen=orders[0].regimen.as_rule(),
        step=step,
        first_dose_on=latest.first_dose_on,
        since=since,
        due_on=since + timedelta(days=step.hold_days) if goes_on and step.plan_id == plan.pk else None,
    )


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
    elif now.due_on:
        parts.append(_("review %(due)s") % {"due": due_in_words(now.due_on, today)})
    return parts
