"""What two medicines over time are drawn from, and what the drawing is made of: whole numbers and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from medications.rules.regimen import Regimen, average_daily_mg


class Way(models.TextChoices):
    """Which of the two it is; the label is drawn too."""

    DOWN = "down", _("going down")
    UP = "up", _("going up")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One dose from a day on, until the day on which another one begins; `until_on` None: it goes on."""

    regimen: Regimen
    from_on: date
    until_on: date | None

    @property
    def average_mg(self) -> Decimal:
        return average_daily_mg(self.regimen)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One medicine over the time that is drawn."""

    name: str
    way: Way
    taken: Sequence[Taken]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One dose in the drawing; its amount is written where there is room."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    amount_y: int
    amount: str


@dataclass(frozen=True, kw_only=True)
class DrawnLane:
    lane: Lane
    blocks: Sequence[Block]
    name_y: int
    baseline: int


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A day on the axis."""

    x: int
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """A day on which something changes, in words: the same that is drawn."""

    day: date
    doses: Sequence[str]
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class CrossDrawing:
    """What templates/components/cross_taper.html reads."""

    width: int
    height: int
    lanes: Sequence[DrawnLane]
    shared_x: int
    shared_width: int
    axis_y: int
    ticks: Sequence[Tick]
    rows: Sequence[DayRow]
    both: str
