"""One measure a page at a time, with everything that was answered; and all of them as one table of days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure, all_measures, measure_named
from patients.measures_in_use import in_words_of
from patients.models import Assessment, AssessmentWithdrawal, Patient
from patients.presentation.measures import Told, answers_in_words, in_words
from patients.presentation.measures_graph import Graph, graph_of
from patients.presentation.measures_words import missing_in_words, total_in_words

PER_PAGE, IN_GRAPH, DAYS = 10, 60, 8


@dataclass(frozen=True, kw_only=True)
class OneMeasure:
    """`older` is the id to go on from, where there is more."""

    told: Sequence[Told]
    graph: Graph | None
    older: int | None


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """One measure over the days of a table; an empty cell is a day without it."""

    measure: Measure
    cells: Sequence[Sequence[str]]


def one_measure(patient: Patient, measure: Measure, *, before: int | None = None) -> OneMeasure:
    """A page of what was filled in, taken back ones included, in a handful of queries."""
    rows = Assessment.objects.of_patient(patient.pk).of_measure(measure.code)
    times = rows.standing().order_by("filled_in_at", "id").values_list("filled_in_at", "total")
    scores = [(at, total) for at, total in times if total is not None]
    found = _from(rows, before).select_related("recorded_by").prefetch_related("wording__items")
    page = list(found[: PER_PAGE + 1])
    shown, because = page[:PER_PAGE], _why_taken_back(page)
    told = [
        replace(
            in_words(measure, row, scores, taken_back=because.get(row.pk, "")),
            answers=answers_in_words(_as_asked(measure, row), row.answers),
        )
        for row in shown
    ]
    older = shown[-1].pk if len(page) > PER_PAGE else None
    return OneMeasure(told=told, graph=graph_of(measure, scores[-IN_GRAPH:]), older=older)


def _as_asked(measure: Measure, row: Assessment) -> Measure:
    """In the words that were shown then."""
    return in_words_of(measure, row.wording.items.all()) if row.wording else measure


def _from(rows: QuerySet[Assessment], before: int | None) -> QuerySet[Assessment]:
    """The newest first, after the one that the page before ended with."""
    ordered = rows.order_by("-filled_in_at", "-id")
    last = rows.filter(pk=before).first() if before else None
    if last is None:
        return ordered
    return ordered.filter(Q(filled_in_at__lt=last.filled_in_at) | Q(filled_in_at=last.filled_in_at, pk__lt=last.pk))


def _why_taken_back(rows: Sequence[Assessment]) -> Mapping[int, str]:
    taken = AssessmentWithdrawal.objects.filter(assessment__in=rows).select_related("recorded_by")
    return {
        each.assessment_id: _("%(because)s (%(who)s)") % {"because": each.because, "who": each.recorded_by.display_name}
        for each in taken
    }


def flowsheet(patient: Patient, page_number: str | None) -> tuple[Page[date], Sequence[str], Sequence[FlowRow]]:
    """A page of days, the newest first: what they are called, and a row for each measure that was filled in on one."""
    values = "measure", "filled_in_at", "total", "missing"
    rows = Assessment.objects.of_patient(patient.pk).standing().order_by("filled_in_at", "id").values_list(*values)
    cells: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for code, at, total, missing in rows:
        measure = measure_named(code)
        words = total_in_words(measure, total) or missing_in_words(missing, has_total=measure.total_high is not None)
        cells[code, localtime(at).date()].append(words or _("filled in"))
    days = Paginator(sorted({day for _code, day in cells}, reverse=True), DAYS).get_page(page_number)
    on_page = [
        FlowRow(measure=measure, cells=[cells.get((code, day), []) for day in days])
        for code, measure in all_measures().items()
        if any((code, day) in cells for day in days)
    ]
    return days, [date_format(day, "j M Y") for day in days], on_page
