"""What is known of the person that a limit, a warning or an interaction may depend on. Values only.

Names of medicines, classes and substances are the formulary's codes (`sertraline`, `cyp2d6_strong_inhibitor`,
`alcohol`). "Not known" is None or absent, and never the same as "no".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """A medicine or substance that the person takes, or took. `classes` are the classes it belongs to.

    `stopped_on` None: taken now. `last_taken_at` (UTC) is known for substances and single doses; `changed_on` is the
    day it was started or last raised.
    """

    code: str
    name: str = ""
    classes: frozenset[str] = frozenset()
    since: date | None = None
    changed_on: date | None = None
    stopped_on: date | None = None
    last_taken_at: datetime | None = None
    is_substance: bool = False
    stopped_abruptly: bool = False

    def is_taken_on(self, day: date) -> bool:
        return self.stopped_on is None or self.stopped_on > day

    def is_any_of(self, codes: Iterable[str]) -> bool:
        """Whether it is one of these medicines or substances, or belongs to one of these classes."""
        return not ({self.code} | self.classes).isdisjoint(codes)

    def days_since(self, day: date) -> int | None:
        """Whole days since it was last taken; 0 while it is taken; None where that is not known."""
        if self.is_taken_on(day) and self.last_taken_at is None:
            return 0
        last = self.last_taken_at.date() if self.last_taken_at else self.stopped_on
        return None if last is None else (day - last).days


@dataclass(frozen=True, kw_only=True)
class Allergy:
    """What somebody may not or would rather not be given again. `to` is a medicine's or a class's code."""

    to: str
    is_hypersensitivity: bool


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One measurement, of a kind that patients have; `hours_after_dose` where the timing matters (a level)."""

    kind: str
    value: Decimal
    unit: str
    taken_at: datetime
    hours_after_dose: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """The person as limits see them, on the day that is asked about.

    `hepatic` and `renal` are none, mild, moderate or severe; creatinine clearance is in mL/min. `pregnant` and
    `breast_feeding` are yes, no, unknown or declined. `genotype` maps a gene to a phenotype: CYP2D6 → poor.
    """

    age: int | None = None
    sex: str = "unknown"
    sensitivity: str = "usual"
    hepatic: str | None = None
    renal: str | None = None
    creatinine_clearance: Decimal | None = None
    pregnant: str = "unknown"
    breast_feeding: str = "unknown"
    indication: str | None = None
    conditions: frozenset[str] = frozenset()
    allergies: tuple[Allergy, ...] = ()
    genotype: Mapping[str, str] = field(default_factory=dict)
    exposures: tuple[Exposure, ...] = ()
    measured: tuple[Measured, ...] = ()

    def takes_any_of(self, codes: Iterable[str], day: date) -> bool:
        return any(exposure.is_taken_on(day) and exposure.is_any_of(codes) for exposure in self.exposures)
