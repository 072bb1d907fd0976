"""A person's supply of one medication, read and reckoned: what is left, and what to think of."""

from collections.abc import Sequence
from datetime import date

from medications.models import Supply, TitrationPlan
from medications.rules.regimen import measures
from medications.rules.supply import (
    Event,
    Happened,
    Left,
    Taking,
    smaller_supply_advised,
    supply_left,
    tells_of_self_harm,
)
from medications.services.orders import order_regimen
from medications.services.plan_facts import PlanFacts
from medications.terms import Direction, OldTablets, SupplyKind

WENT = frozenset({OldTablets.RETURNED, OldTablets.DISPOSED})


def supplies_of(plan: TitrationPlan) -> list[Supply]:
    """All that was recorded of this medication for this person, whatever the plan, in one question; oldest first."""
    rows = Supply.objects.filter(patient=plan.patient_id, medication=plan.medication_id)
    return list(rows.select_related("presentation", "recorded_by").order_by("happened_on", "id"))


def left_of(facts: PlanFacts, rows: Sequence[Supply]) -> Left | None:
    """About what is there today; None where nothing was ever given or counted."""
    events = [event for row in rows if (event := _event(row))]
    return supply_left(events, takings_of(facts), facts.today)


def takings_of(facts: PlanFacts) -> list[Taking]:
    """What is taken by our orders, by their first days; a dose that another order replaced before never was."""
    takings: list[Taking] = []
    until: date | None = None
    for order in facts.orders:
        if until is None or order.first_dose_on < until:
            amount = measures(order_regimen(order)).scheduled_per_cycle
            takings.append(Taking(since=order.first_dose_on, mg_per_cycle=amount))
            until = order.first_dose_on
    if facts.orders:
        return takings[::-1]
    found = facts.in_use
    return [Taking(since=found.since or date.min, mg_per_cycle=measures(found.regimen).scheduled_per_cycle)]


def offers_smaller_supply(facts: PlanFacts) -> bool:
    """Dangerous in overdose, while a flag that speaks of self-harm is open."""
    is_dangerous = facts.plan.medication.is_dangerous_in_overdose
    return smaller_supply_advised(
        is_dangerous_in_overdose=is_dangerous,
        has_open_self_harm_risk=is_dangerous and tells_of_self_harm(facts.log.open_flags),
    )


def asks_about_old_tablets(facts: PlanFacts, rows: Sequence[Supply]) -> bool:
    """The dose changed, something was at home by our records, and nobody has said what became of it."""
    if len(facts.orders) < 2 or facts.orders[0].direction == Direction.LATERAL:
        return False
    latest = facts.orders[0].pk
    was_there = any(row.kind != SupplyKind.OLD for row in rows)
    return was_there and not any(row.kind == SupplyKind.OLD and row.dose_change_id == latest for row in rows)


def _event(row: Supply) -> Event | None:
    """What a row means for what is there; what was kept is there still."""
    if row.kind == SupplyKind.OLD and row.what_became not in WENT:
        return None
    what = {SupplyKind.GIVEN: Happened.GIVEN, SupplyKind.COUNTED: Happened.COUNTED}
    return Event(
        what=what.get(SupplyKind(row.kind), Happened.GONE),
        on=row.happened_on,
        mg=row.amount_mg,
        days=row.lasts_days,
        of=str(row.presentation_id or row.of_what),
    )
