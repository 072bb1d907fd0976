"""Reading the measures that come with the software, strictly: a slip in a file stops the start, and a test."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from patients.measures.checking import Wrong, check, require
from patients.measures.definitions import (
    Band,
    Choice,
    Cutoff,
    Item,
    Licence,
    Measure,
    RiskItem,
    Source,
    Subscale,
)

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "measures"
ORDER = SHIPPED / "_order.yaml"
KEYS = frozenset(Measure.__dataclass_fields__) - {"total_low", "total_high"} | {"total", "choices"}
MAY_BE_ABSENT = frozenset(
    {"subscales", "bands", "cutoffs", "reliable_change", "meaningful_change", "risk_items", "targets", "choices"}
    | {"algorithm", "measurement_kind", "caution"}
)
NEEDED = KEYS - MAY_BE_ABSENT


@cache
def shipped() -> Mapping[str, Measure]:
    """Every measure by its code, in the order of `_order.yaml`. Raises Wrong where a file has a slip."""
    order: list[str] = yaml.safe_load(ORDER.read_text(encoding="utf-8"))
    files = {path.stem for path in SHIPPED.glob("[!_]*.yaml")}
    if files != set(order) or len(order) != len(files):
        raise Wrong(f"_order.yaml and the files beside it differ: {sorted(files ^ set(order))}")
    return MappingProxyType({code: read(SHIPPED / f"{code}.yaml") for code in order})


def read(path: Path) -> Measure:
    """One measure from its file."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        measure = measure_from(told)
        require(measure.code == path.stem, f"the file is not named after {measure.code!r}")
    except (Wrong, TypeError, ValueError, KeyError, ArithmeticError) as error:
        raise Wrong(f"{path.name}: {error}") from error
    return measure


def measure_from(told: Mapping[str, Any]) -> Measure:
    """A measure as a file tells it. Raises Wrong for a word too many or too few, or for figures that do not agree."""
    _only(told, KEYS, "the measure")
    require(set(told) >= NEEDED, f"missing: {sorted(NEEDED - set(told))}")
    kept = {key: told[key] for key in KEYS & set(told) - {"total", "choices"}}
    low, high = told["total"] or (None, None)
    measure = Measure(
        **{
            **kept,
            "items": _items(told),
            "total_low": _number(low),
            "total_high": _number(high),
            "subscales": tuple(_subscale(each) for each in told.get("subscales", ())),
            "bands": _bands(told.get("bands", ())),
            "cutoffs": tuple(Cutoff(**{**each, "value": _number(each["value"])}) for each in told.get("cutoffs", ())),
            "risk_items": tuple(RiskItem(**each) for each in told.get("risk_items", ())),
            "targets": tuple(told.get("targets", ())),
            "licence": Licence(**told["licence"]),
            "sources": tuple(Source(**each) for each in told["sources"]),
            "reliable_change": _number(told.get("reliable_change")),
            "meaningful_change": _number(told.get("meaningful_change")),
        }
    )
    check(measure)
    return measure


def _items(told: Mapping[str, Any]) -> tuple[Item, ...]:
    return tuple(_item(code, each, told.get("choices", {})) for code, each in told["items"].items())


def _item(code: object, told: str | Mapping[str, Any], usual: Mapping[int, str]) -> Item:
    """An item is its topic alone, or a mapping where something about it differs from the others."""
    more: dict[str, Any] = {"topic": told} if isinstance(told, str) else dict(told)
    _only(more, {"topic", "choices", "is_reversed", "explains"}, f"item {code}")
    choices = tuple(_choice(code, value, label) for value, label in more.pop("choices", usual).items())
    require(isinstance(code, str), f"item {code}: write its number in quotes")
    return Item(code=str(code), choices=choices, **more)


def _choice(code: object, value: int, label: object) -> Choice:
    """YAML reads an unquoted yes or no as something else than a word, and 1.5 as a number."""
    if not isinstance(label, str) or type(value) is not int:
        raise Wrong(f"item {code}: its answers are whole numbers, and words in quotes")
    return Choice(value=value, label=label)


def _subscale(told: Mapping[str, Any]) -> Subscale:
    more = dict(told)
    low, high = (_number(each) for each in more.pop("range"))
    numbers = {key: _number(more.pop(key)) for key in ("flag_from", "flag_to") if key in more}
    bands = _bands(more.pop("bands", ()))
    return Subscale(items=tuple(more.pop("items")), low=low, high=high, bands=bands, **numbers, **more)


def _bands(told: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    return tuple(Band(low=_number(one["from"]), high=_number(one["to"]), label=one["label"]) for one in told)


def _number(told: object) -> Any:
    """Through text, so that 8.4 is 8.4."""
    return None if told is None else Decimal(str(told))


def _only(told: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    unknown = set(told) - set(known)
    require(not unknown, f"{where}: unknown: {sorted(map(str, unknown))}")
