"""Times to offer to people who wait, and whose turn it is: everything for the page, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from practice.days import is_closed
from sessions.models import Booking, ClinicianProfile, Location, Room, SlotOffer, Visit, WaitingEntry
from sessions.queries.freed import freed_times
from sessions.queries.hours import Hours, hours_of
from sessions.rules.days import Span
from sessions.rules.freeing import Freed
from sessions.rules.slots import covers, overlap
from sessions.rules.suitability import FreeTime, Waiting, whom_it_suits

Spans = dict[int, list[Span]]


@dataclass(frozen=True, kw_only=True)
class TimeToOffer:
    """A free time with one clinician, where, and the people whom it suits, in their turn.

    `location` is where they can be met in person, None where they cannot.
    """

    freed: Freed
    clinician: ClinicianProfile
    location: Location | None
    free: FreeTime
    turns: Sequence[WaitingEntry] = ()

    def span_for(self, entry: WaitingEntry) -> Span:
        """What they would have of it: from its beginning, as long as their kind of visit lasts."""
        return Span(self.freed.span.starts_at, self.freed.span.starts_at + timedelta(minutes=entry.visit_type.minutes))

    def is_by_video_for(self, entry: WaitingEntry) -> bool:
        """In person where both can, else by video or telephone."""
        return self.location is None or entry.way == WaitingEntry.Way.TELEHEALTH

    @property
    def is_next(self) -> WaitingEntry | None:
        return next(iter(self.turns), None)


def times_to_offer(at: datetime) -> list[TimeToOffer]:
    """Every time that became free and can be booked, each with those whose turn it is."""
    freed = freed_times(at)
    if not freed:
        return []
    within = Span(min(each.span.starts_at for each in freed), max(each.span.ends_at for each in freed))
    clinicians = _clinicians(freed)
    hours, rooms = hours_of(list(clinicians), within), FreeRooms(within)
    turns = Turns(at)
    times = [
        _time(each, clinicians[each.clinician_id], hours[each.clinician_id], rooms)
        for each in freed
        if each.clinician_id in clinicians and not is_closed(localtime(each.span.starts_at).date())
    ]
    return [turns.of(time) for time in times if time.free.in_person or time.free.telehealth]


def free_room(location: Location, span: Span, before: int | None = None) -> Room | None:
    """A room of a location that is free then: the one that was meant `before`, if it is free, else the first."""
    return FreeRooms(span).at(location.pk, span, before)


class FreeRooms:
    """Rooms in use, and when each is taken within a span; two queries."""

    def __init__(self, within: Span) -> None:
        rooms = Room.objects.filter(is_active=True, location__is_active=True).select_related("location")
        self.rooms: dict[int, list[Room]] = defaultdict(list)
        for room in rooms.order_by("name", "pk"):
            self.rooms[room.location_id].append(room)
        self.taken: Spans = defaultdict(list)
        visits = Visit.objects.live().between(*within).filter(room__isnull=False)
        for room_id, starts_at, ends_at in visits.values_list("room", "starts_at", "ends_at"):
            self.taken[room_id].append(Span(starts_at, ends_at))

    def at(self, location_id: int, span: Span, before: int | None = None) -> Room | None:
        free = [room for room in self.rooms[location_id] if not _any_overlap(self.taken[room.pk], span)]
        return next((room for room in free if room.pk == before), next(iter(free), None))


class Turns:
    """Everybody who waits and is not being asked just now, and what they cannot be offered; three queries."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        waiting = WaitingEntry.objects.open().not_being_asked(at).for_list()
        self.entries = {entry.pk: entry for entry in waiting}
        self.answered = _answered(at)
        self.busy = _busy([entry.patient_id for entry in self.entries.values()], at)

    def of(self, time: TimeToOffer) -> TimeToOffer:
        """The same time with those whom it suits; who said no to it, or is here then, is left out."""
        could = [waiting_of(entry) for entry in self.entries.values() if self._could_come(entry, time)]
        turns = [self.entries[each.entry_id] for each in whom_it_suits(could, time.free, self.at)]
        return replace(time, turns=turns)

    def _could_come(self, entry: WaitingEntry, time: TimeToOffer) -> bool:
        span = time.span_for(entry)
        said_no = self.answered[entry.pk, time.clinician.pk]
        return not (_any_overlap(self.busy[entry.patient_id], span) or _any_overlap(said_no, span))


