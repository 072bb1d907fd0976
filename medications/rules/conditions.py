"""When a fact applies: a condition on the person, what else they take, the form and the dose. Data, not prose."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from medications.rules.person import PersonFacts


class UnreadableCondition(ValueError):
    """A condition names a key that does not exist, or a value of the wrong kind."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What a condition is held against."""

    person: PersonFacts
    today: date
    release: str = ""
    taking_mg_a_day: Decimal = Decimal(0)
    days_taken: int = 0


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Every part that is given has to hold; of several names in one part, any. No part at all: always.

    `age_over` excludes the age itself. `partners` are medicines, classes or substances taken now; `without` the same,
    none of which may be taken. `releases` are those of `RELEASE_OF`; `taking_*` look at the average daily amount in
    use; `days_taken_at_least` counts from the first dose; of `stopped_abruptly`, any was stopped at once. An unknown
    clearance or severity fulfils nothing.
    """

    age_over: int | None = None
    age_at_least: int | None = None
    age_under: int | None = None
    sexes: frozenset[str] = frozenset()
    hepatic: frozenset[str] = frozenset()
    renal: frozenset[str] = frozenset()
    creatinine_clearance_under: Decimal | None = None
    creatinine_clearance_at_most: Decimal | None = None
    creatinine_clearance_at_least: Decimal | None = None
    genotype: tuple[tuple[str, str], ...] = ()
    partners: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    indications: frozenset[str] = frozenset()
    releases: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    pregnant: bool = False
    breast_feeding: bool = False
    taking_at_most_mg: Decimal | None = None
    taking_at_least_mg: Decimal | None = None
    days_taken_at_least: int | None = None
    stopped_abruptly: frozenset[str] = frozenset()

    @property
    def is_always(self) -> bool:
        return self == ALWAYS

    @property
    def names_a_use(self) -> bool:
        """It chooses what the medicine is taken for, or as; every other condition is about the person."""
        return bool(self.indications or self.releases)

    def holds(self, now: Circumstances) -> bool:
        person = now.person
        return all(
            (
                _within(person.age, at_least=self.age_at_least, over=self.age_over, under=self.age_under),
                _within(
                    person.creatinine_clearance,
                    at_least=self.creatinine_clearance_at_least,
                    under=self.creatinine_clearance_under,
                    at_most=self.creatinine_clearance_at_most,
                ),
                _within(now.taking_mg_a_day, at_least=self.taking_at_least_mg, at_most=self.taking_at_most_mg),
                _within(now.days_taken, at_least=self.days_taken_at_least),
                _one_of(person.sex, self.sexes),
                _one_of(person.hepatic, self.hepatic),
                _one_of(person.renal, self.renal),
                _one_of(person.indication, self.indications),
                _one_of(now.release, self.releases),
                not self.conditions or not self.conditions.isdisjoint(person.conditions),
                not self.genotype or any(person.genotype.get(gene) == kind for gene, kind in self.genotype),
                not self.partners or person.takes_any_of(self.partners, now.today),
                not self.stopped_abruptly
                or any(past.stopped_abruptly and past.is_any_of(self.stopped_abruptly) for past in person.exposures),
                not self.without or not person.takes_any_of(self.without, now.today),
                not self.pregnant or person.pregnant == "yes",
                not self.breast_feeding or person.breast_feeding == "yes",
            )
        )


ALWAYS = Condition()
DECIMALS = {f.name for f in fields(Condition) if "Decimal" in str(f.type)}
NUMBERS = {f.name for f in fields(Condition) if str(f.type).startswith("int")}
NAMES = {f.name for f in fields(Condition) if str(f.type).startswith("frozenset")}
FLAGS = {"pregnant", "breast_feeding"}


def condition_from(told: Mapping[str, Any]) -> Condition:
    """A condition as the formulary's files and the database keep it. Raises UnreadableCondition."""
    return Condition(**{key: _read(key, value) for key, value in told.items()})


def _read(key: str, value: Any) -> Any:
    try:
        if key in DECIMALS:
            return Decimal(str(value))
        if key in NUMBERS:
            return int(value)
        if key in FLAGS and isinstance(value, bool):
            return value
        if key in NAMES and not isinstance(value, str):
            return frozenset(str(name) for name in value)
        if key == "genotype":
            return tuple(sorted((str(gene), str(kind)) for gene, kind in dict(value).items()))
    except (InvalidOperation, TypeError, ValueError):
        pass
    raise UnreadableCondition(key)


def _one_of(value: str | None, names: frozenset[str]) -> bool:
    return not names or value in names


def _within(
    value: Decimal | int | None,
    *,
    at_least: Decimal | int | None = None,
    over: int | None = None,
    under: Decimal | int | None = None,
    at_most: Decimal | None = None,
) -> bool:
    if at_least is None and over is None and under is None and at_most is None:
        return True
    return (
        value is not None
        and (at_least is None or value >= at_least)
        and (over is None or value > over)
        and (under is None or value < under)
        and (at_most is None or value <= at_most)
    )
