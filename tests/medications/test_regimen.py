"""Regimen arithmetic: in Python, in SQL, and that both agree."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from medications.rules.regimen import (
    CYCLE_DAYS,
    NOTHING,
    Dose,
    Regimen,
    average_daily_mg,
    direction,
    measures,
    same,
)
from medications.terms import DAYTIME, RELEASE_OF, Direction, Form, TimeOfDay

INTERVALS = [n for n in range(1, 31) if CYCLE_DAYS % n == 0]


@st.composite
def doses(draw) -> Dose:
    every = draw(st.sampled_from(INTERVALS))
    as_needed = draw(st.booleans())
    return Dose(
        amount_mg=draw(st.decimals(min_value="0.0001", max_value="900", places=4)),
        at=draw(st.sampled_from(TimeOfDay)),
        every_days=every,
        offset=draw(st.integers(0, every - 1)),
        as_needed=as_needed,
        at_most=draw(st.integers(1, 6)) if as_needed else 1,
    )


@st.composite
def regimens(draw, min_size=0) -> Regimen:
    return Regimen(
        doses=tuple(draw(st.lists(doses(), min_size=min_size, max_size=4))),
        form=draw(st.sampled_from([Form.TABLET, Form.TABLET, Form.LIQUID, Form.EXTENDED_RELEASE])),
    )


def mg(amount, at=TimeOfDay.MORNING, **kwargs) -> Dose:
    return Dose(amount_mg=Decimal(str(amount)), at=at, **kwargs)


def of(*doses, form=Form.TABLET) -> Regimen:
    return Regimen(doses=doses, form=form)


def way(before, after, sedating=False):
    return direction(before, after, sedating=sedating)


@given(regimens(), regimens(), st.booleans(), st.randoms())
def test_the_order_of_doses_never_matters(before, after, sedating, random):
    shuffled = list(after.doses)
    random.shuffle(shuffled)

    assert way(before, after, sedating) == way(before, Regimen(doses=tuple(shuffled), form=after.form), sedating)
    assert same(after, Regimen(doses=tuple(shuffled), form=after.form))


@given(regimens(), st.decimals(min_value="0.0002", max_value="500", places=4), st.data())
def test_splitting_a_dose_over_the_day_is_never_up(rest, amount, data):
    taken = {dose.at for dose in rest.doses}
    free = [time for time in TimeOfDay if time not in taken]
    if len(free) < 2:
        return
    part = data.draw(st.decimals(min_value="0.0001", max_value=amount, places=4))
    whole = of(*rest.doses, mg(amount, free[0]), form=rest.form)
    pieces = [mg(part, free[0])] + ([mg(amount - part, free[1])] if amount > part else [])

    assert way(whole, of(*rest.doses, *pieces, form=rest.form)) != Direction.UP


@given(regimens(), regimens(), st.booleans())
def test_up_and_down_exclude_each_other_except_that_a_mixed_change_is_up(before, after, sedating):
    there, back = way(before, after, sedating), way(after, before, sedating)

    if there == Direction.DOWN:
        assert back == Direction.UP
    if there == Direction.LATERAL:
        assert back in {Direction.LATERAL, Direction.UP} if sedating else back == Direction.LATERAL


@given(regimens(), st.booleans())
def test_no_change_is_lateral_and_nothing_is_below_everything(regimen, sedating):
    assert way(regimen, regimen, sedating) == Direction.LATERAL
    assert way(regimen, NOTHING, sedating) == (Direction.LATERAL if regimen.is_nothing else Direction.STOP)
    assert way(NOTHING, regimen, sedating) == (Direction.LATERAL if regimen.is_nothing else Direction.UP)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (of(mg(25)), of(mg(50)), Direction.UP),
        (of(mg(50)), of(mg(25)), Direction.DOWN),
        (of(mg(25)), of(mg("12.5"), mg("12.5", TimeOfDay.BEDTIME)), Direction.DOWN),
        (of(mg(25), mg(25, TimeOfDay.BEDTIME)), of(mg(50, TimeOfDay.BEDTIME)), Direction.UP),
        (of(mg(25, every_days=2)), of(mg(25)), Direction.UP),
        (of(mg(15)), of(mg(20, every_days=2), mg(10, every_days=2, offset=1)), Direction.UP),
        (of(mg(20)), of(mg(20, every_days=2), mg(10, every_days=2, offset=1)), Direction.DOWN),
        (of(mg(25, as_needed=True)), of(mg(25)), Direction.UP),
        (of(mg(25)), of(mg(25, as_needed=True)), Direction.DOWN),
        (of(mg(10, as_needed=True, at_most=2)), of(mg(10, as_needed=True, at_most=3)), Direction.UP),
        (of(mg("0.3")), of(mg("0.4")), Direction.UP),
        (of(mg("0.1"), mg("0.2")), of(mg("0.3")), Direction.LATERAL),
        (of(mg(25)), of(mg(25, TimeOfDay.BEDTIME)), Direction.LATERAL),
        (of(mg(25)), of(mg(25), form=Form.LIQUID), Direction.LATERAL),
        (of(mg(150), form=Form.SUSTAINED_RELEASE), of(mg(150), form=Form.EXTENDED_RELEASE), Direction.UP),
        (of(mg(5)), of(mg(2), form=Form.PATCH), Direction.UP),
    ],
)
def test_direction(before, after, expected):
    assert way(before, after) == expected


def test_moving_a_sedating_dose_into_the_day_is_up():
    at_night, by_day = of(mg(2, TimeOfDay.BEDTIME)), of(mg(1), mg(1, TimeOfDay.BEDTIME))

    assert way(at_night, by_day, sedating=True) == Direction.UP
    assert way(at_night, by_day, sedating=False) == Direction.DOWN
    assert way(by_day, at_night, sedating=True) == Direction.UP, "two at once is more than one at once"


def test_what_follows_from_a_regimen():
    as_needed = mg(5, TimeOfDay.BEDTIME, as_needed=True, at_most=2)
    regimen = of(mg(20, every_days=2), mg(10, every_days=2, offset=1), as_needed)

    found = measures(regimen)

    assert average_daily_mg(regimen) == Decimal(15)
    assert found.largest_at_one_time == Decimal(20)
    assert found.largest_in_a_day == Decimal(30)
    assert TimeOfDay.BEDTIME not in DAYTIME
    assert found.by_day_per_cycle == Decimal(15) * CYCLE_DAYS


def as_json(regimen: Regimen) -> str:
    return json.dumps(
        {
            "release": RELEASE_OF[regimen.form],
            "doses": [
                {
                    "mg": str(d.amount_mg),
                    "at": d.at,
                    "every": d.every_days,
                    "offset": d.offset,
                    "as_needed": d.as_needed,
                    "at_most": d.at_most,
                }
                for d in regimen.doses
            ],
        }
    )


@pytest.mark.django_db
def test_sql_and_python_agree():
    @settings(max_examples=300, deadline=None)
    @given(regimens(), regimens(), st.booleans())
    def agree(before, after, sedating):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM medications_measures(%s)", [as_json(after)])
            in_sql = cursor.fetchone()
            cursor.execute("SELECT medications_direction(%s, %s, %s)", [as_json(before), as_json(after), sedating])
            direction_in_sql = cursor.fetchone()[0]
        found = measures(after)
        assert direction_in_sql == way(before, after, sedating)
        assert in_sql == (
            found.scheduled_per_cycle,
            found.largest_at_one_time,
            found.largest_in_a_day,
            found.by_day_per_cycle,
        )

    agree()
