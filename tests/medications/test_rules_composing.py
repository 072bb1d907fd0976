"""Where the numbers of a proposal come from: which fact, on which day, and what is said where there is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from medications.rules.composing import Aim, propose
from medications.rules.conditions import Circumstances
from medications.rules.paces import CannotPropose
from medications.rules.person import PersonFacts
from medications.rules.presentations import Presentation
from medications.rules.thresholds import Thresholds
from medications.terms import RELEASE_OF, FactKind, Form, TimeOfDay
from tests.medications.builders import daily
from tests.medications.hand_made import drug, fact, schedule

TODAY = date(2026, 3, 20)
START, GENTLE, MORE, DAYS, MAX = (
    FactKind.START,
    FactKind.GENTLE_START,
    FactKind.INCREMENT,
    FactKind.INTERVAL,
    FactKind.MAX_DAY,
)
USUAL = (fact(START, 50), fact(MORE, 50), fact(DAYS, days=7), fact(MAX, 200))


def tablets(*strengths, form=Form.TABLET, halves=False):
    return tuple(Presentation(form=form, strength_mg=Decimal(str(mg)), is_splittable=halves) for mg in strengths)


def aim(target, *facts, schedules=(), presentations=None, person=None, **fields):
    return Aim(
        drug=drug("some", *facts, schedules=schedules),
        person=person or PersonFacts(age=40),
        presentations=presentations or tablets("12.5", 25, 50, 100),
        target_mg=Decimal(str(target)),
        today=TODAY,
        **fields,
    )


def amounts(way):
    return [step.mg_a_day for step in way.steps]


def holds(way):
    return [step.hold_days for step in way.steps]


def says(way, position=0):
    return [cited.says for cited in way.steps[position].cited]


def refusal(asked):
    with pytest.raises(CannotPropose) as raised:
        propose(asked)
    return raised.value.words


def test_what_holds_after_some_days_is_asked_of_the_person_the_form_the_dose_and_the_days():
    asked = aim(100, *USUAL, form=Form.CAPSULE)

    assert asked.after(mg_a_day=Decimal(5), days=3) == Circumstances(
        person=asked.person,
        today=TODAY,
        release=RELEASE_OF[Form.CAPSULE],
        taking_mg_a_day=Decimal(5),
        days_taken=3,
    )


def test_the_target_at_the_maximum_needs_no_note_and_one_above_it_does():
    assert propose(aim(200, *USUAL)).usual.notes == ()
    assert propose(aim(201, *USUAL)).usual.notes == ("The maximum for this person is 200 mg a day.",)


def test_where_the_maximum_is_taken_already_nothing_is_proposed():
    asked = aim(250, *USUAL, taking=daily(200))

    assert refusal(asked) == "The maximum for this person is 200 mg a day. That is not above what is taken now."


def test_a_way_up_begins_from_what_is_taken_in_its_form():
    way = propose(aim(100, *USUAL, taking=daily(50), form=Form.CAPSULE, presentations=tablets(50, form=Form.CAPSULE)))

    assert way.usual.before == daily(50)
    assert way.usual.starts_on == TODAY
    assert [step.regimen for step in way.usual.steps] == [daily(100, form=Form.CAPSULE)]


def test_increments_and_intervals_change_with_the_days_taken():
    asked = aim(
        200,
        fact(START, 25),
        fact(MORE, 25),
        fact(MORE, "12.5", when={"days_taken_at_least": 15}),
        fact(DAYS, days=7),
        fact(DAYS, days=8, when={"days_taken_at_least": 15}),
        fact(MAX, 200),
    )
    way = propose(asked).usual

    assert amounts(way)[:5] == [25, 50, 75, Decimal("87.5"), 100]
    assert holds(way)[:5] == [7, 7, 7, 8, 8]


def test_how_long_a_step_is_held_depends_on_the_dose_that_it_leads_to():
    longer = fact(DAYS, days=21, when={"taking_at_least_mg": 100})

    assert holds(propose(aim(150, *USUAL, longer)).usual) == [7, 21, 21]


def test_from_which_age_the_gentle_way_comes_first_is_the_practices():
    asked = aim(100, *USUAL, person=PersonFacts(age=60), thresholds=Thresholds(gentle_from_age=60))

    assert propose(asked).why_gentle == ("Aged 60 or more",)
    assert propose(replace(asked, thresholds=Thresholds())).why_gentle == ()


def test_no_more_is_proposed_at_one_time_than_is_allowed():
    asked = aim(100, *USUAL, fact(FactKind.MAX_AT_ONE_TIME, 50), times=(TimeOfDay.MORNING, TimeOfDay.EVENING))
    last = propose(asked).usual.steps[-1]

    assert [dose.amount_mg for dose in last.regimen.doses] == [50, 50]
    assert propose(replace(asked, times=(TimeOfDay.MORNING,))).usual.notes == (
        "It ends at 50 mg a day: nothing nearer to 100 mg can be made.",
    )


def test_what_a_first_dose_is_held_against_is_what_is_taken_now_and_no_day_of_taking():
    asked = aim(100, *USUAL, taking=daily(25))

    assert asked.at_first == asked.after(mg_a_day=Decimal(25), days=0)
    assert asked.as_proposed.today == TODAY
    assert asked.as_proposed.in_use.regimen == daily(25)


def test_a_coarser_syringe_makes_coarser_steps():
    drops = (Presentation(form=Form.LIQUID, strength_mg=Decimal(10), is_per_ml=True),)
    facts = (fact(START, 8), fact(MORE, 8), fact(DAYS, days=7), fact(MAX, 40))
    asked = aim(20, *facts, presentations=drops, form=Form.LIQUID)

    assert amounts(propose(asked).usual) == [8, 16, 20]
    assert amounts(propose(replace(asked, step_ml=Decimal("0.5"))).usual) == [5, 10, 15, 20]


def test_a_number_names_the_fact_that_it_rests_on():
    (told, held) = propose(aim(50, fact(START, 50, id=7), *USUAL[1:])).usual.steps[0].cited

    assert (told.fact_id, held.fact_id) == (7, None)


def test_nothing_is_taken_for_days_before_the_first_dose():
    facts = (fact(START, 25), fact(START, "12.5", when={"days_taken_at_least": 1}), *USUAL[1:])

    assert amounts(propose(aim(50, *facts)).usual)[0] == 25


def test_of_several_rules_the_one_that_begins_lowest_holds():
    high, low = (
        schedule((mg, 14), (100, None), is_the_rule=True, source=source) for mg, source in ((50, "a"), (25, "b"))
    )

    assert amounts(propose(aim(100, *USUAL, schedules=(high, low))).usual) == [25, 100]
    assert amounts(propose(aim(100, *USUAL, schedules=(low, high))).usual) == [25, 100]


@pytest.mark.parametrize(
    ("facts", "first", "words"),
    [
        ((), 25, "half of the usual first dose: 25 mg a day"),
        ((fact(GENTLE, 25), fact(GENTLE, "12.5")), Decimal("12.5"), "gentle first dose: 12.5 mg a day"),
        ((fact(GENTLE, 50),), 50, "first dose: 50 mg a day"),
    ],
    ids=["none on file", "the lowest of two", "as much as the usual one"],
)
def test_the_gentle_first_dose_is_the_lowest_on_file_or_half(facts, first, words):
    way = propose(aim(100, *USUAL, *facts)).gentle

    assert amounts(way)[0] == first
    assert says(way)[0].endswith(words)
    assert says(way)[0].startswith("gentle") is (first == Decimal("12.5"))


@pytest.mark.parametrize(
    ("lows", "second", "words"),
    [
        ((), 50, "half of the usual increase: 25 mg a day"),
        ((25, "12.5"), Decimal("37.5"), "the smaller usual increase: 12.5 mg a day"),
        ((50,), 50, "half of the usual increase: 25 mg a day"),
        ((0,), 50, "half of the usual increase: 25 mg a day"),
    ],
    ids=["none on file", "the lowest of two", "as much as the usual one", "nothing"],
)
def test_the_gentle_increase_is_the_lowest_on_file_or_half(lows, second, words):
    increments = [fact(MORE, 50, low=low) for low in lows]
    way = propose(aim(100, fact(START, 50), fact(MORE, 50), fact(DAYS, days=7), fact(MAX, 200), *increments)).gentle

    assert amounts(way)[:2] == [25, second]
    assert says(way, 1)[0] == words


def test_an_increase_of_less_than_a_milligram_is_one():
    facts = (fact(START, 1), fact(MORE, 2, low="0.5"), fact(DAYS, days=7), fact(MAX, 6))
    way = propose(aim(2, *facts, presentations=tablets("0.5"))).gentle

    assert amounts(way) == [Decimal("0.5"), 1, Decimal("1.5"), 2]


def test_facts_for_the_use_stand_in_place_of_the_general_ones():
    facts = (*USUAL, fact(START, 25), fact(START, 75, when={"indications": ["ocd"]}), fact(DAYS, days=14))

    assert amounts(propose(aim(200, *facts, person=PersonFacts(indication="ocd"))).usual)[0] == 75
    assert amounts(propose(aim(200, *facts, person=PersonFacts(indication="mdd"))).usual)[0] == 25
    assert holds(propose(aim(200, *facts)).usual)[0] == 14


def test_what_cannot_be_made_says_the_smallest_amount_where_there_is_one():
    hundreds = {"presentations": tablets(100)}

    assert refusal(aim(200, *USUAL, **hundreds)) == (
        "The first dose cannot be made of what is on file. The smallest amount is 100 mg."
    )
    assert refusal(aim(75, *USUAL, **hundreds)) == "The first dose cannot be made of what is on file."


# --- Published ways ------------------------------------------------------------------------------------------

PUBLISHED = schedule((25, 14), (50, 7), (100, None), is_the_rule=True, source="the label")


FOUR_HUNDRED_AT_MOST = (fact(MAX, 400),)


def published(target, *, levels=PUBLISHED, facts=FOUR_HUNDRED_AT_MOST, **fields):
    return propose(aim(target, *facts, schedules=(levels,), **fields)).usual


@pytest.mark.parametrize(
    ("target", "reached", "held"),
    [
        (100, [25, 50, 100], [14, 7, 7]),
        (50, [25, 50], [14, 7]),
        (75, [25, 50, 75], [14, 7, 7]),
        ("12.5", [Decimal("12.5")], [14]),
        (200, [25, 50, 100], [14, 7, 7]),
    ],
    ids=["to its end", "to a level", "between two", "below the first", "beyond"],
)
def test_a_published_way_goes_as_far_as_the_target(target, reached, held):
    way = published(target)

    assert amounts(way) == reached
    assert holds(way) == held


def test_a_target_that_is_a_level_is_the_last_step():
    longer = schedule((25, 14), (50, 7), (100, 7), (200, None), is_the_rule=True)

    assert amounts(published(100, levels=longer)) == [25, 50, 100]


def test_levels_that_are_reached_already_are_left_out():
    assert amounts(published(100, taking=daily(25))) == [50, 100]
    assert amounts(published(100, taking=daily(26))) == [50, 100]


def test_a_published_way_that_ends_below_the_target_says_so():
    assert published(200).notes == ("The published steps end at 100 mg a day.",)
    assert published(100).notes == ()
    assert published(75).notes == ()


def test_the_last_level_is_held_as_the_medicine_asks_or_as_the_one_before_it_was():
    with_days = published(100, facts=(fact(MAX, 400), fact(DAYS, days=21)))

    assert holds(with_days) == [14, 7, 21]
    assert says(published(100), -1)[-1] == "the last level is held at least as long as the one before"
    assert holds(published(100, levels=schedule((100, None), is_the_rule=True))) == [1]


def test_a_level_that_can_only_be_made_for_two_days_is_taken_every_other_day():
    levels = schedule((12.5, 14), (25, None), is_the_rule=True)
    capsules = {"presentations": tablets(25, form=Form.CAPSULE), "form": Form.CAPSULE, "times": (TimeOfDay.BEDTIME,)}
    first = published(25, levels=levels, **capsules).steps[0]
    (dose,) = first.regimen.doses

    assert first.mg_a_day == Decimal("12.5")
    assert (dose.amount_mg, dose.at, dose.every_days) == (25, TimeOfDay.BEDTIME, 2)
    assert first.regimen.form == Form.CAPSULE


@pytest.mark.parametrize(
    ("strengths", "fields"),
    [((100,), {}), ((20, 30), {"times": (TimeOfDay.MORNING, TimeOfDay.EVENING)})],
    ids=["nothing small enough", "for two days only in two doses"],
)
def test_a_level_that_cannot_be_made_in_one_dose_every_other_day_is_refused(strengths, fields):
    at_one_time = fact(FactKind.MAX_AT_ONE_TIME, 30 if fields else 400)
    levels = schedule((25, 14), (100, None), is_the_rule=True)
    asked = aim(100, fact(MAX, 400), at_one_time, schedules=(levels,), presentations=tablets(*strengths), **fields)

    assert refusal(asked) == "The published level of 25 mg a day cannot be made of what is on file."


def test_the_gentle_way_follows_what_is_published_too():
    asked = replace(aim(100, fact(MAX, 400), schedules=(PUBLISHED,)), person=PersonFacts(sensitivity="high"))

    assert amounts(propose(asked).gentle) == [25, 50, 100]
