"""Grids of days for the gallery. Made up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from medications.presentation.grid import draw
from medications.presentation.grid_values import Event, Fill, Level, Medicine, Report, Window
from medications.terms import Severity
from practice.gallery import Specimen

LAST = date(2026, 3, 29)
WINDOW = Window(last=LAST)


def level(mg: str, since: int, until: int | None = None, fill: Fill = Fill.ORDERED) -> Level:
    ends = None if until is None else LAST - timedelta(days=until)
    words = f"{mg} mg each morning"
    return Level(from_on=LAST - timedelta(days=since), until_on=ends, average_mg=Decimal(mg), words=words, fill=fill)


def event(days_ago: int, short: str, more: str, words: str) -> Event:
    return Event(on=LAST - timedelta(days=days_ago), short=short, long=f"{short} {more}".strip(), words=words)


def reported(days_ago: int, term: str, severity: Severity) -> Report:
    return Report(on=LAST - timedelta(days=days_ago), severity=severity, words=f"{term}, {severity.label}, new")


RISING = Medicine(
    name="Sertraline",
    levels=[level("25", 48, 34), level("50", 34, 20), level("75", 20, 6), level("100", 6)],
    changes=[
        event(48, "↑", "25 mg", "start with 25 mg each morning"),
        event(34, "↑", "50 mg", "from 25 mg to 50 mg each morning"),
        event(20, "↑", "75 mg", "from 50 mg to 75 mg each morning"),
        event(6, "↑", "100 mg", "from 75 mg to 100 mg each morning"),
    ],
)
WITH_EFFECTS = replace(
    RISING,
    reports=[
        reported(45, "Nausea", Severity.MODERATE),
        *(reported(31, term, Severity.MILD) for term in ("Nausea", "Fatigue", "Dry mouth", "Yawning")),
        reported(16, "Headache", Severity.SEVERE),
        reported(16, "Nausea", Severity.MILD),
        reported(3, "Insomnia", Severity.MODERATE),
    ],
    asked=[
        event(21, "2", "days missed", "asked on this dose: 2 days missed"),
        event(1, "0", "days missed", "asked on this dose: none missed"),
    ],
)
ON_ARRIVAL = Medicine(
    name="Quetiapine",
    levels=[level("50", 400, 70, Fill.FOUND), level("50", 70, 41), level("25", 41, 27)],
    changes=[
        event(70, "=", "50 mg", "goes on with 50 mg each morning"),
        event(41, "↓", "25 mg", "from 50 mg to 25 mg each morning"),
        event(27, "×", "stopped", "stopped"),
    ],
)
FROM_ELSEWHERE = Medicine(
    name="Ibuprofen (from elsewhere)",
    levels=[replace(level("400", 10), average_mg=None, words="400 mg when it hurts", fill=Fill.UNTOLD)],
    changes=[event(10, "↑", "started", "started")],
)
UNBLAMED = Medicine(name="Not blamed on any medicine", reports=[reported(12, "Dizziness", Severity.MODERATE)])
MANY = [ON_ARRIVAL, WITH_EFFECTS, FROM_ELSEWHERE, UNBLAMED]


def grid(ident: str, medicines: Sequence[Medicine]) -> Mapping[str, Any]:
    return {"grid": draw(medicines, WINDOW), "ident": f"dose-grid-{ident}"}


GRIDS = (
    Specimen(component="dose_grid", state="nothing in these days", context=partial(grid, "empty", [])),
    Specimen(component="dose_grid", state="one medicine", context=partial(grid, "one", [RISING])),
    Specimen(component="dose_grid", state="many, with effects", context=partial(grid, "many", MANY)),
)
