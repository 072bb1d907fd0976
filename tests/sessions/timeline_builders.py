"""Some years of somebody's care, written straight into the tables: as much as a timeline is ever likely to show."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from medications.models import Effect, Hold, LogEntry, MissedDoses, TitrationPlan
from medications.terms import Course, EntryKind, Frequency, Severity, Source
from patients.models import Assessment, ChartEvent, Patient
from practice.staff.models import User
from sessions.models import Attendance, Booking, LifeEvent, NoteFrame, SessionNote, Visit
from sessions.note_kinds import NoteKind
from sessions.services.life_events import Told, add_life_event
from tests.builders import make_patient
from tests.medications.builders import DAY, HOUR, NOW, ago, colleague, effect, plan_on_step
from tests.sessions.visit_builders import make_type

AMOUNTS: dict[str, tuple[float, ...]] = {
    "sertraline": (25, 50, 75, 100),
    "prazosin": (1, 2, 4, 6),
    "lamotrigine": (25, 50, 100, 200),
    "quetiapine": (25, 50, 100, 150),
    "propranolol": (20, 40, 60, 80),
    "gabapentin": (300, 600, 900, 1200),
}
EFFECTS = ("Nausea", "Headache", "Sleepiness", "Dry mouth", "Vivid dreams", "Restlessness")
HIGHEST = {"phq9": 27, "gad7": 21, "pcl5": 80, "isi": 28}


def in_care(
    *, medications: int = 1, entries: int = 3, assessments: int = 3, visits: int = 3, days: int = 150
) -> tuple[Patient, User]:
    """A patient and the prescriber on their team; everything lies evenly over the days before `NOW`."""
    patient = make_patient()
    prescriber = colleague(patient)
    plans = [
        plan_on_step(
            4,
            code=code,
            amounts=amounts,
            patient=patient,
            prescriber=prescriber,
            since=ago(days=10),
            hold_days=days // 5,
        )
        for code, amounts in list(AMOUNTS.items())[:medications]
    ]
    reported(patient, plans, spread(entries, days), by=prescriber)
    filled_in(patient, spread(assessments, days), by=prescriber)
    visited(patient, spread(visits, days), by=prescriber)
    return patient, prescriber


def spread(count: int, days: int) -> Iterator[datetime]:
    """So many moments over so many days, the oldest first."""
    return (NOW - DAY * days + (number + 1) * timedelta(days=days) / (count + 1) for number in range(count))


def reported(patient: Patient, plans: Sequence[TitrationPlan], moments: Iterator[datetime], *, by: User) -> None:
    """Every tenth report is severe, every fourth moderate."""
    effects: list[Effect] = [effect(term) for term in EFFECTS]
    medicines = cycle([*(plan.medication for plan in plans), None])
    LogEntry.objects.bulk_create(
        LogEntry(
            patient=patient,
            kind=EntryKind.REPORT,
            medication=next(medicines),
            effect=effects[number % len(effects)],
            severity=Severity.SEVERE if number % 10 == 9 else Severity.MODERATE if number % 4 == 3 else Severity.MILD,
            course=Course.NEW,
            frequency=Frequency.SOME_DAYS,
            source=Source.PATIENT,
            happened_at=at,
            recorded_by=by,
        )
        for number, at in enumerate(moments)
    )


def filled_in(
    patient: Patient, moments: Iterator[datetime], *, by: User, measures: Sequence[str] = tuple(HIGHEST)
) -> None:
    """One measure after the other; every ninth was left without a total."""
    Assessment.objects.bulk_create(
        assessment(
            patient,
            measures[number % len(measures)],
            None if number % 9 == 8 else HIGHEST[measures[number % len(measures)]] * (90 - number * 7 % 60) // 100,
            at=at,
            by=by,
        )
        for number, at in enumerate(moments)
    )


def assessment(patient: Patient, measure: str, total: int | None, *, at: datetime, by: User, band: str = "") -> Any:
    """As the service would leave it, as far as a picture reads it."""
    return Assessment(
        patient=patient,
        measure=measure,
        edition=1,
        answers={},
        total=None if total is None else Decimal(total),
        missing=2 if total is None else 0,
        scores={"band": band or None},
        how=Assessment.How.ASKED,
        filled_in_at=at,
        recorded_by=by,
    )


def visited(patient: Patient, moments: Iterator[datetime], *, by: User) -> None:
    """Visits of half an hour; they did not come to every sixth."""
    kind = make_type()
    told = {"visit_type": kind, "is_telehealth": True, "booked_at": NOW, "booked_by": by}
    rows = Visit.objects.bulk_create(Visit(starts_at=at, ends_at=at + HOUR / 2, **told) for at in moments)
    Booking.objects.bulk_create(
        Booking(
            visit=row,
            patient=patient,
            status=Attendance.DID_NOT_ATTEND if number % 6 == 5 else Attendance.DONE,
            status_at=row.ends_at,
            status_by=by,
            booked_at=NOW,
            booked_by=by,
        )
        for number, row in enumerate(rows)
    )


def noted(patient: Patient, *, by: User, at: datetime, **frame: Any) -> SessionNote:
    """A signed note of individual therapy with its frame."""
    note = SessionNote.objects.create(
        kind=NoteKind.INDIVIDUAL_THERAPY, patient=patient, author=by, began_at=at, took_place_from=at
    )
    NoteFrame.objects.create(note=note, **frame)
    note.signed_at, note.signed_by = at, by
    note.save()
    return note


def missed(plan: TitrationPlan, days: int, *, at: datetime) -> MissedDoses:
    return MissedDoses.objects.create(
        patient=plan.patient,
        medication=plan.medication,
        missed_days=days,
        source=Source.PATIENT,
        asked_at=at,
        asked_by=plan.prescriber,
    )


def held(plan: TitrationPlan, *, at: datetime, until: datetime | None = None) -> Hold:
    lifted = {"lifted_at": until, "lifted_by": plan.prescriber if until else None}
    return Hold.objects.create(plan=plan, reason="Exams first.", held_at=at, held_by=plan.prescriber, **lifted)


def crisis(patient: Patient, *, by: User, at: datetime) -> ChartEvent:
    told = {"kind": ChartEvent.Kind.CRISIS, "words": "A night at the hospital."}
    return ChartEvent.objects.create(patient=patient, happened_at=at, recorded_by=by, **told)


def told(words: str = "Moved in with Sam.", on: date | None = None, **fields: Any) -> Told:
    return Told(**{"words": words, "on": on or ago(days=40).date(), "was_asked_for": True, **fields})


def life_event(patient: Patient, words: str = "Moved in with Sam.", *, by: User, **fields: Any) -> LifeEvent:
    return add_life_event(patient=patient, told=told(words, **fields), by=by, at=NOW)
