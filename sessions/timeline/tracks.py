"""Tracks: the sources one below the other, each with its marks and whatever is drawn behind them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from medications.presentation.medicine_rows import capital
from medications.terms import Course, EntryKind, Frequency, Severity
from sessions.models import LifeEvent
from sessions.timeline.axis import Axis
from sessions.timeline.marks import Fact, Mark, Shape, marks_of
from sessions.timeline.reading import Missed, Report, Wait
from sessions.timeline.words import life_event_said, listed, missed_said, reports_summed_up


@dataclass(frozen=True, kw_only=True)
class Path:
    """Something drawn behind the marks; `look` names its class."""

    look: str
    d: str


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words in the drawing, for the eye alone: the marks say all of it."""

    x: int
    y: int
    text: str
    is_beside: bool = True


@dataclass(frozen=True, kw_only=True)
class Track:
    """One row of the timeline; `about` says beside its name how to read it, `lines` what lines in it stand for."""

    code: str
    name: str
    height: int
    marks: Sequence[Mark]
    about: str = ""
    lines: Sequence[str] = ()
    paths: Sequence[Path] = field(default_factory=list)
    labels: Sequence[Label] = field(default_factory=list)


LANES = {Severity.SEVERE: 11, Severity.MODERATE: 27, Severity.MILD: 43}
LOOKS = {Severity.SEVERE: Shape.STAR, Severity.MODERATE: Shape.DIAMOND, Severity.MILD: Shape.RING}
BESIDE = 4
FLAG, LETTER, SHORTEST = 16, 7, 6


def lane_labels(lanes: Iterable[tuple[int, str]]) -> list[Label]:
    """The name of each lane, before the drawing begins."""
    return [Label(x=-8, y=y + BESIDE, text=name) for y, name in lanes]


def effects_track(reports: Sequence[Report], axis: Axis) -> Track:
    """Side effects in three lanes, the severe ones on top."""
    labels = {each.value: str(each.label) for each in Severity}
    marks: list[Mark] = []
    for severity, y in LANES.items():
        theirs = [report for report in reports if report.severity == severity]
        summed_up = partial(reports_summed_up, severity=labels[severity])
        marks += marks_of(_report_facts(theirs, severity, y), axis, summed_up)
    return Track(
        code="effects",
        name=_("Side effects"),
        height=54,
        marks=sorted(marks, key=lambda mark: (mark.x, mark.y)),
        labels=lane_labels((y, labels[severity]) for severity, y in LANES.items()),
    )


def _report_facts(reports: Iterable[Report], severity: Severity, y: int) -> Iterator[Fact]:
    courses = {each.value: str(each.label) for each in Course}
    frequencies = {each.value: str(each.label) for each in Frequency}
    said, shape = str(severity.label), LOOKS[severity]
    for on, _severity, effects, medication, course, frequency in reports:
        parts = [effects[0], said, courses.get(course, ""), frequencies.get(frequency, ""), capital(medication or "")]
        yield Fact(on=on, words=", ".join(filter(None, parts)), shape=shape, y=y, named=effects)


def missed_track(rows: Sequence[Missed], axis: Axis) -> Track:
    """What was said about missed days, on the day that somebody asked: which days they were is not known."""
    facts = [
        Fact(
            on=row.on,
            words=missed_said(row.days, row.in_a_row, capital(row.medication)),
            shape=Shape.SQUARE if row.days else Shape.RING,
            y=12,
            weight=row.days,
        )
        for row in rows
    ]
    about = _("Square: days were missed. Ring: none.")
    return Track(
        code="missed", name=_("Missed doses, when asked"), about=about, height=24, marks=marks_of(facts, axis, listed)
    )


def waits_track(waits: Sequence[Wait], axis: Axis) -> Track:
    """From each request to wait until it was taken back, in the patient's words."""
    facts: list[Fact] = []
    for wait in waits:
        if wait.kind == EntryKind.WAIT_REQUEST:
            words = _("asked to wait: “%(words)s”") % {"words": wait.words} if wait.words else _("asked to wait")
            facts.append(Fact(on=wait.on, words=words, shape=Shape.PAUSE, y=12, weight=1))
        else:
            words = _("no longer asks to wait: “%(words)s”") % {"words": wait.words}
            facts.append(Fact(on=wait.on, words=words, shape=Shape.DOT, y=12))
    return Track(
        code="waits",
        name=_("Wishes to wait"),
        height=24,
        marks=marks_of(facts, axis, listed),
        paths=_while_waiting(waits, axis),
    )


def _while_waiting(waits: Sequence[Wait], axis: Axis) -> list[Path]:
    """A bar while a wish to wait stands; a wish that nobody took back goes on."""
    begins = None
    parts: list[str] = []
    for wait in [*waits, None]:
        if wait is not None and wait.kind == EntryKind.WAIT_REQUEST:
            begins = begins or wait.on
        elif begins is not None:
            x, end = axis.x(begins), axis.x(wait.on) if wait else axis.x(axis.span.last)
            parts += [f"M{x} 10h{end - x}v4h{x - end}z"] if end > x else []
            begins = None
    return [Path(look="held", d="".join(parts))] if parts else []


def life_track(events: Sequence[LifeEvent], axis: Axis) -> Track:
    """What the patient wanted here, and nothing else."""
    facts = [Fact(on=event.on, words=life_event_said(event), shape=Shape.FLAG, y=15) for event in events]
    return Track(
        code="life",
        name=_("Life events"),
        about=_("What the patient wanted to have here, and nothing else."),
        height=28,
        marks=marks_of(facts, axis, listed),
        labels=_beside_flags([event for event in events if axis.span.has(event.on)], axis),
    )


def _beside_flags(events: Sequence[LifeEvent], axis: Axis) -> list[Label]:
    """The words after each flag, or before it, where there is room for them; else as many as there is room for."""
    labels: list[Label] = []
    places = [axis.middle(event.on) for event in events]
    taken_to = 0
    for event, x, end in zip(events, places, [*places[1:], axis.width], strict=False):
        room = len(event.words) * LETTER
        letters = (end - x - FLAG) // LETTER
        if room > letters * LETTER and taken_to + room + FLAG <= x:
            labels.append(Label(x=x - FLAG // 2, y=16, text=event.words))
        elif letters >= SHORTEST:
            labels.append(Label(x=x + FLAG, y=16, text=Truncator(event.words).chars(letters), is_beside=False))
        taken_to = x + FLAG + min(room, max(letters, 0) * LETTER)
    return labels
