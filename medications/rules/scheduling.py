"""The schedule that stands in place of the medicine's general increment and interval, and where a dose is in it.

Amounts are added up over `CYCLE_DAYS` days, so that alternate days stay exact.
"""

from decimal import Decimal

from medications.rules.facts import Level, Schedule
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import CYCLE_DAYS, Regimen, measures


def schedule_in_force(step: ProposedStep) -> Schedule | None:
    """The one chosen for the plan while its condition holds, or else the one that is the rule for this person."""
    rules = [schedule for schedule in step.drug.schedules if schedule.is_the_rule]
    chosen = [step.schedule] if step.schedule else []
    return next(
        (
            schedule
            for schedule in [*chosen, *rules]
            if not schedule.is_taper and schedule.applies.holds(step.circumstances)
        ),
        None,
    )


def next_level(schedule: Schedule, in_use: Regimen) -> Level | None:
    """The first level above the amount in use; None from the last one on."""
    amount = counted_per_cycle(in_use)
    above = (level for level in schedule.levels if level.mg_a_day * CYCLE_DAYS > amount)
    return min(above, key=lambda level: level.mg_a_day, default=None)


def level_in_use(schedule: Schedule, in_use: Regimen) -> Level | None:
    """The highest level that the amount in use reaches; None below the first and above the last."""
    amount = counted_per_cycle(in_use)
    reached = [level for level in schedule.levels if level.mg_a_day * CYCLE_DAYS <= amount]
    if not reached or amount > max(level.mg_a_day for level in schedule.levels) * CYCLE_DAYS:
        return None
    return max(reached, key=lambda level: (level.mg_a_day, level.days is None, level.days or 0))


def counted_per_cycle(regimen: Regimen) -> Decimal:
    """What levels are held against: the average amount, or the most in a day where some of it is as needed."""
    amounts = measures(regimen)
    if has_as_needed(regimen):
        return max(amounts.scheduled_per_cycle, amounts.largest_in_a_day * CYCLE_DAYS)
    return amounts.scheduled_per_cycle


def has_as_needed(regimen: Regimen) -> bool:
    return any(dose.as_needed for dose in regimen.doses)
