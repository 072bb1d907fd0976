"""Two plans that belong together, as they went and as they would go on: each with the other on one time axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from medications.models import DoseChange, TitrationPlan, TitrationStep
from medications.presentation.cross_values import CrossDrawing, Lane, Taken, Way
from medications.presentation.crossing import BEFORE, NARROW, draw_crossing
from medications.terms import PlanStatus


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """What templates/medications/_crossing.html reads; `other` is the plan that this one crosses."""

    other: TitrationPlan
    other_goes_down: bool
    drawing: CrossDrawing | None


def crossing_of(plan: TitrationPlan, other: TitrationPlan, orders: Sequence[DoseChange], today: date) -> Crossing:
    """Both plans with their steps; `orders` are those of both medicines with their doses, newest first."""
    is_up = plan.crosses_id == other.pk
    down, up = (other, plan) if is_up else (plan, other)
    lanes = _lane(down, Way.DOWN, orders, today), _lane(up, Way.UP, orders, today)
    drawing = draw_crossing(*lanes, today, width=NARROW) if all(lane.taken for lane in lanes) else None
    return Crossing(other=other, other_goes_down=is_up, drawing=drawing)


def _lane(plan: TitrationPlan, way: Way, orders: Sequence[DoseChange], today: date) -> Lane:
    """The steps that were taken on their days, and those to come as early as they may."""
    steps = list(plan.steps.all())
    made = [order for order in reversed(orders) if order.plan_id == plan.pk]
    begun = [(order.first_dose_on, _step(order, steps)) for order in made]
    reached = max((step.position for _day, step in begun if step), default=0)
    ahead = [step for step in steps if step.position > reached and plan.status != PlanStatus.CLOSED]
    days = [*begun, *_to_come(begun, ahead, today)]
    if not days:
        return Lane(name=plan.medication.name, way=way, taken=())
    ends = days[-1][0] + timedelta(days=steps[-1].hold_days) if way == Way.DOWN else None
    taken = [
        Taken(
            regimen=step.regimen.as_rule(),
            from_on=day,
            until_on=days[place + 1][0] if place + 1 < len(days) else ends,
        )
        for place, (day, step) in enumerate(days)
        if step is not None
    ]
    return Lane(name=plan.medication.name, way=way, taken=[*_before(plan, orders, days[0][0], today), *taken])


def _before(plan: TitrationPlan, orders: Sequence[DoseChange], begins_on: date, today: date) -> list[Taken]:
    """What was taken of the medicine before this plan, drawn for some days."""
    own = {order.pk for order in orders if order.plan_id == plan.pk}
    earlier = [
        one for one in orders if one.medication_id == plan.medication_id and one.pk < min(own, default=one.pk + 1)
    ]
    if not earlier or earlier[0].regimen is None:
        return []
    return [Taken(regimen=earlier[0].regimen.as_rule(), from_on=min(today, begins_on) - BEFORE, until_on=begins_on)]


def _step(order: DoseChange, steps: Sequence[TitrationStep]) -> TitrationStep | None:
    return next((step for step in steps if step.pk == order.step_id), None)


def _to_come(
    begun: Sequence[tuple[date, TitrationStep | None]], ahead: Sequence[TitrationStep], today: date
) -> list[tuple[date, TitrationStep]]:
    """The earliest day of each step that was not made yet: today, or once the one before was held."""
    day, found = today, []
    if begun and (last := begun[-1][1]):
        day = max(today, begun[-1][0] + timedelta(days=last.hold_days))
    for step in ahead:
        found.append((day, step))
        day += timedelta(days=step.hold_days)
    return found
