"""What a search for free times reads: who suits, where, and what is taken. Each is one query, or two."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from patients.models import Patient
from practice.days import is_closed
from sessions.models import Attendance, Booking, ClinicianProfile, Location, Room, VisitClinician, VisitType
from sessions.queries.hours import Hours
from sessions.queries.taken import taken
from sessions.rules.days import Span, local_day, span_of_days
from sessions.rules.slots import minus, overlap

EVERY = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class SlotWish:
    """What somebody would like; what is left empty does not matter to them.

    `is_telehealth` None means either way; `location` then narrows what is in person. `parts_of_day` are "morning",
    "afternoon", "evening" by the location's clock; `weekdays` 1 to 7. `same_clinician` asks for whom the patient saw
    last. `moving` is a visit that will give its own time free (its id).
    """

    visit_type: VisitType
    patient: Patient | None = None
    minutes: int | None = None
    clinicians: Collection[int] = ()
    same_clinician: bool = False
    language: str = ""
    gender: str = ""
    is_telehealth: bool | None = None
    location: Location | None = None
    step_free: bool = False
    earliest_on: date | None = None
    latest_on: date | None = None
    weekdays: Collection[int] = ()
    parts_of_day: Collection[str] = ()
    every: timedelta = EVERY
    moving: int | None = None

    @property
    def lasts(self) -> timedelta:
        return timedelta(minutes=self.minutes or self.visit_type.minutes)


@dataclass
class Busy:
    """What is taken, by clinician and by room, and the patient's own visits."""

    clinicians: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    rooms: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    patient: list[Span] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SlotFacts:
    """Everything that was read."""

    hours: dict[int, Hours]
    busy: Busy
    closed: Sequence[Span]
    rooms: dict[int, list[Room]]

    def free(self, clinician: ClinicianProfile, place: Location | None) -> list[Span]:
        """When a clinician is free at a place, or (None) by video or telephone."""
        theirs = self.hours[clinician.pk]
        open_then = theirs.suiting(location_id=place.pk if place else None, is_telehealth=place is None)
        gone = [*theirs.away, *self.busy.clinicians[clinician.pk], *self.busy.patient, *self.closed]
        return minus(open_then, gone)

    def free_room(self, span: Span, place: Location | None) -> Room | None:
        """A room of a place that nobody is in during a span."""
        rooms = self.rooms.get(place.pk, []) if place else []
        taken_then = self.busy.rooms
        return next((room for room in rooms if not any(overlap(span, each) for each in taken_then[room.pk])), None)


def suiting_clinicians(wish: SlotWish, at: datetime) -> list[ClinicianProfile]:
    """Those who can be booked, take this kind of visit, and are as wished; one query."""
    found = ClinicianProfile.objects.filter(is_bookable=True, user__is_active=True)
    found = found.filter(Q(visit_types=wish.visit_type) | Q(visit_types=None))
    if wish.clinicians:
        found = found.filter(pk__in=wish.clinicians)
    if wish.same_clinician:
        found = found.filter(pk__in=_seen_last(wish, at))
    if wish.gender:
        found = found.filter(gender__iexact=wish.gender)
    found = found.select_related("user").order_by("shows_order", "user__display_name", "pk").distinct()
    return [each for each in found if _speaks(each, wish.language)]


def _speaks(clinician: ClinicianProfile, language: str) -> bool:
    return not language or language.casefold() in {each.casefold() for each in clinician.languages}


def _seen_last(wish: SlotWish, at: datetime) -> QuerySet[VisitClinician, Any]:
    """The clinicians of the patient's last visit that took place, or was to."""
    last = (
        Booking.objects.live()
        .filter(patient=wish.patient, visit__starts_at__lt=at, visit__visit_type__is_group=False)
        .exclude(status=Attendance.DID_NOT_ATTEND)
        .order_by("-visit__starts_at", "-pk")
        .values("visit")[:1]
    )
    return VisitClinician.objects.filter(visit=last, replaced_at=None).values("clinician")


def places(wish: SlotWish) -> tuple[dict[int, Location], dict[int, list[Room]]]:
    """Locations in use, and their rooms; none where it is to be by video or telephone."""
    if wish.is_telehealth:
        return {}, {}
    active = Location.objects.filter(is_active=True)
    locations = {each.pk: each for each in (active.filter(pk=wish.location.pk) if wish.location else active)}
    rooms: dict[int, list[Room]] = defaultdict(list)
    in_use = Room.objects.filter(is_active=True, location__in=locations)
    for room in (in_use.filter(is_step_free=True) if wish.step_free else in_use).order_by("name", "pk"):
        rooms[room.location_id].append(room)
    return locations, rooms


def busy_times(wish: SlotWish, within: Span, clinicians: Sequence[int], rooms: Sequence[int]) -> Busy:
    """What is taken within a span; one query."""
    busy = Busy()
    patients = [wish.patient.pk] if wish.patient else []
    for row in taken(within, clinicians=clinicians, rooms=rooms, patients=patients, besides=wish.moving):
        span = Span(row.starts_at, row.ends_at)
        if row.what == "clinician":
            busy.clinicians[row.whom].append(span)
        elif row.what == "room":
            busy.rooms[row.whom].append(span)
        else:
            busy.patient.append(span)
    return busy


def closed_days(within: Span) -> list[Span]:
    """The days on which the practice is closed."""
    zone = timezone.get_default_timezone()
    first, last = local_day(within.starts_at, zone), local_day(within.ends_at, zone)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [span_of_days(day, 1, zone) for day in days if is_closed(day)]
