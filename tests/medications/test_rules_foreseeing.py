"""What is carried from one foreseen step to the next: the day, the dose in use, and what was cleared already."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from medications.rules.foreseeing import ForeseenStep, foresee
from medications.rules.person import PersonFacts
from medications.rules.proposed import RETURN_DAYS
from medications.rules.regimen import NOTHING, Regimen
from medications.terms import Direction, FactKind, InteractionSeverity, PlanStatus, TimeOfDay
from tests.medications.builders import TODAY, daily, day
from tests.medications.hand_made import drug, fact, going_up, measured, pair, starting, takes

MORNING, BEDTIME = TimeOfDay.MORNING, TimeOfDay.BEDTIME


@dataclass(frozen=True)
class Step:
    regimen: Regimen
    hold_days: int = 7


def steps(*amounts, hold_days=7):
    return [Step(daily(mg) if mg else NOTHING, hold_days) for mg in amounts]


def codes(foreseen):
    return [[blocker.code.value for blocker in (*one.against, *one.beforehand)] for one in foreseen]


def later(days):
    return TODAY + timedelta(days=days)


NOW = starting(drug("x"), 25, plan_status=PlanStatus.DRAFT)


def test_each_step_is_told_as_it_was_written_on_its_own_day():
    assert foresee(NOW, [Step(daily(25), 7), Step(daily(50), 3), Step(NOTHING, 1)], starts_on=later(2)) == [
        ForeseenStep(position=1, regimen=daily(25), hold_days=7, starts_on=later(2), direction=Direction.UP),
        ForeseenStep(position=2, regimen=daily(50), hold_days=3, starts_on=later(9), direction=Direction.UP),
        ForeseenStep(position=3, regimen=NOTHING, hold_days=1, starts_on=later(12), direction=Direction.STOP),
    ]


def test_a_draft_that_waits_for_nothing_but_reviews_meets_nothing():
    held = replace(NOW, plan_status=PlanStatus.ON_HOLD, highest_allowed=0)

    assert codes(foresee(held, steps(25, 50, 75))) == [[], [], []]


@pytest.mark.parametrize(("hold_days", "found"), [(7, []), (6, ["hold-time-left"])])
def test_a_step_is_held_against_the_days_before_the_next_one(hold_days, found):
    weekly = replace(NOW, drug=drug("x", fact(FactKind.INTERVAL, days=7)))

    assert codes(foresee(weekly, steps(25, 50, 75, hold_days=hold_days))) == [[], found, found]


def test_a_lateral_step_does_not_begin_the_days_anew():
    weekly = replace(NOW, drug=drug("x", fact(FactKind.INTERVAL, days=7)))
    moved = [Step(daily(25), 4), Step(daily(25, at=BEDTIME), 3), Step(daily(50, at=BEDTIME), 7)]

    assert codes(foresee(weekly, moved)) == [[], [], []]


@pytest.mark.parametrize(
    ("apart", "found"), [(RETURN_DAYS, []), (RETURN_DAYS + 1, ["above-maximum"])], ids=["lately", "too long ago"]
)
def test_going_back_up_is_a_return_only_while_the_higher_dose_is_recent(apart, found):
    """The higher dose is taken until the lower one begins."""
    at_most = going_up(drug("x", fact(FactKind.MAX_DAY, 40)), 50, 50, recent=(daily(50),))

    assert codes(foresee(at_most, [Step(daily(25), apart), Step(daily(50), 7)])) == [[], found]


def test_what_somebody_acknowledges_or_consents_to_is_asked_once_and_a_measurement_each_time():
    both = pair("x", "tramadol", InteractionSeverity.MAJOR)
    pressure = fact(FactKind.MONITORING, names=["systolic-bp"])
    known = replace(
        NOW,
        drug=drug("x", pressure, interactions=(both,)),
        person=PersonFacts(age=40, exposures=(takes("tramadol"),)),
        has_consent=False,
    )

    first, *others = codes(foresee(known, steps(25, 50, 75)))

    assert first == ["interaction-unacknowledged", "monitoring-due", "consent-missing"]
    assert others == [["monitoring-due"], ["monitoring-due"]]


def test_what_is_measured_today_is_old_for_a_later_step():
    pressure = fact(FactKind.MONITORING, names=["systolic-bp"], days=10)
    known = replace(
        NOW, drug=drug("x", pressure), person=PersonFacts(age=40, measured=(measured("systolic-bp", 120, days_ago=0),))
    )

    assert codes(foresee(known, steps(25))) == [[]]
    assert codes(foresee(known, steps(25), starts_on=later(10))) == [[]]
    assert codes(foresee(known, steps(25), starts_on=later(11))) == [["monitoring-due"]]


def test_who_was_without_it_starts_lower_down_once():
    rules = drug("x", fact(FactKind.START, 25), fact(FactKind.RESTART, days=7))
    paused = replace(NOW, drug=rules, paused_on=day(10), missed_in_a_row=10)

    assert codes(foresee(paused, steps(25, 50, 75))) == [[], [], []]
    assert codes(foresee(paused, steps(50, 75)))[0] == ["restart-needed", "increment-too-large"]


def test_days_taken_count_from_the_first_step():
    later_on = drug("x", fact(FactKind.MAX_DAY, 100), fact(FactKind.MAX_DAY, 50, when={"days_taken_at_least": 14}))

    assert codes(foresee(replace(NOW, drug=later_on), steps(25, 75, 100))) == [[], [], ["above-maximum"]]
