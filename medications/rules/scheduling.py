"""The schedule that stands in place of the medicine's general increment and interval, and where a dose is in it.

Amounts are added up over `CYCLE_DAYS` days, so that alternate days stay exact.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class ScheduleToday:
    """What stands in place of the general increment and interval today.

    `lapsed` was chosen for the plan and its condition does not hold; `because_of` names what it must be without and is
    taken. `now` is in force (None: only the general limits are). `level` is its next one; `days` how long to stay at
    the one in use. `is_past_the_end`: more is taken than it leads to. `asks_less`: the plan's next step is above it.
    """

    now: Schedule | None
    lapsed: Schedule | None = None
    because_of: tuple[str, ...] = ()
    level: Level | None = None
    days: int | None = None
    is_past_the_end: bool = False
    asks_less: bool = False


def schedule_today(step: ProposedStep) -> ScheduleToday | None:
    """Which schedule applies with what is taken today; None where the medicine has none that could."""
    now, chosen = schedule_in_force(step), step.schedule
    holds_no_longer = chosen and not chosen.is_taper and not chosen.applies.holds(step.circumstances)
    lapsed = chosen if holds_no_longer else None
    if now is None and lapsed is None and not any(one.is_the_rule for one in step.drug.schedules):
        return None
    if now is None:
        return ScheduleToday(now=None, lapsed=lapsed, because_of=_in_the_way(lapsed, step))
    level, reached = next_level(now, step.in_use.regimen), level_in_use(now, step.in_use.regimen)
    return ScheduleToday(
        now=now,
        lapsed=lapsed,
        because_of=_in_the_way(lapsed, step),
        level=level,
        days=reached.days if reached else None,
        is_past_the_end=level is None and reached is None,
        asks_less=_is_above(now, level, step),
    )


def _in_the_way(lapsed: Schedule | None, step: ProposedStep) -> tuple[str, ...]:
    """Names, or codes where there is none, of what the schedule must be without."""
    if lapsed is None:
        return ()
    taken = [one for one in step.person.exposures if one.is_taken_on(step.today)]
    return tuple(one.name or one.code for one in taken if one.is_any_of(lapsed.applies.without))


def _is_above(now: Schedule, level: Level | None, step: ProposedStep) -> bool:
    """The next step goes up, and past the next level (or past the last one)."""
    at_most = level.mg_a_day if level else max(one.mg_a_day for one in now.levels)
    asked = counted_per_cycle(step.to)
    return asked > at_most * CYCLE_DAYS and asked > counted_per_cycle(step.in_use.regimen)


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
