"""How much at most, how much more at a time, and for how long, for this person. Real numbers, made by hand."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.rules.blockers import Override
from medications.rules.limits import maximum
from medications.rules.person import PersonFacts
from medications.rules.regimen import NOTHING
from medications.terms import FactKind, Form, Standing, TimeOfDay
from tests.medications.builders import daily, day
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

MAX, ONCE, FACTOR = FactKind.MAX_DAY, FactKind.MAX_AT_ONE_TIME, FactKind.DOSE_FACTOR
START, GENTLE, INCREMENT, INTERVAL = (
    FactKind.START,
    FactKind.GENTLE_START,
    FactKind.INCREMENT,
    FactKind.INTERVAL,
)
RECALLED: dict[str, Any] = {"standing": Standing.RECALLED}

CITALOPRAM = drug(
    "citalopram",
    fact(MAX, 40),
    fact(MAX, 20, when={"age_over": 60}),
    fact(MAX, 20, when={"hepatic": ["mild", "moderate", "severe"]}),
    fact(MAX, 20, when={"genotype": {"CYP2C19": "poor"}}),
    fact(MAX, 20, when={"partners": ["cyp2c19_inhibitor"]}),
)
PAROXETINE = drug(
    "paroxetine",
    fact(MAX, 50),
    fact(MAX, 60, when={"indications": ["ocd", "panic"]}),
    fact(MAX, 40, when={"age_at_least": 65}),
)
ESCITALOPRAM = drug("escitalopram", fact(MAX, 20), fact(MAX, 10, when={"age_at_least": 65}))
ZOLPIDEM = drug(
    "zolpidem",
    fact(MAX, 10),
    fact(MAX, 5, when={"hepatic": ["mild", "moderate"]}),
    fact(MAX, 0, when={"hepatic": ["severe"]}),
)
PREGABALIN = drug(
    "pregabalin",
    fact(MAX, 600),
    fact(MAX, 450, when={"indications": ["fibromyalgia"]}),
    fact(MAX, 300, when={"creatinine_clearance_at_least": 30, "creatinine_clearance_under": 60}),
    fact(MAX, 150, when={"creatinine_clearance_at_least": 15, "creatinine_clearance_under": 30}),
)
PRAZOSIN = drug(
    "prazosin",
    fact(MAX, 20),
    fact(MAX, 25, when={"indications": ["ptsd_nightmares"], "sexes": ["male"]}, **RECALLED),
    fact(MAX, 12, when={"indications": ["ptsd_nightmares"], "sexes": ["female"]}, **RECALLED),
)
QUETIAPINE = drug(
    "quetiapine",
    fact(MAX, 800),
    fact(FACTOR, "0.5", when={"hepatic": ["severe"]}),
    fact(FACTOR, "0.1667", when={"partners": ["cyp3a4_strong_inhibitor"]}),
    fact(FACTOR, 5, when={"partners": ["enzyme_inducer"]}),
    fact(ONCE, 400),
)


def who(**facts):
    return {"person": replace(ADULT, **facts)}


OVER = {
    "citalopram over 60": going_up(CITALOPRAM, 20, 30, **who(age=61)),
    "citalopram, liver": going_up(CITALOPRAM, 20, 30, **who(hepatic="mild")),
    "citalopram, genotype": going_up(CITALOPRAM, 20, 30, **who(genotype={"CYP2C19": "poor"})),
    "citalopram with omeprazole": going_up(
        CITALOPRAM, 20, 30, **who(exposures=(takes("omeprazole", "cyp2c19_inhibitor"),))
    ),
    "citalopram for anybody": going_up(CITALOPRAM, 40, daily("40.001")),
    "paroxetine for depression": going_up(PAROXETINE, 50, 60, **who(indication="mdd")),
    "paroxetine, no indication known": going_up(PAROXETINE, 50, 60),
    "paroxetine over its use": going_up(PAROXETINE, 60, 70, **who(indication="ocd")),
    "paroxetine for ocd, but 65": going_up(PAROXETINE, 40, 50, **who(indication="ocd", age=65)),
    "escitalopram, 65": going_up(ESCITALOPRAM, 10, 15, **who(age=65)),
    "zolpidem, liver": going_up(ZOLPIDEM, 5, 10, **who(hepatic="moderate")),
    "pregabalin, clearance 59": going_up(PREGABALIN, 300, 375, **who(creatinine_clearance=Decimal(59))),
    "pregabalin, clearance 29": going_up(PREGABALIN, 150, 225, **who(creatinine_clearance=Decimal(29))),
    "pregabalin for fibromyalgia": going_up(PREGABALIN, 450, 600, **who(indication="fibromyalgia")),
    "prazosin, a man": going_up(PRAZOSIN, 25, 30, **who(sex="male", indication="ptsd_nightmares")),
    "prazosin, a woman": going_up(PRAZOSIN, 10, 15, **who(sex="female", indication="ptsd_nightmares")),
    "unequal split": going_up(CITALOPRAM, 40, doses(dose(30), dose(15, TimeOfDay.EVENING))),
    "as needed counts": going_up(CITALOPRAM, 20, doses(dose(20), dose(10, as_needed=True, at_most=3))),
    "alternate days, on the higher one": going_up(
        CITALOPRAM, 40, doses(dose(45, every_days=2), dose(40, every_days=2, offset=1))
    ),
    "half of a half": going_up(CITALOPRAM, 20, 22.5, **who(age=61)),
}
NOT_OVER = {
    "citalopram at 60": going_up(CITALOPRAM, 20, 40, **who(age=60)),
    "citalopram, the maximum itself": going_up(CITALOPRAM, 10, 20, **who(age=61)),
    "omeprazole was stopped": going_up(
        CITALOPRAM, 20, 40, **who(exposures=(takes("omeprazole", "cyp2c19_inhibitor", stopped_on=day(1)),))
    ),
    "paroxetine for ocd": going_up(PAROXETINE, 50, 60, **who(indication="ocd")),
    "escitalopram, 64": going_up(ESCITALOPRAM, 10, 20, **who(age=64)),
    "zolpidem": going_up(ZOLPIDEM, 5, 10),
    "pregabalin, clearance 60": going_up(PREGABALIN, 450, 600, **who(creatinine_clearance=Decimal(60))),
    "pregabalin, clearance unknown": going_up(PREGABALIN, 450, 600),
    "prazosin, a man": going_up(PRAZOSIN, 20, 25, **who(sex="male", indication="ptsd_nightmares")),
    "as needed up to it": going_up(CITALOPRAM, 20, doses(dose(20), dose(10, as_needed=True, at_most=2))),
    "no fact": going_up(drug("sertraline"), 200, 400),
    "a return": going_up(CITALOPRAM, 40, 80, recent=(daily(80),)),
}


@pytest.mark.parametrize("step", OVER.values(), ids=OVER.keys())
def test_over_the_maximum_for_this_person_waits_for_a_co_sign(step):
    blocker = the_only(step)

    assert blocker.code == "above-maximum"
    assert blocker.override == Override.CO_SIGN


@pytest.mark.parametrize("step", NOT_OVER.values(), ids=NOT_OVER.keys())
def test_the_maximum_itself_is_not_over_it(step):
    assert found(step) == []


def test_the_message_names_limit_condition_and_standing():
    assert the_only(OVER["citalopram over 60"]).message == (
        "30 mg a day is over the maximum of 20 mg a day for this person (age over 60)."
    )
    assert the_only(OVER["prazosin, a woman"]).message.endswith("This is unconfirmed, check the label.")


def test_what_must_not_be_used_at_all_is_said_plainly():
    blocker = the_only(starting(ZOLPIDEM, 5, **who(hepatic="severe")))

    assert blocker.message == "This medicine must not be used at all for this person (liver impairment)."


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "800"),
        ({"hepatic": "severe"}, "400"),
        ({"exposures": (takes("carbamazepine", "enzyme_inducer"),)}, "4000"),
        ({"hepatic": "severe", "exposures": (takes("ketoconazole", "cyp3a4_strong_inhibitor"),)}, "66.68"),
    ],
    ids=["usual", "liver", "an inducer raises it", "both multiply"],
)
def test_factors_multiply_the_maximum(facts, expected):
    limit = maximum(going_up(QUETIAPINE, 25, 50, **who(**facts)), MAX)

    assert limit is not None
    assert limit.mg == Decimal(expected)


def test_a_factor_raises_nothing_at_one_time():
    inducer = who(exposures=(takes("carbamazepine", "enzyme_inducer"),))

    assert found(going_up(QUETIAPINE, 400, 425, **inducer)) == ["above-maximum"]
    assert found(going_up(QUETIAPINE, 300, 400, **inducer)) == []


def test_doses_at_one_time_add_up():
    bupropion = drug("bupropion", fact(MAX, 450), fact(ONCE, 150, when={"releases": ["oral/immediate"]}))
    together, apart = doses(dose(100), dose(75)), doses(dose(100), dose(75, TimeOfDay.EVENING))

    assert "at one time" in the_only(going_up(bupropion, 100, together)).message
    assert found(going_up(bupropion, 100, apart)) == []
    extended = replace(together, form=Form.EXTENDED_RELEASE)
    assert found(going_up(bupropion, daily(100, form=Form.EXTENDED_RELEASE), extended)) == []


# --- increments -------------------------------------------------------------------------------------------------

SERTRALINE = drug(
    "sertraline",
    fact(START, 25),
    fact(START, 50, when={"indications": ["mdd", "ocd"]}),
    fact(GENTLE, "12.5"),
    fact(INCREMENT, 50, low=25),
)
SENSITIVE = who(sensitivity="high")
TOO_LARGE = {
    "more than usual": going_up(SERTRALINE, 25, 87.5),
    "more than gentle": going_up(SERTRALINE, 25, 75, **SENSITIVE),
    "a first dose": starting(SERTRALINE, 50),
    "a first dose for its use": starting(SERTRALINE, 75, **who(indication="mdd")),
    "a gentle first dose": starting(SERTRALINE, 25, **SENSITIVE),
    "as needed on top": going_up(SERTRALINE, 25, doses(dose(25), dose(30, as_needed=True, at_most=2))),
    "alternate days, by the average": going_up(
        SERTRALINE, 25, doses(dose(100, every_days=2), dose(60, every_days=2, offset=1))
    ),
    "resuming": starting(SERTRALINE, 100, paused_on=day(20)),
}
NOT_TOO_LARGE = {
    "usual": going_up(SERTRALINE, 25, 75),
    "low sensitivity": going_up(SERTRALINE, 25, 75, **who(sensitivity="low")),
    "gentle": going_up(SERTRALINE, 25, 50, **SENSITIVE),
    "half a tablet": starting(SERTRALINE, 12.5, **SENSITIVE),
    "a first dose": starting(SERTRALINE, 25),
    "a first dose for its use": starting(SERTRALINE, 50, **who(indication="mdd")),
    "a first dose every other day": starting(SERTRALINE, doses(dose(50, every_days=2))),
    "unequal split": going_up(SERTRALINE, 25, doses(dose(50), dose(25, TimeOfDay.EVENING))),
    "alternate days, by the average": going_up(
        SERTRALINE, 25, doses(dose(100, every_days=2), dose(50, every_days=2, offset=1))
    ),
    "less in another form": going_up(SERTRALINE, 200, daily(50, form=Form.EXTENDED_RELEASE)),
    "no fact": going_up(drug("sertraline"), 25, 200),
    "a return": going_up(SERTRALINE, 25, 200, recent=(daily(200),)),
}


@pytest.mark.parametrize("step", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_more_at_a_time_than_usual_waits_for_a_co_sign(step):
    blocker = the_only(step)

    assert blocker.code == "increment-too-large"
    assert blocker.override == Override.CO_SIGN


@pytest.mark.parametrize("step", NOT_TOO_LARGE.values(), ids=NOT_TOO_LARGE.keys())
def test_the_usual_increment_is_not_too_large(step):
    assert found(step) == []


WITH_VALPROATE = schedule(
    (12.5, 14), (25, 14), (50, 7), (100, None), when={"partners": ["valproate"]}, is_the_rule=True
)
WITHOUT = schedule((25, 14), (50, 14), (100, 7), (200, None), when={"without": ["valproate"]}, is_the_rule=True)
LAMOTRIGINE = drug(
    "lamotrigine",
    fact(START, 25),
    fact(INCREMENT, 50, low=25),
    fact(INTERVAL, days=5),
    schedules=(WITHOUT, WITH_VALPROATE),
)
VALPROATE = who(exposures=(takes("valproate"),))
EVERY_OTHER_DAY = doses(dose(25, every_days=2))


def test_the_schedule_that_is_the_rule_follows_the_partner():
    assert found(starting(LAMOTRIGINE, EVERY_OTHER_DAY, **VALPROATE)) == []
    assert found(starting(LAMOTRIGINE, 25, **VALPROATE)) == ["increment-too-large"]
    assert found(starting(LAMOTRIGINE, 25)) == []
    assert found(going_up(LAMOTRIGINE, EVERY_OTHER_DAY, 25, **VALPROATE)) == []
    assert found(going_up(LAMOTRIGINE, EVERY_OTHER_DAY, 37.5, **VALPROATE)) == ["increment-too-large"]


def test_a_chosen_schedule_counts_only_while_its_condition_holds():
    chosen = schedule((25, 7), (100, 7), when={"without": ["valproate"]})

    assert found(going_up(LAMOTRIGINE, 25, 100, schedule=chosen)) == []
    assert found(going_up(LAMOTRIGINE, 25, 100)) == ["increment-too-large"]
    assert found(going_up(LAMOTRIGINE, 25, 100, schedule=chosen, **VALPROATE)) == ["increment-too-large"]


def test_above_the_last_level_general_facts_apply():
    assert found(going_up(LAMOTRIGINE, 200, 250)) == []
    assert found(going_up(LAMOTRIGINE, 200, 251)) == ["increment-too-large"]


def test_a_day_of_as_needed_doses_is_a_level():
    buprenorphine = drug("buprenorphine_naloxone", fact(INCREMENT, 4, low=2), fact(START, 4))
    induction = schedule((8, 1), (16, 1), (16, None))
    first_day = doses(dose(4, as_needed=True, at_most=2))

    assert found(starting(buprenorphine, first_day, schedule=induction)) == []
    assert found(starting(buprenorphine, first_day)) == ["increment-too-large"]
    assert found(going_up(buprenorphine, first_day, 16, days_on_dose=1, schedule=induction)) == []
    assert found(going_up(buprenorphine, first_day, 18, days_on_dose=1, schedule=induction)) == ["increment-too-large"]


# --- days on a dose ---------------------------------------------------------------------------------------------

ATOMOXETINE = drug(
    "atomoxetine",
    fact(INTERVAL, days=3),
    fact(INTERVAL, days=28, when={"partners": ["cyp2d6_strong_inhibitor"]}),
    fact(INTERVAL, days=2, when={"age_over": 30}),
    fact(INTERVAL, days=14, when={"taking_at_least_mg": 80}),
)
INHIBITED = who(exposures=(takes("paroxetine", "cyp2d6_strong_inhibitor"),))


@pytest.mark.parametrize(
    ("step", "whose"),
    [
        (going_up(ATOMOXETINE, 40, 80, days_on_dose=27, **INHIBITED), "The label asks for 28 days for this person"),
        (going_up(ATOMOXETINE, 40, 80, days_on_dose=2), "The label asks for 3 days."),
        (going_up(ATOMOXETINE, 80, 100, days_on_dose=13), "The label asks for 14 days"),
        (going_up(ATOMOXETINE, 40, 80, days_on_dose=6, hold_days=7), "The plan asks for 7 days."),
        (going_up(LAMOTRIGINE, 25, 50, days_on_dose=13), "The schedule asks for 14 days at this level."),
        (going_up(LAMOTRIGINE, 100, 200, days_on_dose=6), "The schedule asks for 7 days at this level."),
        (going_up(LAMOTRIGINE, 200, 250, days_on_dose=4), "The label asks for 5 days."),
        (
            going_up(drug("x", fact(INTERVAL, days=7, **RECALLED)), 25, 50, days_on_dose=6),
            "The label asks for 7 days. This is unconfirmed, check the label.",
        ),
    ],
)
def test_a_day_short_is_too_soon_and_the_message_tells_whose_days_they_are(step, whose):
    blocker = the_only(step)
    a_day_later = replace(step, in_use=replace(step.in_use, since=day(step.days_on_dose + 1)))

    assert blocker.code == "hold-time-left"
    assert blocker.override == Override.CO_SIGN
    assert blocker.message.startswith("This dose is held for 1 more day.")
    assert whose in blocker.message
    assert found(a_day_later) == []


def test_days_for_a_use_take_the_place_of_the_general_ones():
    medicine = drug("x", fact(INTERVAL, days=7), fact(INTERVAL, days=3, when={"indications": ["gad"]}))

    assert found(going_up(medicine, 25, 50, days_on_dose=3, **who(indication="gad"))) == []
    assert found(going_up(medicine, 25, 50, days_on_dose=3)) == ["hold-time-left"]


def test_between_the_levels_of_a_schedule_the_lower_one_counts_and_outside_the_general_days():
    assert found(going_up(LAMOTRIGINE, 75, 100, days_on_dose=13)) == ["hold-time-left"]
    assert found(going_up(LAMOTRIGINE, 12.5, 25, days_on_dose=5)) == []
    assert found(going_up(LAMOTRIGINE, 12.5, 25, days_on_dose=4)) == ["hold-time-left"]
    assert found(going_up(LAMOTRIGINE, 225, 250, days_on_dose=5)) == []


def test_no_days_hold_up_a_start_or_a_return():
    assert found(starting(ATOMOXETINE, 40)) == []
    assert found(going_up(ATOMOXETINE, 40, 80, days_on_dose=0, recent=(daily(80),))) == []


def test_nothing_to_take_is_no_step_up():
    assert found(going_up(CITALOPRAM, 80, NOTHING)) == []
    assert found(going_up(CITALOPRAM, 80, 60)) == []


people = st.builds(
    PersonFacts,
    age=st.none() | st.integers(18, 90),
    sex=st.sampled_from(["female", "male", "unknown"]),
    hepatic=st.sampled_from([None, "none", "mild", "severe"]),
    indication=st.sampled_from([None, "ocd", "gad"]),
)
conditions = st.sampled_from(
    [
        None,
        {"indications": ["ocd"]},
        {"age_over": 60},
        {"hepatic": ["severe"]},
        {"indications": ["ocd"], "age_over": 60},
    ]
)
maxima = st.builds(lambda high, when: fact(MAX, high, when=when), st.integers(0, 100), conditions)


@given(
    people, st.lists(maxima, max_size=4), st.integers(0, 100), st.sampled_from([{"age_over": 60}, {"sexes": ["male"]}])
)
def test_what_is_about_the_person_never_raises_a_maximum(person, facts, high, when):
    before = maximum(going_up(drug("x", fact(MAX, 50), *facts), 25, 50, person=person), MAX)
    after = maximum(going_up(drug("x", fact(MAX, 50), *facts, fact(MAX, high, when=when)), 25, 50, person=person), MAX)

    assert before is not None
    assert after is not None
    assert after.mg <= before.mg


@given(people, st.lists(maxima, max_size=4))
def test_the_order_of_facts_does_not_matter(person, facts):
    one = maximum(going_up(drug("x", *facts), 25, 50, person=person), MAX)
    other = maximum(going_up(drug("x", *reversed(facts)), 25, 50, person=person), MAX)

    assert (one and one.mg) == (other and other.mg)
