"""Where hold times, schedules, pauses and elapsed hours turn; no database."""

from dataclasses import replace

import pytest

from medications.rules.elapsed import Gap, asked_before_a_start, is_current
from medications.rules.restarting import days_without
from medications.rules.scheduling import level_in_use
from medications.terms import FactKind, Standing
from tests.medications.builders import daily, day
from tests.medications.hand_made import drug, fact, found, going_up, schedule, starting, takes, the_only, uses

A_WEEK = fact(FactKind.INTERVAL, days=7)
LEVELS = ((25, 14), (50, 14), (100, None))
RECALLED = Standing.RECALLED


@pytest.mark.parametrize(
    ("medicine", "message"),
    [
        (drug("x", A_WEEK), "This dose is held for 4 more days. The label asks for 7 days."),
        (drug("x", fact(FactKind.INTERVAL, days=4)), "This dose is held for 1 more day. The label asks for 4 days."),
        (
            drug("x", replace(A_WEEK, standing=RECALLED)),
            "This dose is held for 4 more days. The label asks for 7 days. This is unconfirmed, check the label.",
        ),
        (
            drug("x", schedules=(schedule(*LEVELS, is_the_rule=True),)),
            "This dose is held for 11 more days. The schedule asks for 14 days at this level.",
        ),
        (
            drug("x", schedules=(schedule(*LEVELS, is_the_rule=True, standing=RECALLED),)),
            "This dose is held for 11 more days. The schedule asks for 14 days at this level."
            " This is unconfirmed, check the label.",
        ),
    ],
    ids=["the label", "a day left", "only recalled", "a schedule", "a recalled schedule"],
)
def test_a_hold_says_whose_days_they_are_and_how_sure_that_is(medicine, message):
    assert the_only(going_up(medicine, 25, 50, days_on_dose=3)).message == message


def test_where_nobody_asks_for_days_none_are_held():
    assert found(going_up(drug("x"), 25, 50, days_on_dose=0, hold_days=0)) == []


@pytest.mark.parametrize(
    ("levels", "taking", "at"),
    [
        (LEVELS, 24, None),
        (LEVELS, 25, (25, 14)),
        (LEVELS, 99, (50, 14)),
        (LEVELS, 100, (100, None)),
        (LEVELS, 101, None),
        (((25, 7), (25, 14), (50, None)), 25, (25, 14)),
        (((25, 14), (25, None), (50, None)), 25, (25, None)),
    ],
    ids=["below", "the first", "between", "the last", "above", "two of one amount", "one of them to stay"],
)
def test_the_level_in_use_is_the_highest_that_is_reached_and_the_longest_of_these(levels, taking, at):
    level = level_in_use(schedule(*levels), daily(taking))

    assert (level and (level.mg_a_day, level.days)) == at


def test_where_no_first_dose_is_known_any_amount_after_the_pause_is_too_much():
    step = starting(drug("x", fact(FactKind.RESTART, days=7)), daily("0.5"), paused_on=day(8))

    assert found(step) == ["restart-needed"]


def test_who_is_not_starting_again_and_missed_nothing_was_not_without_it():
    assert days_without(going_up(drug("x"), 25, 50)) == 0
    assert days_without(going_up(drug("x"), 25, 50, paused_on=day(9))) == 0


@pytest.mark.parametrize(
    ("hours", "stopped_on", "has_passed"), [(48, 2, True), (48, 1, False), (49, 2, False), (1, 0, False)]
)
def test_hours_since_something_stopped_on_a_day_are_whole_days(hours, stopped_on, has_passed):
    gap, step = Gap(hours=hours), going_up(drug("x"), 25, 50)

    assert gap.has_passed(takes("tramadol", stopped_on=day(stopped_on)), step) is has_passed


def test_a_medicine_whose_last_dose_is_known_is_still_taken_and_a_substance_is_not():
    step = going_up(drug("x"), 25, 50)

    assert is_current(replace(uses("tramadol", hours_ago=5), is_substance=False), step)
    assert not is_current(uses("alcohol", hours_ago=5), step)
    assert is_current(uses("alcohol"), step)


def test_what_has_to_be_stopped_before_a_start_is_asked_of_that_alone():
    naltrexone = drug("naltrexone", fact(FactKind.START_CONDITION, days=7, names=["opioid"]))
    step = starting(naltrexone, 50)

    assert asked_before_a_start(takes("heroin", "opioid"), step) == [Gap(days=7)]
    assert asked_before_a_start(takes("alcohol"), step) == []
