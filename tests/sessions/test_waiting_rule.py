"""Whom a free time suits and who comes first; and what is left of times that became free. Without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.rules.days import Span
from sessions.rules.freeing import Freed, still_free
from sessions.rules.slots import merged, overlap
from sessions.rules.suitability import CHECKS, FreeTime, Waiting, part_of, whom_it_suits, why_not

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FREE = FreeTime(
    starts_at=datetime(2026, 3, 5, 10, tzinfo=ZONE),  # a Thursday morning
    minutes=45,
    clinician_id=1,
    gender="woman",
    languages=frozenset({"Spanish"}),
    takes=frozenset({7}),
)
WAITING = Waiting(entry_id=1, visit_type_id=7, minutes=45, since_on=date(2026, 2, 1))

WAITINGS = st.builds(
    Waiting,
    entry_id=st.integers(1, 10**6),
    visit_type_id=st.sampled_from([7, 8]),
    minutes=st.sampled_from([30, 45, 90]),
    since_on=st.dates(date(2025, 1, 1), date(2026, 3, 1)),
    weight=st.integers(0, 2),
    clinician_id=st.sampled_from([None, 1, 2]),
    gender=st.sampled_from(["", "woman", "man"]),
    language=st.sampled_from(["", "Spanish", "Dutch"]),
    in_person=st.booleans(),
    telehealth=st.booleans(),
    weekdays=st.frozensets(st.integers(1, 7), max_size=3),
    parts=st.frozensets(st.sampled_from(["morning", "evening"])),
    notice_hours=st.sampled_from([0, 24, 24 * 14]),
)


def test_who_leaves_everything_open_is_suited():
    assert why_not(WAITING, FREE, NOW) == []
    assert why_not(WAITING, replace(FREE, takes=frozenset()), NOW) == []


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"minutes": 60}, "long-enough"),
        ({"visit_type_id": 8}, "taken-on"),
        ({"clinician_id": 2}, "with-whom"),
        ({"gender": "man"}, "gender"),
        ({"language": "Dutch"}, "language"),
        ({"in_person": False, "telehealth": False}, "way"),
        ({"weekdays": frozenset({1, 2})}, "weekday"),
        ({"parts": frozenset({"afternoon"})}, "part-of-day"),
        ({"earliest_on": date(2026, 3, 6)}, "not-too-early"),
        ({"notice_hours": 24 * 7}, "enough-notice"),
    ],
)
def test_each_thing_that_matters_to_them_can_be_the_reason_why_not(wish, reason):
    assert why_not(replace(WAITING, **wish), FREE, NOW) == [reason]
    assert reason in CHECKS


def test_what_matters_to_them_and_is_so_is_no_reason():
    waiting = replace(WAITING, clinician_id=1, gender="woman", language="spanish", weekdays=frozenset({4}))

    assert why_not(waiting, FREE, NOW) == []
    assert why_not(replace(waiting, parts=frozenset({"morning"}), earliest_on=date(2026, 3, 5)), FREE, NOW) == []


def test_by_video_only_suits_only_who_comes_by_video():
    by_video = replace(FREE, in_person=False)

    assert why_not(replace(WAITING, telehealth=False), by_video, NOW) == ["way"]
    assert why_not(replace(WAITING, in_person=False), by_video, NOW) == []


def test_notice_counts_hours_that_pass_when_the_clocks_go_forward():
    """From Saturday ten to Sunday ten there are only 23 hours in that night."""
    night = replace(FREE, starts_at=datetime(2026, 3, 8, 10, tzinfo=ZONE))
    saturday = datetime(2026, 3, 7, 10, tzinfo=ZONE)

    assert why_not(replace(WAITING, notice_hours=24), night, saturday) == ["enough-notice"]
    assert why_not(replace(WAITING, notice_hours=23), night, saturday) == []


def test_parts_of_the_day_meet_without_a_gap():
    hours = {hour: part_of(datetime(2026, 3, 5, hour, tzinfo=ZONE)).value for hour in (0, 11, 12, 16, 17, 23)}

    assert hours == {0: "morning", 11: "morning", 12: "afternoon", 16: "afternoon", 17: "evening", 23: "evening"}


@settings(max_examples=50)
@given(st.lists(WAITINGS, max_size=8, unique_by=lambda each: each.entry_id), st.randoms())
def test_turns_do_not_depend_on_how_the_list_was_read(everybody, chance):
    turns = whom_it_suits(everybody, FREE, NOW)
    shuffled = list(everybody)
    chance.shuffle(shuffled)

    assert whom_it_suits(shuffled, FREE, NOW) == turns
    assert set(turns) == {each for each in everybody if not why_not(each, FREE, NOW)}
    for earlier, later in zip(turns, turns[1:], strict=False):
        assert earlier.weight > later.weight or (earlier.weight == later.weight and earlier.since_on <= later.since_on)


SPANS = st.builds(
    lambda start, length: Span(NOW + timedelta(minutes=15 * start), NOW + timedelta(minutes=15 * (start + length))),
    st.integers(0, 30),
    st.integers(1, 8),
)
FREED = st.builds(Freed, visit_id=st.integers(1, 9), clinician_id=st.integers(1, 2), span=SPANS)


@settings(max_examples=50)
@given(st.lists(FREED, max_size=5), st.lists(st.tuples(st.integers(1, 2), SPANS), max_size=5))
def test_what_is_left_was_freed_is_not_taken_and_comes_once(freed, taken):
    left = still_free(freed, taken)

    for clinician in (1, 2):
        spans = [each.span for each in left if each.clinician_id == clinician]
        given_up = [each.span for each in freed if each.clinician_id == clinician]
        busy = [span for whom, span in taken if whom == clinician]
        assert not any(overlap(one, other) for one in spans for other in busy)
        assert not any(overlap(one, other) for i, one in enumerate(spans) for other in spans[:i])
        # Nothing is lost, nothing made up.
        assert merged([*spans, *busy]) == merged([*given_up, *busy])
