"""What a drug × day grid is made of: plain values, without a database and without a place in any drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from medications.terms import Severity

DAYS = 90
A_DAY = timedelta(days=1)
GRAVEST_FIRST = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)


class Fill(StrEnum):
    """What is known of an amount: we ordered it, it was found in use, or only that the medicine is taken."""

    ORDERED = "ordered"
    FOUND = "found"
    UNTOLD = "untold"


@dataclass(frozen=True, kw_only=True)
class Level:
    """What was taken from a day until another (exclusive; None: it goes on). Where nothing is taken there is no level.

    `average_mg` is None where no number is known. `from_on` is None where nobody knows since when.
    """

    from_on: date | None
    until_on: date | None
    average_mg: Decimal | None
    words: str
    fill: Fill = Fill.ORDERED


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something on a day: `long` is drawn where there is room for it, else `short`; `words` tell it whole."""

    on: date
    short: str
    long: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A side effect on the day that it was told of."""

    on: date
    severity: Severity
    words: str


@dataclass(frozen=True, kw_only=True)
class Medicine:
    """One row: a medicine, or all that was blamed on none.

    `asked` is what was said about missed days, on the day that somebody asked: which days they were is not known.
    """

    name: str
    levels: Sequence[Level] = ()
    changes: Sequence[Event] = ()
    reports: Sequence[Report] = ()
    asked: Sequence[Event] = ()


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days in view, the last one named."""

    last: date

    @property
    def first(self) -> date:
        return self.last - (DAYS - 1) * A_DAY

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def has_some_of(self, level: Level) -> bool:
        begins = level.from_on is None or level.from_on <= self.last
        return begins and (level.until_on is None or level.until_on > self.first)

    @property
    def days(self) -> list[date]:
        return [self.first + number * A_DAY for number in range(DAYS)]

    def place_of(self, day: date) -> int:
        """How many days before it are in view; days out of view lie on the edge."""
        return min(max((day - self.first).days, 0), DAYS)


def in_view(medicines: Iterable[Medicine], window: Window) -> list[Medicine]:
    """Each with what lies in view alone; those without anything are left out."""
    cut = (
        replace(
            medicine,
            levels=[level for level in medicine.levels if window.has_some_of(level)],
            changes=[change for change in medicine.changes if window.has(change.on)],
            reports=[report for report in medicine.reports if window.has(report.on)],
            asked=[asked for asked in medicine.asked if window.has(asked.on)],
        )
        for medicine in medicines
    )
    return [each for each in cut if each.levels or each.changes or each.reports or each.asked]
