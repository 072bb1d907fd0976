"""When somebody may be reached, and how: pure values, no database."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.rules.contact import Agreed, Channel, Reason, Way, key_of, next_safe, nobody_asked, refusals

TUESDAY_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
EVENINGS = Way(may_use=True, address="555-0101", days=frozenset({2, 4}), opens=time(18), closes=time(20))


def agreed(**changes) -> Agreed:
    return Agreed(was_asked=True, **{"ways": {Channel.CALL: Way(may_use=True, address="555-0101")}, **changes})


def test_while_nobody_asked_only_the_telephone_rings_and_only_in_opening_hours():
    careful = nobody_asked("555-0101", open_weekdays=[1, 2, 3, 4, 5])

    assert refusals(careful, "call", TUESDAY_TEN) == []
    assert refusals(careful, "call", TUESDAY_TEN.replace(hour=17)) == [Reason.OUTSIDE_HOURS]
    assert refusals(careful, "call", TUESDAY_TEN.replace(hour=8, minute=59)) == [Reason.OUTSIDE_HOURS]
    assert refusals(careful, "call", TUESDAY_TEN.replace(day=28)) == [Reason.OUTSIDE_HOURS]  # a Saturday
    assert not careful.voicemail
    for channel in ("text", "e-mail", "post"):
        assert refusals(careful, channel, TUESDAY_TEN) == [Reason.NOBODY_ASKED]
    assert refusals(nobody_asked("", open_weekdays=[2]), "call", TUESDAY_TEN) == [Reason.NO_ADDRESS]


def test_what_was_not_agreed_may_not_be_used_and_every_reason_is_told():
    never = Agreed(was_asked=True, ways={"call": EVENINGS}, never=frozenset({"5550101"}))

    assert refusals(agreed(), "e-mail", TUESDAY_TEN) == [Reason.NOT_AGREED]
    off = Way(may_use=False, address="a@b.example")
    assert refusals(agreed(ways={"e-mail": off}), "e-mail", TUESDAY_TEN) == [Reason.NOT_AGREED]
    assert refusals(never, "call", TUESDAY_TEN, has_link=True) == [
        Reason.NEVER_ADDRESS,
        Reason.NO_LINK_BY_VOICE,
        Reason.OUTSIDE_HOURS,
    ]
    assert refusals(agreed(is_merged=True), "call", TUESDAY_TEN) == [Reason.MERGED]


def test_hours_are_half_open_and_the_next_safe_one_is_found():
    assert EVENINGS.is_safe_at(TUESDAY_TEN.replace(hour=18))
    assert not EVENINGS.is_safe_at(TUESDAY_TEN.replace(hour=20))
    assert next_safe(EVENINGS, TUESDAY_TEN) == TUESDAY_TEN.replace(hour=18)
    assert next_safe(EVENINGS, TUESDAY_TEN.replace(hour=19)) == TUESDAY_TEN.replace(hour=19)
    assert next_safe(EVENINGS, TUESDAY_TEN.replace(hour=20)) == TUESDAY_TEN.replace(day=26, hour=18)
    assert next_safe(Way(may_use=True, address="x", days=frozenset()), TUESDAY_TEN) is None


def test_the_next_safe_hour_is_right_across_a_change_of_the_clocks():
    new_york = ZoneInfo("America/New_York")
    sundays = Way(may_use=True, address="x", days=frozenset({7}), opens=time(9), closes=time(10))

    found = next_safe(sundays, datetime(2026, 10, 31, 12, tzinfo=new_york))

    assert found == datetime(2026, 11, 1, 14, tzinfo=UTC)  # winter time began that night


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0018", "020 7946 0018"),
        ("555-0101", "(555) 0101"),
        (" Maya@Example.org", "maya@example.org "),
        ("1 Elm Road, Flat 2", "1 elm road flat 2"),
    ],
)
def test_two_spellings_are_one_address(one, other):
    assert key_of(one) == key_of(other)


def test_other_addresses_are_other_addresses():
    assert len({key_of(each) for each in ("555-0101", "555-0102", "a@b.example", "ab@example", "1 Elm Road")}) == 5


@settings(max_examples=40, deadline=None)
@given(
    days=st.frozensets(st.integers(1, 7), min_size=1),
    opens=st.integers(0, 22),
    length=st.integers(1, 3),
    minutes=st.integers(0, 14 * 24 * 60),
)
def test_the_next_safe_moment_is_safe_and_no_earlier_one_was(days, opens, length, minutes):
    way = Way(may_use=True, address="x", days=days, opens=time(opens), closes=time(min(opens + length, 23), 30))
    asked = datetime.fromtimestamp(1_795_000_000 + minutes * 60, tz=UTC)

    found = next_safe(way, asked)

    assert found is not None
    assert found >= asked
    assert way.is_safe_at(found)
    assert found == asked or (found.time() == way.opens and not way.is_safe_at(asked))
