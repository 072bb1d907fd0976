"""Openings and free times: the arithmetic of half-open spans in UTC. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import NamedTuple

from sessions.rules.days import Span, closes, local_day, opens

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WeeklyHours:
    """Hours of one weekday, local in a zone, from a day until another (included; None = still)."""

    weekday: int
    starts: time
    ends: time
    zone: tzinfo
    from_on: date
    until_on: date | None = None
    location_id: int | None = None
    with_telehealth: bool = True


class Opening(NamedTuple):
    """A time when somebody is there; in person at a location, if any, and by video or telephone or not."""

    span: Span
    location_id: int | None
    with_telehealth: bool


def openings(hours: Iterable[WeeklyHours], within: Span) -> list[Opening]:
    """When weekly hours fall within a span, day by day."""
    return [
        Opening(span, each.location_id, each.with_telehealth)
        for each in hours
        for day in _days_of(each, within)
        if (span := clipped(Span(opens(day, each.starts, each.zone), closes(day, each.ends, each.zone)), within))
    ]


def _days_of(hours: WeeklyHours, within: Span) -> Iterator[date]:
    day = max(local_day(within.starts_at, hours.zone), hours.from_on)
    day += (hours.weekday - day.isoweekday()) % 7 * DAY
    last = min(local_day(within.ends_at, hours.zone), hours.until_on or date.max)
    while day <= last:
        yield day
        day += 7 * DAY


def suiting(found: Iterable[Opening], *, location_id: int | None, is_telehealth: bool) -> list[Span]:
    """The times, put together, when somebody can be met in this way."""
    return merged(
        each.span
        for each in found
        if (each.with_telehealth if is_telehealth else location_id is not None and each.location_id == location_id)
    )


def clipped(span: Span, within: Span) -> Span | None:
    """The part of a span that lies within another; None where nothing does."""
    part = Span(max(span.starts_at, within.starts_at), min(span.ends_at, within.ends_at))
    return part if part.starts_at < part.ends_at else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same times as spans that neither overlap nor touch, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, span.ends_at))
        elif span.starts_at < span.ends_at:
            found.append(span)
    return found


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of some times when others are taken out."""
    left: list[Span] = []
    gone, passed = merged(taken), 0
    for span in merged(spans):
        while passed < len(gone) and gone[passed].ends_at <= span.starts_at:
            passed += 1
        left += _without(span, islice(gone, passed, None))
    return left


def _without(span: Span, gone: Iterable[Span]) -> Iterator[Span]:
    """The parts of a span before, between and after spans that are in order and apart."""
    start = span.starts_at
    for each in gone:
        if each.starts_at >= span.ends_at:
            break
        if start < each.starts_at:
            yield Span(start, each.starts_at)
        start = max(start, each.ends_at)
    if start < span.ends_at:
        yield Span(start, span.ends_at)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share any time; those that only touch do not."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def covers(spans: Iterable[Span], span: Span) -> bool:
    """Whether a span lies wholly within one of some merged spans."""
    return any(each.starts_at <= span.starts_at and span.ends_at <= each.ends_at for each in spans)


def starts_in(spans: Iterable[Span], *, lasts: timedelta, every: timedelta) -> Iterator[datetime]:
    """When something that lasts so long can begin, at even times of the clock (every quarter of an hour, say)."""
    for span in spans:
        start = _evenly(span.starts_at, every)
        while start + lasts <= span.ends_at:
            yield start
            start += every


def _evenly(at: datetime, every: timedelta) -> datetime:
    """The first even time from a moment on; all zones lie quarters of an hour apart."""
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - (midnight - at) // every * every
