"""What the gate says where it has a choice of words, and who may stand against it."""

from dataclasses import replace

import pytest

from medications.rules.blockers import Override
from medications.rules.gate import every_blocker
from medications.rules.proposed import OpenEffect, OtherChange
from medications.rules.wording import mg, name_of
from medications.terms import Decision, Direction, FlagClass, PatientView, PlanStatus, TimeOfDay
from tests.medications.builders import NOW, daily, day
from tests.medications.hand_made import REVIEW, drug, found, going_up, starting, the_only

UP, FIRST = going_up(drug("x"), 25, 50), starting(drug("x"), 25)


def flag(term, flag_class=FlagClass.STOP):
    return OpenEffect(entry_id=1, term=term, on=day(2), flag_class=flag_class)


def reviewed(**verdict):
    return replace(UP, review=replace(REVIEW, **verdict))


SAYS = {
    "nobody reviewed": (
        replace(UP, review=None),
        "Nobody has reviewed the side-effect log for this step.",
    ),
    "news": (replace(UP, version=8), "Something new is known since the review."),
    "too late": (reviewed(valid_until=NOW), "The review is no longer valid."),
    "too late, with news": (
        replace(reviewed(valid_until=NOW), version=8),
        "Something new is known since the review.",
    ),
    "another decision": (reviewed(decision=Decision.HOLD), f"The review decided otherwise: {Decision.HOLD.label}."),
    "waiting": (replace(UP, wants_to_wait=True), "The patient would like to wait."),
    "wanted to wait": (
        reviewed(patient_view=PatientView.WANTS_TO_WAIT),
        "In the review the patient wanted to wait.",
    ),
    "not asked": (
        reviewed(patient_view=PatientView.NOT_ASKED),
        "The review does not say what the patient thinks.",
    ),
    "no baseline": (
        replace(FIRST, newest_answer_on=None),
        "Nobody has recorded how the patient is before the first dose.",
    ),
    "no answer": (replace(UP, newest_answer_on=None), "Nobody has asked the patient about this dose yet."),
    "an old answer": (replace(UP, newest_answer_on=day(15)), "The newest answer is more than 14 days old."),
    "an answer of the first days": (
        going_up(drug("x"), 25, 50, days_on_dose=8, hold_days=8, newest_answer_on=day(5)),
        "The newest answer is from the first days on this dose.",
    ),
    "flags": (
        replace(UP, open_flags=(flag("Rash"), flag("Mania"), flag("Rash"))),
        "Red flag not resolved: Rash, Mania.",
    ),
    "held": (replace(UP, plan_status=PlanStatus.ON_HOLD), "The plan is not active: on hold."),
    "a jump": (replace(UP, to_position=3), "Step 3 is not next; step 2 is."),
    "severe effects": (
        replace(UP, open_severe=(flag("Headache", None), flag("Nausea", None))),
        "Severe effect not resolved: Headache, Nausea.",
    ),
    "days missed": (replace(UP, missed_days=50), "Doses were missed on 50 of 100 days."),
    "a day missed": (
        going_up(drug("x"), 25, 50, days_on_dose=1, missed_days=1),
        "Doses were missed on 1 of 1 day.",
    ),
    "another change": (
        replace(UP, other_changes=(OtherChange(name="lithium", on=day(6)), OtherChange(name="zinc", on=day(0)))),
        "Another medication was started or raised less than 7 days ago: lithium, zinc.",
    ),
    "no consent": (replace(UP, has_consent=False), "There is no consent to this treatment on file."),
}


@pytest.mark.parametrize(("step", "message"), SAYS.values(), ids=SAYS)
def test_a_blocker_says_what_is_so(step, message):
    assert message in [blocker.message for blocker in every_blocker(step)]


@pytest.mark.parametrize(("step", "message"), SAYS.values(), ids=SAYS)
def test_each_says_in_a_sentence_what_would_clear_it(step, message):
    remedies = [blocker.remedy for blocker in every_blocker(step)]

    assert all(told[0].isupper() and told.endswith(".") and not told.isupper() for told in remedies)


@pytest.mark.parametrize(("is_sedating", "direction"), [(True, Direction.UP), (False, Direction.LATERAL)])
def test_moving_a_dose_into_the_day_goes_up_where_it_makes_drowsy(is_sedating, direction):
    at_night, by_day = daily(25, at=TimeOfDay.BEDTIME), daily(25, at=TimeOfDay.MORNING)
    step = going_up(drug("x"), at_night, by_day, is_sedating=is_sedating, recent=(at_night,))

    assert step.direction == direction
    assert step.is_return is not is_sedating


def test_the_days_taken_count_from_the_first_dose_ever_and_are_none_before_it():
    assert FIRST.circumstances.days_taken == 0
    assert going_up(drug("x"), 25, 50, days_on_dose=3).circumstances.days_taken == 3
    assert going_up(drug("x"), 25, 50, days_on_dose=3, first_dose_on=day(90)).circumstances.days_taken == 90


def test_another_change_is_acknowledged_and_not_co_signed():
    step = replace(UP, other_changes=(OtherChange(name="lithium", on=day(1)),))

    assert the_only(step).override == Override.ACKNOWLEDGE


def test_missed_days_are_weighed_from_the_first_whole_day_on():
    assert found(going_up(drug("x"), 25, 50, days_on_dose=0, hold_days=0, missed_days=1)) == []
    assert found(going_up(drug("x"), 25, 50, days_on_dose=1, missed_days=1)) == ["doses-missed"]


@pytest.mark.parametrize(("amount", "shown"), [("0.125", "0.125 mg"), ("1000", "1000 mg"), ("37.50", "37.5 mg")])
def test_amounts_are_shown_as_they_are(amount, shown):
    assert mg(daily(amount).doses[0].amount_mg) == shown


def test_codes_are_read_as_words():
    assert name_of("cyp2d6_strong-inhibitor") == "cyp2d6 strong inhibitor"
