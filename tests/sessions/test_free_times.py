"""Which free times a page shows: a few days of them, each whole, and from where to look on."""

from datetime import UTC, date, datetime, timedelta

from sessions.presentation import slots as shown
from sessions.queries.slots import Slot

MONDAY = datetime(2026, 1, 12, 8, tzinfo=UTC)


def slot(number, *, a_day):
    """So many of them each day, a minute apart."""
    start = MONDAY + timedelta(days=number // a_day, minutes=number % a_day)
    return Slot(start, start + timedelta(minutes=30), 7, "Dr Fern", 4, "Mill House", "UTC", 9, "Garden room")


def free(number, a_day):
    return shown.free_times([slot(each, a_day=a_day) for each in range(number)], {"patient": 3})


def test_a_few_days_are_shown_and_the_next_is_where_to_look_on():
    page = free(5, a_day=1)

    assert [day.words for day in page.days] == [
        f"{name} January 2026" for name in ("Monday 12", "Tuesday 13", "Wednesday 14")
    ]
    assert page.later_from == date(2026, 1, 15)
    row = page.days[0].rows[0]
    assert row.words == "Dr Fern, Mill House"
    assert row.slots[0].url == "/visits/book/check/?patient=3&on=2026-01-12&at=08%3A00&clinicians=7&place=room-9"
    assert free(3, a_day=1).later_from is None
    assert free(0, a_day=1).days == []


def test_a_day_that_does_not_fit_is_left_for_the_next_page_and_cut_where_it_is_alone(monkeypatch):
    monkeypatch.setattr(shown, "MOST_SLOTS", 4)

    page = free(5, a_day=3)
    assert ([len(day.rows[0].slots) for day in page.days], page.later_from) == ([3], date(2026, 1, 13))
    assert not page.is_cut
    alone = free(5, a_day=5)
    assert (alone.is_cut, alone.later_from) == (True, date(2026, 1, 13))
