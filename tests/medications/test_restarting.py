"""After a pause longer than the medicine allows one starts lower down."""

import pytest

from medications.rules.blockers import Override
from medications.rules.thresholds import DEFAULT_THRESHOLDS
from medications.terms import FactKind, Standing
from tests.medications.builders import daily, day
from tests.medications.hand_made import drug, fact, going_up, schedule, starting, the_only
from tests.medications.hand_made import found as codes

QUETIAPINE = drug("quetiapine", fact(FactKind.START, 50), fact(FactKind.RESTART, days=7))
PRACTICE_DAYS = DEFAULT_THRESHOLDS.restart_after_days
LAMOTRIGINE = drug(
    "lamotrigine",
    fact(FactKind.START, 25),
    fact(FactKind.RESTART, standing=Standing.LABEL),
    schedules=(schedule((25, 14), (50, 14), (100, 7), (200, None), is_the_rule=True),),
)


def restart(step):
    return "restart-needed" in codes(step)


@pytest.mark.parametrize(
    ("step", "needed"),
    [
        (starting(QUETIAPINE, 300, paused_on=day(8)), True),
        (starting(QUETIAPINE, 300, paused_on=day(7)), False),
        (starting(QUETIAPINE, 51, paused_on=day(8)), True),
        (starting(QUETIAPINE, 50, paused_on=day(8)), False),
        (starting(QUETIAPINE, 300), False),
        (going_up(QUETIAPINE, 300, 350, missed_in_a_row=8), True),
        (going_up(QUETIAPINE, 300, 350, missed_in_a_row=7), False),
        (going_up(QUETIAPINE, 300, 350, paused_on=day(30)), False),
        (starting(drug("sertraline"), 200, paused_on=day(90)), False),
    ],
    ids=[
        "paused a day longer",
        "paused just as long",
        "just above the first dose",
        "the first dose",
        "never taken",
        "missed a day more",
        "missed just as many",
        "taken up again long ago",
        "a medicine without such a rule",
    ],
)
def test_beyond_the_rule_one_starts_lower_down(step, needed):
    assert restart(step) is needed


def test_nobody_overrides_it_and_the_remedy_says_where_to_start():
    blocker = the_only(starting(QUETIAPINE, 300, paused_on=day(10), recent=(daily(300),)))

    assert blocker.code == "restart-needed"
    assert blocker.override == Override.NEVER
    assert blocker.message == "It was not taken for 10 days; after more than 7 one starts lower down."
    assert blocker.remedy == "Start lower down: 50 mg a day or less."


def test_it_holds_for_a_return_too():
    assert codes(starting(QUETIAPINE, 300, paused_on=day(8), recent=(daily(300),))) == ["restart-needed"]
    assert codes(starting(QUETIAPINE, 300, paused_on=day(7), recent=(daily(300),))) == []


def test_a_rule_without_a_number_of_days_is_the_practices_and_yields_to_a_co_sign():
    step = starting(LAMOTRIGINE, 200, paused_on=day(PRACTICE_DAYS + 1), recent=(daily(200),))

    assert the_only(step).override == Override.CO_SIGN
    assert "unconfirmed" in the_only(step).message
    assert codes(starting(LAMOTRIGINE, 200, paused_on=day(PRACTICE_DAYS), recent=(daily(200),))) == []
    assert codes(starting(LAMOTRIGINE, 25, paused_on=day(60))) == []


def test_a_recalled_rule_yields_to_a_co_sign_unless_a_confirmed_one_is_exceeded_too():
    recalled = fact(FactKind.RESTART, days=5, standing=Standing.RECALLED)
    both = drug("methadone", fact(FactKind.START, 20), recalled, fact(FactKind.RESTART, days=7))

    def override(days):
        return the_only(starting(both, 80, paused_on=day(days), recent=(daily(80),))).override

    assert override(6) == Override.CO_SIGN
    assert override(8) == Override.NEVER


def test_where_no_first_dose_is_on_file_every_dose_waits_until_one_is():
    unknown = drug("x", fact(FactKind.RESTART, days=7))

    blocker = the_only(starting(unknown, 25, paused_on=day(8)))

    assert blocker.override == Override.NEVER
    assert blocker.remedy == (
        "Start lower down. How low is not on file: an administrator adds the first dose to the formulary."
    )
    assert codes(starting(unknown, 25, paused_on=day(7))) == []
