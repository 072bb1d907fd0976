"""What the timeline is made from: one question for each source, light values back, whoever may open the chart asking.

The patient comes through `chart_for`. Orders, assessments and life events are few and are read whole, as what lies
before the days in view tells how to read them; of the log, visits and notes only what lies in view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, F, Func, IntegerField, Min, Model, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from medications.models import DoseChange, Hold, LogEntry, MissedDoses, ObservedDose, OtherMedication, Regimen
from medications.presentation.medicine_rows import Recorded
from medications.queries import REPORTING_KINDS, WAIT_KINDS, LogEntryQuerySet
from patients.models import Assessment, ChartEvent, Patient
from practice.staff.models import User
from sessions.models import Attendance, Booking, LifeEvent, Readiness, SessionNote
from sessions.timeline.axis import Axis, Span

M = TypeVar("M", bound=Model)


class Report(NamedTuple):
    """All side effects of one severity that were told in one column, as they read today.

    The day is the first of them; medication, course and frequency say something where there is one alone.
    """

    on: date
    severity: str
    effects: Sequence[str]
    medication: str | None
    course: str
    frequency: str


class Wait(NamedTuple):
    """Somebody asked to wait, or no longer does, in their words."""

    on: date
    kind: str
    words: str


class Missed(NamedTuple):
    on: date
    medication: str
    days: int
    in_a_row: int


class Held(NamedTuple):
    """A plan was kept at its dose; `lifted_on` is None while it is."""

    medication_id: int
    held_on: date
    lifted_on: date | None
    reason: str


class Seen(NamedTuple):
    """A visit that took place, or that they did not come to."""

    on: date
    status: str
    kind: str


class Noted(NamedTuple):
    """A signed note, with what its frame says; None and "not-asked" where nobody asked, or there is no frame."""

    on: date
    kind: str
    settled_at_start: int | None
    settled_at_end: int | None
    avoidance: int | None
    regulation: int | None
    in_the_way: str | None


class Looked(NamedTuple):
    """Readiness as it was looked at, and whether it was enough."""

    on: date
    safety: str
    sleep: str
    support: str
    medication: str
    allows: bool


class Filled(NamedTuple):
    """A measure as it was filled in; without a total, `missing` says how many answers there were not."""

    on: date
    measure: str
    total: Decimal | None
    missing: int
    band: str | None


class Crisis(NamedTuple):
    on: date
    words: str


class DaysBetween(Func):
    """From the second day to the first."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


@dataclass(frozen=True, kw_only=True)
class Doses:
    """Everything about what was taken."""

    recorded: Recorded = field(default_factory=Recorded)
    holds: Sequence[Held] = ()


def read_doses(patient: Patient) -> Doses:
    """Orders, doses found in use and medicines from elsewhere, with what they consist of; five questions."""
    orders = list(DoseChange.objects.filter(patient=patient).select_related("medication").order_by("id"))
    observed = list(ObservedDose.objects.filter(patient=patient).select_related("medication").order_by("id"))
    _with_regimens([*orders, *observed])
    others = OtherMedication.objects.filter(patient=patient).order_by("id")
    holds = Hold.objects.filter(plan__patient=patient).annotate(
        held_on=TruncDate("held_at"), lifted_on=TruncDate("lifted_at")
    )
    return Doses(
        recorded=Recorded(orders=orders, observed=observed, others=list(others)),
        holds=[Held(*row) for row in holds.values_list("plan__medication_id", "held_on", "lifted_on", "reason")],
    )


def _with_regimens(rows: Sequence[Any]) -> None:
    """Their regimens with their doses, in two questions for both kinds of row."""
    wanted = {row.regimen_id for row in rows if row.regimen_id}
    found = Regimen.objects.with_doses().in_bulk(wanted)
    for row in rows:
        if row.regimen_id:
            row.regimen = found[row.regimen_id]


