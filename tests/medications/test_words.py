"""Doses and changes as somebody would say them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.presentation.amounts import amount
from medications.presentation.words import change_from_day, change_in_words, regimen_in_words
from medications.rules.regimen import NOTHING, Dose, Regimen
from medications.terms import Form, TimeOfDay

SUNDAY = date(2026, 11, 22)


def mg(amount_mg: str, at: TimeOfDay = TimeOfDay.MORNING, **rest) -> Dose:
    return Dose(amount_mg=Decimal(amount_mg), at=at, **rest)


@pytest.mark.parametrize(
    ("doses", "words"),
    [
        ([], "nothing"),
        ([mg("25")], "25 mg each morning"),
        ([mg("25.00", TimeOfDay.ANY)], "25 mg a day"),
        ([mg("25", TimeOfDay.BEDTIME), mg("12.5")], "12.5 mg each morning and 25 mg at bedtime"),
        (
            [mg("1", TimeOfDay.MIDDAY), mg("1"), mg("2", TimeOfDay.BEDTIME)],
            "1 mg each morning, 1 mg at midday and 2 mg at bedtime",
        ),
        (
            [mg("10", every_days=2, offset=1), mg("20", every_days=2)],
            "20 mg every other morning, 10 mg on the other mornings",
        ),
        ([mg("25", every_days=2)], "25 mg every other morning"),
        ([mg("25", every_days=2, offset=1)], "25 mg every other morning, from day 2"),
        ([mg("20", every_days=3)], "20 mg every 3 days, in the morning"),
        ([mg("20", TimeOfDay.ANY, every_days=7)], "20 mg once a week"),
        ([mg("10", TimeOfDay.ANY, as_needed=True, at_most=2)], "up to 2 × 10 mg a day as needed"),
        (
            [mg("50", TimeOfDay.BEDTIME, as_needed=True), mg("25")],
            "25 mg each morning and up to 1 × 50 mg a day as needed, at bedtime",
        ),
    ],
)
def test_a_regimen_is_said_in_words(doses, words):
    assert regimen_in_words(Regimen(doses=tuple(doses))) == words


def test_a_form_other_than_a_tablet_is_named():
    regimen = Regimen(doses=(mg("75"),), form=Form.EXTENDED_RELEASE)

    assert regimen_in_words(regimen) == "75 mg each morning (extended-release)"


def test_a_change_says_once_what_stays_the_same():
    before, after = Regimen(doses=(mg("25"),)), Regimen(doses=(mg("50"),))

    assert change_in_words(before, after) == "from 25 mg to 50 mg each morning"


def test_a_first_dose_is_a_start():
    assert change_in_words(NOTHING, Regimen(doses=(mg("25"),))) == "start with 25 mg each morning"


def test_a_change_of_time_is_said_in_full():
    before, after = Regimen(doses=(mg("2", TimeOfDay.BEDTIME),)), Regimen(doses=(mg("2"),))

    assert change_in_words(before, after) == "from 2 mg at bedtime to 2 mg each morning"


@pytest.mark.parametrize(
    ("first_on", "day"),
    [
        (SUNDAY, "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 26), "Thursday"),
        (date(2026, 11, 29), "Sunday 29 November"),
        (date(2027, 1, 7), "Thursday 7 January 2027"),
    ],
)
def test_a_change_names_the_day_of_its_first_dose(first_on, day):
    before, after = Regimen(doses=(mg("25"),)), Regimen(doses=(mg("50"),))

    words = change_from_day(before, after, first_on=first_on, today=SUNDAY)

    assert words == f"from 25 mg to 50 mg each morning, from {day}"


@given(st.decimals(min_value="0.001", max_value="5000", places=3))
def test_no_amount_is_rounded_or_put_in_powers_of_ten(mg_amount):
    assert Decimal(amount(mg_amount).removesuffix(" mg")) == mg_amount
