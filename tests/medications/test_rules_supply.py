"""What is left of a supply, in pure values: given or counted, less what was taken since by our orders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from medications.rules.proposed import OpenEffect
from medications.rules.regimen import CYCLE_DAYS
from medications.rules.supply import (
    SMALLER_SUPPLY_DAYS,
    Event,
    Happened,
    Left,
    Taking,
    smaller_supply_advised,
    supply_left,
    tells_of_self_harm,
)
from medications.terms import FlagClass

TODAY = date(2026, 3, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def takes(mg: float | str, days_ago: int = 100) -> Taking:
    """So much a day on average."""
    return Taking(since=ago(days_ago), mg_per_cycle=Decimal(str(mg)) * CYCLE_DAYS)


def given(mg: float | None, days_ago: int = 0, *, days: int | None = None) -> Event:
    return Event(what=Happened.GIVEN, on=ago(days_ago), mg=None if mg is None else Decimal(mg), days=days)


def counted(mg: float, days_ago: int = 0, of: str = "25") -> Event:
    return Event(what=Happened.COUNTED, on=ago(days_ago), mg=Decimal(mg), of=of)


def gone(mg: float | None = None, days_ago: int = 0) -> Event:
    return Event(what=Happened.GONE, on=ago(days_ago), mg=None if mg is None else Decimal(mg))


def left(*events: Event, taking: list[Taking] | None = None) -> Left | None:
    return supply_left(events, [takes(25)] if taking is None else taking, TODAY)


def days(*events: Event, taking: list[Taking] | None = None) -> int | None:
    found = left(*events, taking=taking)
    assert found
    return found.days


def test_where_nothing_was_given_or_counted_nothing_is_said():
    assert left() is None
    assert left(gone(50)) is None


def test_what_was_given_lasts_from_its_day_and_today_is_counted():
    assert left(given(350)) == Left(mg=Decimal(350), days=14, until=TODAY + timedelta(days=13))
    assert left(given(350, days_ago=5)) == Left(mg=Decimal(225), days=9, until=TODAY + timedelta(days=8))


def test_a_count_takes_the_place_of_what_was_reckoned_and_a_later_gift_comes_on_top():
    assert days(given(350, days_ago=10), counted(250, days_ago=2)) == 8
    assert days(given(350, days_ago=10), counted(250, days_ago=2), given(100)) == 12
    assert days(given(350), counted(100)) == 4


def test_two_strengths_counted_on_one_day_add_up_and_counting_again_corrects():
    assert days(counted(100, of="25"), counted(50, of="50")) == 6
    assert days(counted(100, of="25"), counted(50, of="50"), counted(50, of="25")) == 4
    assert days(counted(100, days_ago=1), counted(50, of="50")) == 2


def test_the_dose_that_was_in_use_on_each_day_is_taken_away():
    stepped = [takes(25, days_ago=10), takes(50, days_ago=4)]

    assert left(given(700, days_ago=10), taking=stepped) == Left(
        mg=Decimal(700 - 6 * 25 - 4 * 50), days=7, until=TODAY + timedelta(days=6)
    )


def test_a_step_that_is_still_to_come_shortens_what_is_left():
    ordered = [takes(25), takes(50, days_ago=-2)]

    assert days(given(350), taking=ordered) == 2 + 6
    assert days(given(50), taking=ordered) == 2  # to the day before, and not enough for the day of the step
    assert days(given(75), taking=ordered) == 2


def test_a_first_dose_that_is_still_to_come_is_waited_for():
    assert days(given(350), taking=[takes(25, days_ago=-1)]) == 15
    assert days(given(10), taking=[takes(25, days_ago=-1)]) == 0


def test_every_third_day_and_half_tablets_are_exact():
    third = [Taking(since=ago(100), mg_per_cycle=Decimal(25) * (CYCLE_DAYS // 3))]

    assert days(given(350), taking=third) == 42
    assert days(given("87.5"), taking=[takes("12.5")]) == 7  # type: ignore[arg-type]


def test_nothing_is_left_below_nothing():
    assert left(given(50, days_ago=10)) == Left(mg=Decimal(0), days=0)
    assert days(given(50, days_ago=10), given(50, days_ago=1)) == 1
    assert days(given(20)) == 0


def test_what_is_said_in_words_lasts_at_the_dose_of_its_day():
    assert days(given(None, days_ago=4, days=14)) == 10
    assert days(given(None, days_ago=4, days=14), taking=[takes(25), takes(50, days_ago=4)]) == 10
    assert days(given(None, days=14), taking=[takes(0, days_ago=9), takes(25, days_ago=-3)]) == 17


def test_where_it_cannot_be_told_it_is_not_told_until_somebody_counts():
    assert left(given(None, days=14), taking=[takes(0)]) == Left()
    assert left(given(None, days_ago=3)) == Left()
    assert left(given(None), gone(100)) == Left()
    assert days(given(None, days_ago=3), counted(100)) == 4


@pytest.mark.parametrize("taking", [[takes(0)], [], [takes(25, days_ago=9), takes(0, days_ago=0)]])
def test_without_a_daily_dose_it_has_no_last_day(taking):
    assert left(given(350), taking=taking) == Left(mg=Decimal(350))


def test_old_tablets_that_went_are_taken_away():
    assert days(given(350), gone(100)) == 10
    assert days(given(350), gone(1000)) == 0


def test_where_nobody_knows_how_many_went_only_what_was_given_that_day_is_left():
    assert days(given(350, days_ago=5), gone()) == 0
    assert days(given(350, days_ago=5), given(100), gone()) == 4
    assert days(given(350, days_ago=5), gone(), given(100)) == 4
    assert days(given(350, days_ago=5), counted(100), gone()) == 0


def flag(term: str) -> OpenEffect:
    return OpenEffect(entry_id=1, term=term, on=TODAY, flag_class=FlagClass.STOP)


def test_a_smaller_supply_is_offered_where_both_come_together():
    assert tells_of_self_harm([flag("Rash"), flag("Suicidal ideation")])
    assert not tells_of_self_harm([flag("Rash")])
    advised = [
        smaller_supply_advised(is_dangerous_in_overdose=dangerous, has_open_self_harm_risk=risk)
        for dangerous in (False, True)
        for risk in (False, True)
    ]
    assert advised == [False, False, False, True]
    assert SMALLER_SUPPLY_DAYS == 7
