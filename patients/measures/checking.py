"""What every measure must hold to, whoever wrote its file."""

from collections.abc import Iterable
from decimal import Decimal

from patients.measures.definitions import Band, Item, Measure, Subscale
from patients.measures.risk_topics import RiskTopic

RESPONDENTS = frozenset({"person", "clinician", "staff"})
STANDINGS = frozenset({"source-checked", "secondary-checked", "recalled"})
WAYS = frozenset({"worse", "better"})
ALGORITHMS = frozenset({"", "pcl5", "pc-ptsd-5", "itq"})


class Wrong(Exception):
    """A measure's file has a slip; `str()` says which and where."""


def require(holds: bool, otherwise: str) -> None:
    """Raises Wrong."""
    if not holds:
        raise Wrong(otherwise)


def check(measure: Measure) -> None:
    """Raises Wrong where words or figures do not agree with each other."""
    require(measure.respondent in RESPONDENTS, f"respondent {measure.respondent!r}")
    require(measure.standing in STANDINGS, f"standing {measure.standing!r}")
    require(measure.higher_is in WAYS, f"higher_is {measure.higher_is!r}")
    require(measure.algorithm in ALGORITHMS, f"algorithm {measure.algorithm!r}")
    require(bool(measure.sources), "no source")
    require(measure.licence.may_be_filled_in or bool(measure.licence.needs), "the licence does not say what it needs")
    items = {item.code: item for item in measure.items}
    require(len(items) == len(measure.items), "an item stands twice")
    for item in measure.items:
        _check_choices(item)
    for part in measure.subscales:
        _check_part(part, items)
    _check_total(measure)
    _check_risks(measure, items)


def bounds_of(items: Iterable[Item]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest that these items can come to together."""
    values = [[choice.value for choice in item.choices] for item in items]
    return Decimal(sum(map(min, values))), Decimal(sum(map(max, values)))


def _check_choices(item: Item) -> None:
    values = [choice.value for choice in item.choices]
    require(len(values) > 1 and values == sorted(set(values)), f"item {item.code}: its answers do not go up")
    require(values[0] >= 0, f"item {item.code}: no answer counts less than nothing")
    require(all([item.topic, *(choice.label for choice in item.choices)]), f"item {item.code}: words are missing")


def _check_part(part: Subscale, items: dict[str, Item]) -> None:
    require(set(part.items) <= set(items), f"part {part.code}: items that are not there")
    require(len(set(part.items)) == len(part.items) > 0, f"part {part.code}: its items")
    require(part.higher_is in WAYS, f"part {part.code}: higher_is {part.higher_is!r}")
    bounds = bounds_of(items[code] for code in part.items)
    require((part.low, part.high) == bounds, f"part {part.code}: its items come to {bounds[0]} to {bounds[1]}")
    _check_bands(part.bands, *bounds, where=f"part {part.code}")


def _check_total(measure: Measure) -> None:
    if measure.total_low is None or measure.total_high is None:
        require(not measure.bands and not measure.cutoffs, "bands and cut-offs belong to a total")
        return
    bounds = bounds_of(item for item in measure.items if not item.explains)
    require((measure.total_low, measure.total_high) == bounds, f"the items come to {bounds[0]} to {bounds[1]}")
    _check_bands(measure.bands, *bounds, where="the measure")
    for cutoff in measure.cutoffs:
        require(bounds[0] <= cutoff.value <= bounds[1] and bool(cutoff.meaning), f"cut-off {cutoff.value}")


def _check_bands(bands: tuple[Band, ...], low: Decimal, high: Decimal, *, where: str) -> None:
    """From end to end, without a hole."""
    if not bands:
        return
    require(all(band.low <= band.high and band.label for band in bands), f"{where}: a band is upside down")
    meets = all(after.low == before.high + 1 for before, after in zip(bands, bands[1:], strict=False))
    require(meets and (bands[0].low, bands[-1].high) == (low, high), f"{where}: the bands leave a hole")


def _check_risks(measure: Measure, items: dict[str, Item]) -> None:
    for risk in measure.risk_items:
        require(risk.item in items, f"risk item {risk.item} is not there")
        require(risk.topic in RiskTopic.values, f"risk topic {risk.topic!r}")
        require(risk.from_value in {choice.value for choice in items[risk.item].choices}, "risk from what answer?")
