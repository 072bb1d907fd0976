"""What the pages of a packet read, for staff and for the person: sections, questions, and how far somebody got."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.forms.packet import SectionFields
from patients.models import Packet, PacketAnswer, PacketDraft, PacketLook, PacketPart, PacketQuestion
from patients.rules.packet import MORE_ROWS, ROWS, YES_NO, AnswerKind, QuestionKind, Typed
from patients.services.answering_packet import said_in

NOTHING_TYPED = Typed()


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One section in the list of them."""

    place: int
    title: str
    was_looked_at: bool
    is_off_link: bool


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far somebody got. Sections that are off the link do not count: nobody has to come by them."""

    stops: Sequence[Stop]

    @property
    def looked(self) -> int:
        return sum(stop.was_looked_at for stop in self.stops if not stop.is_off_link)

    @property
    def of(self) -> int:
        return sum(not stop.is_off_link for stop in self.stops)

    @property
    def words(self) -> str:
        """3 of 9 sections looked at."""
        said = ngettext("%(looked)s of %(of)s section looked at", "%(looked)s of %(of)s sections looked at", self.of)
        return said % {"looked": self.looked, "of": self.of}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to tick."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a list; `number` tells its fields apart for those who hear them."""

    number: int
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question with its fields. `was_answered` says so without saying what.

    What is asked first is itself about how to go about it, so it offers no other ways until it was answered.
    """

    question: PacketQuestion
    name: str
    ways: Sequence[Choice]
    choices: Sequence[Choice] = ()
    value: str = ""
    rows: Sequence[Row] = ()
    more_rows: Sequence[Row] = ()
    was_answered: bool = False
    error: str = ""

    @property
    def kind(self) -> str:
        return self.question.kind


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What is known beside the questions: which were answered before, and what may stand in the fields."""

    answered: Collection[int] = ()
    typed: Mapping[int, Typed] = field(default_factory=dict)
    errors: Mapping[int, str] = field(default_factory=dict)


def progress_of(packet: Packet) -> Progress:
    """In two questions."""
    parts = list(packet.parts.select_related("version__section").order_by("place"))
    looked = set(PacketLook.objects.filter(part__packet=packet).values_list("part", flat=True))
    return Progress(
        stops=[
            Stop(
                place=part.place,
                title=part.version.title,
                was_looked_at=part.pk in looked,
                is_off_link=part.version.section.is_off_private_link,
            )
            for part in parts
        ]
    )


def questions_of(part: PacketPart) -> list[PacketQuestion]:
    return [question for question in part.version.questions.all() if not question.is_left_out]


def filled_from_home(packet: Packet, questions: Sequence[PacketQuestion], fields: SectionFields | None) -> Filled:
    """For the person's own pages: that something was answered, never what. Only what was typed just now is shown."""
    return Filled(
        answered=_answered(packet, questions),
        typed=fields.typed if fields else {},
        errors=fields.errors if fields else {},
    )


def filled_here(packet: Packet, questions: Sequence[PacketQuestion], fields: SectionFields | None) -> Filled:
    """For staff in the room: what they typed themselves stays in view; what the person kept at home is not shown."""
    drafts = PacketDraft.objects.filter(packet=packet, question__in=questions, saved_by__isnull=False)
    kept = {draft.question_id: _typed_again(draft) for draft in drafts}
    answered = _answered(packet, questions) - set(kept)
    return Filled(
        answered=answered,
        typed={**kept, **(fields.typed if fields else {})},
        errors=fields.errors if fields else {},
    )


def asked(questions: Sequence[PacketQuestion], filled: Filled) -> list[Asked]:
    """The questions of a section with their fields."""
    return [_asked(question, filled) for question in questions]


def _asked(question: PacketQuestion, filled: Filled) -> Asked:
    typed = filled.typed.get(question.pk, NOTHING_TYPED)
    was_answered = question.pk in filled.answered
    rows = _rows(typed) if question.kind == QuestionKind.ITEMS else []
    in_view = max(ROWS, len(typed.items))
    return Asked(
        question=question,
        name=f"q{question.pk}",
        ways=_ways(typed.way, was_answered) if was_answered or not question.is_asked_first else (),
        choices=_choices(question, typed),
        value=typed.values[0] if typed.values else "",
        rows=rows[:in_view],
        more_rows=rows[in_view:],
        was_answered=was_answered,
        error=filled.errors.get(question.pk, ""),
    )


def _rows(typed: Typed) -> list[Row]:
    lines = [*typed.items, *[("", "")] * max(MORE_ROWS, ROWS + MORE_ROWS - len(typed.items))]
    return [Row(number=number, name=name, detail=detail) for number, (name, detail) in enumerate(lines, start=1)]


def _ways(chosen: str, was_answered: bool) -> list[Choice]:
    offered: list[tuple[str, Any]] = [
        (AnswerKind.SAID, _("Answer here")),
        (AnswerKind.NOT_NOW, _("Not now")),
        (AnswerKind.IN_PERSON, _("Ask me in person")),
    ]
    if was_answered or chosen == AnswerKind.SKIPPED:
        offered.append((AnswerKind.SKIPPED, _("Take back what I wrote")))
    return [
        Choice(value=str(value), label=str(label), is_chosen=value == (chosen or AnswerKind.SAID))
        for value, label in offered
    ]


def _choices(question: PacketQuestion, typed: Typed) -> list[Choice]:
    offered = YES_NO if question.kind == QuestionKind.YES_NO else {each: each for each in question.choices}
    return [Choice(value=value, label=str(label), is_chosen=value in typed.values) for value, label in offered.items()]


def _answered(packet: Packet, questions: Sequence[PacketQuestion]) -> set[int]:
    kept = PacketDraft.objects.filter(packet=packet, question__in=questions).exclude(kind=AnswerKind.SKIPPED)
    sent = PacketAnswer.objects.filter(submission__packet=packet, question__in=questions)
    taken_back = PacketDraft.objects.filter(packet=packet, question__in=questions, kind=AnswerKind.SKIPPED)
    of_sent = set(sent.values_list("question", flat=True)) - set(taken_back.values_list("question", flat=True))
    return of_sent | set(kept.values_list("question", flat=True))


def _typed_again(draft: PacketDraft) -> Typed:
    said = said_in(draft.sealed) or {}
    values = [said[part] for part in ("text", "day") if part in said] or said.get("chosen", [])
    items = tuple((row["name"], row["detail"]) for row in said.get("items", []))
    return Typed(way=draft.kind, values=tuple(values), items=items)
