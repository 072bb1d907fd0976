"""What a note cites, and what it would cite if it were signed now: read from state, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.db.models import Q

from medications.models import DoseChange, LogEntry, Review
from medications.presentation.entries import for_lines
from patients.models import Assessment
from practice.audit.models import Act

if TYPE_CHECKING:
    from sessions.models import NoteCitation, SessionNote  # noqa: F401


class Cited(NamedTuple):
    """One row of the chart: what it is, by the name of the citation's column, and its id."""

    what: str
    row_id: int


class CitationQuerySet(models.QuerySet["NoteCitation"]):
    """What signed notes cite."""

    def of_notes(self, notes: Iterable[int]) -> Self:
        return self.filter(note__in=notes)

    def as_cited(self) -> list[Cited]:
        """The rows, in the order in which they were recorded."""
        from sessions.models.citation import TARGETS

        found = self.order_by("id").values_list(*(f"{target}_id" for target in TARGETS))
        return [next(Cited(what, pk) for what, pk in zip(TARGETS, row, strict=True) if pk) for row in found]


# What the audit calls what a note can cite.
SUBJECTS = {
    "medications.logentry": "log_entry",
    "medications.review": "review",
    "medications.dosechange": "dose_change",
    "patients.assessment": "assessment",
    "clinical_sessions.readiness": "readiness",
}


def would_cite(note: "SessionNote", *, at: datetime) -> list[Cited]:
    """Everything that the author recorded about this patient since the note was begun, as it stands, in that order.

    Acts tell who recorded what and when, at the moment that the actor named; so a note written about the past cites
    the past. What was corrected or taken back since is left to what corrected it.
    """
    if note.patient_id is None:
        return []
    acts = Act.objects.filter(patient_id=note.patient_id, by=note.author_id, subject_type__in=SUBJECTS)
    written = acts.filter(happened_at__gte=note.began_at, happened_at__lte=at).order_by("id")
    pairs = written.values_list("subject_type", "subject_id")
    found = dict.fromkeys(Cited(SUBJECTS[kind], pk) for kind, pk in pairs if pk is not None)
    standing = _standing(_ids(found), note)
    return [each for each in found if each.row_id in standing[each.what]]


def _ids(cited: Iterable[Cited]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for what, row_id in cited:
        ids[what].append(row_id)
    return ids


def _standing(ids: Mapping[str, Collection[int]], note: "SessionNote") -> dict[str, set[int]]:
    """Of these rows, those that the author wrote about this patient and that still stand; no other note's readiness."""
    from sessions.models import Readiness

    author_id, patient_id = note.author_id, note.patient_id
    looks = Readiness.objects.filter(Q(note=None) | Q(note=note.pk), looked_by=author_id, patient=patient_id)
    own = {"recorded_by": author_id, "patient": patient_id}
    rows: dict[str, models.QuerySet[models.Model]] = {
        "log_entry": LogEntry.objects.standing().filter(**own),
        "review": Review.objects.filter(signed_by=author_id, plan__patient=patient_id),
        "dose_change": DoseChange.objects.filter(made_by=author_id, patient=patient_id),
        "assessment": Assessment.objects.standing().filter(**own),
        "readiness": looks,
    }
    return {
        what: set(found.filter(pk__in=ids[what]).values_list("pk", flat=True)) if ids.get(what) else set()
        for what, found in rows.items()
    }


def left_out_of(note: "SessionNote") -> set[Cited]:
    """What the author leaves out: the newest word about each row counts."""
    from sessions.models import CitationChoice

    choices = CitationChoice.objects.filter(note=note).order_by("what", "row_id", "-id").distinct("what", "row_id")
    return {Cited(*row[:2]) for row in choices.values_list("what", "row_id", "is_left_out") if row[2]}


def rows_of(cited: Iterable[Cited]) -> dict[Cited, models.Model]:
    """The rows with all that their words are made of; one or two queries for each kind that is there."""
    from sessions.models import Readiness

    ids = _ids(cited)
    rows: dict[str, models.QuerySet[models.Model]] = {
        "log_entry": for_lines(LogEntry.objects.all()),
        "review": Review.objects.select_related("plan__medication", "to_step"),
        "dose_change": DoseChange.objects.for_history().with_doses().select_related("medication"),
        "assessment": Assessment.objects.all(),
        "readiness": Readiness.objects.all(),
    }
    return {Cited(what, row.pk): row for what, wanted in ids.items() for row in rows[what].filter(pk__in=wanted)}
