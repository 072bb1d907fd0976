"""What templates/components/dose_grid.html reads: everything in its place, in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from medications.presentation.grid_values import Level, Report, Window
from medications.presentation.grid_words import Told


@dataclass(frozen=True, kw_only=True)
class DrawnLevel:
    level: Level
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words beside a line at `at`; they begin at `x`."""

    at: int
    x: int
    text: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A report with the middle of its sign."""

    report: Report
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class More:
    """So many reports of the day found no room in the drawing."""

    x: int
    y: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """One medicine with everything in its place; `weeks` is the path of the lines between weeks.

    `now` is what is taken at the end, `summary` what stands in for the drawing.
    """

    name: str
    now: str
    summary: str
    height: int
    baseline: int
    weeks: str
    levels: Sequence[DrawnLevel]
    changes: Sequence[Label]
    marks: Sequence[Mark]
    more: Sequence[More]
    asked: Sequence[Label]
    asked_y: int


@dataclass(frozen=True, kw_only=True)
class Week:
    x: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    window: Window
    width: int
    axis: int
    weeks: Sequence[Week]
    rows: Sequence[Row]
    told: Sequence[Told]
