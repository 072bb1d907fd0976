"""What the formulary says of a medicine, as values that rules compute with.

Amounts are in mg a day unless said otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from medications.rules.conditions import ALWAYS, Circumstances, Condition
from medications.terms import FactKind, InteractionSeverity, Standing


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One statement with its condition, source and standing. Which of the values it uses, `FactKind` says."""

    kind: FactKind
    applies: Condition = ALWAYS
    low: Decimal | None = None
    high: Decimal | None = None
    days: int | None = None
    hours: int | None = None
    names: frozenset[str] = frozenset()
    words: str = ""
    source: str = ""
    standing: Standing = Standing.RECALLED
    id: int | None = None

    @property
    def is_confirmed(self) -> bool:
        """Read in the label, or confirmed by the practice; what is only recalled blocks at most until co-signed."""
        return self.standing != Standing.RECALLED


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of a published schedule: the average daily amount, and the days to stay there (None: to stay)."""

    mg_a_day: Decimal
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A published way up or down. `is_the_rule` applies by itself where its condition holds (lamotrigine); any other
    is chosen for a plan. It stands in place of the medicine's general increment and interval."""

    code: str
    levels: tuple[Level, ...]
    applies: Condition = ALWAYS
    is_the_rule: bool = False
    is_taper: bool = False
    name: str = ""
    source: str = ""
    standing: Standing = Standing.RECALLED
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """A pair, unordered: each side is a medicine's, a class's or a substance's code.

    `wash_out_days` maps (what was stopped, what is started) to days, by code or class.
    """

    code: str
    one: str
    other: str
    severity: InteractionSeverity
    mechanism: str = ""
    effect: str = ""
    action: str = ""
    wash_out_days: tuple[tuple[str, str, int], ...] = ()
    source: str = ""
    standing: Standing = Standing.RECALLED


@dataclass(frozen=True, kw_only=True)
class DrugFacts:
    """All that the formulary says of one medicine, and the interactions that name it or one of its classes."""

    code: str = ""
    classes: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    interactions: tuple[Interaction, ...] = ()

    def of(self, kind: FactKind) -> Iterator[Fact]:
        return (fact for fact in self.facts if fact.kind == kind)

    def that_hold(self, kind: FactKind, now: Circumstances) -> list[Fact]:
        return [fact for fact in self.of(kind) if fact.applies.holds(now)]


NO_FACTS = DrugFacts()
