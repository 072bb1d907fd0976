"""The way down: strictly falling, deliverable, no cut larger than the rule, and honest about what cannot be made."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.rules.conditions import Condition
from medications.rules.cuts import ByAmount, ByEffect, ByShare
from medications.rules.facts import DrugFacts, Fact
from medications.rules.presentations import Presentation, deliver
from medications.rules.regimen import Dose, Regimen, direction
from medications.rules.tapering import CannotTaper, TaperWish, taper
from medications.terms import Direction, FactKind, Form, Standing, TimeOfDay

TODAY = date(2026, 3, 20)
MORNING, EVENING = TimeOfDay.MORNING, TimeOfDay.EVENING


def tablet(strength_mg, *, splits=True):
    return Presentation(form=Form.TABLET, strength_mg=Decimal(str(strength_mg)), is_splittable=splits)


def liquid(mg_per_ml):
    return Presentation(form=Form.LIQUID, strength_mg=Decimal(str(mg_per_ml)), is_per_ml=True)


def taking(*amounts, times=(MORNING, EVENING, TimeOfDay.BEDTIME), **fields):
    doses = (Dose(amount_mg=Decimal(str(mg)), at=at, **fields) for mg, at in zip(amounts, times, strict=False))
    return Regimen(doses=tuple(doses))


def by(mg):
    return ByAmount(cut_mg=Decimal(str(mg)))


def percent(share):
    return ByShare(percent=Decimal(share))


def wish(regimen, cut, *presentations, facts=(), hold_days=14, **fields):
    return TaperWish(
        taking=regimen,
        cut=cut,
        presentations=presentations,
        hold_days=hold_days,
        today=TODAY,
        drug=DrugFacts(facts=facts),
        **fields,
    )


def way_down(*args, **kwargs):
    return taper(wish(*args, **kwargs))


def amounts(way):
    return [step.mg_a_day for step in way.steps]


def fact(*, high=None, low=None, days=None, **when):
    low, high = (None if n is None else Decimal(str(n)) for n in (low, high))
    return Fact(
        kind=FactKind.TAPER,
        high=high,
        low=low,
        days=days,
        applies=Condition(**when),
        source="the label",
        standing=Standing.LABEL,
    )


def refusal(*args, **kwargs):
    with pytest.raises(CannotTaper) as raised:
        way_down(*args, **kwargs)
    return raised.value


def test_a_linear_taper_falls_by_the_same_amount():
    way = way_down(taking(100), by(25), tablet(25), tablet(50))

    assert amounts(way) == [75, 50, 25, 0]
    assert way.steps[-1].regimen.is_nothing
    assert (way.days_needed, way.reviews_needed) == (42, 0)
    assert way.steps[0].cited[0].words == "as chosen: 25 mg a day at a time"


def test_ideal_doses_are_rounded_down_except_where_this_would_cut_more_than_the_rule():
    way = way_down(taking(100), by(30), tablet(25))

    assert amounts(way) == [75, 50, 25, 0]
    assert amounts(way_down(taking(100), by(35), tablet(10))) == [65, 30, 0]
    assert amounts(way_down(taking(100), by(34), tablet(25))) == [75, 50, 25, 0]


def test_a_percentage_taper_ends_where_it_was_chosen_to_and_says_so():
    way = way_down(taking(20), percent(25), tablet(5), liquid(1), stop_from_mg=Decimal(5))

    assert amounts(way)[:3] == [15, Decimal("11.3"), Decimal("8.5")]
    assert amounts(way)[-1] == 0
    assert amounts(way)[-2] <= 5
    assert (
        way.notes[-1] == f"The last step goes from {amounts(way)[-2].normalize():f} mg a day to nothing, as was chosen."
    )


def test_a_percentage_taper_that_nothing_on_file_speaks_about_is_marked_unverified():
    unverified = way_down(taking(10), percent(50), tablet(5), stop_from_mg=Decimal(5))
    on_file = way_down(taking(10), percent(50), tablet(5), stop_from_mg=Decimal(5), facts=(fact(low=50, days=7),))

    assert unverified.notes[0] == "Unverified: nothing on file says how fast this medicine may be tapered."
    assert unverified.steps[0].cited[-1].is_practice_setting
    assert len(on_file.notes) == 1
    assert way_down(taking(10), by(5), tablet(5)).notes == ()


def test_equal_steps_of_effect_are_equal_before_rounding():
    cut = ByEffect(from_mg=Decimal(20), ed50_mg=Decimal("3.4"), cuts=6)
    doses = [Fraction(20)]
    while doses[-1] > 0:
        doses.append(cut.lowest_after(doses[-1]))

    assert len(doses) == 7
    assert {cut.occupancy(one) - cut.occupancy(next_) for one, next_ in pairwise(doses)} == {cut.step}


def test_equal_steps_of_effect_take_large_cuts_first_and_small_ones_last():
    cut = ByEffect(from_mg=Decimal(20), ed50_mg=Decimal("3.4"), cuts=6)
    way = way_down(taking(20), cut, tablet(10), liquid(2))
    cuts = [one - next_ for one, next_ in pairwise([Decimal(20), *amounts(way)])]

    assert cuts[0] > 8
    assert amounts(way)[-2] <= 1
    assert amounts(way)[-1] == 0
    assert "ED50 of 3.4 mg a day as given" in way.steps[0].cited[0].words


def test_a_taper_that_cannot_be_made_says_what_would_be_needed():
    refused = refusal(taking(20), by(2), tablet(10))

    assert (refused.at_mg, refused.smallest_cut_mg) == (20, 5)
    assert refused.words == (
        "The smallest step that can be made is 5 mg a day, at 20 mg a day. The rule allows 2 mg there. "
        "A liquid or a compounded preparation that measures steps of 2 mg or less would be needed."
    )
    assert amounts(way_down(taking(20), by(2), tablet(10), liquid(2))) == [18, 16, 14, 12, 10, 8, 6, 4, 2, 0]


def test_the_last_cut_to_nothing_is_a_cut_like_any_other():
    refused = refusal(taking(20), percent(25), tablet(5), liquid(1))

    assert refused.smallest_cut_mg == Decimal("0.1")


def test_what_the_label_allows_binds_and_is_named():
    clonidine = fact(high="0.1", days=7)
    way = way_down(taking("0.3"), by("0.2"), tablet("0.1"), facts=(clonidine,), hold_days=3)

    assert amounts(way) == [Decimal("0.2"), Decimal("0.1"), 0]
    assert [step.hold_days for step in way.steps[:-1]] == [7, 7]
    assert way.steps[0].cited[1].words == (
        "at most 0.1 mg a day at a time, days between cuts: 7 (the label; read in the label)"
    )


def test_a_longer_hold_than_the_label_asks_for_is_kept():
    way = way_down(taking(10), by(5), tablet(5), facts=(fact(high=5, days=3),), hold_days=14)

    assert [step.hold_days for step in way.steps] == [14, 1]


def test_where_it_stops_lifts_percentages_but_no_amount_on_the_label():
    on_label = (fact(high=5),)

    assert amounts(way_down(taking(10), percent(50), tablet(10), facts=on_label, stop_from_mg=Decimal(10))) == [5, 0]
    unsplit = tablet(10, splits=False)
    refused = refusal(taking(10), percent(50), unsplit, facts=on_label, stop_from_mg=Decimal(10))
    assert refused.smallest_cut_mg == 10


def test_a_fact_about_another_use_does_not_bind():
    elsewhere = fact(high=1, indications=frozenset({"pain"}))

    assert amounts(way_down(taking(10), by(5), tablet(5), facts=(elsewhere,))) == [5, 0]


def test_doses_keep_their_times_and_none_of_them_rises():
    way = way_down(taking(20, 10), by(5), tablet(5, splits=False))

    shown = [[(dose.amount_mg, dose.at) for dose in step.regimen.doses] for step in way.steps]
    assert shown[0] == [(15, MORNING), (10, EVENING)]
    assert shown[-2] == [(5, MORNING)]
    assert [step.mg_a_day for step in way.steps] == [25, 20, 15, 10, 5, 0]


@pytest.mark.parametrize(
    "regimen",
    [Regimen(), taking(10, as_needed=True, at_most=2), taking(10, every_days=2)],
)
def test_only_regular_daily_doses_are_tapered(regimen):
    assert refusal(regimen, by(5), tablet(5)).words


def test_cuts_that_take_nothing_away_are_a_mistake():
    with pytest.raises(ValueError, match="takes something away"):
        by(0)
    with pytest.raises(ValueError, match="takes something away"):
        percent(101)
    with pytest.raises(ValueError, match="at least one day"):
        way_down(taking(10), by(5), tablet(5), hold_days=0)


@st.composite
def wishes(draw):
    strengths = draw(st.lists(st.sampled_from(["2", "5", "10", "25"]), min_size=1, max_size=3, unique=True))
    presentations = [tablet(strength, splits=draw(st.booleans())) for strength in strengths]
    presentations += draw(st.lists(st.sampled_from([liquid(2), liquid(10)]), max_size=1))
    regimen = taking(*draw(st.lists(st.integers(1, 40), min_size=1, max_size=3)))
    total = sum(dose.amount_mg for dose in regimen.doses)
    cut = draw(
        st.one_of(
            st.integers(1, 20).map(by),
            st.integers(5, 60).map(percent),
            st.builds(
                ByEffect,
                from_mg=st.just(total),
                ed50_mg=st.sampled_from([Decimal(3), Decimal(20)]),
                cuts=st.integers(2, 8),
            ),
        )
    )
    facts = draw(st.lists(st.sampled_from([fact(high=10, days=7), fact(low=25)]), max_size=2))
    stop = draw(st.sampled_from([Decimal(0), Decimal(5)]))
    return wish(regimen, cut, *presentations, facts=tuple(facts), stop_from_mg=stop)


def taken_down(wish):
    try:
        return taper(wish)
    except CannotTaper:
        return None


@given(wishes())
def test_every_refusal_names_a_cut_that_the_rule_does_not_allow(wish):
    if taken_down(wish):
        return
    with pytest.raises(CannotTaper) as refused:
        taper(wish)

    at_mg, smallest = refused.value.at_mg, refused.value.smallest_cut_mg
    assert at_mg is not None
    assert smallest is not None
    allowed = [wish.cut.lowest_after(Fraction(at_mg))] if at_mg > wish.stop_from_mg else []
    allowed += [Fraction(at_mg - fact.high) for fact in wish.facts if fact.high]
    allowed += [
        Fraction(at_mg * (100 - fact.low) / 100) for fact in wish.facts if fact.low and at_mg > wish.stop_from_mg
    ]
    assert Fraction(at_mg - smallest) < max(allowed)


@given(wishes())
def test_every_way_down_falls_strictly_to_nothing_in_cuts_that_the_rule_allows(wish):
    way = taken_down(wish)
    if way is None:
        return

    taken = [sum(dose.amount_mg for dose in wish.taking.doses), *amounts(way)]
    assert taken[-1] == 0
    for before, after in pairwise(taken):
        assert after < before
        lowest = wish.cut.lowest_after(Fraction(before)) if before > wish.stop_from_mg else 0
        assert Fraction(after) >= lowest
        assert all(before - after <= fact.high for fact in wish.facts if fact.high)
        if before > wish.stop_from_mg:
            assert all(after >= before * (100 - fact.low) / 100 for fact in wish.facts if fact.low)


@given(wishes())
def test_every_dose_on_the_way_down_can_be_made_and_every_step_is_down(wish):
    way = taken_down(wish)
    if way is None:
        return

    regimens = [wish.taking, *(step.regimen for step in way.steps)]
    assert all(
        direction(one, next_, sedating=True) in {Direction.DOWN, Direction.STOP} for one, next_ in pairwise(regimens)
    )
    for dose in (dose for regimen in regimens[1:] for dose in regimen.doses):
        assert deliver(dose.amount_mg, wish.presentations, form=Form.TABLET).amount_mg == dose.amount_mg
