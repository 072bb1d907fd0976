"""Back to the last dose that could be borne: a step up, with its review, made easy and never made to wait by itself."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import DoseChange, LogEntry, RedFlag, TitrationPlan, TitrationStep
from medications.queries import REPORTING_KINDS
from medications.rules.regimen import Regimen, same
from medications.services.errors import Refused
from medications.services.locking import locked_plan
from medications.services.orders import first_observed, is_taken_by, order_regimen
from medications.services.permitting import require
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlanGoal, PlannedStep, draft_plan
from medications.services.tapering import take_over
from medications.terms import Direction, FlagClass, PlanStatus
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Return:
    """The dose before the last cut, and what was reported since. `step` is its place in the plan, where it has one
    that may be taken; without, a plan is written for it."""

    regimen: Regimen
    hold_days: int
    step: TitrationStep | None
    reports: tuple[LogEntry, ...]


def return_offered(facts: PlanFacts) -> Return | None:
    """What may be returned to, where withdrawal effects were reported since the dose last went down."""
    plan, orders = facts.plan, facts.orders
    if plan.status not in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}:
        return None
    place = next((place for place, one in enumerate(orders) if one.direction != Direction.LATERAL), None)
    if place is None or orders[place].direction != Direction.DOWN:
        return None
    cut, earlier = orders[place], orders[place + 1] if place + 1 < len(orders) else None
    regimen = order_regimen(earlier) if earlier else first_observed(plan).regimen
    step = next((one for one in plan.steps.all() if same(one.regimen.as_rule(), regimen)), None)
    if step is not None and step.position > facts.highest_allowed:
        step = None
    if regimen.is_nothing or (step is None and not is_taken_by(plan, orders)):
        return None
    found = _withdrawal_since(plan, cut)
    if not found:
        return None
    held = earlier.step.hold_days if earlier and earlier.step else facts.in_use.hold_days
    return Return(regimen=regimen, hold_days=held, step=step, reports=found)


def _withdrawal_since(plan: TitrationPlan, cut: DoseChange) -> tuple[LogEntry, ...]:
    """What was reported since a cut and is on file as a flag to treat: more of the medicine may be what helps."""
    flags = RedFlag.objects.of([plan.medication_id]).filter(flag_class=FlagClass.TREAT)
    entries = LogEntry.objects.filter(
        patient=plan.patient_id,
        kind__in=REPORTING_KINDS,
        effect__in=flags.values("effect"),
        happened_at__date__gte=cut.first_dose_on,
    )
    return tuple(entries.standing().select_related("effect").order_by("happened_at", "id"))


@transaction.atomic
def plan_return(*, plan: TitrationPlan, by: User, at: datetime) -> TitrationPlan:
    """Write a plan that begins with the dose before the last cut and then goes on as this one, in its place.

    Nothing is ordered by it: its first step goes up and needs its review. Raises NotPermitted, or Refused where
    there is nothing to return to, or the dose is a step of this plan.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(plan.pk)
    facts = PlanFacts(plan=plan, at=at)
    back = return_offered(facts)
    if back is None or back.step is not None:
        raise Refused(_("There is no dose outside this plan to return to."))
    first = PlannedStep(regimen=back.regimen, hold_days=back.hold_days)
    rest = [PlannedStep(regimen=step.regimen.as_rule(), hold_days=step.hold_days) for step in plan.steps.all()]
    goal = {part.name: getattr(plan, part.name) for part in fields(PlanGoal) if part.name != "crosses"}
    draft = draft_plan(
        patient=plan.patient,
        medication=plan.medication,
        prescriber=plan.prescriber,
        steps=[first, *rest],
        by=by,
        at=at,
        goal=PlanGoal(**goal),
        taking=facts.in_use.regimen,
    )
    record("plan.return-drafted", draft, by=by, at=at, instead_of=plan.pk)
    return take_over(draft=draft, reason=_("Back to the last dose that could be borne."), by=by, at=at)
