"""What a plan is meant to reach, when a dose is judged, and what has changed since it was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import TitrationPlan
from medications.presentation.amounts import amount
from medications.presentation.indications import indication_in_words
from medications.presentation.standing import Standing
from medications.rules.regimen import average_daily_mg
from medications.rules.remembering import changed_since
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlannedStep, facts_of_plan
from medications.terms import PlanStatus
from practice.days import day_in_words


@dataclass(frozen=True, kw_only=True)
class GoalView:
    """What templates/medications/_goal.html reads."""

    target: str
    judged: str
    indication: str
    schedule: str
    changed: Sequence[str]

    @property
    def says_something(self) -> bool:
        return any((self.target, self.judged, self.indication, self.schedule, self.changed))


def goal_view(facts: PlanFacts, now: Standing) -> GoalView:
    plan = facts.plan
    return GoalView(
        target=target_in_words(plan.target_low_mg, plan.target_high_mg),
        judged=_judged(facts, now),
        indication=indication_in_words(plan.indication) if plan.indication else "",
        schedule=facts.schedule.name if plan.schedule_id and facts.schedule else "",
        changed=[] if plan.status == PlanStatus.CLOSED or not plan.made_with else _changed(facts),
    )


def target_in_words(low: Decimal | None, high: Decimal | None) -> str:
    """ "50 mg to 150 mg a day", or as far as it is known."""
    if low and high and low != high:
        return _("%(low)s to %(high)s a day") % {"low": amount(low), "high": amount(high)}
    if high:
        return _("up to %(high)s a day") % {"high": amount(high)}
    return _("from %(low)s a day") % {"low": amount(low)} if low else ""


def _judged(facts: PlanFacts, now: Standing) -> str:
    """From which day on it can be said whether the dose in use is enough; of a dose below the target, when that is."""
    days = facts.plan.judge_after_days
    if days is None:
        return ""
    words = ngettext("A dose is judged after %(days)d day.", "A dose is judged after %(days)d days.", days)
    said = words % {"days": days}
    if now.since is None or not _is_within(facts.plan, now):
        return said
    from_on = now.since + timedelta(days=days)
    if from_on <= facts.today:
        return _("%(said)s The dose in use can be judged now.") % {"said": said}
    day = day_in_words(from_on, facts.today)
    return _("%(said)s The dose in use can be judged from %(day)s.") % {"said": said, "day": day}


def _is_within(plan: TitrationPlan, now: Standing) -> bool:
    lowest = plan.target_low_mg or plan.target_high_mg
    return lowest is None or average_daily_mg(now.regimen) >= lowest


def _changed(facts: PlanFacts) -> list[str]:
    steps = [PlannedStep(regimen=step.regimen.as_rule(), hold_days=step.hold_days) for step in facts.plan.steps.all()]
    return changed_since(facts.plan.made_with, facts_of_plan(facts, steps))
