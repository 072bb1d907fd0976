"""The timeline's pure parts: days to places, values to heights, many facts to few marks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.timeline.axis import A_DAY, COLUMNS, LABELS_AT_MOST, WIDTH, Axis, Range, Span, span_of
from sessions.timeline.marks import Fact, Shape, marks_of
from sessions.timeline.scales import Scale, stairs

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
LENGTHS = st.integers(0, 30_000)
TODAY = date(2026, 3, 20)


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    first = draw(DAYS)
    return Axis(span=Span(first=first, last=first + timedelta(days=draw(LENGTHS))))


@settings(max_examples=60)
@given(axis=axes(), numbers=st.lists(st.integers(0, 30_000), min_size=2, max_size=2))
def test_later_days_never_lie_further_left(axis, numbers):
    earlier, later = sorted(axis.span.first + timedelta(days=number) for number in numbers)

    assert 0 <= axis.x(earlier) <= axis.x(later) <= WIDTH
    assert axis.x(earlier) <= axis.middle(earlier) <= axis.x(earlier + A_DAY)


@settings(max_examples=60)
@given(axis=axes(), number=LENGTHS)
def test_every_day_in_view_lies_in_its_column_and_there_are_few_columns(axis, number):
    day = min(axis.span.first + timedelta(days=number), axis.span.last)

    column = axis.column_of(day)

    assert axis.column(column).has(day)
    assert 0 <= column < COLUMNS
    assert axis.span.has(axis.column(column).last)


@settings(max_examples=60)
@given(axis=axes())
def test_lines_through_the_tracks_leave_room_for_their_words(axis):
    found = axis.ticks()

    assert len(found.ticks) <= LABELS_AT_MOST
    assert all(axis.span.has(tick.on) for tick in found.ticks)
    assert [tick.on for tick in found.ticks] == sorted({tick.on for tick in found.ticks})
    assert all(tick.on.weekday() == 0 if found.unit == "week" else tick.on.day == 1 for tick in found.ticks)


@pytest.mark.parametrize(
    ("chosen", "unit", "column_days"),
    [(Range.MONTH, "week", 1), (Range.QUARTER, "week", 1), (Range.YEAR, "month", 4), (Range.FIVE_YEARS, "month", 20)],
)
def test_each_range_has_lines_and_columns_that_fit_it(chosen, unit, column_days):
    axis = Axis(span=span_of(chosen, TODAY, None))

    assert axis.ticks().unit == unit
    assert axis.column_days == column_days
    assert axis.span.last == TODAY


def test_days_before_and_after_follow_on_and_never_reach_beyond_today():
    span = span_of(Range.MONTH, TODAY, None)

    assert span.later(TODAY) is None
    assert span.earlier().last == span.first - A_DAY
    assert span.earlier().later(TODAY) == span
    assert span_of(Range.ALL, TODAY, TODAY + A_DAY) == Span(first=TODAY, last=TODAY)
    with pytest.raises(ValueError, match="ends on the day it begins"):
        Span(first=TODAY, last=TODAY - A_DAY)


@settings(max_examples=60)
@given(values=st.lists(st.decimals(-50, 500, places=2), min_size=2, max_size=2), high=st.decimals(0, 300, places=1))
def test_higher_values_never_lie_lower_and_all_lie_within_the_track(values, high):
    scale = Scale(low=Decimal(0), high=high, top=10, bottom=70)
    less, more = sorted(values)

    assert 10 <= scale.y(more) <= scale.y(less) <= 70


def test_the_least_dose_can_be_seen_and_no_dose_at_all_has_no_height():
    scale = stairs(Decimal(200), top=20, bottom=60, lowest=5)

    assert scale.y(Decimal("0.01")) == 55
    assert scale.y(Decimal(200)) == 20
    assert stairs(Decimal(0), top=20, bottom=60, lowest=5).y(Decimal(0)) == 55


@settings(max_examples=40)
@given(axis=axes(), numbers=st.lists(st.tuples(LENGTHS, st.integers(0, 2)), max_size=60))
def test_marks_stand_for_every_fact_in_view_once_and_no_column_has_two_of_a_lane(axis, numbers):
    facts = [
        Fact(on=axis.span.first + timedelta(days=days), words=str(place), shape=Shape.DOT, y=lane, lane=lane)
        for place, (days, lane) in enumerate(numbers)
    ]
    told: list[str] = []

    def summed_up(several):
        told.extend(fact.words for fact in several)
        return "several"

    marks = marks_of(facts, axis, summed_up)

    told += [mark.words for mark in marks if mark.count == 1]
    assert sorted(told) == sorted(fact.words for fact in facts if axis.span.has(fact.on))
    places = [(axis.column_of(mark.span.first), mark.y) for mark in marks]
    assert len(places) == len(set(places))
    assert [place for place, _lane in places] == sorted(place for place, _lane in places)


def test_the_graver_of_several_gives_the_mark_its_shape_and_the_words_name_all_days_of_the_column():
    axis = Axis(span=span_of(Range.YEAR, TODAY, None))
    first = axis.column(5).first
    mild = Fact(on=first, words="mild", shape=Shape.RING, y=40)
    severe = Fact(on=first + A_DAY, words="severe", shape=Shape.STAR, y=10, weight=2)

    marks = marks_of([mild, severe], axis, lambda several: f"{len(several)} reports")

    assert [(mark.shape, mark.y, mark.words, mark.count) for mark in marks] == [(Shape.STAR, 10, "2 reports", 2)]
    assert marks[0].span == axis.column(5)
