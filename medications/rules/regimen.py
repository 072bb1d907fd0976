"""Regimen arithmetic: what a regimen amounts to, and whether a change of regimen goes up.

Decimals only. Every interval divides `CYCLE_DAYS`, so that averages over the cycle are exact. The functions
`medications_*` in `medications/sql/regimen.sql` say the same in SQL; a property test holds the two together.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import lcm

from medications.terms import DAYTIME, RELEASE_OF, Direction, Form, TimeOfDay

CYCLE_DAYS = 420
"""Days over which amounts are added up: a multiple of 1 to 7, 10, 12, 14, 28 …, hence of every allowed interval."""


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One taking: an amount in mg, a time of day, every `every_days` days, `offset` days after the first.

    As-needed doses are taken at most `at_most` times a day.
    """

    amount_mg: Decimal
    at: TimeOfDay = TimeOfDay.ANY
    every_days: int = 1
    offset: int = 0
    as_needed: bool = False
    at_most: int = 1

    def is_taken_on(self, day: int) -> bool:
        return day % self.every_days == self.offset

    @property
    def days_in_cycle(self) -> int:
        return CYCLE_DAYS // self.every_days

    @property
    def most_in_a_day_mg(self) -> Decimal:
        return self.amount_mg * self.at_most if self.as_needed else self.amount_mg


@dataclass(frozen=True, kw_only=True)
class Regimen:
    """What somebody takes: doses in any order, in one form. No doses at all is "nothing"."""

    doses: tuple[Dose, ...] = ()
    form: Form = Form.TABLET

    @property
    def is_nothing(self) -> bool:
        return not self.doses


NOTHING = Regimen()


@dataclass(frozen=True, kw_only=True)
class Measures:
    """The numbers that direction is judged by, in mg. Amounts per cycle are over `CYCLE_DAYS` days."""

    scheduled_per_cycle: Decimal
    largest_at_one_time: Decimal
    largest_in_a_day: Decimal
    by_day_per_cycle: Decimal


def _days(regimen: Regimen) -> Iterator[int]:
    """The days after which the regimen repeats itself."""
    return iter(range(lcm(*(dose.every_days for dose in regimen.doses))))


def average_daily_mg(regimen: Regimen) -> Decimal:
    """The average daily amount; as needed counts 0. Rounded by the decimal context, so for showing only."""
    return measures(regimen).scheduled_per_cycle / CYCLE_DAYS


def _largest_at_one_time(regimen: Regimen) -> Decimal:
    """Doses at one time of day add up; an as-needed dose counts once at its time."""
    largest = Decimal(0)
    for day in _days(regimen):
        at_time: dict[TimeOfDay, Decimal] = defaultdict(Decimal)
        for dose in regimen.doses:
            if dose.is_taken_on(day):
                at_time[dose.at] += dose.amount_mg
        largest = max(largest, *at_time.values(), Decimal(0))
    return largest


def _largest_in_a_day(regimen: Regimen) -> Decimal:
    """The most that may be taken on any one day; as needed counts as often as is allowed."""
    totals = (
        sum((d.most_in_a_day_mg for d in regimen.doses if d.is_taken_on(day)), Decimal(0)) for day in _days(regimen)
    )
    return max(totals)


def measures(regimen: Regimen) -> Measures:
    """All that direction is judged by."""
    doses = regimen.doses
    return Measures(
        scheduled_per_cycle=sum((d.amount_mg * d.days_in_cycle for d in doses if not d.as_needed), Decimal(0)),
        largest_at_one_time=_largest_at_one_time(regimen),
        largest_in_a_day=_largest_in_a_day(regimen),
        by_day_per_cycle=sum((d.most_in_a_day_mg * d.days_in_cycle for d in doses if d.at in DAYTIME), Decimal(0)),
    )


def direction(before: Regimen, after: Regimen, *, sedating: bool) -> Direction:
    """Whether a change of regimen goes up, down, to nothing, or neither.

    Up when any measure grows, when the release form or the route changes, or, for a medicine that the formulary
    marks as sedating or pressure-lowering, when more of it is taken by day. A mixed change is up. Starting is up
    from nothing.
    """
    if after.is_nothing:
        return Direction.LATERAL if before.is_nothing else Direction.STOP
    if before.is_nothing or RELEASE_OF[before.form] != RELEASE_OF[after.form]:
        return Direction.UP
    old, new = measures(before), measures(after)
    pairs = [
        (old.scheduled_per_cycle, new.scheduled_per_cycle),
        (old.largest_at_one_time, new.largest_at_one_time),
        (old.largest_in_a_day, new.largest_in_a_day),
    ]
    if any(new_ > old_ for old_, new_ in pairs) or (sedating and new.by_day_per_cycle > old.by_day_per_cycle):
        return Direction.UP
    return Direction.DOWN if any(new_ < old_ for old_, new_ in pairs) else Direction.LATERAL


def same(one: Regimen, other: Regimen) -> bool:
    """Whether two regimens are the same takings in the same release form; the order of doses does not matter."""

    def takings(regimen: Regimen) -> list[tuple[Decimal, str, int, int, bool, int]]:
        return sorted((d.amount_mg, d.at.value, d.every_days, d.offset, d.as_needed, d.at_most) for d in regimen.doses)

    return RELEASE_OF[one.form] == RELEASE_OF[other.form] and takings(one) == takings(other)
