"""When clinicians are there: their weekly hours, and what differs from them. One query for any number of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from sessions.rules.days import Span
from sessions.rules.slots import DAY, Opening, WeeklyHours, clipped, covers, openings, suiting
from sessions.sql import sql

HOURS = sql("hours")
AWAY, WEEKLY = "away", "weekly"


@dataclass
class Hours:
    """One clinician's openings within a span, and when they are away in spite of them."""

    openings: list[Opening] = field(default_factory=list)
    away: list[Span] = field(default_factory=list)

    def suiting(self, *, location_id: int | None, is_telehealth: bool) -> list[Span]:
        """When they can be met in this way, leave aside."""
        return suiting(self.openings, location_id=location_id, is_telehealth=is_telehealth)

    def has(self, span: Span, *, location_id: int | None, is_telehealth: bool) -> bool:
        """Whether they are there in this way for the whole span, leave aside."""
        return covers(self.suiting(location_id=location_id, is_telehealth=is_telehealth), span)


class _Row(NamedTuple):
    """Weekly hours, or (kind "away" or "extra") an exception."""

    clinician_id: int
    kind: str
    weekday: int
    starts: time
    ends: time
    from_on: date
    until_on: date | None
    starts_at: datetime
    ends_at: datetime
    location_id: int | None
    with_telehealth: bool
    zone: str | None


def hours_of(clinicians: Collection[int], within: Span) -> dict[int, Hours]:
    """Hours by the clinicians' ids; one query. Who has none is there all the same, with nothing."""
    found = {each: Hours() for each in clinicians}
    for row in _rows(clinicians, within):
        hours = found[row.clinician_id]
        if row.kind == WEEKLY:
            hours.openings += openings([_weekly(row)], within)
        elif span := clipped(Span(row.starts_at, row.ends_at), within):
            if row.kind == AWAY:
                hours.away.append(span)
            else:
                hours.openings.append(Opening(span, row.location_id, row.with_telehealth))
    return found


def _rows(clinicians: Collection[int], within: Span) -> list[_Row]:
    """A day more on both sides, as the local day of a location may be another than that in UTC."""
    first_on, last_on = within.starts_at.date() - DAY, within.ends_at.date() + DAY
    days = min((last_on - first_on).days + 1, 7)
    asked: dict[str, Any] = {
        "clinicians": list(clinicians),
        "weekdays": [(first_on + number * DAY).isoweekday() for number in range(days)],
        "first_on": first_on,
        "last_on": last_on,
        "starts_at": within.starts_at,
        "ends_at": within.ends_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(HOURS, asked)
        return [_Row(*row) for row in cursor.fetchall()]


def _weekly(row: _Row) -> WeeklyHours:
    return WeeklyHours(
        weekday=row.weekday,
        starts=row.starts,
        ends=row.ends,
        zone=ZoneInfo(row.zone) if row.zone else timezone.get_default_timezone(),
        from_on=row.from_on,
        until_on=row.until_on,
        location_id=row.location_id,
        with_telehealth=row.with_telehealth,
    )
