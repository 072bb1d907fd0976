"""What templates/sessions/day.html reads: the visits of one day as its reader may know them, what is to come first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import LogisticNeeds
from practice.days import day_in_words
from sessions.models import Attendance
from sessions.presentation.statuses import Act, Status, acts_after, status_of
from sessions.presentation.times import span_in_words, there_in_words
from sessions.presentation.visits import needs_in_words, places_in_words
from sessions.queries.lines import BookingLine, VisitLine
from sessions.queries.notes_of_visits import VisitNote
from sessions.rules.attending import CAN_BE_CANCELLED

OVER = {Attendance.DONE, Attendance.DID_NOT_ATTEND}
Needs = Mapping[int, LogisticNeeds]
Notes = Mapping[int, VisitNote]


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """Somebody at a visit, how far it has come, and what may be said next."""

    booking_id: int
    name: str
    url: str
    pronouns: str
    needs: Sequence[str]
    status: Status
    acts: Sequence[Act]
    mark_url: str
    leave_url: str


@dataclass(frozen=True, kw_only=True)
class NoteMark:
    """The note of a visit, for clinicians: signed, a draft of one's own, or where to begin it."""

    words: str
    url: str
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    """One visit of the day."""

    visit_id: int
    url: str
    span: str
    there: str
    what: str
    details: str
    places: str
    people: Sequence[PersonRow]
    note: NoteMark | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """Visits that are alike: still to come, over, cancelled."""

    name: str
    title: str
    rows: Sequence[VisitRow]
    is_folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day."""

    on: date
    title: str
    summary: str
    parts: Sequence[Part]
    before: str
    today: str
    after: str
    week: str
    is_today: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of what was booked."""
        return all(part.name == "cancelled" for part in self.parts)


def day_of(
    lines: Sequence[VisitLine],
    *,
    on: date,
    today: date,
    at: datetime,
    needs: Needs,
    asked: Mapping[str, object],
    notes: Notes | None = None,
) -> Day:
    """`asked` is by what the day was narrowed; it goes along to the other days. The front desk has no `notes`."""
    return Day(
        on=on,
        title=date_format(on, "l j F Y"),
        summary=_summary(lines, on, today),
        parts=_parts(lines, at, needs, notes or {}),
        before=_url(on - timedelta(days=1), asked),
        today=_url(today, asked),
        after=_url(on + timedelta(days=1), asked),
        week=f"{reverse('visits_week')}?{urlencode({'on': on})}",
        is_today=on == today,
    )


def _url(on: date, asked: Mapping[str, object]) -> str:
    return f"{reverse('visits_day')}?{urlencode({'on': on, **asked})}"


def _summary(lines: Sequence[VisitLine], on: date, today: date) -> str:
    standing = sum(line.cancelled_at is None for line in lines)
    visits = ngettext("%(number)d visit", "%(number)d visits", standing) % {"number": standing}
    near = day_in_words(on, today)
    return f"{near[:1].upper()}{near[1:]}: {visits}" if abs((on - today).days) <= 1 else visits


def _parts(lines: Sequence[VisitLine], at: datetime, needs: Needs, notes: Notes) -> list[Part]:
    cancelled = [line for line in lines if line.cancelled_at is not None]
    over = [line for line in lines if line.cancelled_at is None and _is_over(line, at)]
    coming = [line for line in lines if line.cancelled_at is None and not _is_over(line, at)]
    sorted_in = [
        ("coming", _("Now and still to come"), coming, False),
        ("over", _("Over"), over, False),
        ("cancelled", _("Cancelled"), cancelled, True),
    ]
    return [
        Part(
            name=name,
            title=f"{title} ({len(found)})",
            rows=[visit_row(each, at, needs, notes.get(each.visit_id)) for each in found],
            is_folded=is_folded,
        )
        for name, title, found, is_folded in sorted_in
        if found
    ]


def _is_over(line: VisitLine, at: datetime) -> bool:
    """Everybody was seen or did not come; what nobody is booked for is over when its time is."""
    if not line.live_bookings:
        return line.ends_at <= at
    return all(each.status in OVER for each in line.live_bookings)


def visit_row(line: VisitLine, at: datetime, needs: Needs, note: VisitNote | None = None) -> VisitRow:
    """One visit with everybody in it; whoever left a group is on its own page alone."""
    shown = line.bookings if line.cancelled_at else line.live_bookings
    return VisitRow(
        visit_id=line.visit_id,
        url=reverse("visit", args=[line.visit_id]),
        span=span_in_words(line.starts_at, line.ends_at),
        there=there_in_words(line.starts_at, line.ends_at, line.time_zone),
        what=line.kind,
        details=f"{', '.join(each.name for each in line.clinicians)} · {place_of(line)}",
        places=places_in_words(len(line.live_bookings), line.capacity),
        people=[person_row(each, line, at, needs) for each in shown],
        note=note_mark(line.visit_id, note) if note else None,
    )


def note_mark(visit_id: int, note: VisitNote) -> NoteMark:
    if note.note_id is None:
        return NoteMark(words=_("Begin a note"), url=reverse("begin_note_for_visit", args=[visit_id]))
    words, look = (_("Note signed and locked"), "tag-settled") if note.is_signed else (_("Note: draft"), "tag-attend")
    return NoteMark(words=words, look=look, url=reverse("note", args=[note.note_id]))


def place_of(line: VisitLine) -> str:
    if line.is_telehealth:
        return _("by video or telephone")
    if line.room:
        return _("%(room)s, %(location)s") % {"room": line.room, "location": line.location}
    return line.location or _("no place chosen")


def person_row(booking: BookingLine, line: VisitLine, at: datetime, needs: Needs) -> PersonRow:
    known = needs.get(booking.patient_id) if booking.patient_id else None
    is_its_day = localdate(line.starts_at) <= localdate(at)
    may_act = line.cancelled_at is None and booking.is_seen and is_its_day
    return PersonRow(
        booking_id=booking.booking_id,
        name=booking.chosen_name or _("Somebody else’s patient"),
        url=reverse("person", args=[booking.patient_id]) if booking.patient_id else "",
        pronouns=booking.pronouns,
        needs=needs_in_words(booking.language, known) if booking.is_seen else (),
        status=status_of(booking.status, booking.cancelled_whose),
        acts=acts_after(booking.status, has_begun=line.starts_at <= at) if may_act else (),
        mark_url=reverse("mark_booking", args=[booking.booking_id]),
        leave_url=_leave_url(booking, line),
    )


def _leave_url(booking: BookingLine, line: VisitLine) -> str:
    """Where somebody is taken off the list of a group; nowhere once that cannot be."""
    can_leave = line.capacity is not None and line.cancelled_at is None and booking.status in CAN_BE_CANCELLED
    return reverse("leave_group", args=[booking.booking_id]) if can_leave and booking.is_seen else ""
