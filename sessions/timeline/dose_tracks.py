"""One track for each medicine: the average daily amount as a staircase, with what changed. Pure.

What was found in use rather than ordered here, and what somebody else prescribes, is hatched. While a plan was held a
bar lies over its dose.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.models import DoseChange
from medications.presentation.amounts import amount
from medications.presentation.grid_values import Event, Fill, Level, Medicine
from medications.presentation.medicine_rows import capital, medicines_of
from medications.terms import ChangeKind
from sessions.timeline.axis import Axis
from sessions.timeline.marks import Fact, Shape, marks_of
from sessions.timeline.reading import Doses, Held
from sessions.timeline.scales import stairs
from sessions.timeline.tracks import Label, Path, Track
from sessions.timeline.words import day_said, listed

TOP, GROUND, LOWEST = 24, 56, 5
UNTOLD_TOP, UNTOLD_GROUND = 20, 30
CHANGES = 10
LETTER, GAP = 7, 14
SIGNS = {"↑": Shape.UP, "↓": Shape.DOWN, "=": Shape.SAME, "×": Shape.CROSS, "•": Shape.SQUARE}
FILLS = {Fill.ORDERED: "ordered", Fill.FOUND: "found", Fill.UNTOLD: "untold"}


def dose_tracks(doses: Doses, axis: Axis) -> list[Track]:
    """Those of which something lies in view; ours by name, then those from elsewhere."""
    named = [order.medication for order in doses.recorded.orders] + [row.medication for row in doses.recorded.observed]
    ids = {capital(medication.name): medication.pk for medication in named}
    return [
        _track(medicine, ids.get(medicine.name), doses, axis)
        for medicine in medicines_of(doses.recorded)
        if _is_in_view(medicine, axis)
    ]


def _is_in_view(medicine: Medicine, axis: Axis) -> bool:
    return any(_has_some_of(level, axis) for level in medicine.levels) or any(
        axis.span.has(event.on) for event in medicine.changes
    )


def _has_some_of(level: Level, axis: Axis) -> bool:
    begins = level.from_on is None or level.from_on <= axis.span.last
    return begins and (level.until_on is None or level.until_on > axis.span.first)


def _track(medicine: Medicine, medication_id: int | None, doses: Doses, axis: Axis) -> Track:
    levels = [level for level in medicine.levels if _has_some_of(level, axis)]
    is_told = medicine.changes and any(level.fill != Fill.UNTOLD for level in medicine.levels)
    held = [each for each in doses.holds if each.medication_id == medication_id] if medication_id else []
    paused_on = {
        order.first_dose_on for order in doses.recorded.orders if _is_pause_of(order, medication_id) and is_told
    }
    ground = GROUND if is_told else UNTOLD_GROUND
    return Track(
        code="doses",
        name=medicine.name,
        height=ground + 6,
        marks=marks_of([*_from_before(levels, axis), *_facts(medicine.changes, held, paused_on)], axis, listed),
        paths=[*_stairs(levels, axis), *_held(held, axis, ground), Path(look="ground", d=f"M0 {ground}H{axis.width}")],
        labels=_amounts(levels, axis) if is_told else [],
    )


def _is_pause_of(order: DoseChange, medication_id: int | None) -> bool:
    return order.medication_id == medication_id and order.kind == ChangeKind.PAUSE


def _from_before(levels: Sequence[Level], axis: Axis) -> Iterator[Fact]:
    """What was taken already when the days in view begin."""
    for level in levels:
        if level.from_on is None or level.from_on < axis.span.first:
            template = _("taken, since when is not known: %(dose)s") if level.from_on is None else _("taken: %(dose)s")
            yield Fact(on=axis.span.first, words=template % {"dose": level.words}, shape=Shape.DOT, y=CHANGES)


def _facts(changes: Iterable[Event], held: Iterable[Held], paused_on: set[date]) -> Iterator[Fact]:
    for change in changes:
        shape = SIGNS.get(change.short, Shape.SAME)
        shape = Shape.PAUSE if shape == Shape.CROSS and change.on in paused_on else shape
        yield Fact(on=change.on, words=change.words, shape=shape, y=CHANGES, weight=shape in {Shape.UP, Shape.CROSS})
    for each in held:
        words = _("held at this dose: %(reason)s") % {"reason": each.reason}
        if each.lifted_on:
            words = _("%(held)s; until %(day)s") % {"held": words, "day": day_said(each.lifted_on)}
        yield Fact(on=each.held_on, words=words, shape=Shape.BAR, y=CHANGES, weight=2)


def _stairs(levels: Sequence[Level], axis: Axis) -> list[Path]:
    """All levels of one kind in one path; one without a number lies low."""
    tallest = max((level.average_mg for level in levels if level.average_mg is not None), default=Decimal(0))
    scale = stairs(tallest, top=TOP, bottom=GROUND, lowest=LOWEST)
    parts: dict[str, list[str]] = {}
    for level in levels:
        x = axis.x(level.from_on or axis.span.first)
        end = axis.x(level.until_on) if level.until_on else axis.width
        top, ground = (UNTOLD_TOP, UNTOLD_GROUND) if level.average_mg is None else (scale.y(level.average_mg), GROUND)
        if level.average_mg is None and tallest:
            top, ground = GROUND - (UNTOLD_GROUND - UNTOLD_TOP), GROUND
        parts.setdefault(FILLS[level.fill], []).append(f"M{x} {top}H{max(end, x + 1)}V{ground}H{x}z")
    return [Path(look=look, d="".join(drawn)) for look, drawn in parts.items()]


def _held(held: Iterable[Held], axis: Axis, ground: int) -> list[Path]:
    parts = []
    for each in held:
        x, end = axis.x(each.held_on), axis.x(each.lifted_on) if each.lifted_on else axis.width
        if end > x:
            parts.append(f"M{x} {ground - 3}h{end - x}v6h{x - end}z")
    return [Path(look="held", d="".join(parts))] if parts else []


def _amounts(levels: Sequence[Level], axis: Axis) -> list[Label]:
    """The amount after the beginning of each level, or before it, where there is room."""
    labels: list[Label] = []
    begins = [axis.x(level.from_on or axis.span.first) for level in levels]
    taken_to = 0
    for level, x, end in zip(levels, begins, [*begins[1:], axis.width], strict=False):
        text = amount(round(level.average_mg, 2)) if level.average_mg else ""
        room = len(text) * LETTER
        if text and x + GAP + room <= end:
            labels.append(Label(x=x + GAP, y=CHANGES + 4, text=text, is_beside=False))
            taken_to = x + GAP + room
        elif text and taken_to + room + GAP <= x:
            labels.append(Label(x=x - GAP // 2, y=CHANGES + 4, text=text))
            taken_to = x
    return labels


def last_change(orders: Iterable[DoseChange], today: date) -> DoseChange | None:
    """The dose that began last of all: where "since this dose began" begins."""
    begun = [order for order in orders if order.kind == ChangeKind.DOSE and order.first_dose_on <= today]
    return max(begun, key=lambda order: (order.first_dose_on, order.pk), default=None)
