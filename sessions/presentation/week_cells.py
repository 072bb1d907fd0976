"""What stands in the cells of a week, written at once: a full week holds more than a thousand visits and free times.

A template would take as long for each of them as the database for ten. Whatever comes from a person is escaped here.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sessions.presentation.clock import Clock
from sessions.presentation.statuses import status_of
from sessions.queries.week_lines import WeekLine
from sessions.rules.days import Span

MARK = (
    ' <svg class="visit-mark" aria-hidden="true" focusable="false"><use href="#mark-{}"></use></svg>'
    '<span class="visually-hidden"> {}</span>'
)
SOME_VISIT = 0


class Writer:
    """Writes visits, busy times and free ones, by one clock; what recurs is written once and kept."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._before_id, self._after_id = reverse("visit", args=[SOME_VISIT]).rsplit(str(SOME_VISIT), 1)
        self._booking = escape(reverse("find_a_time"))
        self._free, self._busy = escape(_("%(span)s free")), escape(_("%(span)s busy"))
        self._mark, self._time_to_book = cache(_mark), cache(self._free_time)

    def visit(self, line: WeekLine) -> str:
        """Its time, and who comes; the kind of visit where that is not one person."""
        url = f"{self._before_id}{line.visit_id}{self._after_id}"
        mark = self._mark(line.status) if line.status else ""
        return f'<li><a class="" href="{url}">{self.clock[line.starts_at].words} {escape(line.who)}{mark}</a></li>'

    def busy(self, span: Span) -> str:
        """With something that the reader may not see."""
        return f'<li><span class="visit-busy">{self._busy % {"span": self._in_words(span)}}</span></li>'

    def free(self, clinician_id: int, span: Span) -> str:
        """A link to booking."""
        return f'<li><a class="visit-free" href="{self._booking}?clinicians={clinician_id}{self._time_to_book(span)}'

    def _free_time(self, span: Span) -> str:
        """What is the same for everybody who is free then."""
        begins = self.clock[span.starts_at]
        asked = escape(urlencode({"on": begins.day, "at": f"{begins.words:0>5}"}))
        return f'&amp;{asked}">{self._free % {"span": self._in_words(span)}}</a></li>'

    def _in_words(self, span: Span) -> str:
        return f"{self.clock[span.starts_at].words}–{self.clock[span.ends_at].words}"


def cells_of(cells: Iterable[Sequence[str]], looks: Iterable[str]) -> SafeString:
    """A row's cells, one for each day; an empty one where nothing is."""
    written = [f'<td class="{look}">{_listed(things)}</td>' for things, look in zip(cells, looks, strict=True)]
    return mark_safe("".join(written))  # noqa: S308  # by a Writer, which escapes every word of it


def _listed(things: Sequence[str]) -> str:
    return f'<ul class="visit-cell">{"".join(things)}</ul>' if things else ""


def _mark(status: str) -> str:
    shown = status_of(status)
    return format_html(MARK, shown.code, shown.words)
