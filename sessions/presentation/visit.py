"""What templates/sessions/visit.html reads: what was agreed, who comes, and everything that happened, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from patients.models import LogisticNeeds
from practice.staff.models import User
from sessions.models import Attendance, Visit, VisitEvent
from sessions.presentation.day import PersonRow, person_row, place_of
from sessions.presentation.times import day_and_span, there_in_words
from sessions.presentation.visits import Fact, knows_clinical_words, places_in_words
from sessions.queries.lines import VisitLine
from sessions.rules.attending import CAN_BE_CANCELLED

Kind = VisitEvent.Kind


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One thing that happened, and by whom and when it was entered."""

    words: str
    told: str


@dataclass(frozen=True, kw_only=True)
class ShortVisit:
    """A visit in one line, on somebody's chart."""

    url: str
    when: str
    details: str
    status: str


def short_visit(line: VisitLine, patient_id: int) -> ShortVisit:
    own = [each for each in line.bookings if each.patient_id == patient_id]
    status = Attendance.CANCELLED if line.cancelled_at or not own else Attendance(own[-1].status)
    with_whom = ", ".join(each.name for each in line.clinicians)
    return ShortVisit(
        url=reverse("visit", args=[line.visit_id]),
        when=day_and_span(line.starts_at, line.ends_at),
        details=_("%(kind)s with %(whom)s, %(place)s")
        % {"kind": line.kind, "whom": with_whom, "place": place_of(line)},
        status=str(status.label),
    )


@dataclass(frozen=True, kw_only=True)
class VisitPage:
    """One visit. `may_change` while it can be moved and cancelled, `may_add` while a group has places."""

    visit_id: int
    title: str
    when: str
    day: str
    cancelled: str
    facts: Sequence[Fact]
    overlap: str
    people: Sequence[PersonRow]
    is_group: bool
    places: str
    may_change: bool
    may_add: bool
    history: Sequence[HistoryLine]


def visit_page(
    visit: Visit,
    line: VisitLine,
    events: Sequence[VisitEvent],
    *,
    needs: dict[int, LogisticNeeds],
    reader: User,
    at: datetime,
) -> VisitPage:
    is_live = line.cancelled_at is None
    has_begun = any(each.status not in CAN_BE_CANCELLED for each in line.live_bookings)
    return VisitPage(
        visit_id=line.visit_id,
        title=_title(line),
        when=day_and_span(line.starts_at, line.ends_at),
        day=localdate(line.starts_at).isoformat(),
        cancelled="" if is_live else _cancelled(visit),
        facts=list(_facts(line)),
        overlap=_overlap(visit, reader),
        people=[person_row(each, line, at, needs) for each in (line.live_bookings if is_live else line.bookings)],
        is_group=line.capacity is not None,
        places=places_in_words(len(line.live_bookings), line.capacity) if is_live else "",
        may_change=is_live and not has_begun,
        may_add=is_live and bool(line.free_places),
        history=[_history(each) for each in events],
    )


def _title(line: VisitLine) -> str:
    names = [
        each.chosen_name for each in line.bookings if each.is_seen and (line.cancelled_at or each.status != "cancelled")
    ]
    is_for_one = line.capacity is None and len(names) == 1
    return _("%(kind)s, %(who)s") % {"kind": line.kind, "who": names[0]} if is_for_one else line.kind


def _facts(line: VisitLine) -> Iterable[Fact]:
    there = there_in_words(line.starts_at, line.ends_at, line.time_zone)
    yield Fact(label=_("When"), words=day_and_span(line.starts_at, line.ends_at), more=there)
    yield Fact(label=_("What"), words=line.kind)
    yield Fact(label=_("With"), words=", ".join(each.name for each in line.clinicians))
    yield Fact(label=_("Where"), words=place_of(line))
    if line.series_id:
        yield Fact(label=_("Repeats"), words=_("booked together with other dates"))


def _cancelled(visit: Visit) -> str:
    why = f": {visit.get_cancelled_because_display()}" if visit.cancelled_because else ""
    return _("Cancelled %(whose)s%(why)s") % {"whose": visit.get_cancelled_whose_display(), "why": why}


def _overlap(visit: Visit, reader: User) -> str:
    """The reason is free text of clinicians, so the front desk reads only that it was meant."""
    if not visit.overlap_reason:
        return ""
    if knows_clinical_words(reader):
        return _("Booked at the same time as another visit, on purpose: %(reason)s") % {"reason": visit.overlap_reason}
    return _("Booked at the same time as another visit, on purpose.")


def _history(event: VisitEvent) -> HistoryLine:
    when = date_format(localtime(event.happened_at), "j F Y, G:i")
    told = _("%(when)s, by %(who)s") % {"when": when, "who": event.happened_by.display_name}
    return HistoryLine(words=_in_words(event), told=told)


def _in_words(event: VisitEvent) -> str:
    words = str(event.get_kind_display())
    if event.kind == Kind.MOVED:
        words = _moved(event)
    elif event.kind == Kind.UNDONE:
        words = _("Taken back: %(was)s") % {"was": event.get_was_display()}
    elif event.whose:
        why = f" ({event.get_because_display()})" if event.because else ""
        words = f"{words} {event.get_whose_display()}{why}"
    return f"{event.booking.patient.chosen_name}: {words}" if event.booking else words


def _moved(event: VisitEvent) -> str:
    was, now = event.was_during, event.is_during
    if was is None or now is None or was == now:
        return _("Changed: with whom or where")
    before, after = (day_and_span(each.lower, each.upper) for each in (was, now))
    return _("Moved from %(before)s to %(after)s") % {"before": before, "after": after}
