"""Whom a time that became free suits, and who of them comes first. Values in, values out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum, auto

NOON, EVENING = 12, 17  # o'clock, in the practice's zone


class PartOfDay(StrEnum):
    """When somebody can come: before noon, before five, or later."""

    MORNING = auto()
    AFTERNOON = auto()
    EVENING = auto()


@dataclass(frozen=True, kw_only=True)
class FreeTime:
    """A time that became free with one clinician. `starts_at` is in the practice's zone.

    `takes` are the visit types that the clinician takes on; empty means all.
    """

    starts_at: datetime
    minutes: int
    clinician_id: int
    gender: str = ""
    languages: frozenset[str] = frozenset()
    takes: frozenset[int] = frozenset()
    in_person: bool = True
    telehealth: bool = True


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What somebody waits for. What is left empty or None does not matter to them."""

    entry_id: int
    visit_type_id: int
    minutes: int
    since_on: date
    weight: int = 0
    clinician_id: int | None = None
    gender: str = ""
    language: str = ""
    in_person: bool = True
    telehealth: bool = True
    weekdays: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    earliest_on: date | None = None
    notice_hours: int = 0


Check = Callable[[Waiting, FreeTime, datetime], bool]

# Each is a reason why a time may not suit; all must hold.
CHECKS: dict[str, Check] = {
    "long-enough": lambda waiting, free, at: waiting.minutes <= free.minutes,
    "taken-on": lambda waiting, free, at: not free.takes or waiting.visit_type_id in free.takes,
    "with-whom": lambda waiting, free, at: waiting.clinician_id in (None, free.clinician_id),
    "gender": lambda waiting, free, at: waiting.gender in ("", free.gender),
    "language": lambda waiting, free, at: _speaks(free, waiting.language),
    "way": lambda waiting, free, at: waiting.in_person and free.in_person or waiting.telehealth and free.telehealth,
    "weekday": lambda waiting, free, at: not waiting.weekdays or free.starts_at.isoweekday() in waiting.weekdays,
    "part-of-day": lambda waiting, free, at: not waiting.parts or part_of(free.starts_at) in waiting.parts,
    "not-too-early": lambda waiting, free, at: (waiting.earliest_on or date.min) <= free.starts_at.date(),
    "enough-notice": lambda waiting, free, at: _hours(at, free.starts_at) >= waiting.notice_hours,
}


def why_not(waiting: Waiting, free: FreeTime, at: datetime) -> list[str]:
    """What does not suit them about this time; empty means that it suits."""
    return [name for name, holds in CHECKS.items() if not holds(waiting, free, at)]


def whom_it_suits(everybody: Iterable[Waiting], free: FreeTime, at: datetime) -> list[Waiting]:
    """Those whom the time suits: the higher priority first, within it the longest waiting."""
    return sorted((waiting for waiting in everybody if not why_not(waiting, free, at)), key=_turn)


def part_of(moment: datetime) -> PartOfDay:
    """The part of the day in which a local moment lies."""
    if moment.hour < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if moment.hour < EVENING else PartOfDay.EVENING


def _turn(waiting: Waiting) -> tuple[int, date, int]:
    return (-waiting.weight, waiting.since_on, waiting.entry_id)


def _speaks(free: FreeTime, language: str) -> bool:
    return not language or language.casefold() in {spoken.casefold() for spoken in free.languages}


def _hours(earlier: datetime, later: datetime) -> float:
    """Hours that really pass, also when the clocks change in between."""
    return (later.astimezone(UTC) - earlier.astimezone(UTC)) / timedelta(hours=1)
