"""What may be done with a plan besides the next step: down, hold, pause and stop are always among it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.models import TitrationPlan
from medications.terms import PlanStatus
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Act:
    text: str
    url: str


def acts_of(plan: TitrationPlan, user: User, *, is_taken: bool) -> list[Act]:
    """The acts that this person may do with this plan as it stands; a closed one whose dose is kept can be stopped."""
    in_use = plan.status in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD, PlanStatus.PAUSED}
    prescribes, holds = user.may(Permission.PRESCRIBE), user.may(Permission.HOLD_DOSES)
    offered = [
        (prescribes and plan.status in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}, _("Step down"), "step_down"),
        (prescribes and is_taken, _("Write a way down"), "taper"),
        (holds and plan.status == PlanStatus.ACTIVE, _("Hold"), "hold"),
        (prescribes and plan.status == PlanStatus.ON_HOLD, _("Lift the hold"), "lift_hold"),
        (holds and plan.status in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}, _("Pause"), "pause"),
        (holds and (in_use or (plan.status == PlanStatus.CLOSED and is_taken)), _("Stop"), "stop"),
        (prescribes and plan.status != PlanStatus.CLOSED, _("Close the plan, keep the dose"), "close_plan"),
    ]
    acts = [Act(text=text, url=reverse(name, args=[plan.pk])) for may, text, name in offered if may]
    crosses = prescribes and is_taken and plan.status in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}
    return [*acts, _crossing(plan)] if crosses else acts


def _crossing(plan: TitrationPlan) -> Act:
    """From this medicine to another one."""
    url = reverse("cross_taper", args=[plan.patient_id])
    return Act(text=_("Change to another medicine"), url=f"{url}?down={plan.pk}")
