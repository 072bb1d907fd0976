"""Consent, doses found in use, other medicines, missed doses: recorded, never gated, always weighed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from medications.models import Medication, RedFlag
from medications.rules.regimen import NOTHING
from medications.services.consenting import give_consent, withdraw_consent
from medications.services.errors import NotPermitted, Refused
from medications.services.holding import hold_plan
from medications.services.loading_formulary import load_formulary
from medications.services.recording_elsewhere import (
    change_other_medication,
    record_missed_doses,
    record_observed_dose,
    record_other_medication,
)
from medications.terms import Form, PlanStatus, Source
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    active_plan,
    acts,
    ago,
    check_in,
    codes,
    colleague,
    daily,
    day,
    fresh,
    last_act,
    medication,
    nothing_is_written,
    plan_on_step,
    proposed,
    ready_plan,
    sign,
    step_of,
    step_up,
)

pytestmark = pytest.mark.django_db


# --- consent ----------------------------------------------------------------------------------------------------


def test_consent_is_given_once_heard_by_any_clinical_role():
    plan = active_plan(has_consent=False)
    nurse = colleague(plan.patient, Role.NURSE)
    assert "consent-missing" in codes(plan)

    consent = give_consent(patient=plan.patient, medication=plan.medication, by=nurse, at=NOW)
    again = give_consent(patient=plan.patient, medication=plan.medication, by=nurse, at=NOW + HOUR)

    assert again == consent
    assert (consent.consent.given_at, consent.consent.heard_by) == (NOW, nurse)
    assert acts(plan.patient).count("consent.given") == 1
    assert "consent-missing" not in codes(plan)


def test_consent_is_for_one_medicine():
    plan = active_plan(has_consent=False)

    give_consent(patient=plan.patient, medication=medication("lithium"), by=plan.prescriber, at=NOW)

    assert "consent-missing" in codes(plan)


def test_consent_taken_back_closes_the_gate_and_may_be_given_again():
    plan = ready_plan()

    consent = withdraw_consent(patient=plan.patient, medication=plan.medication, by=plan.prescriber, at=NOW)

    assert (consent.consent.revoked_at, consent.consent.revoked_by) == (NOW, plan.prescriber)
    assert last_act().verb == "consent.revoked"
    assert codes(plan) == ["consent-missing"]
    with nothing_is_written(), pytest.raises(Refused, match="no consent"):
        withdraw_consent(patient=plan.patient, medication=plan.medication, by=plan.prescriber, at=NOW)
    give_consent(patient=plan.patient, medication=plan.medication, by=plan.prescriber, at=NOW)
    assert codes(plan) == []


def test_the_front_desk_records_none_of_this():
    plan, by = plan_on_step(1), make_user(Role.FRONT_DESK)

    for act in [
        lambda: give_consent(patient=plan.patient, medication=plan.medication, by=by, at=NOW),
        lambda: withdraw_consent(patient=plan.patient, medication=plan.medication, by=by, at=NOW),
        lambda: observe(plan, 50, by=by),
        lambda: record_other_medication(patient=plan.patient, name="x", by=by, at=NOW),
        lambda: miss(plan, 0, by=by),
    ]:
        with nothing_is_written(), pytest.raises(NotPermitted):
            act()


# --- doses found in use -----------------------------------------------------------------------------------------


def observe(plan, amount, *, by=None, at=NOW, form=Form.TABLET, taken_since=None):
    return record_observed_dose(
        patient=plan.patient,
        medication=plan.medication,
        regimen=daily(amount, form=form) if amount else NOTHING,
        source="hospital",
        taken_since=taken_since,
        observed_at=at,
        by=by or plan.prescriber,
        at=at,
    )


def test_a_dose_found_in_use_is_an_observation_and_no_order():
    plan = active_plan()
    nurse = colleague(plan.patient, Role.NURSE)

    observed = observe(plan, 50, by=nurse, taken_since=day(30))

    assert (observed.source, observed.taken_since, observed.observed_by) == ("hospital", day(30), nurse)
    assert observed.regimen.as_rule() == daily(50)
    assert (last_act().verb, plan.dose_changes.count()) == ("dose.observed", 0)
    assert fresh(plan).status == PlanStatus.ACTIVE
    assert proposed(plan).in_use.regimen == daily(50)


def test_without_a_since_nobody_knows_how_long_it_was_taken():
    plan = active_plan()

    observe(plan, 50, at=ago(days=3))

    assert proposed(plan).in_use.since is None
    assert proposed(plan).days_on_dose == 0


def test_only_the_first_ever_is_where_a_plan_begins():
    plan = active_plan()
    observe(plan, 50, at=ago(days=3))

    observe(plan, 100)

    assert proposed(plan).in_use.regimen == daily(50)


def test_one_that_differs_from_our_order_puts_the_plan_on_hold():
    plan = ready_plan()

    observe(plan, 75, by=colleague(plan.patient, Role.THERAPIST))

    held = fresh(plan)
    assert held.status == PlanStatus.ON_HOLD
    assert "differs" in held.holds.get().reason
    assert acts(plan.patient)[-2:] == ["dose.observed", "plan.held"]
    assert codes(plan) == ["review-outdated", "plan-not-active"]


def test_prescribing_on_from_a_higher_dose_than_ours_is_a_step_up():
    plan = ready_plan()
    observe(plan, 50)

    assert proposed(plan, step_of(plan, 2)).direction == "up"


@pytest.mark.parametrize("form", [Form.TABLET, Form.LIQUID])
def test_the_same_dose_in_any_form_alike_holds_nothing(form):
    plan = ready_plan()

    observe(plan, 25, form=form)

    assert fresh(plan).status == PlanStatus.ACTIVE
    assert codes(plan) == ["review-outdated"]


def test_another_release_form_is_another_dose():
    plan = ready_plan()

    observe(plan, 25, form=Form.EXTENDED_RELEASE)

    assert fresh(plan).status == PlanStatus.ON_HOLD


def test_a_plan_on_hold_stays_as_it_is():
    plan = plan_on_step(1)
    hold_plan(plan=plan, reason="x", by=plan.prescriber, at=ago(hours=1))

    observe(plan, 75)

    assert plan.holds.count() == 1


def test_nothing_is_not_a_dose_found_in_use_nor_is_an_impossible_one():
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(Refused, match="which dose"):
        observe(plan, 0)
    with nothing_is_written(), pytest.raises(ValidationError):
        observe(plan, -5)


# --- other medicines --------------------------------------------------------------------------------------------


def other_medicine(plan, **fields):
    return record_other_medication(
        patient=plan.patient, name="cetirizine", by=plan.prescriber, at=ago(hours=2), **fields
    )


@pytest.mark.parametrize(
    ("fields", "blocks"),
    [
        ({"started_on": day(6)}, True),
        ({"started_on": day(7)}, False),
        ({"started_on": day(90), "changed_on": day(1)}, True),
        ({"started_on": day(1), "is_brief": True}, False),
        ({"started_on": day(3), "stopped_on": day(1)}, False),
        ({"started_on": day(3), "stopped_on": TODAY + DAY}, True),
        ({}, False),
    ],
    ids=[
        "six days ago",
        "seven days ago",
        "raised",
        "short course",
        "stopped again",
        "to be stopped",
        "since nobody knows when",
    ],
)
def test_another_medicine_started_or_raised_lately_blocks(fields, blocks):
    plan = ready_plan()

    other_medicine(plan, **fields)
    sign(plan)

    assert codes(plan) == (["another-change-recent"] if blocks else [])


def test_it_outdates_the_review_and_leaves_its_act():
    plan = ready_plan()

    other = other_medicine(plan, dose="50 mg", started_on=day(90))

    assert (other.dose, other.recorded_by, last_act().verb) == ("50 mg", plan.prescriber, "other-medication.recorded")
    assert codes(plan) == ["review-outdated"]


def test_the_same_medicine_from_elsewhere_is_not_another():
    plan = ready_plan()

    other_medicine(plan, medication=plan.medication, started_on=day(1))
    sign(plan)

    assert codes(plan) == []


def test_a_change_keeps_what_is_not_said_anew():
    plan = ready_plan()
    other = other_medicine(plan, dose="50 mg", started_on=day(90))

    raised = change_other_medication(other=other, dose="100 mg", changed_on=TODAY, by=plan.prescriber, at=NOW)
    assert (raised.dose, raised.started_on, raised.changed_on) == ("100 mg", day(90), TODAY)

    stopped = change_other_medication(other=raised, stopped_on=TODAY, by=plan.prescriber, at=NOW)
    assert (stopped.dose, stopped.changed_on, stopped.stopped_on) == ("100 mg", TODAY, TODAY)
    assert acts(plan.patient)[-2:] == ["other-medication.changed"] * 2


def test_it_stops_after_it_starts():
    plan = plan_on_step(1)
    other = other_medicine(plan, started_on=day(5))

    with nothing_is_written(), pytest.raises(ValidationError):
        change_other_medication(other=other, stopped_on=day(6), by=plan.prescriber, at=NOW)
    with nothing_is_written(), pytest.raises(ValidationError):
        other_medicine(plan, started_on=day(5), stopped_on=date(2020, 1, 1))


def test_a_medicine_of_ours_started_lately_blocks_the_others():
    plan = ready_plan()
    melatonin = active_plan(code="melatonin", amounts=(1, 2), patient=plan.patient, prescriber=plan.prescriber)
    check_in(melatonin, at=ago(days=5))
    sign(melatonin, at=ago(days=4))
    step_up(melatonin, at=ago(days=4))
    sign(plan)

    assert codes(plan) == ["another-change-recent"]
    assert "melatonin" in proposed(plan).other_changes[0].name


# --- missed doses -----------------------------------------------------------------------------------------------


def miss(plan, days, *, in_a_row=0, by=None, asked_at=NOW):
    return record_missed_doses(
        plan=plan,
        missed_days=days,
        missed_in_a_row=in_a_row,
        source=Source.PATIENT,
        asked_at=asked_at,
        by=by or plan.prescriber,
        at=NOW,
    )


@pytest.mark.parametrize(("days", "blocks"), [(0, False), (2, False), (3, True)])
def test_too_many_missed_on_this_dose_block(days, blocks):
    plan = ready_plan()

    miss(plan, days)
    sign(plan)

    assert codes(plan) == (["doses-missed"] if blocks else [])


def test_the_answer_is_recorded_by_any_clinical_role():
    plan = plan_on_step(1)
    nurse = colleague(plan.patient, Role.NURSE)

    missed = miss(plan, 3, in_a_row=2, by=nurse)

    assert (missed.missed_days, missed.missed_in_a_row, missed.asked_by) == (3, 2, nurse)
    assert (missed.patient, missed.medication) == (plan.patient, plan.medication)
    assert last_act().verb == "missed-doses.recorded"


def test_no_more_in_a_row_than_at_all():
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(ValidationError):
        miss(plan, 1, in_a_row=2)


def test_an_answer_about_an_earlier_dose_says_nothing_about_this_one():
    plan = plan_on_step(1)

    miss(plan, 9, asked_at=ago(days=20))

    assert proposed(plan).missed_days is None


def test_the_newest_answer_counts():
    plan = plan_on_step(1)
    miss(plan, 9, asked_at=NOW)

    miss(plan, 1, asked_at=NOW - DAY)

    assert proposed(plan).missed_days == 9


# --- the formulary ----------------------------------------------------------------------------------------------


def test_loading_the_formulary_again_adds_nothing_and_overwrites_nothing():
    Medication.objects.filter(code="sertraline").update(name="Sertraline, as we call it")
    RedFlag.objects.filter(medication__code="lamotrigine").update(is_retired=True)

    loaded = load_formulary()

    assert (loaded.medications, loaded.effects, loaded.red_flags) == (0, 0, 0)
    assert medication("sertraline").name == "Sertraline, as we call it"
    assert not RedFlag.objects.filter(medication__code="lamotrigine", is_retired=False).exists()


def test_the_shipped_formulary_marks_what_the_gate_needs():
    assert medication("prazosin").is_sedating
    assert not medication("sertraline").is_sedating
    assert RedFlag.objects.get(medication__code="lamotrigine", effect__term="Rash").flag_class == "stop"
    assert RedFlag.objects.get(medication=None, effect__term="Suicidal ideation").flag_class == "stop"
    withdrawal = RedFlag.objects.get(medication__code="buprenorphine_naloxone", flag_class="treat")
    assert withdrawal.effect.term == "Precipitated withdrawal"
