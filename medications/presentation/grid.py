"""The drug × day grid: what was taken, changed, reported and missed, from values to coordinates.

One column a day, one row a medicine. All coordinates are whole numbers, so that no locale can bend them; everything
drawn is told in words too (`grid_words.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from django.utils.formats import date_format

from medications.presentation.grid_drawn import DrawnLevel, Grid, Label, Mark, More, Row, Week
from medications.presentation.grid_values import (
    A_DAY,
    DAYS,
    GRAVEST_FIRST,
    Event,
    Level,
    Medicine,
    Report,
    Window,
    in_view,
)
from medications.presentation.grid_words import in_short, now_in_words, told

DAY_WIDTH = 10
WIDTH = DAYS * DAY_WIDTH
AXIS = 20
LABELS = 18
TALLEST, LOWEST = 36, 6
TIER = 13
TIERS = 3
ASKED = 22
LETTER = 6
GAP = 6


def draw(medicines: Iterable[Medicine], window: Window) -> Grid:
    """The medicines of which something lies in view, each in its row."""
    seen = in_view(medicines, window)
    mondays = [day for day in window.days if day.weekday() == 0]
    path_to = "".join(f"M{_x(day, window)} 0V{{height}}" for day in mondays)
    return Grid(
        window=window,
        width=WIDTH,
        axis=AXIS,
        weeks=[Week(x=_x(day, window), label=_label_of_week(day, window)) for day in mondays],
        rows=[_row(medicine, window, path_to) for medicine in seen],
        told=told(seen, window),
    )


def _label_of_week(monday: date, window: Window) -> str:
    """The Monday that a week begins with, where there is room for it."""
    words = date_format(monday, "j M")
    return words if _x(monday, window) + (len(words) + 1) * LETTER <= WIDTH else ""


def _row(medicine: Medicine, window: Window, path_to: str) -> Row:
    """From the top: changes, the dose as height, reports in tiers, what was said about missed days."""
    has_doses = bool(medicine.levels or medicine.changes)
    baseline = LABELS + TALLEST if has_doses else 0
    piles = _piles(medicine.reports)
    asked_y = baseline + TIER * min(max(map(len, piles), default=0), TIERS) + GAP
    height = asked_y + (ASKED if medicine.asked else 0)
    return Row(
        name=medicine.name,
        now=now_in_words(medicine, window),
        summary=in_short(medicine, window),
        height=height,
        baseline=baseline,
        weeks=path_to.format(height=height),
        levels=_levels(medicine.levels, window, baseline),
        changes=_labels(medicine.changes, window),
        marks=[mark for pile in piles for mark in _marks(pile, window, baseline)],
        more=[_more(pile, window, baseline) for pile in piles if len(pile) > TIERS],
        asked=_labels(medicine.asked, window),
        asked_y=asked_y,
    )


def _levels(levels: Sequence[Level], window: Window, baseline: int) -> list[DrawnLevel]:
    """Each as high as its amount beside the highest in view; one without a number half as high, and told apart."""
    tallest = max((level.average_mg for level in levels if level.average_mg is not None), default=Decimal(0))
    return [_level(level, window, baseline, _height(level.average_mg, tallest)) for level in levels]


def _level(level: Level, window: Window, baseline: int, height: int) -> DrawnLevel:
    x = _x(level.from_on or window.first, window)
    end = _x(level.until_on or window.last + A_DAY, window)
    return DrawnLevel(level=level, x=x, y=baseline - height, width=end - x, height=height)


def _height(average_mg: Decimal | None, tallest: Decimal) -> int:
    if average_mg is None:
        return TALLEST // 2
    return LOWEST + int((TALLEST - LOWEST) * average_mg / tallest) if tallest > 0 else LOWEST


def _labels(events: Sequence[Event], window: Window) -> list[Label]:
    """Each at its day; the long words where there is room between its neighbours, else the short ones."""
    ordered = sorted(events, key=lambda event: event.on)
    nexts = [*(_x(event.on, window) for event in ordered[1:]), WIDTH]
    labels: list[Label] = []
    taken_to = 0
    for event, end in zip(ordered, nexts, strict=False):
        labels.append(_label(event, _x(event.on, window), taken_to, end))
        taken_to = labels[-1].x + _room(labels[-1].text)
    return labels


def _label(event: Event, at: int, begin: int, end: int) -> Label:
    """Near the last day the words end with it rather than run out of the drawing."""
    for text in (event.long, event.short):
        x = min(at, WIDTH - _room(text))
        if begin <= x and x + _room(text) <= max(end, at + _room(event.short)):
            break
    return Label(at=at, x=x, text=text, words=event.words)


def _room(words: str) -> int:
    return len(words) * LETTER + GAP


def _piles(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of each day, the gravest on top."""
    by_day: dict[date, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: (report.on, GRAVEST_FIRST.index(report.severity))):
        by_day[report.on].append(report)
    return list(by_day.values())


def _marks(pile: Sequence[Report], window: Window, baseline: int) -> list[Mark]:
    shown = islice(pile, TIERS if len(pile) <= TIERS else TIERS - 1)
    return [
        Mark(report=report, x=_middle(report.on, window), y=_tier(number, baseline))
        for number, report in enumerate(shown)
    ]


def _more(pile: Sequence[Report], window: Window, baseline: int) -> More:
    count = len(pile) - (TIERS - 1)
    return More(x=_middle(pile[0].on, window), y=_tier(TIERS - 1, baseline), count=count)


def _x(day: date, window: Window) -> int:
    return window.place_of(day) * DAY_WIDTH


def _middle(day: date, window: Window) -> int:
    return _x(day, window) + DAY_WIDTH // 2


def _tier(number: int, baseline: int) -> int:
    return baseline + GAP + TIER // 2 + number * TIER
