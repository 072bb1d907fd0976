"""Looking for free times. A constant number of questions to the database, whatever is found."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import ClinicianProfile, Location, Room
from sessions.queries.hours import hours_of
from sessions.queries.slot_facts import SlotFacts, SlotWish, busy_times, closed_days, places, suiting_clinicians
from sessions.rules.days import Span, span_of_days
from sessions.rules.slots import starts_in
from sessions.rules.suitability import part_of

__all__ = ["Slot", "SlotWish", "free_slots"]

USUALLY, FARTHEST = timedelta(days=42), timedelta(days=92)  # how far ahead is looked


class Slot(NamedTuple):
    """A free time with a clinician: in person at a location (in a free room, where one is needed), or not."""

    starts_at: datetime
    ends_at: datetime
    clinician_id: int
    clinician: str
    location_id: int | None
    location: str
    time_zone: str
    room_id: int | None
    room: str

    @property
    def is_telehealth(self) -> bool:
        return self.location_id is None


def free_slots(*, wish: SlotWish, on_behalf_of: User, at: datetime, limit: int = 50) -> list[Slot]:
    """The earliest free times, at most `limit`; none for who books no visits, or not for this patient.

    Nothing about other visits shows in the answer. A time is a proposal: `book_visit` looks again.
    """
    if not _may_ask(wish, on_behalf_of):
        return []
    within = _within(wish, at)
    clinicians = suiting_clinicians(wish, at)
    if within.starts_at >= within.ends_at or not clinicians:
        return []
    locations, rooms = places(wish)
    ids = [each.pk for each in clinicians]
    facts = SlotFacts(
        hours=hours_of(ids, within),
        busy=busy_times(wish, within, ids, [room.pk for each in rooms.values() for room in each]),
        closed=closed_days(within),
        rooms=rooms,
    )
    ways = [(clinician, place) for clinician in clinicians for place in _ways(wish, locations)]
    # Each way's times come in order, and no more of them are worked out than are asked for.
    in_order = merge(*(_slots(wish, *way, facts) for way in ways), key=lambda slot: slot.starts_at)
    return list(islice(in_order, limit))


def _may_ask(wish: SlotWish, user: User) -> bool:
    if not user.may(Permission.BOOK_VISITS):
        return False
    return wish.patient is None or Patient.objects.bookable_by(user).filter(pk=wish.patient.pk).exists()


def _within(wish: SlotWish, at: datetime) -> Span:
    """From now, or the first day that suits, until the last, or for six weeks; at most three months."""
    zone = timezone.get_default_timezone()
    first = max(at, span_of_days(wish.earliest_on, 1, zone).starts_at) if wish.earliest_on else at
    last = min(span_of_days(wish.latest_on, 1, zone).ends_at, first + FARTHEST) if wish.latest_on else first + USUALLY
    return Span(first, last)


def _slots(wish: SlotWish, clinician: ClinicianProfile, place: Location | None, facts: SlotFacts) -> Iterator[Slot]:
    """Free times of one clinician at one place, or (None) by video or telephone."""
    zone = place.zone if place else ZoneInfo(timezone.get_default_timezone_name())
    needs_room = place is not None and (wish.visit_type.needs_room or wish.step_free)
    for start in starts_in(facts.free(clinician, place), lasts=wish.lasts, every=wish.every):
        if not _suits(wish, start.astimezone(zone)):
            continue
        span = Span(start, start + wish.lasts)
        room = facts.free_room(span, place)
        if room or not needs_room:
            yield _slot(span, clinician, place, room, zone)


def _ways(wish: SlotWish, locations: dict[int, Location]) -> list[Location | None]:
    """In person at each location, then (None) by video or telephone, as far as wished and possible."""
    ways: list[Location | None] = [*locations.values()]
    if wish.is_telehealth is not False and wish.visit_type.can_be_telehealth:
        ways.append(None)
    return ways


def _suits(wish: SlotWish, local: datetime) -> bool:
    if wish.weekdays and local.isoweekday() not in wish.weekdays:
        return False
    return not wish.parts_of_day or part_of(local) in wish.parts_of_day


def _slot(span: Span, clinician: ClinicianProfile, place: Location | None, room: Room | None, zone: ZoneInfo) -> Slot:
    return Slot(
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        clinician_id=clinician.pk,
        clinician=clinician.user.display_name,
        location_id=place.pk if place else None,
        location=place.name if place else "",
        time_zone=zone.key,
        room_id=room.pk if room else None,
        room=room.name if room else "",
    )
