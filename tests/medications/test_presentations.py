"""From an amount to tablets and millilitres: exact, with the fewest pieces, and honest about what cannot be made."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.rules.delivery_words import in_words, measured_in_words
from medications.rules.presentations import (
    CannotDeliver,
    Presentation,
    deliver,
    deliverable_amounts,
    round_down,
)
from medications.terms import Form

STRENGTHS = [Decimal(told) for told in ("0.1", "0.25", "1", "2", "5", "7.5", "10", "12.5", "25", "37.5", "50", "100")]


def tablet(strength_mg, *, splits=True, form=Form.TABLET):
    return Presentation(form=form, strength_mg=Decimal(str(strength_mg)), is_splittable=splits)


def liquid(mg_per_ml):
    return Presentation(form=Form.LIQUID, strength_mg=Decimal(str(mg_per_ml)), is_per_ml=True)


SERTRALINE = [
    tablet(25),
    tablet(50),
    tablet(100),
    tablet(150, splits=False, form=Form.CAPSULE),
    tablet(200, splits=False, form=Form.CAPSULE),
    liquid(20),
]


def made(amount, presentations=SERTRALINE, form=Form.TABLET):
    amount = amount if isinstance(amount, Fraction) else Decimal(str(amount))
    return deliver(amount, presentations, form=form)


def refusal(amount, presentations, form=Form.TABLET):
    with pytest.raises(CannotDeliver) as raised:
        made(amount, presentations, form)
    return raised.value


@st.composite
def solids(draw):
    strengths = draw(st.lists(st.sampled_from(STRENGTHS), min_size=1, max_size=4, unique=True))
    return [tablet(strength, splits=draw(st.booleans())) for strength in strengths]


def pieces_of(presentations):
    return [
        (p.strength_mg / (2 if half else 1), half)
        for p in presentations
        for half in (False, True)
        if p.is_splittable or not half
    ]


def by_brute_force(amount, presentations, most):
    """The fewest pieces, then halves, by trying every handful up to so many pieces."""
    for count in range(1, most + 1):
        handfuls = combinations_with_replacement(pieces_of(presentations), count)
        found = [
            sum(half for _size, half in taken) for taken in handfuls if sum(size for size, _half in taken) == amount
        ]
        if found:
            return count, min(found)
    return None


@given(solids(), st.data())
def test_what_the_solver_says_adds_up_and_no_handful_is_smaller(presentations, data):
    handful = data.draw(st.lists(st.sampled_from(pieces_of(presentations)), min_size=1, max_size=4))
    amount = sum(size for size, _half in handful)

    delivery = deliver(amount, presentations, form=Form.TABLET)

    assert delivery.amount_mg == amount
    assert all(part.presentation.is_splittable or not part.halves for part in delivery.parts)
    assert (delivery.pieces, delivery.halves) == by_brute_force(amount, presentations, most=4)


@given(solids(), st.lists(st.sampled_from([Decimal("0.5"), Decimal(4), Decimal(20)]), max_size=1), st.data())
def test_a_refused_amount_cannot_be_made_and_its_neighbours_are_next_to_it(presentations, liquids, data):
    presentations = presentations + [liquid(strength) for strength in liquids]
    amount = data.draw(st.fractions(min_value=Fraction(1, 12), max_value=120, max_denominator=12))
    grid = deliverable_amounts(presentations, form=Form.TABLET, upto_mg=amount + 200)

    if amount in map(Fraction, grid):
        assert deliver(amount, presentations, form=Form.TABLET).amount_mg == amount
        return
    refused = refusal(amount, presentations)
    assert refused.below_mg == max((made for made in grid if made < amount), default=None)
    assert refused.above_mg == min(made for made in grid if made > amount)
    for neighbour in (refused.below_mg or Decimal(0), refused.above_mg):
        assert deliver(neighbour, presentations, form=Form.TABLET).amount_mg == neighbour


@given(solids(), st.integers(1, 400))
def test_every_amount_offered_can_be_made(presentations, upto):
    grid = deliverable_amounts(presentations, form=Form.TABLET, upto_mg=Decimal(upto))

    assert grid == sorted(set(grid))
    assert all(deliver(amount, presentations, form=Form.TABLET).amount_mg == amount for amount in grid[:20])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("12.5", "half of a 25 mg tablet"),
        ("62.5", "1 tablet of 50 mg and half of a 25 mg tablet"),
        ("175", "1 tablet of 100 mg, 1 tablet of 50 mg and 1 tablet of 25 mg"),
        ("200", "1 capsule of 200 mg"),
        ("400", "2 capsules of 200 mg"),
        ("2", "0.1 mL of the 20 mg/mL liquid"),
        ("0", "nothing"),
    ],
)
def test_sertraline_in_words(amount, words):
    assert in_words(made(amount)) == words


def test_two_milligrams_of_a_liquid_of_twenty_in_five_millilitres():
    delivery = made(2, [liquid(Decimal(20) / 5)], Form.LIQUID)

    assert in_words(delivery) == "0.5 mL of the 4 mg/mL liquid"
    assert delivery.amount_mg == 2


def test_the_same_number_of_pieces_is_made_with_fewer_halves_then_with_larger_strengths():
    assert in_words(made(25, [tablet(25), tablet(50)])) == "1 tablet of 25 mg"
    assert in_words(made(12, [tablet(2), tablet(5), tablet(6), tablet(10)])) == "1 tablet of 10 mg and 1 tablet of 2 mg"


def test_a_unit_that_does_not_split_is_never_halved():
    refused = refusal("37.5", [tablet(75, splits=False), tablet(150, splits=False)])

    assert (refused.below_mg, refused.above_mg) == (None, 75)
    assert refused.words == "37.5 mg cannot be made; the smallest amount that can is 75 mg."


def test_forms_are_not_mixed_in_one_dose():
    refused = refusal(250, [tablet(100, splits=False, form=Form.CAPSULE), tablet(150, splits=False)])

    assert (refused.below_mg, refused.above_mg) == (200, 300)
    assert refused.words == "250 mg cannot be made; the nearest amounts that can are 200 mg and 300 mg."


def test_another_release_is_not_offered():
    slow = Presentation(form=Form.EXTENDED_RELEASE, strength_mg=Decimal(75))

    assert refusal(75, [slow]).above_mg is None
    assert refusal(75, [slow]).words == "Nothing is on file that this dose could be made of."
    assert in_words(made(150, [slow], Form.EXTENDED_RELEASE)) == "2 extended-release tablets or capsules of 75 mg"


def test_a_twelfth_of_a_milligram_is_refused_never_rounded():
    refused = refusal(Fraction(1, 12), [liquid(1)], Form.LIQUID)

    assert (refused.below_mg, refused.above_mg) == (None, Decimal("0.1"))
    assert refused.words == "0.0833 mg cannot be made; the smallest amount that can is 0.1 mg."
    assert refusal("0.0833", [liquid(1)], Form.LIQUID).above_mg == Decimal("0.1")


def test_a_finer_syringe_measures_finer_steps():
    amount = Decimal("0.21")

    assert deliver(amount, [liquid(1)], form=Form.LIQUID, step_ml=Decimal("0.01")).amount_mg == amount
    assert measured_in_words(Decimal("0.01")) == "Liquids are measured in steps of 0.01 mL."


def test_rounding_is_asked_for_and_goes_down():
    assert round_down(Decimal(30), [tablet(25)], form=Form.TABLET) == 25
    assert round_down(Decimal(25), [tablet(25)], form=Form.TABLET) == 25
    assert round_down(Decimal(5), [tablet(25)], form=Form.TABLET) == 0


def test_ordinary_lists_are_solved_at_once():
    started = perf_counter()
    for amount in range(1, 61):
        made(Decimal(amount) * Decimal("12.5"))

    assert (perf_counter() - started) / 60 < 0.005


def test_amounts_below_nothing_are_a_mistake():
    with pytest.raises(ValueError, match="below nothing"):
        made(-1)
    with pytest.raises(ValueError, match="contains something"):
        tablet(0)


def test_presentations_of_their_own_kinds_have_their_own_words():
    said = {
        form: in_words(made(4, [tablet(4, splits=False, form=form)], form))
        for form in (Form.PATCH, Form.SUBLINGUAL, Form.DISPERSIBLE, Form.INJECTION)
    }

    assert said[Form.PATCH] == "1 patch of 4 mg"
    assert said[Form.SUBLINGUAL] == "1 sublingual tablet or film of 4 mg"
    assert said[Form.DISPERSIBLE] == "1 orally disintegrating tablet of 4 mg"
    assert said[Form.INJECTION] == "1 measured unit of 4 mg"
