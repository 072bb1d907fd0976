"""The frame of a note in words: only what was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from sessions.models import NoteFrame, Technique


@dataclass(frozen=True, kw_only=True)
class FrameLine:
    """One thing that was said, and how."""

    label: str
    words: str


def techniques_to_choose(frame: NoteFrame) -> list[tuple[str, str]]:
    """What is offered, and what this frame names already; what goes near the trauma says so."""
    known = Technique.objects.filter(Q(is_offered=True) | Q(code__in=frame.techniques))
    return [(each.code, technique_in_words(each)) for each in known]


def technique_in_words(technique: Technique) -> str:
    return _("%(name)s (near the trauma)") % {"name": technique.name} if technique.is_exposure else technique.name


def frame_lines(frame: NoteFrame) -> list[FrameLine]:
    """In the order of the form; what was not said is left out."""
    return [FrameLine(label=label, words=words) for label, words in _said(frame) if words]


def _said(frame: NoteFrame) -> Iterator[tuple[str, str]]:
    yield _("How settled, 0 to 10"), _from_to(frame.settled_at_start, frame.settled_at_end)
    yield _("What they wanted from today"), frame.wanted_today
    yield _("Near the trauma today"), frame.get_near_trauma_display() if frame.near_trauma else ""
    yield _("What was done near the trauma, and why readiness was not looked at before"), frame.without_readiness
    yield _("What we did together"), _techniques(frame)
    yield _("To try until next time"), frame.homework
    yield _("What to hold until next time"), frame.hold_until_next
    yield (
        _("Does the medication make enough room for the work?"),
        _answer(frame.room_for_work, frame.get_room_for_work_display(), frame.room_words),
    )
    yield (
        _("Do symptoms get in the way of the work?"),
        _answer(frame.symptoms_in_the_way, frame.get_symptoms_in_the_way_display(), frame.symptoms_words),
    )
    yield _("How much they keep away from reminders, 0 to 10"), _number(frame.avoidance)
    yield _("How well they can steady themselves, 0 to 10"), _number(frame.regulation)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _from_to(start: int | None, end: int | None) -> str:
    if start is not None and end is not None:
        return _("%(start)s at the start, %(end)s at the end") % {"start": start, "end": end}
    if start is not None:
        return _("%(start)s at the start") % {"start": start}
    return "" if end is None else _("%(end)s at the end") % {"end": end}


def _answer(value: str, answer: str, words: str) -> str:
    """The answer and the line; a line alone where nobody chose an answer."""
    said = "" if value == "not-asked" else answer
    return ": ".join(part for part in (said, words) if part)


def _techniques(frame: NoteFrame) -> str:
    """Their names, in the practice's order."""
    if not frame.techniques:
        return ""
    return ", ".join(Technique.objects.filter(code__in=frame.techniques).values_list("name", flat=True))
