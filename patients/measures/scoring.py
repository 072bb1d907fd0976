"""From answers to scores. Pure: a measure and what was answered in, what follows out.

Nothing is guessed: with an item unanswered there is no total (and no subscale score that needs it), and the score says
which items are missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from patients.measures.algorithms import findings_of, items_asked
from patients.measures.definitions import Band, Item, Measure

Answers = Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Score:
    """What a filled-in measure comes to. `findings` are codes that an algorithm gives ("ptsd", "provisional-ptsd").

    `flags` are the parts that ask for a look, `risks` the answers that call a person. Where parts are read each by
    itself, `part_bands` holds the band of each.
    """

    total: Decimal | None
    missing: tuple[str, ...]
    subscales: Mapping[str, Decimal | None] = field(default_factory=dict)
    band: Band | None = None
    part_bands: Mapping[str, Band] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    risks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Change:
    """From one total to another. `direction` is "better", "worse" or "same"; None stands where none is published."""

    points: Decimal
    direction: str
    is_reliable: bool | None
    is_meaningful: bool | None


def score(measure: Measure, answers: Answers) -> Score:
    """The score of these answers. Raises ValueError for an item or a value that the measure does not have."""
    given = _given(measure, answers)
    asked = items_asked(measure, given)
    missing = tuple(item.code for item in measure.items if item.code in asked and item.code not in given)
    counted = _counted(measure, given, asked)
    subscales = {part.code: _sum(part.items, counted) for part in measure.subscales}
    total = None
    if measure.total_high is not None and not missing:
        total = _sum([item.code for item in measure.items if not item.explains], counted)
    return Score(
        total=total,
        missing=missing,
        subscales=subscales,
        band=band_of(measure.bands, total),
        part_bands=_part_bands(measure, subscales),
        findings=() if missing else findings_of(measure, counted),
        flags=tuple(code for code, came_to in subscales.items() if _asks_for_a_look(measure, code, came_to)),
        risks=_risks(measure, given),
    )


def change(measure: Measure, before: Decimal, after: Decimal) -> Change:
    """How a total changed, and whether by more than chance and enough to matter, where anybody published that."""
    points = after - before
    size = abs(points)
    better = points > 0 if measure.higher_is == "better" else points < 0
    return Change(
        points=points,
        direction="same" if not points else "better" if better else "worse",
        is_reliable=None if measure.reliable_change is None else size >= measure.reliable_change,
        is_meaningful=None if measure.meaningful_change is None else size >= measure.meaningful_change,
    )


def band_of(bands: Iterable[Band], came_to: Decimal | None) -> Band | None:
    """What it is called; None where nothing is published for it."""
    if came_to is None:
        return None
    return next((band for band in bands if band.low <= came_to <= band.high), None)


def _given(measure: Measure, answers: Answers) -> dict[str, int]:
    """What was answered, without what was left out."""
    items = {item.code: item for item in measure.items}
    if unknown := set(answers) - set(items):
        raise ValueError(f"{measure.code} has no item {', '.join(sorted(unknown))}")
    given = {code: value for code, value in answers.items() if value is not None}
    for code, value in given.items():
        if isinstance(value, bool) or value not in {choice.value for choice in items[code].choices}:
            raise ValueError(f"{measure.code}, item {code}: no such answer")
    return given


def _counted(measure: Measure, given: Mapping[str, int], asked: frozenset[str]) -> dict[str, int]:
    """What each answer counts. An item that the rule of the measure leaves out counts nothing."""
    counted = {item.code: value_of(item, given[item.code]) for item in measure.items if item.code in given}
    skipped = {item.code for item in measure.items if item.code not in asked and not item.explains}
    return {**counted, **dict.fromkeys(skipped, 0)}


def value_of(item: Item, answer: int) -> int:
    """A reversed item counts from the other end of its answers."""
    if not item.is_reversed:
        return answer
    values = [choice.value for choice in item.choices]
    return min(values) + max(values) - answer


def _sum(codes: Iterable[str], counted: Mapping[str, int]) -> Decimal | None:
    values = [counted.get(code) for code in codes]
    known = [value for value in values if value is not None]
    return Decimal(sum(known)) if len(known) == len(values) else None


def _part_bands(measure: Measure, subscales: Mapping[str, Decimal | None]) -> dict[str, Band]:
    found = {part.code: band_of(part.bands, subscales[part.code]) for part in measure.subscales}
    return {code: band for code, band in found.items() if band is not None}


def _asks_for_a_look(measure: Measure, code: str, came_to: Decimal | None) -> bool:
    part = next(part for part in measure.subscales if part.code == code)
    if came_to is None or (part.flag_from is None and part.flag_to is None):
        return False
    return (part.flag_from is None or came_to >= part.flag_from) and (part.flag_to is None or came_to <= part.flag_to)


def _risks(measure: Measure, given: Mapping[str, int]) -> dict[str, int]:
    """Whatever else was left out."""
    return {risk.item: given[risk.item] for risk in measure.risk_items if given.get(risk.item, 0) >= risk.from_value}
