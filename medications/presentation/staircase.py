"""A plan's steps as a staircase: from values to coordinates, all whole numbers, so that no locale can bend them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

STAIR_WIDTH = 76
TALLEST = 150
LOWEST = 8
ABOVE = 34
BELOW = 48
SIDE = 8
LONG = 5
LINE = 17
LETTERS = 11


class StairState(models.TextChoices):
    """Where a step stands; the label is drawn too, so that no state is told by colour alone."""

    PAST = "past", _("done")
    CURRENT = "current", _("now")
    HELD = "held", _("held")
    AWAITING = "awaiting", _("awaiting review")
    PLANNED = "planned", _("planned")


@dataclass(frozen=True, kw_only=True)
class Stair:
    """One step as the drawing needs it; `amount` and `words` are ready to be read."""

    position: int
    words: str
    amount: str
    average_mg: Decimal
    state: StairState
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of words and the height at which it stands."""

    text: str
    y: int


@dataclass(frozen=True, kw_only=True)
class DrawnStair:
    """One step with its place in the drawing; its state may take two lines."""

    stair: Stair
    state_lines: tuple[Words, ...]
    x: int
    y: int
    middle: int
    width: int
    height: int
    amount_y: int


@dataclass(frozen=True, kw_only=True)
class Staircase:
    """The whole drawing; `baseline` is the ground that every stair stands on."""

    width: int
    height: int
    baseline: int
    position_y: int
    is_long: bool
    stairs: tuple[DrawnStair, ...]


def draw(stairs: Sequence[Stair]) -> Staircase:
    """Place each step: as tall as its average daily amount, never so low that it cannot be seen."""
    tallest = max((stair.average_mg for stair in stairs), default=Decimal(0))
    baseline = ABOVE + TALLEST
    placed = tuple(_placed(stair, index, tallest, baseline) for index, stair in enumerate(stairs))
    lines = max((len(one.state_lines) for one in placed), default=1)
    return Staircase(
        width=2 * SIDE + STAIR_WIDTH * max(len(stairs), 1),
        height=baseline + BELOW + (lines - 1) * LINE,
        baseline=baseline,
        position_y=baseline + 20,
        is_long=len(stairs) > LONG,
        stairs=placed,
    )


def outline(stairs: Sequence[Stair]) -> Staircase:
    """The same stairs without the room for words: the shape of a plan beside its line."""
    drawn = draw(stairs)
    shifted = tuple(replace(one, y=one.y - ABOVE + SIDE) for one in drawn.stairs)
    return replace(drawn, height=TALLEST + 2 * SIDE, stairs=shifted)


def _placed(stair: Stair, index: int, tallest: Decimal, baseline: int) -> DrawnStair:
    height = _height(stair.average_mg, tallest)
    x = SIDE + index * STAIR_WIDTH
    return DrawnStair(
        stair=stair,
        state_lines=_lines(str(stair.state.label), baseline + 38),
        x=x,
        y=baseline - height,
        middle=x + STAIR_WIDTH // 2,
        width=STAIR_WIDTH,
        height=height,
        amount_y=baseline - height - 10,
    )


def _lines(words: str, y: int) -> tuple[Words, ...]:
    """A state under its step: what is wider than the step goes on below."""
    lines = [words] if len(words) <= LETTERS else words.split()
    return tuple(Words(text=line, y=y + number * LINE) for number, line in enumerate(lines))


def _height(average_mg: Decimal, tallest: Decimal) -> int:
    if tallest <= 0:
        return LOWEST
    return LOWEST + int((TALLEST - LOWEST) * average_mg / tallest)
