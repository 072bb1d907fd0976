"""Two plans on one time axis: from days to coordinates, all whole numbers, so that no locale can bend them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.presentation.amounts import amount
from medications.presentation.cross_values import Block, CrossDrawing, DayRow, DrawnLane, Lane, Taken, Tick, Way
from medications.presentation.words import regimen_in_words
from medications.rules.overlap import Course
from medications.rules.regimen import NOTHING, Regimen
from practice.days import day_in_words

WIDE, NARROW, SIDE = 720, 480, 16
LANE, ABOVE, BETWEEN, AXIS = 110, 54, 22, 30
LOWEST = 6
LETTER = 8
BEFORE = timedelta(days=7)
"""For so many days what was taken before is drawn too."""


def lane_down(name: str, course: Course, today: date) -> Lane:
    """From what is taken now, drawn for some days before today, by the steps, to nothing."""
    days = [*course.days, course.ends_on]
    begins = min(today, course.begins_on) - BEFORE
    before = [Taken(regimen=course.before, from_on=begins, until_on=course.begins_on)]
    taken = [
        Taken(regimen=step.regimen, from_on=days[place], until_on=days[place + 1])
        for place, step in enumerate(course.steps)
    ]
    return Lane(name=name, way=Way.DOWN, taken=[*([] if course.before.is_nothing else before), *taken])


def lane_up(name: str, course: Course) -> Lane:
    """From nothing by the steps; the last one goes on."""
    days: list[date | None] = [*course.days[1:], None]
    taken = [
        Taken(regimen=step.regimen, from_on=first, until_on=until)
        for step, first, until in zip(course.steps, course.days, days, strict=True)
    ]
    return Lane(name=name, way=Way.UP, taken=taken)


def draw_crossing(down: Lane, up: Lane, today: date, *, width: int = WIDE) -> CrossDrawing:
    """Both on one axis, from the first change of either until the last has settled."""
    lanes = (down, up)
    changes = sorted({day for lane in lanes for one in lane.taken for day in (one.from_on, one.until_on) if day})
    first, last = changes[0], _end(changes[0], changes[-1])
    scale = _Scale(first=first, days=max((last - first).days, 1), width=width)
    shared = _shared(down, up)
    tops = [ABOVE, ABOVE + LANE + BETWEEN + ABOVE]
    return CrossDrawing(
        width=width + 2 * SIDE,
        height=tops[1] + LANE + AXIS,
        lanes=[_drawn(lane, top + LANE, scale, last) for lane, top in zip(lanes, tops, strict=True)],
        shared_x=scale.x(shared[0]) if shared else 0,
        shared_width=scale.x(shared[1]) - scale.x(shared[0]) if shared else 0,
        axis_y=tops[1] + LANE + 20,
        ticks=_ticks([today, *(shared or ()), changes[-1]], scale, today),
        rows=[_row(day, lanes, shared) for day in _told(changes, today)],
        both=_both(shared, today),
    )


@dataclass(frozen=True, kw_only=True)
class _Scale:
    first: date
    days: int
    width: int

    def x(self, day: date) -> int:
        return SIDE + (day - self.first).days * self.width // self.days


def _told(changes: Sequence[date], today: date) -> list[date]:
    """Today, and every later day on which something changes; where all is behind, every day that was one."""
    ahead = [day for day in changes if day > today]
    return [today, *ahead] if changes[0] <= today and ahead else list(changes)


def _end(first: date, last_change: date) -> date:
    """What goes on is drawn for a while after the last change."""
    return last_change + timedelta(days=max((last_change - first).days // 6, 7))


def _shared(down: Lane, up: Lane) -> tuple[date, date] | None:
    """From the first day of the one until the first day without the other."""
    begins, ends = up.taken[0].from_on, down.taken[-1].until_on
    return (begins, ends) if ends and begins < ends else None


def _drawn(lane: Lane, baseline: int, scale: _Scale, last: date) -> DrawnLane:
    tallest = max((one.average_mg for one in lane.taken), default=Decimal(0))
    blocks = [_block(one, tallest, baseline, scale, last) for one in lane.taken]
    return DrawnLane(lane=lane, blocks=blocks, name_y=baseline - LANE - 34, baseline=baseline)


def _block(one: Taken, tallest: Decimal, baseline: int, scale: _Scale, last: date) -> Block:
    x, until = scale.x(one.from_on), scale.x(one.until_on or last)
    height = LOWEST + (int((LANE - LOWEST) * one.average_mg / tallest) if tallest else 0)
    words = amount(round(one.average_mg, 2))
    return Block(
        x=x,
        y=baseline - height,
        width=until - x,
        height=height,
        middle=(x + until) // 2,
        amount_y=baseline - height - 6,
        amount=words if len(words) * LETTER <= until - x else "",
    )


def _ticks(days: Sequence[date], scale: _Scale, today: date) -> list[Tick]:
    """The days that matter, as long as their words do not run into each other."""
    ticks: list[Tick] = []
    free_from = 0
    for day in sorted(day for day in set(days) if day >= scale.first):
        x, label = scale.x(day), date_format(day, "j M") if day != today else _("today")
        half = len(label) * LETTER // 2
        anchor = "start" if x < half else "middle"
        left = x if x < half else x - half
        if left < free_from or x + half > scale.width + 2 * SIDE:
            continue
        ticks.append(Tick(x=x, label=label, anchor=anchor))
        free_from = left + 2 * half + LETTER
    return ticks


def _row(day: date, lanes: Sequence[Lane], shared: tuple[date, date] | None) -> DayRow:
    regimens = [_on(lane, day) for lane in lanes]
    return DayRow(
        day=day,
        doses=[regimen_in_words(regimen) for regimen in regimens],
        is_shared=shared is not None and shared[0] <= day < shared[1],
    )


def _on(lane: Lane, day: date) -> Regimen:
    for one in lane.taken:
        if one.from_on <= day and (one.until_on is None or day < one.until_on):
            return one.regimen
    return NOTHING


def _both(shared: tuple[date, date] | None, today: date) -> str:
    if shared is None:
        return _("There is no day on which both are taken.")
    days = (shared[1] - shared[0]).days
    told = {"days": days, "day": day_in_words(shared[0], today)}
    return (
        ngettext(
            "Both are taken for %(days)d day, from %(day)s on.",
            "Both are taken for %(days)d days, from %(day)s on.",
            days,
        )
        % told
    )
