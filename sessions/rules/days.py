"""Local days and hours as moments in UTC, also in the nights when clocks change. Pure.

An hour that the clock skips begins when the clock skips; one that it shows twice begins at the second showing when
something opens with it and at the first when something closes with it, so that nobody is booked out of hours.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

MINUTE = timedelta(minutes=1)


class Span(NamedTuple):
    """From a moment until another, UTC and half-open."""

    starts_at: datetime
    ends_at: datetime


def moment(day: date, hour: time, zone: tzinfo) -> datetime:
    """A local day and hour as a moment in UTC: its first showing; one that is skipped lies as far behind the skip."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def opens(day: date, hour: time, zone: tzinfo) -> datetime:
    """When something opens that opens at this local hour."""
    first, second = _both(day, hour, zone)
    return second if first <= second else _skip(second, first, zone)


def closes(day: date, hour: time, zone: tzinfo) -> datetime:
    """When something closes that closes at this local hour."""
    first, second = _both(day, hour, zone)
    return first if first <= second else _skip(second, first, zone)


def span_of_days(day: date, count: int, zone: tzinfo) -> Span:
    """So many local days from their first moment until the first of the day after."""
    midnight = time(0)
    after = day + timedelta(days=count)
    return Span(_first_moment(day, midnight, zone), _first_moment(after, midnight, zone))


def local_day(at: datetime, zone: tzinfo) -> date:
    """The local day of a moment."""
    return at.astimezone(zone).date()


def weeks_later(at: datetime, weeks: int, zone: tzinfo) -> datetime:
    """The same local hour of the same weekday, weeks later."""
    local = at.astimezone(zone)
    return moment(local.date() + timedelta(weeks=weeks), local.time(), zone)


def _first_moment(day: date, hour: time, zone: tzinfo) -> datetime:
    first, second = _both(day, hour, zone)
    return first if first <= second else _skip(second, first, zone)


@lru_cache(maxsize=4096)  # a week asks again and again: many people begin at the same hour
def _both(day: date, hour: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """The moment by the offset before a change of clocks and by the one after; the same on other days."""
    local = datetime.combine(day, hour, zone)
    return local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)


def _skip(before: datetime, behind: datetime, zone: tzinfo) -> datetime:
    """The moment between these two at which the clocks are put forward; that is always on a whole minute."""
    new_offset, start = behind.astimezone(zone).utcoffset(), before.replace(second=0, microsecond=0)
    minutes = (start + number * MINUTE for number in range((behind - start) // MINUTE + 1))
    return next(each for each in minutes if each.astimezone(zone).utcoffset() == new_offset)