def read_reports(patient: Patient, axis: Axis) -> list[Report]:
    """Put together by the database, column by column: there may be thousands, and a few hundred places at most."""
    column = DaysBetween(TruncDate("happened_at"), Value(axis.span.first, DateField())) / Value(axis.column_days)
    seen = _on_days(_reports(patient), "happened_at", axis.span).order_by()
    told = seen.values("severity", column=column).annotate(
        first=Min("on"),
        effects=ArrayAgg("effect__term"),
        blamed=Min("medication__name"),
        a_course=Min("course"),
        a_frequency=Min("frequency"),
    )
    rows = told.values_list("first", "severity", "effects", "blamed", "a_course", "a_frequency")
    return [Report(*row) for row in rows]


def first_report_on(patient: Patient) -> date | None:
    first: date | None = _reports(patient).aggregate(on=Min(TruncDate("happened_at")))["on"]
    return first


def _reports(patient: Patient) -> LogEntryQuerySet:
    return LogEntry.objects.filter(patient=patient, kind__in=REPORTING_KINDS, effect__isnull=False).standing()


def read_waits(patient: Patient) -> list[Wait]:
    """All of them, the oldest first: one that is not withdrawn goes on."""
    waits = LogEntry.objects.filter(patient=patient, kind__in=WAIT_KINDS).standing()
    return [Wait(*row) for row in _on_days(waits, "happened_at", None).values_list("on", "kind", "in_their_words")]


def read_missed(patient: Patient, span: Span | None) -> list[Missed]:
    rows = _on_days(MissedDoses.objects.filter(patient=patient), "asked_at", span)
    return [Missed(*row) for row in rows.values_list("on", "medication__name", "missed_days", "missed_in_a_row")]


def read_visits(patient: Patient, span: Span | None) -> list[Seen]:
    """What took place and what did not; what is booked, or was cancelled, is nothing that happened."""
    kept = Booking.objects.filter(patient=patient, status__in=[Attendance.DONE, Attendance.DID_NOT_ATTEND])
    rows = _on_days(kept, "visit__starts_at", span)
    return [Seen(*row) for row in rows.values_list("on", "status", "visit__visit_type__name")]


def read_notes(patient: Patient, user: User, span: Span | None) -> list[Noted]:
    """Signed ones alone, their own and those of groups they were in. What was chosen near the trauma is not asked."""
    rows = SessionNote.objects.visible_to(user).signed().of_patient(patient.pk)
    frame = ("settled_at_start", "settled_at_end", "avoidance", "regulation", "symptoms_in_the_way")
    told = _on_days(rows, "took_place_from", span)
    return [Noted(*row) for row in told.values_list("on", "kind", *(f"frame__{name}" for name in frame))]


def read_readiness(patient: Patient, span: Span | None) -> list[Looked]:
    rows = _on_days(Readiness.objects.of_patient(patient.pk), "looked_at", span)
    return [Looked(*row) for row in rows.values_list("on", "safety", "sleep", "support", "medication", "allows")]


def read_assessments(patient: Patient, user: User) -> list[Filled]:
    """All that stand, the oldest first."""
    rows = _on_days(Assessment.objects.visible_to(user).of_patient(patient.pk).standing(), "filled_in_at", None)
    return [Filled(*row) for row in rows.values_list("on", "measure", "total", "missing", "scores__band")]


def read_crises(patient: Patient, span: Span | None) -> list[Crisis]:
    rows = ChartEvent.objects.filter(patient=patient, kind=ChartEvent.Kind.CRISIS)
    return [Crisis(*row) for row in _on_days(rows, "happened_at", span).values_list("on", "words")]


def read_life_events(patient: Patient, user: User) -> list[LifeEvent]:
    return list(LifeEvent.objects.visible_to(user).filter(patient=patient).standing().order_by("on", "id"))


def _on_days(rows: QuerySet[M], moment: str, span: Span | None) -> QuerySet[Any]:
    """With `on`, the practice's day of a moment, in order of time, and only what lies in view."""
    dated = rows.annotate(on=TruncDate(F(moment)))
    seen = dated if span is None else dated.filter(Q(on__gte=span.first, on__lte=span.last))
    return seen.order_by(moment, "pk")
