"""Booking visits that come again, at the same local hour whatever the clocks do."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import Visit, VisitSeries
from sessions.rules.conflicts import Conflict
from sessions.rules.days import weeks_later
from sessions.services.booking import expect_may_book, write_visit
from sessions.services.claiming import claim, walls_in_words
from sessions.services.errors import Conflicts
from sessions.services.locking import lock_people_and_room
from sessions.services.wishes import VisitWish, check_complete


@dataclass(frozen=True, kw_only=True)
class NotBooked:
    """One time of a series that was not booked, and everything that is in its way."""

    wish: VisitWish
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesBooked:
    """What became of a series: every visit asked for is in one of the two."""

    series: VisitSeries
    booked: tuple[Visit, ...]
    not_booked: tuple[NotBooked, ...]


@transaction.atomic
def book_series(
    *,
    wish: VisitWish,
    every_weeks: int,
    count: int,
    by: User,
    at: datetime,
    overlap_reason: str = "",
    confirmed: Collection[str] = (),
) -> SeriesBooked:
    """Book the wish and again every so many weeks, `count` visits in all, those whose time is free.

    The rest is answered with what is in the way, to be booked one by one. Raises Conflicts, with everything found,
    where no time at all is free; else as `book_visit` does.
    """
    check_complete(wish)
    expect_may_book(by, wish.patient_ids)
    series = VisitSeries(every_weeks=every_weeks, count=count, booked_at=at, booked_by=by)
    write(series)
    lock_people_and_room(
        clinicians=wish.clinician_ids, patients=wish.patient_ids, rooms=[wish.room_id] if wish.room_id else []
    )
    booked, not_booked = [], []
    for each in occurrences(wish, every_weeks=every_weeks, count=count):
        try:
            claimed = claim(each, by=by, at=at, overlap_reason=overlap_reason, confirmed=confirmed)
        except Conflicts as error:
            not_booked.append(NotBooked(wish=each, conflicts=tuple(error.found)))
            continue
        with walls_in_words(each, by=by, at=at):
            booked.append(write_visit(claimed, by=by, at=at, series=series))
    if not booked:
        raise Conflicts([conflict for each in not_booked for conflict in each.conflicts])
    record("series.booked", series, by=by, at=at, visits=[each.pk for each in booked], not_booked=len(not_booked))
    return SeriesBooked(series=series, booked=tuple(booked), not_booked=tuple(not_booked))


def occurrences(wish: VisitWish, *, every_weeks: int, count: int) -> list[VisitWish]:
    """The same visit every so many weeks, at the same hour of the location's clock (or the practice's)."""
    zone: ZoneInfo = wish.location.zone if wish.location else ZoneInfo(timezone.get_default_timezone_name())
    return [replace(wish, starts_at=weeks_later(wish.starts_at, number * every_weeks, zone)) for number in range(count)]
