"""Where a measurement is young enough, on this dose and well timed, and what is said of one that is not."""

import pytest

from medications.rules.person import PersonFacts
from medications.rules.proposed import DoseInUse
from medications.terms import FactKind, Standing
from tests.medications.builders import daily
from tests.medications.hand_made import drug, fact, found, going_up, measured, starting, the_only

PRESSURE = fact(FactKind.MONITORING, names=["systolic-bp"])
LEVEL = fact(FactKind.MONITORING, names=["serum-level"], hours=12)
NO_LONGER = "too old, from before this dose, or badly timed"


def of(*facts, code="lithium"):
    return drug(code, *facts)


def who(*values):
    return {"person": PersonFacts(age=40, measured=values)}


NOT_DUE = {
    "at the very moment": going_up(of(PRESSURE), 25, 50, **who(measured("systolic-bp", 120, days_ago=0))),
    "old, but on this dose, and no days are given": going_up(
        of(PRESSURE), 25, 50, **who(measured("systolic-bp", 120, days_ago=60))
    ),
    "for a start as old as the fact allows": starting(
        of(fact(FactKind.MONITORING, names=["systolic-bp"], days=30)),
        25,
        **who(measured("systolic-bp", 120, days_ago=30)),
    ),
    "for a start fourteen days old": starting(of(PRESSURE), 25, **who(measured("systolic-bp", 120, days_ago=14))),
    "nothing is named": going_up(of(fact(FactKind.MONITORING, words="as needed")), 25, 50),
    "a level before the first dose": starting(of(LEVEL), 25),
    "a level without hours before the first dose": starting(of(fact(FactKind.MONITORING, names=["serum-level"])), 25),
    "a timed measurement before the first dose": starting(
        of(fact(FactKind.MONITORING, names=["systolic-bp"], hours=2)), 25
    ),
    "on a dose found in use, since nobody knows when": going_up(
        of(PRESSURE),
        25,
        50,
        in_use=DoseInUse(regimen=daily(25)),
        **who(measured("systolic-bp", 120, days_ago=60)),
    ),
    "a level of the day after": going_up(
        of(LEVEL), 25, 50, days_on_dose=3, **who(measured("serum-level", 0.7, days_ago=2, hours_after_dose=12))
    ),
}
DUE = {
    "a moment from now": going_up(of(PRESSURE), 25, 50, **who(measured("systolic-bp", 120, days_ago=-0.001))),
    "for a start fifteen days old": starting(of(PRESSURE), 25, **who(measured("systolic-bp", 120, days_ago=15))),
    "for a start older than the fact allows": starting(
        of(fact(FactKind.MONITORING, names=["systolic-bp"], days=30)),
        25,
        **who(measured("systolic-bp", 120, days_ago=31)),
    ),
    "from the day before this dose": going_up(
        of(PRESSURE), 25, 50, days_on_dose=3, **who(measured("systolic-bp", 120, days_ago=4))
    ),
    "a level of the first day": going_up(
        of(LEVEL), 25, 50, days_on_dose=3, **who(measured("serum-level", 0.7, days_ago=3, hours_after_dose=12))
    ),
}


@pytest.mark.parametrize("step", NOT_DUE.values(), ids=NOT_DUE)
def test_this_measurement_does(step):
    assert found(step) == []


@pytest.mark.parametrize("step", DUE.values(), ids=DUE)
def test_this_one_does_not(step):
    assert found(step) == ["monitoring-due"]


@pytest.mark.parametrize(
    ("names", "standing", "values", "words"),
    [
        (["systolic-bp"], Standing.LABEL, [], "Systolic pressure, seated (missing)."),
        (["systolic-bp"], Standing.LABEL, [measured("weight", 70)], "Systolic pressure, seated (missing)."),
        (
            ["systolic-bp"],
            Standing.LABEL,
            [measured("systolic-bp", 120, days_ago=200)],
            f"Systolic pressure, seated ({NO_LONGER}).",
        ),
        (["anc_count"], Standing.LABEL, [], "anc count (missing)."),
        (["weight"], Standing.RECALLED, [], "Weight (missing). This is unconfirmed, check the label."),
    ],
    ids=["missing", "another was measured", "too old", "one that we have no name for", "only recalled"],
)
def test_what_is_due_says_which_and_why(names, standing, values, words):
    step = going_up(of(fact(FactKind.MONITORING, names=names, standing=standing)), 25, 50, **who(*values))

    assert the_only(step).message == f"A measurement is due before an increase: {words}"


@pytest.mark.parametrize(
    ("standing", "ends"),
    [(Standing.LABEL, "."), (Standing.RECALLED, ". This is unconfirmed, check the label.")],
    ids=["label", "recalled"],
)
def test_what_is_outside_its_limits_says_by_how_much_and_how_sure_that_is(standing, ends):
    too_high = fact(FactKind.MONITORING, 180, names=["systolic-bp"], standing=standing)
    step = going_up(of(too_high), 25, 50, **who(measured("systolic-bp", 190)))

    assert the_only(step).message == f"Outside its limits: Systolic pressure, seated 190{ends}"


def test_a_fall_on_standing_up_says_how_far():
    asked = fact(FactKind.MONITORING, names=["lying-systolic-bp", "standing-systolic-bp"])
    step = going_up(
        of(asked, code="prazosin"),
        1,
        2,
        **who(measured("lying-systolic-bp", 135), measured("standing-systolic-bp", 110)),
    )

    assert the_only(step).message.endswith(": 25 mmHg less than lying.")
