"""Scores over time as a small picture: a line, the newest marked, lines and bands of the measure with their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime

from patients.measures.definitions import Measure
from patients.presentation.measures_words import number, total_in_words

WIDTH, HEIGHT = 600, 240
LEFT, RIGHT, TOP, BOTTOM = 60, 146, 18, 206
NARROWEST_BAND = 17  # a name needs as much room
APART = 17  # and so do the numbers of two lines


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One score. `words` is read where nothing is seen."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Level:
    """A cut-off, or a band between two heights."""

    y: int
    words: str
    height: int = 0
    words_y: int = 0
    is_shaded: bool = False


@dataclass(frozen=True, kw_only=True)
class Graph:
    """What templates/patients/_measure_graph.html draws, in the units of its view box."""

    dots: Sequence[Dot]
    cutoffs: Sequence[Level]
    bands: Sequence[Level]
    low: str
    high: str
    first_day: str
    last_day: str
    newest: str

    width, height, left, right, top, bottom = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, TOP, BOTTOM
    plot_width, beside, days_y = WIDTH - RIGHT - LEFT, WIDTH - RIGHT + 8, HEIGHT - 8

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def last(self) -> Dot:
        return self.dots[-1]

    @property
    def before(self) -> Sequence[Dot]:
        return self.dots[:-1]

    @property
    def newest_y(self) -> int:
        """Above its dot, unless that is at the very top."""
        return self.last.y - 12 if self.last.y > TOP + 14 else self.last.y + 26


def graph_of(measure: Measure, scores: Sequence[tuple[datetime, Decimal]]) -> Graph | None:
    """The oldest first. None where there is nothing to draw, or the measure has no total."""
    if not scores or measure.total_low is None or measure.total_high is None:
        return None
    low, high = measure.total_low, measure.total_high
    times = [at for at, _total in scores]
    return Graph(
        dots=[
            Dot(x=_x(at, times[0], times[-1]), y=_y(total, low, high), words=_dot_in_words(measure, at, total))
            for at, total in scores
        ],
        cutoffs=_cutoffs(measure, low, high),
        bands=_bands(measure, low, high),
        low=number(low),
        high=number(high),
        first_day=day(times[0]),
        last_day=day(times[-1]) if day(times[0]) != day(times[-1]) else "",
        newest=number(scores[-1][1]),
    )


def day(moment: datetime) -> str:
    return date_format(localtime(moment), "j M Y")


def _cutoffs(measure: Measure, low: Decimal, high: Decimal) -> list[Level]:
    """Lines too near to each other share one number: 31, 33."""
    found: list[Level] = []
    for value in sorted({each.value for each in measure.cutoffs if low <= each.value <= high}):
        y = _y(value, low, high)
        if found and found[-1].words_y - 5 - y < APART:
            found[-1] = replace(found[-1], words=f"{found[-1].words}, {number(value)}")
            found.append(Level(y=y, words="", words_y=found[-1].words_y))
        else:
            found.append(Level(y=y, words=number(value), words_y=y + 5))
    return found


def _bands(measure: Measure, low: Decimal, high: Decimal) -> list[Level]:
    """Each reaches to where the next begins, so that nothing is left between them."""
    ends = [*(band.low for band in measure.bands[1:]), high]
    found = []
    for place, (band, end) in enumerate(zip(measure.bands, ends, strict=False)):  # without bands there is one end more
        top, bottom = _y(end, low, high), _y(band.low, low, high)
        height = bottom - top
        found.append(
            Level(
                y=top,
                height=height,
                words=band.label if height >= NARROWEST_BAND else "",
                words_y=(top + bottom) // 2 + 4,
                is_shaded=bool(place % 2),
            )
        )
    return found


def _x(at: datetime, first: datetime, last: datetime) -> int:
    room = WIDTH - RIGHT - LEFT - 16
    if first == last:
        return LEFT + 8 + room // 2
    return LEFT + 8 + round(room * ((at - first) / (last - first)))


def _y(value: Decimal, low: Decimal, high: Decimal) -> int:
    return BOTTOM - round((BOTTOM - TOP) * (value - low) / (high - low))


def _dot_in_words(measure: Measure, at: datetime, total: Decimal) -> str:
    return f"{day(at)}: {total_in_words(measure, total)}"
