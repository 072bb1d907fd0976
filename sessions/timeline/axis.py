"""The one axis of time that all tracks share: from days to whole numbers across the drawing. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

WIDTH, COLUMNS = 960, 96
A_DAY = timedelta(days=1)
LABELS_AT_MOST = 13
MONTHS_IN_A_YEAR = 12


class Range(StrEnum):
    """How much is shown; the codes stand in the address."""

    MONTH = "30d"
    QUARTER = "3m"
    HALF = "6m"
    YEAR = "1y"
    FIVE_YEARS = "5y"
    ALL = "all"
    DOSE = "dose"


DAYS = {Range.MONTH: 30, Range.QUARTER: 91, Range.HALF: 182, Range.YEAR: 365, Range.FIVE_YEARS: 1826}


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days in view, both named."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A span ends on the day it begins, or later.")

    @cached_property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def earlier(self) -> "Span":
        """As many days, just before."""
        return Span(first=self.first - self.days * A_DAY, last=self.first - A_DAY)

    def later(self, today: date) -> "Span | None":
        """As many days, just after, though none beyond today; None where these end today."""
        if self.last >= today:
            return None
        last = min(self.last + self.days * A_DAY, today)
        return Span(first=last - (self.days - 1) * A_DAY, last=last)


def span_of(chosen: Range, last: date, first: date | None) -> Span:
    """The days of a range that ends with `last`. `first` is where "all" and "since this dose began" begin."""
    if chosen in DAYS:
        return Span(first=last - (DAYS[chosen] - 1) * A_DAY, last=last)
    return Span(first=min(first or last, last), last=last)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A line through all tracks at `x`, with its day."""

    x: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Ticks:
    """`unit` tells how a day is said: "week", "month" or "year"."""

    unit: str
    ticks: Sequence[Tick]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Places for days. Every day has a column; a column is so many whole days, that the words can name them."""

    span: Span
    width: int = WIDTH

    def x(self, day: date) -> int:
        """Where a day begins; days out of view lie on the edge."""
        return min(max((day - self.span.first).days, 0), self.span.days) * self.width // self.span.days

    def middle(self, day: date) -> int:
        return (self.x(day) + self.x(day + A_DAY)) // 2

    @cached_property
    def column_days(self) -> int:
        return -(-self.span.days // COLUMNS)

    def column_of(self, day: date) -> int:
        return (day - self.span.first).days // self.column_days

    def column(self, number: int) -> Span:
        """The days of a column; the last may be shorter."""
        first = self.span.first + number * self.column_days * A_DAY
        return Span(first=first, last=min(first + (self.column_days - 1) * A_DAY, self.span.last))

    def ticks(self) -> Ticks:
        """Mondays, first days of months or of years, in steps that leave room for their words."""
        unit, days = next(way for way in _ways(self.span) if len(way[1]) <= LABELS_AT_MOST)
        return Ticks(unit=unit, ticks=[Tick(x=self.x(day), on=day) for day in days])


def _ways(span: Span) -> Iterator[tuple[str, list[date]]]:
    """Ever fewer lines; the last way always has few enough."""
    for weeks in (1, 2):
        yield "week", [day for day in _mondays(span) if (day.toordinal() // 7) % weeks == 0]
    months = list(_months(span))
    for step in (1, 2, 3, 6):
        yield "month", [day for day in months if (day.month - 1) % step == 0]
    years = [day for day in months if day.month == 1]
    for step in (1, 2, 5, 10, 25, 100, 1000):
        yield "year", [day for day in years if day.year % step == 0]


def _mondays(span: Span) -> Iterator[date]:
    day = span.first + (-span.first.weekday() % 7) * A_DAY
    while day <= span.last:
        yield day
        day += 7 * A_DAY


def _months(span: Span) -> Iterator[date]:
    day = span.first if span.first.day == 1 else _month_after(span.first)
    while day <= span.last:
        yield day
        day = _month_after(day)


def _month_after(day: date) -> date:
    is_last = day.month == MONTHS_IN_A_YEAR
    return date(day.year + is_last, 1 if is_last else day.month + 1, 1)
