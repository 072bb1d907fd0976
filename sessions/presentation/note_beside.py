"""What stands beside a note: what it cites, what came into the log since the last visit, the last note."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from medications.models import DoseChange, LogEntry, Review
from medications.presentation.entries import entry_lines
from medications.presentation.history import change_lines
from patients.measures.definitions import measure_named
from patients.models import Assessment, Patient
from practice.staff.models import User
from sessions.models import NoteCitation, Readiness, SessionNote
from sessions.queries.citations import Cited, rows_of


@dataclass(frozen=True, kw_only=True)
class CitationLine:
    """A link to one row, in words made of that row as it stands now; never a copy of what was said."""

    what: str
    row_id: int
    kind: str
    words: str
    when: str
    url: str
    is_left_out: bool = False


@dataclass(frozen=True, kw_only=True)
class CitedBy:
    """What a signed note cites. Who may read the note but not open the chart learns only how much it is."""

    lines: Sequence[CitationLine]
    hidden: int = 0


def cited_by(note: SessionNote, reader: User) -> CitedBy:
    """A signed note's citations, in the order in which they were recorded."""
    cited = NoteCitation.objects.of_notes([note.pk]).as_cited()
    if not cited:
        return CitedBy(lines=[])
    if not Patient.objects.visible_to(reader).filter(pk=note.patient_id or 0).exists():
        return CitedBy(lines=[], hidden=len(cited))
    return CitedBy(lines=citation_lines(cited))


def citation_lines(cited: Sequence[Cited], left_out: Collection[Cited] = ()) -> list[CitationLine]:
    """Each row in a line, in the given order."""
    rows = rows_of(cited)
    return [_line(each, rows[each], is_left_out=each in left_out) for each in cited if each in rows]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a row is called, what it says in few words, when it was recorded, and where it is read."""

    kind: str
    words: str
    at: datetime
    url: str


def _line(cited: Cited, row: Any, *, is_left_out: bool) -> CitationLine:
    told = IN_WORDS[cited.what](row)
    return CitationLine(
        what=cited.what,
        row_id=cited.row_id,
        kind=told.kind,
        words=told.words,
        when=date_format(localtime(told.at), "j F Y, H:i"),
        url=told.url,
        is_left_out=is_left_out,
    )


def _entry(entry: LogEntry) -> Words:
    line = entry_lines([entry])[0]
    words = ", ".join(filter(None, [line.what, line.later]))
    url = f"{reverse('log', args=[entry.patient_id])}?from={entry.pk}#entry-{entry.pk}"
    return Words(kind=_("Side-effect log"), words=words, at=entry.happened_at, url=url)


def _review(review: Review) -> Words:
    words = _("%(medication)s: %(decision)s") % {
        "medication": review.plan.medication.name,
        "decision": review.get_decision_display(),
    }
    return Words(kind=_("Review"), words=words, at=review.signed_at, url=reverse("plan", args=[review.plan_id]))


def _dose_change(change: DoseChange) -> Words:
    words = _("%(medication)s: %(change)s") % {
        "medication": change.medication.name,
        "change": change_lines([change])[0].words,
    }
    return Words(kind=_("Dose"), words=words, at=change.made_at, url=reverse("plan", args=[change.plan_id]))


def _assessment(assessment: Assessment) -> Words:
    name = measure_named(assessment.measure).short_name
    if assessment.total is None:
        words = _("%(measure)s, not complete") % {"measure": name}
    else:
        words = _("%(measure)s: %(total)s") % {"measure": name, "total": f"{assessment.total.normalize():f}"}
    url = reverse("measure", args=[assessment.patient_id, assessment.measure])
    return Words(kind=_("Measure"), words=words, at=assessment.filled_in_at, url=url)


def _readiness(readiness: Readiness) -> Words:
    url = reverse("readiness", args=[readiness.patient_id])
    return Words(kind=_("Readiness"), words=_("looked at together"), at=readiness.looked_at, url=url)


IN_WORDS: Mapping[str, Callable[[Any], Words]] = {
    "log_entry": _entry,
    "review": _review,
    "dose_change": _dose_change,
    "assessment": _assessment,
    "readiness": _readiness,
}


@dataclass(frozen=True, kw_only=True)
class MeasureLink:
    """A measure that can be filled in now."""

    name: str
    about: str
    url: str


def measure_links(patient_id: int, codes: Iterable[str], back: str = "") -> list[MeasureLink]:
    links = []
    for code in codes:
        measure = measure_named(code)
        url = reverse("new_assessment", args=[patient_id, code]) + back
        links.append(MeasureLink(name=measure.short_name, about=measure.about, url=url))
    return links
