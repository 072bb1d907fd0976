"""What somebody takes by our orders, and how far up a plan they may lead."""

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from medications.models import DoseChange, ObservedDose, TitrationPlan
from medications.rules import regimen as rules
from medications.rules.proposed import RETURN_DAYS, DoseInUse
from medications.terms import Direction


def orders_of(plan: TitrationPlan) -> list[DoseChange]:
    """Our orders of this medication for this person, across all plans, newest first."""
    orders = list(DoseChange.objects.of(plan.patient_id, plan.medication_id).for_history())
    # Most orders are of this plan's steps, whose doses are read already.
    of_this_plan = {step.regimen_id: step.regimen for step in plan.steps.all()}
    for order in orders:
        if order.regimen_id in of_this_plan:
            order.regimen = of_this_plan[order.regimen_id]
    prefetch_related_objects(orders, "regimen__doses")
    return orders


def order_regimen(change: DoseChange) -> rules.Regimen:
    return change.regimen.as_rule() if change.regimen else rules.NOTHING


def dose_in_use(plan: TitrationPlan, changes: Sequence[DoseChange]) -> DoseInUse:
    """By our last order; before any order, by what was first found in use. Lateral changes keep the clock."""
    if not changes:
        return first_observed(plan)
    latest = changes[0]
    if latest.regimen is None or latest.step is None:
        return DoseInUse()
    since = latest.first_dose_on
    for change in changes:
        since = change.first_dose_on
        if change.direction != Direction.LATERAL:
            break
    else:
        since = first_observed(plan).since or since
    return DoseInUse(regimen=order_regimen(latest), since=since, hold_days=latest.step.hold_days)


def first_observed(plan: TitrationPlan) -> DoseInUse:
    """The first dose ever found in use, if there was one: where a plan may begin without a first dose.

    It was taken before we knew of it, so its clock starts when the patient says, or not at all.
    """
    seen = (
        ObservedDose.objects.filter(patient=plan.patient_id, medication=plan.medication_id)
        .select_related("regimen")
        .prefetch_related("regimen__doses")
        .order_by("id")
        .first()
    )
    if seen is None:
        return DoseInUse()
    return DoseInUse(regimen=seen.regimen.as_rule(), since=seen.taken_since)


def recent_regimens(changes: Sequence[DoseChange], today: date) -> tuple[rules.Regimen, ...]:
    """What was taken at some time within the last `RETURN_DAYS` days by our orders, newest first.

    A dose whose first day never came, because another order took its place, was not taken.
    """
    recent, until = [], today
    for change in changes:
        if (today - until).days > RETURN_DAYS:
            break
        if change is changes[0] or change.first_dose_on < until:
            recent.append(order_regimen(change))
        until = min(until, change.first_dose_on)
    return tuple(recent)


def highest_allowed(plan: TitrationPlan, changes: Sequence[DoseChange], in_use: DoseInUse) -> int:
    """The highest position that a step up may lead to: the next one, or after a pause the one before it."""
    reached = next((c.step.position for c in changes if c.plan_id == plan.pk and c.step is not None), 0)
    return reached if reached and in_use.regimen.is_nothing else reached + 1


def is_taken_by(plan: TitrationPlan, changes: Sequence[DoseChange]) -> bool:
    """Whether our last order of this medication (`changes`, newest first) is a dose of this plan."""
    return bool(changes) and changes[0].plan_id == plan.pk and changes[0].regimen_id is not None