def waiting_of(entry: WaitingEntry) -> Waiting:
    """A place on the list as the rule reads it."""
    return Waiting(
        entry_id=entry.pk,
        visit_type_id=entry.visit_type_id,
        minutes=entry.visit_type.minutes,
        since_on=entry.since_on,
        weight=entry.priority,
        clinician_id=entry.clinician_id,
        gender=entry.gender,
        language=entry.language,
        in_person=entry.way != WaitingEntry.Way.TELEHEALTH,
        telehealth=entry.way != WaitingEntry.Way.IN_PERSON and entry.visit_type.can_be_telehealth,
        weekdays=frozenset(entry.weekdays),
        parts=frozenset(entry.parts_of_day),
        earliest_on=entry.earliest_on,
        notice_hours=entry.notice_hours,
    )


def _time(freed: Freed, clinician: ClinicianProfile, hours: Hours, rooms: FreeRooms) -> TimeToOffer:
    is_away = _any_overlap(hours.away, freed.span)
    location = None if is_away else _location(freed, hours, rooms)
    free = FreeTime(
        starts_at=localtime(freed.span.starts_at),
        minutes=freed.minutes,
        clinician_id=clinician.pk,
        gender=clinician.gender,
        languages=frozenset(clinician.languages),
        takes=frozenset(kind.pk for kind in clinician.visit_types.all()),
        in_person=location is not None,
        telehealth=not is_away and hours.has(freed.span, location_id=None, is_telehealth=True),
    )
    return TimeToOffer(freed=freed, clinician=clinician, location=location, free=free)


def _location(freed: Freed, hours: Hours, rooms: FreeRooms) -> Location | None:
    """Where they are then and a room is free: where the visit was, if there, else wherever they are."""
    places = {each.location_id for each in hours.openings if each.location_id}
    for location_id in sorted(places, key=lambda place: (place != freed.location_id, place)):
        is_there = covers(hours.suiting(location_id=location_id, is_telehealth=False), freed.span)
        if is_there and (room := rooms.at(location_id, freed.span)):
            return room.location
    return None


def _clinicians(freed: Iterable[Freed]) -> dict[int, ClinicianProfile]:
    found = ClinicianProfile.objects.filter(
        pk__in={each.clinician_id for each in freed}, is_bookable=True, user__is_active=True
    )
    return {each.pk: each for each in found.select_related("user").prefetch_related("visit_types")}


def _answered(at: datetime) -> "dict[tuple[int, int], list[Span]]":
    """Times to which somebody said no, or for which they were not reached, by place and clinician."""
    spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
    no = SlotOffer.objects.filter(Q(answer="declined") | Q(answer="not-reached"), ends_at__gt=at)
    for entry_id, clinician_id, starts_at, ends_at in no.values_list("entry", "clinician", "starts_at", "ends_at"):
        spans[entry_id, clinician_id].append(Span(starts_at, ends_at))
    return spans


def _busy(patients: Sequence[int], at: datetime) -> Spans:
    spans: Spans = defaultdict(list)
    rows = Booking.objects.live().filter(patient__in=patients, during__endswith__gt=at)
    for patient_id, during in rows.values_list("patient", "during"):
        spans[patient_id].append(Span(during.lower, during.upper))
    return spans


def _any_overlap(spans: Iterable[Span], span: Span) -> bool:
    return any(overlap(each, span) for each in spans)
