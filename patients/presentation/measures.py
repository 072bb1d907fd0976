"""What somebody's assessments say, in words: the newest first, each beside the one before it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure, all_measures
from patients.measures.scoring import change
from patients.measures_in_use import InUse
from patients.models import Assessment, Patient
from patients.presentation.measures_graph import Graph, day, graph_of
from patients.presentation.measures_words import (
    change_in_words,
    findings_in_words,
    missing_in_words,
    parts_in_words,
    total_in_words,
)

NEWEST, LISTED, WITH_THE_ONE_BEFORE = 20, 4, 2
ABOUT_ONESELF = "staff"
Scores = Sequence[tuple[datetime, Decimal]]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One assessment in words. `total` and `band` are empty where there is none; `missing` says why."""

    pk: int
    day: str
    when: str
    total: str
    band: str
    missing: str
    change: str
    findings: Sequence[str]
    parts: Sequence[tuple[str, str]]
    words: str
    told: str
    answers: Sequence[tuple[str, str]] = field(default=())
    taken_back: str = ""

    @property
    def in_short(self) -> str:
        """The total with its band, or what stands in its place, in one line."""
        found = self.findings if not self.total else []
        return " · ".join(filter(None, [self.total, self.band, self.missing, *found])) or _("filled in")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One measure as it stands on the page of all."""

    used: InUse
    newest: Told
    older: Sequence[Told]
    graph: Graph | None


def kept_of(patient: Patient, measures: Mapping[str, InUse]) -> list[Kept]:
    """Each of these measures that was filled in, in their order; one query."""
    rows = _newest_of_each(patient, NEWEST)
    return [_kept(used, rows[code]) for code, used in measures.items() if code in rows]


def newest_of(patient: Patient) -> list[tuple[Measure, Told]]:
    """The newest filling-in of each measure, beside the one before; one query."""
    rows = _newest_of_each(patient, WITH_THE_ONE_BEFORE)
    return [
        (measure, in_words(measure, rows[code][0], scores_of(rows[code])))
        for code, measure in all_measures().items()
        if code in rows
    ]


def _newest_of_each(patient: Patient, at_most: int) -> Mapping[str, Sequence[Assessment]]:
    place = Window(RowNumber(), partition_by=["measure"], order_by=[F("filled_in_at").desc(), F("id").desc()])
    newest = Assessment.objects.of_patient(patient.pk).standing().annotate(place=place).filter(place__lte=at_most)
    of_measure: defaultdict[str, list[Assessment]] = defaultdict(list)
    for row in newest.select_related("recorded_by").order_by("-filled_in_at", "-id"):
        of_measure[row.measure].append(row)
    return of_measure


def _kept(used: InUse, rows: Sequence[Assessment]) -> Kept:
    scores = scores_of(rows)
    told = [in_words(used.measure, row, scores) for row in rows[: LISTED + 1]]
    return Kept(used=used, newest=told[0], older=told[1:], graph=graph_of(used.measure, scores))


def scores_of(rows: Iterable[Assessment]) -> Scores:
    """The complete ones, the oldest first."""
    return sorted((row.filled_in_at, row.total) for row in rows if row.total is not None)


def in_words(measure: Measure, row: Assessment, scores: Scores, *, taken_back: str = "") -> Told:
    """One assessment, beside the complete one before it among `scores`."""
    said = row.scores
    return Told(
        pk=row.pk,
        day=day(row.filled_in_at),
        when=date_format(localtime(row.filled_in_at), "j F Y, H:i"),
        total=total_in_words(measure, row.total),
        band=said["band"],
        missing=missing_in_words(row.missing, has_total=measure.total_high is not None),
        change=_since_the_one_before(measure, row, scores),
        findings=findings_in_words(said["findings"]),
        parts=parts_in_words(measure, said["subscales"], bands=said["part_bands"], flags=said["flags"]),
        words=row.in_their_words,
        told=f"{row.get_how_display()} · {row.recorded_by.display_name}",
        taken_back=taken_back,
    )


def _since_the_one_before(measure: Measure, row: Assessment, scores: Scores) -> str:
    before = [(at, total) for at, total in scores if at < row.filled_in_at]
    if row.total is None or not before:
        return ""
    at, total = before[-1]
    return change_in_words(change(measure, total, row.total), since=day(at))


def offered(measures: Mapping[str, InUse]) -> tuple[list[InUse], list[InUse]]:
    """Those that may be filled in with somebody, and those that need something first."""
    about_people = [used for used in measures.values() if used.measure.respondent != ABOUT_ONESELF]
    ready = [used for used in about_people if used.may_be_filled_in]
    return ready, [used for used in about_people if not used.may_be_filled_in]


def answers_in_words(measure: Measure, answers: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """Each question with what was chosen, as far as it was."""
    said = []
    for item in measure.items:
        chosen = next((each for each in item.choices if each.value == answers.get(item.code)), None)
        if chosen is not None:
            label = "" if chosen.label == str(chosen.value) else f" {chosen.label}"
            said.append((item.topic, f"{chosen.value}{label}"))
    return said
