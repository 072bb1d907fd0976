"""The geometry of a week: free times, rows of hours, and the nights when the clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from sessions.presentation.grid import Placed, by_day, by_hour, free_between, hour_by_hour
from sessions.presentation.times import span_in_words, there_in_words
from sessions.rules.days import Span

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def span(start, end):
    """Hours of that Monday: 9.5 is half past nine."""
    return Span(MONDAY + timedelta(hours=start), MONDAY + timedelta(hours=end))


@pytest.mark.parametrize(
    ("hours", "taken", "free"),
    [
        ([(9, 12)], [], [(9, 12)]),
        ([(9, 12)], [(9, 9.5), (10, 11)], [(9.5, 10), (11, 12)]),
        ([(9, 12)], [(8, 10), (9.5, 10.5), (11.5, 13)], [(10.5, 11.5)]),
        ([(9, 12)], [(9.1, 12)], []),  # six minutes are no free time
        ([(9, 12), (12, 15), (11, 13)], [(10, 11)], [(9, 10), (11, 15)]),
        ([(9, 12)], [(12, 13), (8, 9)], [(9, 12)]),  # what touches does not overlap
    ],
)
def test_what_is_free_is_what_is_open_and_not_taken(hours, taken, free):
    found = free_between([span(*each) for each in hours], [span(*each) for each in taken])

    assert found == [span(*each) for each in free]


def test_a_free_time_is_cut_at_full_hours():
    assert hour_by_hour(span(9.5, 11.5)) == [span(9.5, 10), span(10, 11), span(11, 11.5)]
    assert hour_by_hour(span(9, 10)) == [span(9, 10)]


def test_rows_go_from_the_first_hour_to_the_last_and_cells_keep_the_order_of_time():
    placed = [
        Placed(span=span(11.5, 12), thing="late"),
        Placed(span=span(9.5, 10), thing="second"),
        Placed(span=span(9, 9.5), thing="first"),
    ]
    days = [date(2026, 11, 23), date(2026, 11, 24)]

    rows = by_hour(placed, days)

    assert [(row.hour, row.cells) for row in rows] == [
        (9, [["first", "second"], []]),
        (10, [[], []]),
        (11, [["late"], []]),
    ]
    assert by_day(placed, days) == [["first", "second", "late"], []]
    assert by_hour([], days) == []


def test_nine_o_clock_is_nine_on_both_sides_of_the_night_when_the_clock_changes():
    days = [date(2026, 10, 31), date(2026, 11, 1)]  # New York puts its clocks back on the second
    with timezone.override(ZoneInfo("America/New_York")):
        moments = [datetime(2026, 10, 31, 13, tzinfo=UTC), datetime(2026, 11, 1, 14, tzinfo=UTC)]
        placed = [Placed(span=Span(at, at + timedelta(hours=1)), thing=at.hour) for at in moments]

        (row,) = by_hour(placed, days)

        assert (row.hour, row.cells) == (9, [[13], [14]])
        assert span_in_words(moments[0], moments[0] + timedelta(minutes=30)) == "9:00–9:30"
        assert there_in_words(moments[0], moments[0] + timedelta(minutes=30), "Europe/Lisbon") == "13:00–13:30 there"
        assert there_in_words(moments[0], moments[1], "America/Toronto") == ""
