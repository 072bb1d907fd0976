"""The steps of a plan as stairs: which are behind, which is now, which awaits its review, which are planned."""

from collections.abc import Sequence
from datetime import date

from medications.models import DoseChange, TitrationPlan, TitrationStep
from medications.presentation.amounts import amount
from medications.presentation.staircase import Stair, StairState
from medications.presentation.standing import Standing
from medications.presentation.words import regimen_in_words
from medications.rules.regimen import average_daily_mg
from medications.terms import PlanStatus

Visit = tuple[date, date | None]


def stairs_of(plan: TitrationPlan, orders: Sequence[DoseChange], awaiting: int | None = None) -> list[Stair]:
    """Every step with its state and the dates of its last visit; `orders` newest first.

    `awaiting` is the position of the step that `awaiting_review` names, where it names one.
    """
    visits = _visits(plan, orders)
    current = orders[0].step_id if orders and plan.status != PlanStatus.CLOSED else None
    return [
        _stair(step, _state(step, current, awaiting, plan, visits.get(step.pk)), visits.get(step.pk))
        for step in plan.steps.all()
    ]


def awaiting_review(now: Standing, today: date) -> int | None:
    """The next step of an active plan that goes up, has come due, and about which no review says anything yet."""
    if now.step is None or now.due_on is None or now.due_on > today:
        return None
    return now.step.position + 1 if now.next_is_up and now.review is None else None


def _visits(plan: TitrationPlan, orders: Sequence[DoseChange]) -> dict[int, Visit]:
    """When each step was last taken: from its order until the next one."""
    visits: dict[int, Visit] = {}
    until: date | None = None
    for order in orders:
        if order.plan_id == plan.pk and order.step_id is not None:
            visits.setdefault(order.step_id, (order.first_dose_on, until))
        until = order.first_dose_on
    return visits


def _stair(step: TitrationStep, state: StairState, visit: Visit | None) -> Stair:
    regimen = step.regimen.as_rule()
    average = average_daily_mg(regimen)
    from_on, until_on = visit or (None, None)
    return Stair(
        position=step.position,
        words=regimen_in_words(regimen),
        amount=amount(round(average, 2)) if average else "",
        average_mg=average,
        state=state,
        from_on=from_on,
        until_on=until_on,
    )


def _state(
    step: TitrationStep, current: int | None, awaiting: int | None, plan: TitrationPlan, visit: Visit | None
) -> StairState:
    if step.pk == current:
        return StairState.HELD if plan.status == PlanStatus.ON_HOLD else StairState.CURRENT
    if step.position == awaiting:
        return StairState.AWAITING
    return StairState.PAST if visit else StairState.PLANNED
