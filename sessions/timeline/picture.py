"""From what somebody asked to see to the picture: what to read, which days, which tracks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from medications.models import DoseChange
from patients.measures.definitions import all_measures
from patients.models import Patient
from practice.staff.models import User
from sessions.models import LifeEvent
from sessions.timeline import reading
from sessions.timeline.axis import A_DAY, Axis, Range, Span, span_of
from sessions.timeline.dose_tracks import dose_tracks, last_change
from sessions.timeline.drawing import Picture, drawn, width_for_paper
from sessions.timeline.measure_tracks import measure_track
from sessions.timeline.reading import Doses, Filled
from sessions.timeline.session_tracks import room_tracks, visits_track
from sessions.timeline.tracks import Track, effects_track, life_track, missed_track, waits_track
from sessions.timeline.words import day_said

# A dose, or a wish to wait, goes on without any mark in view; empty bands say nothing.
DRAWN_ALONE = frozenset({"ordered", "found", "untold", "held"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A range, the last day in view, and codes of tracks; None for `shown` is all of them."""

    range: Range
    until: date
    today: date
    shown: frozenset[str] | None = None

    def shows(self, code: str) -> bool:
        return self.shown is None or code in self.shown


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A track that can be shown or left out."""

    code: str
    name: str
    is_shown: bool


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The picture, what else could be chosen, and where the days before and after end; None where there are none."""

    picture: Picture
    choices: Sequence[Choice]
    since: str
    earlier: date | None
    later: date | None


def whole_of(patient: Patient, user: User, asked: Asked, *, on_paper: bool = False) -> Whole:
    """Everything the page shows. How many questions it asks depends on what is chosen, never on how much there is."""
    doses, filled = reading.read_doses(patient), reading.read_assessments(patient, user)
    life = reading.read_life_events(patient, user)
    last_dose = last_change(doses.recorded.orders, asked.today)
    span = _span(asked, last_dose)
    read = _read(patient, user, asked, span)
    axis = Axis(span=span or _all(asked, doses, filled, life, read))
    reports = reading.read_reports(patient, axis) if asked.shows("effects") else ()
    found = Found(doses=doses, filled=filled, life=life, read=read, reports=reports)
    tracks = list(_tracks(asked, axis, found))
    if on_paper:
        axis = replace(axis, width=width_for_paper(tracks))
        tracks = list(_tracks(asked, axis, found))
    pages = span is not None and asked.range != Range.DOSE
    later = axis.span.later(asked.today) if pages else None
    return Whole(
        picture=drawn(tracks, axis, on_paper=on_paper),
        choices=_choices(asked, filled),
        since=_since(last_dose) if asked.range == Range.DOSE else "",
        earlier=axis.span.earlier().last if pages else None,
        later=later.last if later else None,
    )


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read of the days in view."""

    first_report_on: date | None
    missed: Sequence[reading.Missed]
    waits: Sequence[reading.Wait]
    seen: Sequence[reading.Seen]
    notes: Sequence[reading.Noted]
    looks: Sequence[reading.Looked]
    crises: Sequence[reading.Crisis]

    def days(self) -> Iterable[date]:
        yield from filter(None, [self.first_report_on])
        for rows in (self.missed, self.waits, self.seen, self.notes, self.looks, self.crises):
            yield from (row.on for row in rows)


def _read(patient: Patient, user: User, asked: Asked, span: Span | None) -> Read:
    has_visits, has_room = asked.shows("visits"), asked.shows("room")
    return Read(
        first_report_on=reading.first_report_on(patient) if span is None and asked.shows("effects") else None,
        missed=reading.read_missed(patient, span) if asked.shows("missed") else (),
        waits=reading.read_waits(patient) if asked.shows("waits") else (),
        seen=reading.read_visits(patient, span) if has_visits else (),
        notes=reading.read_notes(patient, user, span) if has_visits or has_room else (),
        looks=reading.read_readiness(patient, span) if has_room else (),
        crises=reading.read_crises(patient, span) if has_visits else (),
    )


def _span(asked: Asked, last_dose: DoseChange | None) -> Span | None:
    """None for all there is, which is known only once it is read."""
    if asked.range == Range.ALL:
        return None
    if asked.range == Range.DOSE:
        return span_of(Range.DOSE, asked.today, last_dose.first_dose_on if last_dose else asked.today - 29 * A_DAY)
    return span_of(asked.range, asked.until, None)


def _all(asked: Asked, doses: Doses, filled: Sequence[Filled], life: Sequence[LifeEvent], read: Read) -> Span:
    """From the first thing that is known, at least a month; when a medicine from elsewhere began does not count."""
    days = [asked.today - 29 * A_DAY, *read.days()]
    days += [order.first_dose_on for order in doses.recorded.orders] if asked.shows("doses") else []
    days += [row.on for row in filled if asked.shows(row.measure)]
    days += [event.on for event in life] if asked.shows("life") else []
    return span_of(Range.ALL, asked.today, min(days))


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything that tracks are made of."""

    doses: Doses
    filled: Sequence[Filled]
    life: Sequence[LifeEvent]
    read: Read
    reports: Sequence[reading.Report]


def _tracks(asked: Asked, axis: Axis, found: Found) -> Iterator[Track]:
    """Those on which something lies in view."""
    for track in _chosen(asked, axis, found):
        if track.marks or any(path.look in DRAWN_ALONE for path in track.paths):
            yield track


def _chosen(asked: Asked, axis: Axis, found: Found) -> Iterator[Track]:
    """In the order in which they are drawn: their own first, then what they take, how they are, and our sessions."""
    read = found.read
    if asked.shows("life"):
        yield life_track(found.life, axis)
    if asked.shows("doses"):
        yield from dose_tracks(found.doses, axis)
    yield effects_track(found.reports, axis)
    yield missed_track(read.missed, axis)
    yield waits_track(read.waits, axis)
    yield from _measures(asked, axis, found)
    if asked.shows("visits"):
        yield visits_track(read.seen, read.notes, read.crises, axis)
    if asked.shows("room"):
        yield from room_tracks(read.notes, read.looks, axis)


def _measures(asked: Asked, axis: Axis, found: Found) -> Iterator[Track]:
    starts = sorted(order.first_dose_on for order in found.doses.recorded.orders)
    for code, measure in all_measures().items():
        rows = [row for row in found.filled if row.measure == code]
        if rows and asked.shows(code):
            yield measure_track(measure, rows, starts, axis)


def _choices(asked: Asked, filled: Sequence[Filled]) -> list[Choice]:
    used = {row.measure for row in filled}
    named = [
        ("life", _("Life events")),
        ("doses", _("Doses")),
        ("effects", _("Side effects")),
        ("missed", _("Missed doses")),
        ("waits", _("Wishes to wait")),
        *((code, measure.short_name) for code, measure in all_measures().items() if code in used),
        ("visits", _("Visits and notes")),
        ("room", _("How sessions were")),
    ]
    return [Choice(code=code, name=name, is_shown=asked.shows(code)) for code, name in named]


def _since(last_dose: DoseChange | None) -> str:
    if last_dose is None:
        return _("No dose of ours is recorded yet, so the last 30 days are shown.")
    return _("The dose of %(medication)s that began on %(day)s is the newest.") % {
        "medication": last_dose.medication.name,
        "day": day_said(last_dose.first_dose_on),
    }
