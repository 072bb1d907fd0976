"""Which of several facts of one kind counts for this person and this use.

Facts for a use (indication, release) that hold take the place of those for everybody, whichever way they differ.
Facts about the person (age, sex, liver, kidney, genotype, partner) can only make it stricter.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from medications.rules.conditions import ALWAYS, Condition
from medications.rules.facts import Fact
from medications.rules.proposed import ProposedStep
from medications.rules.wording import condition_in_words, in_a_row
from medications.terms import FactKind


@dataclass(frozen=True, kw_only=True)
class Limit:
    """An amount, and the facts that it comes from."""

    mg: Decimal
    facts: tuple[Fact, ...]

    @property
    def is_confirmed(self) -> bool:
        return all(fact.is_confirmed for fact in self.facts)

    @property
    def whose(self) -> str:
        """The condition it rests on, in words; nothing where it is everybody's."""
        return in_a_row(filter(None, (condition_in_words(fact.applies) for fact in self.facts)))


def usual_high(fact: Fact) -> Decimal | None:
    return fact.high


def lowest(step: ProposedStep, kind: FactKind, amount: Callable[[Fact], Decimal | None] = usual_high) -> Limit | None:
    """The amount that holds for this person: the strictest is the lowest."""
    known = [(mg, fact) for fact in step.drug.that_hold(kind, step.circumstances) if (mg := amount(fact)) is not None]
    counted = that_count([fact for _mg, fact in known])
    found = [Limit(mg=mg, facts=(fact,)) for mg, fact in known if fact in counted]
    return min(found, key=lambda limit: limit.mg, default=None)


def longest(step: ProposedStep, kind: FactKind) -> Fact | None:
    """The fact with the most days that holds for this person: the strictest is the longest."""
    facts = [fact for fact in step.drug.that_hold(kind, step.circumstances) if fact.days is not None]
    return max(that_count(facts), key=lambda fact: fact.days or 0, default=None)


def is_about_the_person(condition: Condition) -> bool:
    return replace(condition, indications=frozenset(), releases=frozenset()) != ALWAYS


def that_count(facts: list[Fact]) -> list[Fact]:
    """The most particular for the use, or else those for everybody; and all about the person."""
    uses = [fact for fact in facts if fact.applies.names_a_use]
    most = max((_parts(fact.applies) for fact in uses), default=0)
    general = [fact for fact in uses if _parts(fact.applies) == most] or [f for f in facts if f.applies.is_always]
    return [*general, *(fact for fact in facts if is_about_the_person(fact.applies) and fact not in general)]


def _parts(condition: Condition) -> int:
    return sum(getattr(condition, part.name) != getattr(ALWAYS, part.name) for part in fields(Condition))
