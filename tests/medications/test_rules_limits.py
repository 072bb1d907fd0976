"""What limits and conditions say, to whom they apply, and where they turn."""

from dataclasses import replace
from decimal import Decimal

import pytest

from medications.rules.conditions import UnreadableCondition, condition_from
from medications.rules.limits import first_amount, maximum
from medications.rules.regimen import average_daily_mg, measures, same
from medications.terms import FactKind, Form, Standing, TimeOfDay
from tests.medications.builders import daily
from tests.medications.hand_made import (
    ADULT,
    dose,
    doses,
    drug,
    fact,
    found,
    going_up,
    schedule,
    starting,
    takes,
    the_only,
)

LABEL, RECALLED = Standing.LABEL, Standing.RECALLED
UNSURE = " This is unconfirmed, check the label."
SENSITIVE = replace(ADULT, sensitivity="high")


def at_most(step):
    found = maximum(step, FactKind.MAX_DAY)
    return found and found.mg


def steps(standing):
    """Each limit exceeded once, and what is said then."""
    levels = schedule((25, 1), (50, None), is_the_rule=True, standing=standing)
    return [
        (
            going_up(drug("x", fact(FactKind.MAX_DAY, 40, standing=standing)), 25, 50),
            "50 mg a day is over the maximum of 40 mg a day.",
        ),
        (
            going_up(drug("x", schedules=(levels,)), 25, 75),
            "75 mg a day is more than the next level of the schedule, 50 mg a day.",
        ),
        (
            starting(drug("x", fact(FactKind.START, 25, standing=standing)), 50),
            "50 mg a day is more than the usual first dose, 25 mg a day.",
        ),
        (
            going_up(drug("x", fact(FactKind.INCREMENT, 25, standing=standing)), 25, 75),
            "It grows by 50 mg a day; usual for this person is 25 mg a day at most.",
        ),
    ]


@pytest.mark.parametrize(("step", "message"), steps(LABEL))
def test_a_limit_of_the_label_says_by_how_much(step, message):
    assert the_only(step).message == message


@pytest.mark.parametrize(("step", "message"), steps(RECALLED))
def test_one_that_is_only_recalled_says_so(step, message):
    assert the_only(step).message == message + UNSURE


def test_an_increment_without_a_low_end_is_the_same_for_the_sensitive():
    medicine = drug("x", fact(FactKind.INCREMENT, 25))

    assert found(going_up(medicine, 25, 50, person=SENSITIVE)) == []
    assert found(going_up(medicine, 25, 51, person=SENSITIVE)) == ["increment-too-large"]


def test_as_needed_grows_by_what_may_be_taken_more():
    before, after = (doses(dose(25, as_needed=True, at_most=times)) for times in (2, 3))

    assert found(going_up(drug("x", fact(FactKind.INCREMENT, 25)), before, after)) == []
    assert found(going_up(drug("x", fact(FactKind.INCREMENT, 24)), before, after)) == ["increment-too-large"]


@pytest.mark.parametrize(
    ("use", "limit"),
    [({"indication": "ocd"}, 60), ({"indication": "pain"}, 50), ({"indication": "ocd", "age": 70}, 40)],
    ids=["a use of its own", "another use", "a use, and somebody older"],
)
def test_a_maximum_for_a_use_stands_in_place_of_the_general_one_and_one_for_a_person_counts_too(use, limit):
    medicine = drug(
        "paroxetine",
        fact(FactKind.MAX_DAY, 50),
        fact(FactKind.MAX_DAY, 60, when={"indications": ["ocd"]}),
        fact(FactKind.MAX_DAY, 40, when={"age_at_least": 65}),
    )
    person = replace(ADULT, **use)

    assert at_most(going_up(medicine, 10, 20, person=person)) == Decimal(limit)


