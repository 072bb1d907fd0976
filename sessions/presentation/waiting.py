"""The waiting list in words: who waits for what, which times became free, and who is being asked. Logistics alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import Patient
from practice.staff.models import User
from sessions.models import Location, SlotOffer, WaitingEntry, Weekday
from sessions.models.waiting import PARTS_OF_DAY
from sessions.presentation.times import day_and_span
from sessions.presentation.visits import kind_in_words
from sessions.queries.offering import TimeToOffer, times_to_offer

DAY = 24  # hours


@dataclass(frozen=True, kw_only=True)
class Line:
    """Somebody who waits."""

    entry_id: int
    patient_id: int
    name: str
    pronouns: str
    kind: str
    since: str
    suits: Sequence[str]
    turn: str = ""


@dataclass(frozen=True, kw_only=True)
class FreeTimeLine:
    """A time that became free, and whose turn it is, if this reader may arrange their visits."""

    starts_at: str
    clinician_id: int
    when: str
    who: str
    where: str
    is_next: Line | None
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """A time that is on offer to somebody, or was."""

    offer_id: int
    patient_id: int
    name: str
    kind: str
    when: str
    who: str
    where: str
    is_gone: bool
    answer: str = ""


def line_of(entry: WaitingEntry, user: User) -> Line:
    is_sooner = entry.priority > WaitingEntry.Priority.USUAL
    turn = f"{entry.get_priority_display()}: {entry.get_priority_because_display()}" if is_sooner else ""
    return Line(
        entry_id=entry.pk,
        patient_id=entry.patient_id,
        name=entry.patient.chosen_name,
        pronouns=entry.patient.pronouns,
        kind=kind_in_words(entry.visit_type, user),
        since=date_format(entry.since_on, "j F Y"),
        suits=suits_in_words(entry),
        turn=turn,
    )


def suits_in_words(entry: WaitingEntry) -> list[str]:
    """What would suit them, shortest first said; nothing where everything would."""
    parts = dict(PARTS_OF_DAY)
    days = [str(Weekday(day).label) for day in entry.weekdays]
    words = [
        _("with %(who)s") % {"who": entry.clinician.user.display_name} if entry.clinician else "",
        _("clinician: %(gender)s") % {"gender": entry.gender} if entry.gender else "",
        _("in %(language)s") % {"language": entry.language} if entry.language else "",
        str(entry.get_way_display()).lower() if entry.way != WaitingEntry.Way.EITHER else "",
        ", ".join(days),
        ", ".join(str(parts[part]).lower() for part in entry.parts_of_day),
        _("not before %(day)s") % {"day": date_format(entry.earliest_on, "j F Y")} if entry.earliest_on else "",
        _notice(entry.notice_hours),
    ]
    return [each for each in words if each]


def _notice(hours: int) -> str:
    if hours < DAY:
        return ngettext("can come within %(hours)d hour", "can come within %(hours)d hours", hours) % {"hours": hours}
    days = hours // DAY
    return ngettext("needs %(days)d day’s notice", "needs %(days)d days’ notice", days) % {"days": days}


def free_lines(user: User, at: datetime) -> list[FreeTimeLine]:
    """Times that suit somebody who waits; of people whose visits this reader does not arrange, no name."""
    times = [(time, time.is_next) for time in times_to_offer(at) if time.is_next]
    theirs = _arranged_by(user, [entry for _time, entry in times])
    return [_free_line(time, entry, user, is_theirs=entry.patient_id in theirs) for time, entry in times]


def _arranged_by(user: User, entries: Iterable[WaitingEntry]) -> set[int]:
    asked = {entry.patient_id for entry in entries}
    return set(Patient.objects.bookable_by(user).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()


def _free_line(time: TimeToOffer, entry: WaitingEntry, user: User, *, is_theirs: bool) -> FreeTimeLine:
    others = len(time.turns) - 1
    more = ngettext("It suits %(others)d more person.", "It suits %(others)d more people.", others)
    return FreeTimeLine(
        starts_at=time.freed.span.starts_at.isoformat(timespec="seconds"),
        clinician_id=time.clinician.pk,
        when=day_and_span(*(time.span_for(entry) if is_theirs else time.freed.span)),
        who=time.clinician.user.display_name,
        where=where_in_words(None if is_theirs and time.is_by_video_for(entry) else time.location),
        is_next=line_of(entry, user) if is_theirs else None,
        more=more % {"others": others} if others else "",
    )


def where_in_words(location: Location | None) -> str:
    return location.name if location else _("by video or telephone")


def asked_line(offer: SlotOffer, user: User) -> AskedLine:
    return AskedLine(
        offer_id=offer.pk,
        patient_id=offer.entry.patient_id,
        name=offer.entry.patient.chosen_name,
        kind=kind_in_words(offer.entry.visit_type, user),
        when=day_and_span(offer.starts_at, offer.ends_at),
        who=offer.clinician.user.display_name,
        where=where_in_words(None if offer.is_telehealth else offer.location),
        is_gone=offer.is_gone,
        answer=str(offer.get_answer_display()),
    )
