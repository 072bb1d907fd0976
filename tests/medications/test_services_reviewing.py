"""Signing reviews: by whom, of what, what it keeps; and the short way after mild news."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from medications.models import LogEntry, Review
from medications.services.consenting import withdraw_consent
from medications.services.errors import NotPermitted, Refused, StaleVersion
from medications.services.logging_effects import log_not_reached
from medications.services.planning import close_plan
from medications.services.recording_elsewhere import record_missed_doses, record_other_medication
from medications.services.reviewing import Verdict, confirm_review, sign_review, still_stands_is_enough
from medications.terms import Decision, PatientView, Source
from patients.models import ChartEvent
from practice.staff.roles import Role
from tests.builders import covers, make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    TODAY,
    acts,
    ago,
    check_in,
    codes,
    colleague,
    day,
    fresh,
    last_act,
    log,
    log_mild,
    log_red,
    log_severe,
    medication,
    next_step,
    nothing_is_written,
    plan_on_step,
    ready_plan,
    sign,
    step_of,
    step_up,
    wait,
)

pytestmark = pytest.mark.django_db


# --- signing ----------------------------------------------------------------------------------------------------


def test_a_review_keeps_what_was_decided_heard_and_read():
    plan = plan_on_step(1)
    before, counted = check_in(plan, at=ago(days=20)), log_mild(plan, at=ago(days=1))
    version = fresh(plan).version

    review = sign(plan, reasons="Sleeps better.", in_their_words="Go on.", at=NOW)

    assert (review.decision, review.patient_view, review.to_step) == ("proceed", "agrees", step_of(plan, 2))
    assert (review.reasons, review.in_their_words) == ("Sleeps better.", "Go on.")
    assert (review.signed_by, review.signed_at, review.read_version) == (plan.prescriber, NOW, version)
    assert review.evidence["entries"][0] == counted.pk, "the newest first"
    assert before.pk not in review.evidence["entries"], "that was before this dose"
    assert (review.evidence["since"], review.evidence["blockers"]) == (day(14).isoformat(), [])


def test_it_is_valid_for_72_hours():
    assert sign(plan_on_step(1)).valid_until == NOW + 3 * DAY


def test_it_keeps_what_stood_against_the_step():
    plan = plan_on_step(1, since=ago(days=2))

    assert sign(plan).evidence["blockers"] == ["log-empty", "hold-time-left"]


def test_its_act_names_plan_and_patient():
    plan = plan_on_step(1)

    review = sign(plan)

    act = last_act()
    assert (act.verb, act.subject_id, act.patient_id) == ("review.signed", review.pk, plan.patient_id)
    assert act.details == {"plan": plan.pk}


@pytest.mark.parametrize("role", [Role.NURSE, Role.THERAPIST, Role.CLINICAL_LEAD, Role.FRONT_DESK])
def test_only_who_may_prescribe_signs(role):
    plan = plan_on_step(1)
    by = make_user(role)

    with nothing_is_written(), pytest.raises(NotPermitted) as refused:
        sign(plan, by=by)

    assert refused.value.code == "reviewer-not-prescriber"


def test_only_the_team_signs():
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(NotPermitted) as refused:
        sign(plan, by=make_user(Role.PRESCRIBER))

    assert refused.value.code == "reviewer-not-prescriber"


def test_a_named_cover_signs_while_it_lasts_and_the_signature_holds_after():
    plan = plan_on_step(1)
    check_in(plan, at=ago(days=1))
    cover = make_user(Role.PRESCRIBER)
    covers(cover, plan.prescriber, starts_at=ago(hours=2), lasts=HOUR)

    sign(plan, by=cover, at=ago(hours=1.5))

    assert codes(plan) == []
    with nothing_is_written(), pytest.raises(NotPermitted):
        sign(plan, by=cover, at=NOW)


def test_a_page_gone_stale_is_not_signed():
    plan = plan_on_step(1)
    version = plan.version
    log_mild(plan)

    with nothing_is_written(), pytest.raises(StaleVersion):
        sign(plan, read_version=version)


def test_what_does_not_count_for_the_plan_makes_nothing_stale():
    plan = plan_on_step(1)
    log_not_reached(patient=plan.patient, happened_at=NOW, by=plan.prescriber, at=NOW)
    log(plan, "Nausea", blames=medication("lithium"))

    assert sign(plan, read_version=plan.version).pk


def test_a_closed_plan_is_not_reviewed():
    plan = plan_on_step(1)
    close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW)

    with nothing_is_written(), pytest.raises(Refused, match="closed"):
        sign(plan)


def test_the_chart_counts_too():
    plan = plan_on_step(1)
    ChartEvent.objects.create(patient=plan.patient, kind="crisis", happened_at=NOW, recorded_by=plan.prescriber)

    with nothing_is_written(), pytest.raises(StaleVersion):
        sign(plan, read_version=plan.version)


def test_another_plans_step_is_not_reviewed():
    plan, other = plan_on_step(1), plan_on_step(1)

    with nothing_is_written(), pytest.raises(IntegrityError, match="review-of-another-plan"):
        sign(plan, to=step_of(other, 2))


@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.REDUCE, Decision.STOP, Decision.ENOUGH])
def test_any_other_decision_keeps_the_gate_closed(decision):
    plan = ready_plan()

    sign(plan, decision=decision, look_again_on=TODAY + DAY if decision == Decision.ENOUGH else None)

    assert codes(plan) == ["review-not-proceed"], "the newest word counts"


def test_a_new_word_to_proceed_opens_it_again():
    plan = ready_plan()
    sign(plan, decision=Decision.HOLD)

    sign(plan, at=NOW + MINUTE)

    assert codes(plan, at=NOW + MINUTE) == []


@pytest.mark.parametrize("look_again_on", [None, TODAY - DAY, TODAY])
def test_enough_says_on_which_later_day_to_look_again(look_again_on):
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(Refused, match="later day"):
        sign(plan, decision=Decision.ENOUGH, look_again_on=look_again_on)


def test_enough_keeps_its_day_and_no_other_decision_does():
    plan = plan_on_step(1)

    enough = sign(plan, decision=Decision.ENOUGH, look_again_on=TODAY + 28 * DAY)
    hold = sign(plan, decision=Decision.HOLD, look_again_on=TODAY + 28 * DAY)

    assert (enough.look_again_on, hold.look_again_on) == (TODAY + 28 * DAY, None)


def test_to_proceed_names_its_step():
    plan = plan_on_step(1)

    with nothing_is_written(), pytest.raises(ValidationError):
        sign_review(
            plan=plan,
            to=None,
            verdict=Verdict(decision=Decision.PROCEED, patient_view=PatientView.AGREES),
            read_version=plan.version,
            by=plan.prescriber,
            at=NOW,
        )


def test_a_wait_stated_in_a_review_goes_into_the_log_and_the_review_has_read_it():
    plan = ready_plan()

    review = sign(plan, patient_view=PatientView.WANTS_TO_WAIT, in_their_words="After the exams.")

    entry = LogEntry.objects.get(kind="wait-request")
    assert (entry.in_their_words, entry.source, entry.happened_at) == ("After the exams.", "session", NOW)
    assert (entry.medication, entry.recorded_by) == (plan.medication, plan.prescriber)
    assert review.read_version == fresh(plan).version
    assert acts(plan.patient)[-2:] == ["log.wait-request", "review.signed"]
    assert codes(plan)[0] == "patient-wants-to-wait"


def test_agreeing_in_a_later_review_takes_no_wait_back():
    plan = ready_plan()
    sign(plan, patient_view=PatientView.WANTS_TO_WAIT)

    sign(plan, at=NOW + HOUR)

    assert codes(plan, at=NOW + HOUR) == ["patient-wants-to-wait"]


def test_a_patient_who_was_not_asked_has_not_agreed():
    plan = ready_plan()

    sign(plan, patient_view=PatientView.NOT_ASKED)

    assert codes(plan) == ["patient-not-asked"]


def test_moments_of_recording_are_the_databases():
    review = sign(plan_on_step(1))

    assert abs((timezone.now() - review.recorded_at).total_seconds()) < 300


# --- still stands -----------------------------------------------------------------------------------------------


def stands(review: Review, *, at=NOW + HOUR) -> bool:
    plan = fresh(review.plan)
    return still_stands_is_enough(Review.objects.get(pk=review.pk), plan, by=plan.prescriber, at=at)


@pytest.fixture
def signed():
    plan = plan_on_step(1)
    check_in(plan, at=ago(days=1))
    return sign(plan)


def test_after_mild_news_one_signature_is_enough(signed):
    plan = signed.plan
    log_mild(plan, at=NOW + MINUTE)
    assert codes(plan, at=NOW + HOUR) == ["review-outdated"]

    again = confirm_review(review=signed, read_version=fresh(plan).version, by=plan.prescriber, at=NOW + HOUR)

    assert (again.confirms, again.to_step, again.decision, again.patient_view) == (
        signed,
        signed.to_step,
        "proceed",
        "agrees",
    )
    assert again.valid_until == NOW + HOUR + 3 * DAY
    assert codes(plan, at=NOW + HOUR) == []
    assert step_up(plan, at=NOW + HOUR).review == again


def test_it_is_confirmed_again_after_more_mild_news(signed):
    plan = signed.plan
    for hours in (1, 2):
        log_mild(plan, at=NOW + hours * HOUR)
        signed = confirm_review(
            review=signed, read_version=fresh(plan).version, by=plan.prescriber, at=NOW + hours * HOUR
        )

    assert codes(plan, at=NOW + 2 * HOUR) == []


def a_chart_event(plan):
    ChartEvent.objects.create(patient=plan.patient, kind="pregnancy", happened_at=NOW, recorded_by=plan.prescriber)


def another_medicine(plan):
    record_other_medication(
        patient=plan.patient, name="tramadol", started_on=TODAY, by=plan.prescriber, at=NOW + MINUTE
    )


def consent_taken_back(plan):
    withdraw_consent(patient=plan.patient, medication=plan.medication, by=plan.prescriber, at=NOW + MINUTE)


def doses_missed(plan):
    record_missed_doses(
        plan=plan,
        missed_days=9,
        missed_in_a_row=3,
        source=Source.PATIENT,
        asked_at=NOW,
        by=plan.prescriber,
        at=NOW + MINUTE,
    )


@pytest.mark.parametrize(
    "news",
    [log_severe, log_red, wait, a_chart_event, another_medicine, consent_taken_back, doses_missed],
    ids=lambda news: news.__name__,
)
def test_after_grave_news_the_whole_is_read_again(signed, news):
    plan = signed.plan
    news(plan)
    assert not stands(signed)

    with nothing_is_written(), pytest.raises(Refused, match="full review"):
        confirm_review(review=signed, read_version=fresh(plan).version, by=plan.prescriber, at=NOW + HOUR)


def test_a_red_flag_of_this_medicine_blamed_on_another_is_grave(signed):
    log(signed.plan, "Seizure", blames=medication("lithium"))

    assert not stands(signed)


def test_news_of_another_medicine_is_none_of_this_plan(signed):
    log(signed.plan, "Nausea", blames=medication("lithium"))

    assert stands(signed)
    assert codes(signed.plan) == []


def test_what_stood_against_it_at_the_signature_may_stand_against_it_still():
    plan = plan_on_step(1, since=ago(days=6))
    check_in(plan, at=ago(days=1))
    review = sign(plan)
    assert review.evidence["blockers"] == ["hold-time-left"]

    log_mild(plan, at=NOW + MINUTE)

    assert stands(review)


@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.ENOUGH])
def test_only_a_review_to_proceed_still_stands(signed, decision):
    other = sign(signed.plan, decision=decision, look_again_on=TODAY + DAY)

    assert not stands(other)


def test_a_review_that_a_step_was_made_on_is_over(signed):
    step_up(signed.plan)

    assert not stands(signed)


def test_a_page_gone_stale_is_not_confirmed(signed):
    plan = signed.plan
    log_mild(plan)
    version = fresh(plan).version
    log_mild(plan)

    with nothing_is_written(), pytest.raises(StaleVersion):
        confirm_review(review=signed, read_version=version, by=plan.prescriber, at=NOW)


def test_only_a_prescriber_of_the_team_confirms(signed):
    plan = signed.plan
    log_mild(plan)

    for by in [colleague(plan.patient, Role.NURSE), make_user(Role.PRESCRIBER)]:
        with nothing_is_written(), pytest.raises(Refused):
            confirm_review(review=signed, read_version=fresh(plan).version, by=by, at=NOW)
    second = colleague(plan.patient)
    assert confirm_review(review=signed, read_version=fresh(plan).version, by=second, at=NOW).signed_by == second


def test_the_next_steps_review_is_not_the_one_after(signed):
    assert next_step(signed.plan) == signed.to_step
    sign(signed.plan, to=step_of(signed.plan, 3), at=NOW + MINUTE)

    assert codes(signed.plan, at=NOW + HOUR) == [], "a review of another step takes nothing away"