@pytest.mark.parametrize(
    ("releases", "indication", "limit"),
    [("oral/immediate", "adhd", 30), ("oral/immediate", "pain", 20), ("other", "adhd", 10), ("other", "pain", 15)],
    ids=["both", "the release", "the use", "neither"],
)
def test_of_the_limits_for_a_use_the_most_particular_counts(releases, indication, limit):
    here = going_up(drug("x"), 5, 6).release
    medicine = drug(
        "x",
        fact(FactKind.MAX_DAY, 15),
        fact(FactKind.MAX_DAY, 10, when={"indications": ["adhd"]}),
        fact(FactKind.MAX_DAY, 20, when={"releases": [here if releases == "oral/immediate" else "nowhere"]}),
        fact(
            FactKind.MAX_DAY,
            30,
            when={"releases": [here if releases == "oral/immediate" else "nowhere"], "indications": ["adhd"]},
        ),
    )
    step = going_up(medicine, 5, 6, person=replace(ADULT, indication=indication))

    assert at_most(step) == Decimal(limit)


@pytest.mark.parametrize(
    "told", [{"colour": True}, {"sexes": "female"}, {"pregnant": "yes"}, {"age_over": "old"}, {"renal": False}]
)
def test_a_condition_that_cannot_be_read_names_the_key(told):
    with pytest.raises(UnreadableCondition, match=next(iter(told))):
        condition_from(told)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (daily(25), daily(25), True),
        (daily(25), daily(25, form=Form.CAPSULE), True),
        (daily(25), daily(25, form=Form.EXTENDED_RELEASE), False),
        (daily(25), daily(50), False),
        (daily(25), daily(25, at=TimeOfDay.EVENING), False),
    ],
    ids=["the same", "a capsule", "another release", "another amount", "another time"],
)
def test_two_regimens_are_the_same_where_takings_and_release_are(one, other, alike):
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("factor", "a_day", "at_once"), [("0.5", 50, 20), (1, 100, 40), ("1.5", 150, 40)], ids=["less", "as much", "more"]
)
def test_a_factor_raises_the_day_alone_and_lowers_both(factor, a_day, at_once):
    medicine = drug(
        "x",
        fact(FactKind.MAX_DAY, 100),
        fact(FactKind.MAX_AT_ONE_TIME, 40),
        fact(FactKind.DOSE_FACTOR, factor, when={"partners": ["y"]}),
    )
    step = going_up(medicine, 5, 6, person=replace(ADULT, exposures=(takes("y"),)))
    day, once = (maximum(step, kind) for kind in (FactKind.MAX_DAY, FactKind.MAX_AT_ONE_TIME))

    assert day is not None
    assert once is not None
    assert (day.mg, once.mg) == (a_day, at_once)
    assert [len(day.facts), len(once.facts)] == [2, 2 if at_once == 20 else 1]


def test_over_both_maxima_each_is_said():
    step = going_up(drug("x", fact(FactKind.MAX_DAY, 40), fact(FactKind.MAX_AT_ONE_TIME, 30)), 25, 50)

    assert the_only(step).message == (
        "50 mg a day is over the maximum of 40 mg a day. 50 mg at one time is over the maximum of 30 mg at one time."
    )


def test_the_first_amount_is_the_first_level_of_the_schedule_in_force():
    levels = schedule((50, 14), (25, 14), is_the_rule=True)
    first = first_amount(starting(drug("x", fact(FactKind.START, 10), schedules=(levels,)), 25))

    assert first is not None
    assert (first.mg, first.facts) == (25, ())


def test_less_than_a_milligram_counts_as_what_it_is():
    half, alternate = daily("0.5"), doses(dose(0.5, every_days=2), dose(0.25, every_days=2, offset=1))

    assert measures(half).largest_at_one_time == Decimal("0.5")
    assert (measures(alternate).largest_at_one_time, measures(alternate).largest_in_a_day) == (0.5, 0.5)
    assert average_daily_mg(alternate) == Decimal("0.375")
    assert found(going_up(drug("x", fact(FactKind.MAX_AT_ONE_TIME, "0.6")), alternate, half)) == []
    assert [dose(1, every_days=3, offset=2).is_taken_on(count) for count in range(6)] == [False, False, True] * 2
