"""The geometry of a week: what is free between what is taken, and which hour of which day something begins in. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from django.utils.timezone import localtime

from sessions.presentation.clock import Clock
from sessions.rules.days import Span
from sessions.rules.slots import minus

SHORTEST_FREE, HOUR = timedelta(minutes=15), timedelta(hours=1)
Thing = TypeVar("Thing")


def free_between(open_spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the open times; a rest shorter than a quarter of an hour is none."""
    return [span for span in minus(open_spans, taken) if span.ends_at - span.starts_at >= SHORTEST_FREE]


def quarter_after(at: datetime) -> datetime:
    """The quarter of an hour that comes next; all zones lie quarters of an hour apart."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - (midnight - at) // SHORTEST_FREE * SHORTEST_FREE


def hour_by_hour(span: Span) -> list[Span]:
    """A free time cut at every full hour of the practice's clock, so that it stands in each row that it reaches."""
    start = localtime(span.starts_at)
    next_hour = span.starts_at + HOUR - timedelta(minutes=start.minute, seconds=start.second)
    if next_hour >= span.ends_at:
        return [span]
    return [Span(span.starts_at, next_hour), *hour_by_hour(Span(next_hour, span.ends_at))]


class Placed(NamedTuple, Generic[Thing]):
    """Something of a week, and when it is."""

    span: Span
    thing: Thing


@dataclass(frozen=True, kw_only=True)
class HourRow(Generic[Thing]):
    """All that begins within one hour, day by day."""

    hour: int
    cells: Sequence[Sequence[Thing]]


def by_hour(placed: Iterable[Placed[Thing]], days: Sequence[date], clock: Clock | None = None) -> list[HourRow[Thing]]:
    """Rows from the first hour in which anything begins to the last, without a gap; a cell for each day.

    Hours are those of the practice's clock: in the week when it changes, 9 o'clock stays in the row of nine.
    """
    clock = Clock() if clock is None else clock
    cells: dict[tuple[date, int], list[Thing]] = defaultdict(list)
    for span, thing in _in_order(placed):
        begins = clock[span.starts_at]
        cells[begins.day, begins.hour].append(thing)
    hours = [hour for _day, hour in cells]
    if not hours:
        return []
    return [
        HourRow(hour=hour, cells=[cells.get((day, hour), []) for day in days])
        for hour in range(min(hours), max(hours) + 1)
    ]


def by_day(placed: Iterable[Placed[Thing]], days: Sequence[date], clock: Clock | None = None) -> list[Sequence[Thing]]:
    """A cell for each day, in the order of their times."""
    clock = Clock() if clock is None else clock
    cells: dict[date, list[Thing]] = defaultdict(list)
    for span, thing in _in_order(placed):
        cells[clock[span.starts_at].day].append(thing)
    return [cells[day] for day in days]


def _in_order(placed: Iterable[Placed[Thing]]) -> list[Placed[Thing]]:
    return sorted(placed, key=itemgetter(0))  # by their spans
