"""Which measures a plan asks for: what was agreed for it, else what the practice asks with plans of its kind.

The same is told as SQL in sessions/sql/due/measures.sql, where what is due is found for everybody at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BETWEEN_WORDS = str.maketrans("-,.;:/()", "        ")


@dataclass(frozen=True, kw_only=True)
class Target:
    """One row of the practice's table: a measure, for which symptoms, and the words of a plan that tell of them."""

    measure: str
    symptoms: str
    words: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The newest agreement about one plan; without measures none is asked."""

    follows_practice: bool
    measures: tuple[str, ...] = ()


def words_of(*, purpose: str, indication: str) -> frozenset[str]:
    """A plan's indication, and the single words of what it is for, in small letters."""
    return frozenset((indication, *purpose.lower().translate(BETWEEN_WORDS).split(" "))) - {""}


def targets_of(words: frozenset[str], table: Iterable[Target]) -> list[Target]:
    """The rows of the practice's table that a plan with these words is for."""
    return [target for target in table if target.words & words]


def measures_of(words: frozenset[str], table: Iterable[Target], agreed: Agreed | None) -> Sequence[str]:
    """The measures asked because of a plan."""
    if agreed is not None and not agreed.follows_practice:
        return agreed.measures
    return [target.measure for target in targets_of(words, table)]
