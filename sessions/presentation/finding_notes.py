"""Notes in lists: what it is, when and by whom, and whether it is locked, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.note_kinds import NoteKind
from sessions.presentation.times import day_and_span
from sessions.queries.finding_notes import NoteFacts
from sessions.queries.finding_words import FOUND_FROM, FOUND_TO, Found
from sessions.queries.lines import VisitLine

NO_PIECE = SafeString("")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A word about a note; `look` is the class of its tag."""

    words: str
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteRow:
    """One note in a list. `who` is empty on a chart, where everybody knows it."""

    url: str
    kind: str
    who: str
    when: str
    author: str
    marks: Sequence[Mark]
    piece: SafeString = NO_PIECE


@dataclass(frozen=True, kw_only=True)
class MissingRow:
    """A visit that nobody has written about yet."""

    url: str
    visit_url: str
    what: str
    when: str
    who: str


def note_row(facts: NoteFacts, *, names_them: bool = True, piece: SafeString = NO_PIECE) -> NoteRow:
    return NoteRow(
        url=reverse("note", args=[facts.pk]),
        kind=str(NoteKind(facts.kind).label),
        who=(facts.who or _("A group")) if names_them else "",
        when=_when(facts),
        author=facts.author,
        marks=list(_marks(facts)),
        piece=piece,
    )


def _when(facts: NoteFacts) -> str:
    if facts.took_place_until is None:
        return date_format(localtime(facts.took_place_from), "l j F Y, G:i")
    return day_and_span(facts.took_place_from, facts.took_place_until)


def _marks(facts: NoteFacts) -> Iterable[Mark]:
    if facts.set_aside_at is not None:
        yield Mark(words=_("set aside"))
    elif facts.signed_at is None:
        yield Mark(words=_("draft"), look="tag-attend")
    else:
        yield Mark(words=_("signed and locked"), look="tag-settled")
    if facts.waits:
        yield Mark(words=_("waits for a co-signature"), look="tag-attend")
    elif facts.is_cosigned:
        yield Mark(words=_("co-signed"))
    if facts.addenda:
        words = ngettext("%(number)d addendum", "%(number)d addenda", facts.addenda) % {"number": facts.addenda}
        yield Mark(words=words)


def found_rows(found: Found) -> list[NoteRow]:
    """What was found, each with a piece of the note."""
    return [note_row(facts, piece=with_marks(piece)) for facts, piece in found.rows]


def with_marks(piece: str) -> SafeString:
    """Everything that somebody wrote is escaped; only the two characters of the search become marks."""
    marked = escape(piece).replace(FOUND_FROM, "<mark>").replace(FOUND_TO, "</mark>")
    return mark_safe(marked)  # noqa: S308  # escaped in the line above


def missing_row(line: VisitLine) -> MissingRow:
    names = [each.chosen_name for each in line.live_bookings if each.is_seen]
    return MissingRow(
        url=reverse("begin_note_for_visit", args=[line.visit_id]),
        visit_url=reverse("visit", args=[line.visit_id]),
        what=line.kind,
        when=day_and_span(line.starts_at, line.ends_at),
        who=", ".join(names) if line.capacity is None else _("A group"),
    )
