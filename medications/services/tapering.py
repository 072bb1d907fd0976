"""Ways down: proposed from what is on file, written as a draft, put into effect in the place of the present plan."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Schedule, TitrationPlan
from medications.rules.cuts import Cut
from medications.rules.tapering import TaperWish
from medications.services.errors import Refused
from medications.services.foreseeing import presentations_of
from medications.services.locking import locked_plan
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, close_plan, draft_plan
from medications.terms import PlanStatus
from practice.audit.recording import record
from practice.staff.models import User


def taper_wish(facts: PlanFacts, *, cut: Cut, hold_days: int, stop_from_mg: Decimal = Decimal(0)) -> TaperWish:
    """What the rules need to know of the dose in use, its presentations and the person."""
    return TaperWish(
        taking=facts.in_use.regimen,
        cut=cut,
        hold_days=hold_days,
        stop_from_mg=stop_from_mg,
        presentations=presentations_of(facts.plan.medication),
        today=facts.today,
        drug=facts.drug,
        person=facts.person,
    )


@transaction.atomic
def draft_taper(
    *,
    plan: TitrationPlan,
    steps: Sequence[PlannedStep],
    purpose: str,
    by: User,
    at: datetime,
    schedule_id: int | None = None,
) -> TitrationPlan:
    """Write a way down from the dose of a plan as a draft; what follows its last step is to stop.

    `schedule_id` is the published way down that it follows, if it does.

    Raises NotPermitted, Refused where nothing is taken or there is no step, ValidationError for impossible doses.
    """
    plan = locked_plan(plan.pk)
    in_use = PlanFacts(plan=plan, at=at).in_use
    if in_use.regimen.is_nothing:
        raise Refused(_("Nothing is taken."))
    return draft_plan(
        patient=plan.patient,
        medication=plan.medication,
        prescriber=by,
        steps=steps,
        by=by,
        at=at,
        goal=PlanGoal(
            purpose=purpose,
            indication=plan.indication,
            schedule=_published(plan, schedule_id),
        ),
        taking=in_use.regimen,
    )


@transaction.atomic
def take_over(*, draft: TitrationPlan, reason: str, by: User, at: datetime) -> TitrationPlan:
    """Close the plan of this medication that is open, and put a draft into effect: both, or neither.

    The dose in use goes on until a step is made. Raises NotPermitted, or Refused where the draft is none or no
    reason is given.
    """
    draft = locked_plan(draft.pk)
    if draft.status != PlanStatus.DRAFT:
        raise Refused(_("Only a draft is activated."))
    for present in TitrationPlan.objects.open().filter(patient=draft.patient_id, medication=draft.medication_id):
        close_plan(plan=present, reason=reason, by=by, at=at)
        record("plan.taken-over", draft, by=by, at=at, closed=present.pk)
    return activate_plan(plan=draft, by=by, at=at)


def _published(plan: TitrationPlan, schedule_id: int | None) -> Schedule | None:
    """The published way down of this medicine, where one was chosen."""
    if schedule_id is None:
        return None
    return Schedule.objects.get(pk=schedule_id, medication=plan.medication, is_taper=True)
