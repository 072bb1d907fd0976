"""Where ways down turn, what they rest on, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from medications.rules.cuts import ByAmount, ByEffect, ByShare
from medications.rules.presentations import Presentation, deliver, deliverable_amounts, round_down
from medications.rules.splitting import share_out
from medications.rules.tapering import CannotTaper, TaperWish, taper
from medications.rules.ways import our_setting
from medications.terms import RELEASE_OF, FactKind, Form, Standing, TimeOfDay
from tests.medications.builders import daily
from tests.medications.hand_made import dose, doses, drug, fact

TODAY = date(2026, 3, 20)
UNVERIFIED = our_setting("unverified: nothing on file says how fast")


def by(cut_mg):
    return ByAmount(cut_mg=Decimal(str(cut_mg)))


def by_share(percent):
    return ByShare(percent=Decimal(str(percent)))


def by_effect(from_mg=20, ed50_mg=5, cuts=4):
    return ByEffect(from_mg=Decimal(str(from_mg)), ed50_mg=Decimal(str(ed50_mg)), cuts=cuts)


def wish(taking, cut, *facts, strengths=(5,), form=Form.TABLET, hold_days=14, **fields):
    return TaperWish(
        taking=taking,
        cut=cut,
        hold_days=hold_days,
        presentations=tuple(Presentation(form=form, strength_mg=Decimal(str(mg))) for mg in strengths),
        today=TODAY,
        drug=drug("some", *facts),
        **fields,
    )


def amounts(way):
    return [step.mg_a_day for step in way.steps]


@pytest.mark.parametrize(
    "cut",
    [
        lambda: by_share("0.5"),
        lambda: by_share(100),
        lambda: by_effect(from_mg="0.5"),
        lambda: by_effect(ed50_mg="0.5"),
        lambda: by_effect(cuts=1),
        lambda: by("0.5"),
    ],
    ids=["half a percent", "all of it", "from little", "a small ED50", "one cut", "half a milligram"],
)
def test_a_cut_takes_something_away(cut):
    assert cut().lowest_after(Fraction(20)) < 20


@pytest.mark.parametrize(
    "cut",
    [
        lambda: by_share(0),
        lambda: by_share("100.5"),
        lambda: by_effect(from_mg=0),
        lambda: by_effect(ed50_mg=0),
        lambda: by_effect(cuts=0),
        lambda: by(0),
    ],
    ids=["nothing", "more than there is", "from nothing", "no ED50", "no cut", "no milligram"],
)
def test_one_that_does_not_is_no_cut(cut):
    with pytest.raises(ValueError, match="takes something away"):
        cut()


def test_each_step_is_held_for_a_day_at_least():
    assert [step.hold_days for step in taper(wish(daily(10), by(5), hold_days=1)).steps] == [1, 1]
    with pytest.raises(ValueError, match="at least one day"):
        taper(wish(daily(10), by(5), hold_days=0))


def test_a_way_down_begins_today_from_what_is_taken_in_its_form():
    way = taper(wish(daily(10, form=Form.CAPSULE), by(5), form=Form.CAPSULE))

    assert (way.starts_on, way.before) == (TODAY, daily(10, form=Form.CAPSULE))
    assert way.steps[0].regimen == daily(5, form=Form.CAPSULE)


@pytest.mark.parametrize(
    ("taking", "words"),
    [
        (doses(), "Nothing is taken."),
        (
            doses(dose(10, as_needed=True)),
            "Agree on regular doses first: a taper cannot say how often an as-needed dose is taken.",
        ),
        (
            doses(dose(10, every_days=2)),
            "Agree on the same doses every day first: a taper starts from a daily dose.",
        ),
    ],
    ids=["nothing", "as needed", "every other day"],
)
def test_what_no_taper_starts_from_says_what_to_agree_on_first(taking, words):
    with pytest.raises(CannotTaper) as raised:
        taper(wish(taking, by(5)))

    assert raised.value.words == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"high": 5}, "at most 5 mg a day at a time"),
        ({"low": 100}, "at most 100 % of the dose at a time"),
        ({"days": 21}, "days between cuts: 21"),
        ({"high": 5, "days": 21}, "at most 5 mg a day at a time, days between cuts: 21"),
    ],
    ids=["an amount", "a share", "days", "two of them"],
)
def test_a_way_down_rests_on_the_cut_that_was_chosen_and_on_each_fact_that_gives_a_number(given, words):
    way = taper(wish(daily(10), by(5), fact(FactKind.TAPER, **given), fact(FactKind.TAPER, words="slowly")))

    assert [cited.says for cited in way.steps[0].cited] == ["as chosen: 5 mg a day at a time", words]
    assert way.notes == ()


def test_where_nothing_on_file_says_how_fast_that_is_said():
    unsure, sure = (
        taper(wish(daily(10), by_share(50), *facts, stop_from_mg=Decimal(5)))
        for facts in ((fact(FactKind.TAPER, words="slowly"),), (fact(FactKind.TAPER, days=7),))
    )

    assert unsure.steps[0].cited[-1] == UNVERIFIED
    assert unsure.notes[0] == "Unverified: nothing on file says how fast this medicine may be tapered."
    assert UNVERIFIED not in sure.steps[0].cited
    assert sure.steps[0].cited[-1].standing == Standing.LABEL


@pytest.mark.parametrize(
    ("taking", "stops_from", "last"),
    [(10, 5, 5), (10, "0.5", 5), (10, 10, 10)],
    ids=["after a step", "from very little", "at once"],
)
def test_the_last_step_says_from_where_it_goes_to_nothing(taking, stops_from, last):
    way = taper(wish(daily(taking), by(5), stop_from_mg=Decimal(str(stops_from))))

    assert way.notes == (f"The last step goes from {last} mg a day to nothing, as was chosen.",)


def test_a_share_stops_exactly_where_it_was_chosen_to():
    assert amounts(taper(wish(daily(20), by_share(50), stop_from_mg=Decimal(5)))) == [10, 5, 0]


def test_an_amount_that_the_facts_allow_holds_below_that_too():
    way = taper(wish(daily(20), by_share(50), fact(FactKind.TAPER, 5), stop_from_mg=Decimal(10)))

    assert amounts(way) == [15, 10, 5, 0]


def test_less_than_a_milligram_is_still_a_step():
    way = taper(wish(daily(2), by("0.5"), strengths=("0.5",)))

    assert amounts(way) == [Decimal("1.5"), 1, Decimal("0.5"), 0]


def test_where_the_ideal_cannot_be_made_nothing_smaller_is_left_but_nothing():
    assert amounts(taper(wish(daily(10), by(8), strengths=(10, 5)))) == [5, 0]
    assert amounts(taper(wish(daily(5), by_share(100)))) == [0]


def test_no_dose_of_the_day_ever_rises_on_the_way_down():
    taking = doses(dose(20, TimeOfDay.MORNING), dose(5, TimeOfDay.EVENING))
    way = taper(wish(taking, by(5), strengths=(5, 15)))
    before = {TimeOfDay.MORNING: Decimal(20), TimeOfDay.EVENING: Decimal(5)}
    for step in way.steps:
        now = {one.at: one.amount_mg for one in step.regimen.doses}
        assert all(now[at] <= before[at] for at in now)
        before = {**dict.fromkeys(before, Decimal(0)), **now}

    assert amounts(way) == [20, 15, 10, 5, 0]


def test_a_fair_share_is_reckoned_from_the_weights_alone():
    weights = [Decimal(1), Decimal(1)]

    assert share_out(Decimal(30), weights, [Decimal(10), Decimal(15), Decimal(20)]) == (15, 15)


def made_of(*presentations):
    return [Presentation(form=form, strength_mg=Decimal(str(mg)), is_per_ml=ml) for form, mg, ml in presentations]


def test_of_two_forms_that_are_alike_the_one_that_was_asked_for_is_given():
    both = made_of((Form.CAPSULE, 25, False), (Form.TABLET, 25, False))

    for form in (Form.CAPSULE, Form.TABLET):
        (part,) = deliver(Decimal(25), both, form=form).parts
        assert part.presentation.form == form


def test_a_liquid_is_measured_from_one_step_to_the_whole_amount():
    drops = made_of((Form.LIQUID, 2, True))
    amounts_of_drops = deliverable_amounts(drops, form=Form.LIQUID, upto_mg=Decimal("0.7"))

    assert amounts_of_drops == [Decimal("0.2"), Decimal("0.4"), Decimal("0.6")]
    assert deliverable_amounts(drops, form=Form.LIQUID, upto_mg=Decimal("0.4")) == amounts_of_drops[:2]
    assert round_down(Decimal("0.7"), drops, form=Form.LIQUID, step_ml=Decimal("0.05")) == Decimal("0.7")


@pytest.mark.parametrize(
    ("when", "first"),
    [({"taking_at_least_mg": 20}, 15), ({"taking_at_least_mg": 21}, 10), ({"releases": ["nowhere"]}, 10)],
    ids=["so much is taken", "less is taken", "another release"],
)
def test_facts_about_the_way_down_hold_for_what_is_taken(when, first):
    assert amounts(taper(wish(daily(20), by(10), fact(FactKind.TAPER, 5, when=when))))[0] == first


def test_those_about_a_release_hold_for_its_form():
    capsule = RELEASE_OF[Form.EXTENDED_RELEASE]
    slow = daily(20, form=Form.EXTENDED_RELEASE)
    asked = wish(slow, by(10), fact(FactKind.TAPER, 5, when={"releases": [capsule]}), form=Form.EXTENDED_RELEASE)

    assert amounts(taper(asked))[0] == 15


def test_a_finer_syringe_makes_finer_steps():
    drops = made_of((Form.LIQUID, 10, True))
    asked = replace(wish(daily(2, form=Form.LIQUID), by("0.5")), presentations=tuple(drops))

    with pytest.raises(CannotTaper):
        taper(asked)
    assert amounts(taper(replace(asked, step_ml=Decimal("0.05"))))[:2] == [Decimal("1.5"), 1]
