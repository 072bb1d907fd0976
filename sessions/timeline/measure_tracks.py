"""One track for each measure that was ever filled in: totals over named bands, and where a change is more than chance.

A filling-in without a total breaks the line: nothing is guessed in between. Pure.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.measures.definitions import Measure
from patients.measures.scoring import Change, change
from sessions.timeline.axis import Axis
from sessions.timeline.marks import Fact, Shape, marks_of
from sessions.timeline.reading import Filled
from sessions.timeline.scales import Scale
from sessions.timeline.tracks import BESIDE, Label, Path, Track
from sessions.timeline.words import Changes, listed

TOP, BOTTOM, BELOW = 8, 84, 96
FLAT = 12
ROOM = 11


def measure_track(measure: Measure, filled: Sequence[Filled], dose_starts: Sequence[date], axis: Axis) -> Track:
    """`filled` is everything of this measure, the oldest first, also from before the days in view."""
    scale = _scale(measure)
    facts = [fact for fact in _facts(measure, filled, dose_starts, scale) if axis.span.has(fact.on)]
    return Track(
        code=measure.code,
        name=measure.short_name,
        about=_about(measure),
        lines=_what_lines_mean(measure) if scale else (),
        height=FLAT * 2 if scale is None else BELOW + 2,
        marks=marks_of(facts, axis, listed),
        paths=[*_bands(measure, scale, axis.width), *_lines(filled, scale, axis)] if scale else [],
        labels=_labels(measure, scale) if scale else [],
    )


def _scale(measure: Measure) -> Scale | None:
    if measure.total_low is None or measure.total_high is None:
        return None
    return Scale(low=measure.total_low, high=measure.total_high, top=TOP, bottom=BOTTOM)


def _about(measure: Measure) -> str:
    parts = [_("Higher is worse.") if measure.higher_is == "worse" else _("Higher is better.")]
    if measure.reliable_change is not None:
        parts.append(_("Triangle: a change of more than chance."))
    elif measure.meaningful_change is not None:
        parts.append(_("Triangle: a change that is enough to matter."))
    return " ".join(parts) if measure.total_low is not None else _("There is no total to draw.")


def _what_lines_mean(measure: Measure) -> list[str]:
    template = _("%(measure)s, dashed line at %(value)s: %(meaning)s")
    return [
        template % {"measure": measure.short_name, "value": _number(line.value), "meaning": line.meaning}
        for line in measure.cutoffs
    ]


def _facts(
    measure: Measure, filled: Sequence[Filled], dose_starts: Sequence[date], scale: Scale | None
) -> Iterator[Fact]:
    """Each filling-in; where several fall into one place the newest stands for them, or the newest reliable change."""
    whole: list[Filled] = []
    sentences = Changes()
    for place, row in enumerate(filled):
        if row.total is None or scale is None:
            y = FLAT if scale is None else BELOW - BESIDE
            yield Fact(on=row.on, words=_without_total(row), shape=Shape.CROSS, y=y, weight=-1)
            continue
        before, baseline = whole[-1] if whole else None, _baseline(row, whole, dose_starts)
        said, shape = _changes(measure, row, [before, baseline if baseline is not before else None], sentences)
        words = ", ".join([_total_said(measure, row, sentences), *said])
        weight = place + len(filled) * (shape != Shape.DOT)
        yield Fact(on=row.on, words=words, shape=shape, y=scale.y(row.total), weight=weight)
        whole.append(row)


def _baseline(row: Filled, whole: Sequence[Filled], dose_starts: Sequence[date]) -> Filled | None:
    """The last total before the dose began that was taken on that day."""
    begun = bisect_right(dose_starts, row.on)
    if not begun:
        return None
    before = bisect_right([each.on for each in whole], dose_starts[begun - 1])
    return whole[before - 1] if before else None


def _changes(
    measure: Measure, row: Filled, earlier: Sequence[Filled | None], sentences: Changes
) -> tuple[list[str], Shape]:
    """What changed since the one before, and since the dose's baseline where that is another one."""
    said, shape = [], Shape.DOT
    for place, before in enumerate(earlier):
        if before is None or before.total is None or row.total is None:
            continue
        changed = change(measure, before.total, row.total)
        said.append(sentences.said(_number(abs(changed.points)), changed, before.on, is_of_dose=place > 0))
        if is_marked(changed):
            shape = Shape.UP if row.total > before.total else Shape.DOWN
    return said, shape


def is_marked(changed: Change) -> bool:
    """More than chance; where nobody published how much that is, enough to matter."""
    return bool(changed.is_meaningful if changed.is_reliable is None else changed.is_reliable)


def _total_said(measure: Measure, row: Filled, sentences: Changes) -> str:
    said = sentences.total % {"total": _number(row.total), "high": _number(measure.total_high)}
    return f"{said} ({row.band})" if row.band else said


def _without_total(row: Filled) -> str:
    if not row.missing:
        return _("filled in")
    return ngettext(
        "filled in, %(count)d answer missing: no total", "filled in, %(count)d answers missing: no total", row.missing
    ) % {"count": row.missing}


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _bands(measure: Measure, scale: Scale, width: int) -> list[Path]:
    """Every other band has a ground of its own; lines stand where something was published."""
    edges = [(scale.y(band.high), scale.y(band.low)) for band in measure.bands]
    grounds = "".join(f"M0 {top}H{width}V{bottom}H0z" for top, bottom in edges[1::2])
    borders = "".join(f"M0 {top}H{width}" for top, _bottom in edges[:-1])
    cuts = "".join(f"M0 {scale.y(line.value)}H{width}" for line in measure.cutoffs)
    drawn = [("band", grounds), ("border", borders), ("cut", cuts), ("ground", f"M0 {BOTTOM}H{width}")]
    return [Path(look=look, d=d) for look, d in drawn if d]


def _labels(measure: Measure, scale: Scale) -> list[Label]:
    """The names of the bands, or the ends of the scale and its lines, where there is room for them."""
    named = [((scale.y(band.low) + scale.y(band.high)) // 2, band.label) for band in measure.bands]
    if not named:
        values = sorted({scale.low, *(line.value for line in measure.cutoffs), scale.high})
        named = [(scale.y(value), _number(value)) for value in values]
    labels: list[Label] = []
    for y, text in named:
        if not labels or labels[-1].y - y - BESIDE >= ROOM:
            labels.append(Label(x=-8, y=y + BESIDE, text=text))
    return labels


def _lines(filled: Sequence[Filled], scale: Scale, axis: Axis) -> list[Path]:
    """From total to total; broken where one was filled in without a total."""
    parts = []
    for before, after in pairwise(filled):
        if before.total is None or after.total is None:
            continue
        if axis.span.has(before.on) and axis.span.has(after.on):
            begin, end = axis.middle(before.on), axis.middle(after.on)
            parts.append(f"M{begin} {scale.y(before.total)}L{end} {scale.y(after.total)}")
    return [Path(look="line", d="".join(parts))] if parts else []
