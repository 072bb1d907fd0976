"""The arithmetic of visits: local days and hours, openings and free times, marks. No database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sessions.models import Attendance
from sessions.rules.attending import CANCELLED, NEXT, history, is_too_early, may_become
from sessions.rules.conflicts import OVERLAPS, WARNINGS, WORDS, Conflict, ConflictKind, unanswered
from sessions.rules.days import Span, closes, opens, span_of_days, weeks_later
from sessions.rules.slots import WeeklyHours, covers, merged, minus, openings, overlap, starts_in, suiting

NEW_YORK, BERLIN, LORD_HOWE = (ZoneInfo(name) for name in ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe"))
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
# The days on which the clocks are put forward and back.
NIGHTS = {
    NEW_YORK: (date(2026, 3, 8), date(2026, 11, 1)),
    BERLIN: (date(2026, 3, 29), date(2026, 10, 25)),
    LORD_HOWE: (date(2026, 10, 4), date(2026, 4, 5)),
}
BOTH_NIGHTS = [(zone, day) for zone, days in NIGHTS.items() for day in days]


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


# --- days and hours -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 25),
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (LORD_HOWE, date(2026, 10, 4), 23.5),
        (LORD_HOWE, date(2026, 4, 5), 24.5),
    ],
)
def test_a_day_is_as_long_as_its_clock_says(zone, day, hours):
    span = span_of_days(day, 1, zone)

    assert (span.ends_at - span.starts_at) / HOUR == hours


def test_a_day_begins_when_midnight_is_skipped():
    assert span_of_days(date(2026, 4, 24), 1, ZoneInfo("Africa/Cairo")).starts_at == utc(2026, 4, 23, 22)


@pytest.mark.parametrize(
    ("day", "hour", "opening", "closing"),
    [
        (date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1), utc(2026, 3, 29, 1)),
        (date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 0, 30)),
        (date(2026, 6, 1), time(2, 30), utc(2026, 6, 1, 0, 30), utc(2026, 6, 1, 0, 30)),
    ],
    ids=["skipped", "shown twice", "once"],
)
def test_an_hour_opens_and_closes_once_also_in_those_nights(day, hour, opening, closing):
    assert (opens(day, hour, BERLIN), closes(day, hour, BERLIN)) == (opening, closing)


@pytest.mark.parametrize(("zone", "day"), BOTH_NIGHTS)
def test_the_same_hour_weeks_later_is_the_same_on_the_clock(zone, day):
    before = datetime.combine(day - timedelta(days=3), time(10), zone).astimezone(UTC)

    after = weeks_later(before, 1, zone).astimezone(zone)

    assert (after.date(), after.time()) == (day + timedelta(days=4), time(10))


# --- openings and free times --------------------------------------------------------------------------------------

quarters = st.integers(0, 95)


@st.composite
def hours_of_a_week(draw):
    first, last = sorted([draw(quarters), draw(quarters)])
    zone = draw(st.sampled_from(list(NIGHTS)))
    night = draw(st.sampled_from(NIGHTS[zone]))
    return WeeklyHours(
        weekday=(night + timedelta(days=draw(st.integers(-1, 1)))).isoweekday(),
        starts=time(first // 4, first % 4 * 15),
        ends=time(last // 4, last % 4 * 15 + 14),
        zone=zone,
        from_on=night - timedelta(days=draw(st.integers(-2, 9))),
        until_on=draw(st.sampled_from([None, night, night + timedelta(days=3)])),
    )


@st.composite
def spans(draw, around: datetime):
    start = around + draw(st.integers(-200, 300)) * QUARTER
    return Span(start, start + draw(st.integers(1, 40)) * QUARTER)


@given(hours_of_a_week(), st.data())
@settings(max_examples=60)
def test_a_free_time_is_within_hours_by_the_clock_and_overlaps_nothing(hours, data):
    around = span_of_days(hours.from_on, 3, hours.zone)
    within = Span(around.starts_at - 10 * 24 * HOUR, around.ends_at + 10 * 24 * HOUR)
    taken = data.draw(st.lists(spans(around.starts_at), max_size=4))
    lasts = data.draw(st.integers(1, 8)) * QUARTER

    free = minus(suiting(openings([hours], within), location_id=None, is_telehealth=True), taken)
    for start in starts_in(free, lasts=lasts, every=QUARTER):
        slot = Span(start, start + lasts)
        first, last = (each.astimezone(hours.zone) for each in (start, slot.ends_at - timedelta(minutes=1)))
        assert first.isoweekday() == last.isoweekday() == hours.weekday
        assert hours.starts <= first.time()
        assert last.time() < hours.ends
        assert hours.from_on <= first.date() <= (hours.until_on or date.max)
        assert not any(overlap(slot, each) for each in taken)
        assert covers(free, slot)
        assert start.minute % 15 == 0


@given(st.lists(spans(utc(2026, 3, 8)), max_size=6), st.lists(spans(utc(2026, 3, 8)), max_size=6))
@settings(max_examples=60)
@example([Span(utc(2026, 3, 8, 9), utc(2026, 3, 8, 12))], [Span(utc(2026, 3, 8, 10), utc(2026, 3, 8, 11))])
def test_what_is_left_and_what_was_taken_are_the_whole_and_apart(one, taken):
    left = minus(one, taken)

    def quarters_of(these):
        return {start for each in these for start in starts_in([each], lasts=QUARTER, every=QUARTER)}

    assert quarters_of(left) == quarters_of(one) - quarters_of(taken)
    assert left == merged(left)


def test_hours_touch_across_a_closing_and_an_opening():
    morning = Span(utc(2026, 1, 5, 9), utc(2026, 1, 5, 12))
    afternoon = Span(utc(2026, 1, 5, 12), utc(2026, 1, 5, 17))

    assert merged([afternoon, morning]) == [Span(morning.starts_at, afternoon.ends_at)]
    assert not overlap(morning, afternoon)


# --- marks --------------------------------------------------------------------------------------------------------


def test_every_status_says_where_it_may_go():
    assert set(NEXT) == set(Attendance.values)
    assert {(status, to) for status, tos in NEXT.items() for to in tos if may_become(status, to)} == {
        ("booked", "arrived"),
        ("booked", "in-room"),
        ("booked", "done"),
        ("booked", "did-not-attend"),
        ("arrived", "in-room"),
        ("arrived", "done"),
        ("arrived", "did-not-attend"),
        ("in-room", "done"),
        ("did-not-attend", "arrived"),
        ("did-not-attend", "in-room"),
        ("did-not-attend", "done"),
    }
    assert not may_become(CANCELLED, "booked")
    assert not may_become("unknown", "done")


def test_what_was_taken_back_does_not_stand():
    happened = ["booked", "arrived", "moved", "in-room", "undone", "undone", "undone", "did-not-attend"]

    assert history(happened) == ["booked", "did-not-attend"]


def test_it_is_too_early_before_the_day_and_for_a_missed_visit_before_it_begins():
    start, day = utc(2026, 1, 12, 9), date(2026, 1, 12)

    def too_early(status: str, today: date) -> bool:
        return is_too_early(status, at=start - HOUR, starts_at=start, today=today, day=day)

    assert too_early("did-not-attend", day)
    assert not too_early("arrived", day)
    assert too_early("arrived", day - timedelta(days=1))


# --- conflicts ----------------------------------------------------------------------------------------------------


def test_every_kind_of_conflict_has_words_and_one_kind_of_answer():
    assert set(WORDS) == set(ConflictKind)
    assert not OVERLAPS & WARNINGS
    for kind in ConflictKind:
        one = Conflict(kind=kind, who="Robin")
        assert one.words.endswith(".")
        assert one.is_overlap + one.is_warning + one.is_final == 1
        left = unanswered([one], overlap_reason="It is urgent.", confirmed=[kind.value])
        assert bool(left) == one.is_final
