"""From answers to scores. Pure: a measure and what was answered in, what follows out.

Nothing is guessed: with an item unanswered there is no total (and no subscale score that needs it), and the score says
which items are missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from patients.measures.definitions import Band, Measure

Answers = Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Score:
    """What a filled-in measure comes to. `findings` are codes that an algorithm gives ("ptsd", "provisional-ptsd")."""

    total: Decimal | None
    missing: tuple[str, ...]
    subscales: Mapping[str, Decimal | None] = field(default_factory=dict)
    band: Band | None = None
    findings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    risks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Change:
    """From one total to another. `direction` is "better", "worse" or "same"; the others None where nobody published it."""

    points: Decimal
    direction: str
    is_reliable: bool | None
    is_meaningful: bool | None


def score(measure: Measure, answers: Answers) -> Score:
    """The score of these answers. Raises ValueError for an item or a value that the measure does not have."""
    raise NotImplementedError


def change(measure: Measure, before: Decimal, after: Decimal) -> Change:
    """How a total changed, and whether by more than chance and enough to matter, where anybody published that."""
    raise NotImplementedError
