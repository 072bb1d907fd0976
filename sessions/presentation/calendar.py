"""A clinician's visits as an iCalendar text (RFC 5545): initials and kind of visit, no name and no address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from practice.staff.models import User
from sessions.models import Booking, Visit, VisitClinician

DAYS_BACK, DAYS_AHEAD = timedelta(days=30), timedelta(days=180)
MOST_INITIALS = 3
READ_AGAIN_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class CalendarVisit:
    """What a calendar may know of one visit. `moved` counts how often it was moved or changed."""

    visit_id: int
    starts_at: datetime
    ends_at: datetime
    kind: str
    changed_at: datetime
    initials: str = ""
    room: str = ""
    moved: int = 0
    is_cancelled: bool = False

    @property
    def summary(self) -> str:
        return " · ".join(part for part in (self.initials, self.kind) if part)


def calendar_of(clinician: User, at: datetime) -> bytes:
    """Somebody's visits of the last month and the next half year; what was cancelled says so. Two queries."""
    rows = (
        VisitClinician.objects.filter(
            clinician=clinician.pk,
            replaced_at=None,
            visit__starts_at__lt=at + DAYS_AHEAD,
            visit__ends_at__gt=at - DAYS_BACK,
        )
        .select_related("visit__visit_type", "visit__room")
        .prefetch_related(
            Prefetch("visit__bookings", Booking.objects.select_related("patient").order_by("is_live", "pk"))
        )
        .order_by("visit__starts_at", "visit")
    )
    domain = urlsplit(settings.PUBLIC_URL).hostname or "groundwork"
    return calendar_text((_in_calendar(row.visit) for row in rows), title=_("Visits"), domain=domain)


def _in_calendar(visit: Visit) -> CalendarVisit:
    """Who comes is told by initials, and not at all where several come."""
    names = [] if visit.capacity else [booking.patient.chosen_name for booking in visit.bookings.all()]
    return CalendarVisit(
        visit_id=visit.pk,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        kind=visit.visit_type.desk_name,
        changed_at=max(filter(None, [visit.booked_at, visit.moved_at, visit.cancelled_at])),
        initials=initials_of(names[-1]) if names else "",
        room=visit.room.name if visit.room else "",
        moved=visit.revision,
        is_cancelled=visit.cancelled_at is not None,
    )


def initials_of(name: str) -> str:
    """MJ for Maya Johnson: the first letter of each word, three at most."""
    letters = (next((letter for letter in word if letter.isalnum()), "") for word in name.split())
    return "".join([letter.upper() for letter in letters if letter][:MOST_INITIALS])


def calendar_text(visits: Iterable[CalendarVisit], *, title: str, domain: str) -> bytes:
    """The whole calendar. The same visits give the same bytes, so that a calendar sees what is new."""
    calendar = Calendar()
    calendar.add("prodid", "-//Groundwork//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    for visit in visits:
        calendar.add_component(_event(visit, domain))
    return calendar.to_ical()


def _event(visit: CalendarVisit, domain: str) -> Event:
    event = Event()
    event.add("uid", f"visit-{visit.visit_id}@{domain}")
    event.add("dtstamp", visit.changed_at.astimezone(UTC))
    event.add("dtstart", visit.starts_at.astimezone(UTC))
    event.add("dtend", visit.ends_at.astimezone(UTC))
    event.add("sequence", visit.moved)
    event.add("status", "CANCELLED" if visit.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if visit.is_cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("summary", visit.summary)
    if visit.room:
        event.add("location", visit.room)
    return event
