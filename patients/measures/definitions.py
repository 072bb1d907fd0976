"""What a measure asks, how its answers count, and what it may be used for: read once from `patients/data/measures`.

A measure's questions are told by our own short topic words. The official wording is the practice's to load, where its
licence asks for that (`manage.py load_questionnaire`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer to an item: what it counts, and what it is called."""

    value: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question. `code` is its number in the published form ("1", "7a", "P3"), `topic` our short words for it.

    An `explains` item is kept and never counted. `is_reversed` counts from the other end of its choices.
    """

    code: str
    topic: str
    choices: tuple[Choice, ...]
    is_reversed: bool = False
    explains: bool = False


@dataclass(frozen=True, kw_only=True)
class Band:
    """What a score from `low` to `high` is called."""

    low: Decimal
    high: Decimal
    label: str


@dataclass(frozen=True, kw_only=True)
class Subscale:
    """A part of a measure with a score of its own; `flag_from` and `flag_to` bound what asks for a look.

    Where parts are read each by itself, the bands are theirs and not the measure's.
    """

    code: str
    label: str
    items: tuple[str, ...]
    low: Decimal
    high: Decimal
    higher_is: str = "worse"
    flag_from: Decimal | None = None
    flag_to: Decimal | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cutoff:
    """A published line on the scale, and for what."""

    value: Decimal
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Who owns the wording. `may_be_filled_in`: with our topic words; else the practice loads the wording first."""

    words: str
    may_be_filled_in: bool
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class RiskItem:
    """An item that is never just a number: an answer of `from_value` or more calls a person at once.

    `topic` is one of `RiskTopic`; `effect` is the formulary's term under which it stands in the log.
    """

    item: str
    from_value: int
    topic: str
    effect: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the scoring was read, and how sure it is: source-checked, secondary-checked or recalled."""

    ref: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A questionnaire or rating scale. `reliable_change` and `meaningful_change` are in points of the total.

    `respondent` is "person", "clinician" (rated by one) or "staff" (about oneself, private). `total_low` is None where
    there is no total. `measurement_kind` names the measurement that the gate reads, where there is one. `targets` are
    what it is asked about. `standing` is of the figures: "source-checked", "secondary-checked" or "recalled", which
    reads unconfirmed.
    """

    code: str
    name: str
    short_name: str
    about: str
    timeframe: str
    respondent: str
    higher_is: str
    edition: int
    items: tuple[Item, ...]
    total_low: Decimal | None
    total_high: Decimal | None
    subscales: tuple[Subscale, ...] = ()
    bands: tuple[Band, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    reliable_change: Decimal | None = None
    meaningful_change: Decimal | None = None
    risk_items: tuple[RiskItem, ...] = ()
    targets: tuple[str, ...] = ()
    licence: Licence
    standing: str
    sources: tuple[Source, ...] = ()
    algorithm: str = ""
    measurement_kind: str = ""
    caution: str = ""


def all_measures() -> Mapping[str, Measure]:
    """Every measure by its code, in the order in which they are offered."""
    # The loader builds these classes, so it is above this module.
    from patients.measures.loading import shipped

    return shipped()


def measure_named(code: str) -> Measure:
    """The measure of that code. Raises KeyError."""
    return all_measures()[code]
