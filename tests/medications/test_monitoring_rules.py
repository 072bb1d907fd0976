"""Measurements that a label ties to an increase: there, fresh, well timed, within limits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from medications.rules.blockers import Override
from medications.rules.thresholds import Thresholds
from medications.terms import FactKind, Standing
from tests.medications.builders import daily
from tests.medications.hand_made import ADULT, drug, fact, found, going_up, measured, starting, the_only

LITHIUM = drug(
    "lithium",
    fact(FactKind.MONITORING, "1.2", names=["serum-level"], hours=12, when={"days_taken_at_least": 3}),
)
PRAZOSIN = drug(
    "prazosin",
    fact(
        FactKind.MONITORING,
        names=["lying-systolic-bp", "lying-diastolic-bp", "standing-systolic-bp", "standing-diastolic-bp"],
    ),
)
VENLAFAXINE = drug("venlafaxine_xr", fact(FactKind.MONITORING, names=["systolic-bp", "diastolic-bp"], days=14))


def known(*values):
    return {"person": replace(ADULT, measured=values)}


def lithium(*levels, days_on_dose=5, **given):
    return going_up(LITHIUM, 600, 900, days_on_dose=days_on_dose, **known(*levels), **given)


def level(value=0.9, *, days_ago=1, hours_after_dose=12):
    return measured("serum-level", value, days_ago=days_ago, hours_after_dose=hours_after_dose)


def standing(lying_systolic, systolic, lying_diastolic=80, diastolic=75):
    return (
        measured("lying-systolic-bp", lying_systolic),
        measured("lying-diastolic-bp", lying_diastolic),
        measured("standing-systolic-bp", systolic),
        measured("standing-diastolic-bp", diastolic),
    )


DUE = {
    "no level": lithium(),
    "another measurement": lithium(measured("weight", 70)),
    "two days after the change": lithium(level(days_ago=3)),
    "from before this dose": lithium(level(days_ago=6)),
    "nobody wrote down the hours": lithium(level(hours_after_dose=None)),
    "too early": lithium(level(hours_after_dose=9.9)),
    "too late": lithium(level(hours_after_dose=14.1)),
    "not taken yet": lithium(level(days_ago=-1)),
    "pressure before a first dose": starting(PRAZOSIN, 1),
    "pressure a fortnight and a day before a first dose": starting(
        PRAZOSIN, 1, **known(measured("standing-systolic-bp", 120, days_ago=15))
    ),
    "pressure from before this dose": going_up(
        PRAZOSIN, 1, 2, days_on_dose=3, **known(measured("standing-systolic-bp", 120, days_ago=4))
    ),
    "pressure too old": going_up(VENLAFAXINE, 75, 150, **known(measured("systolic-bp", 120, days_ago=15))),
}
NOT_DUE = {
    "a level": lithium(level()),
    "three days after the change": lithium(level(days_ago=2)),
    "two hours early": lithium(level(hours_after_dose=10)),
    "two hours late": lithium(level(hours_after_dose=14)),
    "before there can be one": lithium(days_on_dose=2),
    "a first dose has no level": starting(LITHIUM, 600),
    "pressure on the day of the change": going_up(
        PRAZOSIN, 1, 2, days_on_dose=3, **known(measured("standing-systolic-bp", 120, days_ago=3))
    ),
    "pressure a fortnight before a first dose": starting(
        PRAZOSIN, 1, **known(measured("standing-systolic-bp", 120, days_ago=14))
    ),
    "pressure of a fortnight": going_up(VENLAFAXINE, 75, 150, **known(measured("systolic-bp", 120, days_ago=14))),
    "a medicine that asks for none": going_up(drug("sertraline"), 25, 50),
    "a return": going_up(PRAZOSIN, 1, 2, recent=(daily(2),)),
}


@pytest.mark.parametrize("step", DUE.values(), ids=DUE.keys())
def test_a_measurement_is_missing_too_old_or_badly_timed(step):
    blocker = the_only(step)

    assert blocker.code == "monitoring-due"
    assert blocker.override == Override.CO_SIGN


@pytest.mark.parametrize("step", NOT_DUE.values(), ids=NOT_DUE.keys())
def test_a_measurement_is_there(step):
    assert found(step) == []


def prazosin(*pressures, **given):
    return going_up(PRAZOSIN, 1, 2, **known(*pressures), **given)


def venlafaxine(systolic, diastolic):
    pressures = known(measured("systolic-bp", systolic), measured("diastolic-bp", diastolic))
    return going_up(VENLAFAXINE, 75, 150, **pressures)


OUTSIDE = {
    "lithium above 1.2": lithium(level(1.21)),
    "the newest counts": lithium(level(1.21), level(0.9, days_ago=2)),
    "standing under 100": prazosin(*standing(110, 99)),
    "a fall of 20": prazosin(*standing(130, 110)),
    "a diastolic fall of 10": prazosin(*standing(130, 120, 80, 70)),
    "seated 160": venlafaxine(160, 80),
    "seated 100 below": venlafaxine(120, 100),
}
INSIDE = {
    "lithium 1.2": lithium(level(1.2)),
    "it was too high before": lithium(level(0.9), level(1.21, days_ago=2)),
    "standing 100": prazosin(*standing(110, 100)),
    "a fall of 19": prazosin(*standing(130, 111)),
    "a diastolic fall of 9": prazosin(*standing(130, 120, 80, 71)),
    "seated 159 over 99": venlafaxine(159, 99),
    "only standing was measured": prazosin(measured("standing-systolic-bp", 100)),
    "a practice that bears more": prazosin(
        *standing(130, 105), thresholds=Thresholds(standing_systolic_fall=Decimal(30))
    ),
    "high pressure and a medicine that asks for another": prazosin(*standing(120, 115), measured("systolic-bp", 170)),
}


@pytest.mark.parametrize("step", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_value_outside_its_limits_waits_for_a_co_sign(step):
    blocker = the_only(step)

    assert blocker.code == "monitoring-out-of-range"
    assert blocker.override == Override.CO_SIGN


@pytest.mark.parametrize("step", INSIDE.values(), ids=INSIDE.keys())
def test_a_limit_itself_is_within(step):
    assert found(step) == []


def test_a_low_level_is_outside_where_the_fact_has_a_low_end():
    medicine = drug("x", fact(FactKind.MONITORING, 125, low=85, names=["serum-level"]))

    def with_level(value):
        return found(going_up(medicine, 500, 750, **known(measured("serum-level", value))))

    assert with_level(84.9) == ["monitoring-out-of-range"]
    assert with_level(85) == []
    assert with_level(125) == []


def test_messages_name_what_is_missing_and_the_standing():
    recalled = drug("x", fact(FactKind.MONITORING, names=["systolic-bp"], standing=Standing.RECALLED))

    message = the_only(going_up(recalled, 25, 50)).message

    assert "Systolic pressure, seated (missing)" in message
    assert message.endswith("This is unconfirmed, check the label.")
    assert "less than lying" in the_only(OUTSIDE["a fall of 20"]).message
