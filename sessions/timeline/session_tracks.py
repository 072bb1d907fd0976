"""Tracks of what happens between people: visits, notes, crises; how sessions were; readiness. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sessions.models import Attendance, NoteFrame
from sessions.note_kinds import NoteKind
from sessions.rules.readiness import Enough
from sessions.timeline.axis import Axis
from sessions.timeline.marks import Fact, Shape, marks_of
from sessions.timeline.reading import Crisis, Looked, Noted, Seen
from sessions.timeline.scales import Scale
from sessions.timeline.tracks import BESIDE, Label, Path, Track, lane_labels
from sessions.timeline.words import listed

VISITS, NOTES, CRISES = 11, 27, 43
TEN = Decimal(10)
FROM_0_TO_10 = Scale(low=Decimal(0), high=TEN, top=9, bottom=49)
IN_THE_WAY = {NoteFrame.InTheWay.MUCH: 11, NoteFrame.InTheWay.SOME: 25, NoteFrame.InTheWay.NO: 39}


def visits_track(seen: Sequence[Seen], notes: Sequence[Noted], crises: Sequence[Crisis], axis: Axis) -> Track:
    lanes = [(VISITS, _("visits"), bool(seen)), (NOTES, _("notes"), bool(notes)), (CRISES, _("crises"), bool(crises))]
    return Track(
        code="visits",
        name=_("Visits and notes"),
        about=_("Dot: they came. Ring: did not attend. Square: a note was signed. Star: crisis or hospital contact."),
        height=54,
        marks=marks_of([*_visits(seen), *_notes(notes), *_crises(crises)], axis, listed),
        labels=lane_labels((y, name) for y, name, is_there in lanes if is_there),
    )


def _visits(seen: Sequence[Seen]) -> Iterator[Fact]:
    took_place, did_not_attend = _("%(visit)s took place"), _("did not attend: %(visit)s")
    for visit in seen:
        came = visit.status == Attendance.DONE
        words = (took_place if came else did_not_attend) % {"visit": visit.kind}
        shape = Shape.DOT if came else Shape.RING
        yield Fact(on=visit.on, words=words, shape=shape, y=VISITS, lane=VISITS, weight=not came)


def _notes(notes: Sequence[Noted]) -> Iterator[Fact]:
    labels = {each.value: str(each.label) for each in NoteKind}
    signed = _("note signed: %(kind)s")
    for note in notes:
        words = signed % {"kind": labels.get(note.kind, note.kind)}
        yield Fact(on=note.on, words=words, shape=Shape.SQUARE, y=NOTES, lane=NOTES)


def _crises(crises: Sequence[Crisis]) -> Iterator[Fact]:
    for crisis in crises:
        said = _("crisis or hospital contact")
        words = _("%(what)s: %(words)s") % {"what": said, "words": crisis.words} if crisis.words else said
        yield Fact(on=crisis.on, words=words, shape=Shape.STAR, y=CRISES, lane=CRISES)


def room_tracks(notes: Sequence[Noted], looks: Sequence[Looked], axis: Axis) -> list[Track]:
    """How sessions were, as far as somebody asked: each question has a track once it was answered."""
    found = [
        _settled(notes, axis),
        _line(notes, axis, _("Keeping away from things"), lambda note: note.avoidance),
        _line(notes, axis, _("Steadying themselves"), lambda note: note.regulation),
        _in_the_way(notes, axis),
        _readiness(looks, axis),
    ]
    return [track for track in found if track.marks]


def _settled(notes: Sequence[Noted], axis: Axis) -> Track:
    facts, parts = [], []
    for note in notes:
        start, end = note.settled_at_start, note.settled_at_end
        if start is None and end is None:
            continue
        y = FROM_0_TO_10.y(Decimal(end if end is not None else start or 0))
        facts.append(Fact(on=note.on, words=_settled_said(start, end), shape=_way(start, end), y=y))
        if start is not None and end is not None and axis.span.has(note.on):
            parts.append(f"M{axis.middle(note.on)} {FROM_0_TO_10.y(Decimal(start))}V{y}")
    return Track(
        code="room",
        name=_("How settled, from start to end of a session"),
        about=_("From 0 to 10. A triangle shows the way; a dot: the same, or asked once."),
        height=58,
        marks=marks_of(facts, axis, listed),
        paths=[Path(look="line", d="".join(parts))] if parts else [],
        labels=_ends_of_scale(),
    )


def _way(start: int | None, end: int | None) -> Shape:
    if start is None or end is None or start == end:
        return Shape.DOT
    return Shape.UP if end > start else Shape.DOWN


def _settled_said(start: int | None, end: int | None) -> str:
    if start is None:
        return _("settled at the end: %(end)d of 10") % {"end": end or 0}
    if end is None:
        return _("settled at the start: %(start)d of 10") % {"start": start}
    return _("settled: %(start)d at the start, %(end)d at the end, of 10") % {"start": start, "end": end}


def _line(notes: Sequence[Noted], axis: Axis, name: str, value_of: Callable[[Noted], int | None]) -> Track:
    """One number from 0 to 10 in each session; its line is broken nowhere, as not asking is no answer."""
    told = [(note.on, value) for note in notes if (value := value_of(note)) is not None]
    of_ten = _("%(value)d of 10")
    facts = [
        Fact(on=on, words=of_ten % {"value": value}, shape=Shape.DOT, y=FROM_0_TO_10.y(Decimal(value)))
        for on, value in told
    ]
    return Track(
        code="room",
        name=name,
        about=_("From 0 to 10, as they put it."),
        height=58,
        marks=marks_of(facts, axis, listed),
        paths=_joined([(on, FROM_0_TO_10.y(Decimal(value))) for on, value in told], axis),
        labels=_ends_of_scale(),
    )


def _joined(points: Sequence[tuple[date, int]], axis: Axis) -> list[Path]:
    seen = [f"{axis.middle(on)} {y}" for on, y in points if axis.span.has(on)]
    return [Path(look="line", d="M" + "L".join(seen))] if len(seen) > 1 else []


def _ends_of_scale() -> list[Label]:
    return [Label(x=-8, y=FROM_0_TO_10.y(value) + BESIDE, text=str(value)) for value in (Decimal(0), TEN)]


def _in_the_way(notes: Sequence[Noted], axis: Axis) -> Track:
    labels = {each.value: str(each.label) for each in NoteFrame.InTheWay}
    heights = {each.value: y for each, y in IN_THE_WAY.items()}
    shapes = {"much": Shape.STAR, "some": Shape.DIAMOND, "no": Shape.RING}
    facts = [
        Fact(on=note.on, words=labels[note.in_the_way], shape=shapes[note.in_the_way], y=heights[note.in_the_way])
        for note in notes
        if note.in_the_way in heights
    ]
    return Track(
        code="room",
        name=_("Do symptoms get in the way of the work?"),
        height=50,
        marks=marks_of([fact._replace(lane=fact.y) for fact in facts], axis, listed),
        labels=lane_labels((y, labels[value]) for value, y in heights.items()),
    )


def _readiness(looks: Sequence[Looked], axis: Axis) -> Track:
    """What was enough and what was not yet, as it was looked at together."""
    facts = [
        Fact(
            on=look.on,
            words=_look_said(look),
            shape=Shape.DOT if look.allows else Shape.RING,
            y=12,
            weight=not look.allows,
        )
        for look in looks
    ]
    return Track(
        code="room",
        name=_("Readiness, looked at together"),
        about=_("Dot: enough for now. Ring: not yet."),
        height=24,
        marks=marks_of(facts, axis, listed),
    )


def _look_said(look: Looked) -> str:
    named = [
        (_("safety"), look.safety),
        (_("sleep"), look.sleep),
        (_("support"), look.support),
        (_("medication"), look.medication),
    ]
    short = ", ".join(name for name, found in named if found == Enough.NOT_YET)
    first = _("enough for now") if look.allows else _("not yet")
    return _("%(first)s; not enough yet: %(short)s") % {"first": first, "short": short} if short else first
