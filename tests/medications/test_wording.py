"""Amounts and conditions as they stand in blockers."""

from decimal import Decimal

import pytest

from medications.rules.conditions import condition_from
from medications.rules.wording import condition_in_words, mg, with_standing


@pytest.mark.parametrize(
    ("amount", "shown"), [("25.00", "25 mg"), ("12.5", "12.5 mg"), ("100", "100 mg"), ("33.33333", "33.333 mg")]
)
def test_an_amount_has_no_needless_noughts(amount, shown):
    assert mg(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({}, ""),
        ({"age_over": 60}, "age over 60"),
        ({"age_at_least": 65}, "age 65 or more"),
        ({"age_under": 25, "sexes": ["female"]}, "age under 25, female"),
        ({"hepatic": ["severe"], "creatinine_clearance_under": 30}, "liver impairment, kidney impairment"),
        ({"creatinine_clearance_at_least": 60}, "kidney function"),
        ({"genotype": {"CYP2C19": "poor"}}, "CYP2C19 poor"),
        ({"pregnant": True, "breast_feeding": True}, "pregnancy, breast-feeding"),
        ({"taking_at_least_mg": 80, "taking_at_most_mg": 100}, "from 80 mg a day, up to 100 mg a day"),
        ({"indications": ["social_anxiety"], "releases": ["oral/extended"]}, "social anxiety, oral/extended"),
        ({"partners": ["valproate"], "without": ["enzyme_inducer"]}, "with valproate, without enzyme inducer"),
        ({"stopped_abruptly": ["alcohol"]}, "alcohol stopped abruptly"),
    ],
)
def test_a_condition_says_whom_it_is_about(condition, words):
    assert condition_in_words(condition_from(condition)) == words


def test_what_is_only_recalled_says_so():
    assert with_standing("So it is.", is_confirmed=True) == "So it is."
    assert with_standing("So it is.", is_confirmed=False) == "So it is. This is unconfirmed, check the label."
