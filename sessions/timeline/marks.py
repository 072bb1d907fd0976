"""Marks: what stands at one place of a track. Where several fall into one column they become one that says so. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sessions.timeline.axis import Axis, Span


class Shape(StrEnum):
    """What a mark looks like. Kinds and severities differ by shape and size; colour only goes along."""

    DOT = "dot"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    STAR = "star"
    UP = "up"
    DOWN = "down"
    SAME = "same"
    PAUSE = "pause"
    CROSS = "cross"
    BAR = "bar"
    FLAG = "flag"


class Fact(NamedTuple):
    """One thing on a day, told in words. There may be thousands, so it is light.

    Facts of one `lane` that fall into one column become one mark; the one of the greatest `weight` gives it its shape
    and its `y`. `named` is what several are counted by, several for a fact of several.
    """

    on: date
    words: str
    shape: Shape
    y: int
    lane: int = 0
    weight: int = 0
    named: Sequence[str] = ("",)
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is drawn and told: the days that it is about, its words, its place, and how many facts it stands for."""

    x: int
    y: int
    span: Span
    words: str
    shape: Shape
    count: int = 1
    width: int = 0


def marks_of(facts: Iterable[Fact], axis: Axis, summed_up: Callable[[Sequence[Fact]], str]) -> list[Mark]:
    """The facts in view in order of time. Each lane of a column has one mark at most, however many facts fall there.

    `summed_up` says several facts in one sentence.
    """
    columns: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if axis.span.has(fact.on):
            columns[axis.column_of(fact.on), fact.lane].append(fact)
    return [_mark(columns[key], axis, summed_up) for key in sorted(columns)]


def _mark(facts: Sequence[Fact], axis: Axis, summed_up: Callable[[Sequence[Fact]], str]) -> Mark:
    if len(facts) == 1 and len(facts[0].named) == 1:
        return _alone(facts[0], axis)
    days = axis.column(axis.column_of(facts[0].on))
    gravest = max(facts, key=lambda fact: fact.weight)
    return Mark(
        x=(axis.middle(days.first) + axis.middle(days.last)) // 2,
        y=gravest.y,
        span=days,
        words=summed_up(facts),
        shape=gravest.shape,
        count=sum(len(fact.named) for fact in facts),
    )


def _alone(fact: Fact, axis: Axis) -> Mark:
    last = min(fact.until or fact.on, axis.span.last)
    x = axis.middle(fact.on)
    return Mark(
        x=x,
        y=fact.y,
        span=Span(first=fact.on, last=last),
        words=fact.words,
        shape=fact.shape,
        width=max(axis.middle(last) - x, 0),
    )
