"""What medications ask of people: when each prompt appears, what closes it, whom it names, and what it never says."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.serializers import serialize
from django.urls import reverse
from django.utils import timezone

from medications.services.cosigning import ask_for_cosign, co_sign
from medications.services.holding import hold_plan, stop_plan
from medications.services.logging_effects import Report, ask_to_wait, correct_entry, log_report, resolve_entry
from medications.services.planning import close_plan
from medications.terms import Course, Decision, PatientView, Resolution, Severity, Source
from practice.prompts.kinds import kind_named
from practice.prompts.models import Delivery, Prompt
from practice.prompts.services.closing import close_prompt
from practice.prompts.services.delivering import send_deliveries
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from tests.builders import covers, make_patient, make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    TODAY,
    active_plan,
    ago,
    check_in,
    colleague,
    drafted,
    effect,
    log,
    log_mild,
    log_red,
    log_severe,
    no_longer_wait,
    plan_on_step,
    ready_plan,
    sign,
    step_of,
    step_up,
    wait,
)

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2026, 3, 20, tzinfo=UTC)


def open_prompts() -> list[str]:
    """The kinds that wait now."""
    return list(Prompt.objects.open().order_by("kind", "id").values_list("kind", flat=True))


def prompt(kind: str) -> Prompt:
    return Prompt.objects.get(kind=kind)


# --- a review is due --------------------------------------------------------------------------------------------


def test_a_review_is_due_when_a_plan_begins():
    plan = active_plan(at=NOW)

    due = prompt("review-due")
    assert (due.key, due.owner, due.due_at, due.urgent) == (plan.pk, plan.prescriber, NOW, False)
    assert (due.opened_at, due.is_open) == (NOW, True)


def test_it_appears_48_hours_before_the_hold_ends():
    plan_on_step(1, since=NOW, hold_days=7)
    ends = MIDNIGHT + 7 * DAY
    assert open_prompts() == []

    assert sweep(at=ends - 2 * DAY - MINUTE).reopened == 0
    assert sweep(at=ends - 2 * DAY).reopened == 1

    assert prompt("review-due").due_at == ends


def test_ten_sweeps_one_prompt_one_notice():
    plan_on_step(1)
    before = Delivery.objects.count()

    runs = [sweep(at=NOW) for _ in range(10)]

    assert sum(run.opened + run.reopened for run in runs) == 1
    assert Prompt.objects.count() == 1
    assert Delivery.objects.count() == before + 1


def test_the_signed_review_closes_it_whatever_it_decided():
    for decision in [Decision.PROCEED, Decision.HOLD]:
        plan = plan_on_step(1)
        sweep(at=NOW)
        assert open_prompts() == ["review-due"]

        sign(plan, decision=decision)

        assert open_prompts() == []


def test_news_opens_it_again():
    plan = plan_on_step(1)
    sign(plan)

    log_mild(plan, at=NOW + HOUR)

    due = prompt("review-due")
    assert (due.is_open, due.opened_at) == (True, NOW + HOUR)


def test_it_opens_again_when_the_review_runs_out():
    plan = plan_on_step(1)
    sign(plan)

    sweep(at=NOW + 3 * DAY - MINUTE)
    assert open_prompts() == []
    sweep(at=NOW + 3 * DAY)
    assert open_prompts() == ["review-due"]


def test_it_reaches_cover_then_the_clinical_lead():
    plan = plan_on_step(1, since=NOW, hold_days=7)
    cover, lead = make_user(Role.PRESCRIBER), make_user(Role.CLINICAL_LEAD)
    covers(cover, plan.prescriber, starts_at=NOW, lasts=30 * DAY)
    due = MIDNIGHT + 7 * DAY
    sweep(at=due)

    levels = []
    for later in (DAY - MINUTE, DAY, 2 * DAY):
        sweep(at=due + later)
        levels.append(prompt("review-due").level)

    assert levels == [0, 1, 2]
    assert Delivery.objects.filter(to=lead).exists()
    assert Delivery.objects.filter(to=cover).exists()


def test_enough_ends_it_until_its_day():
    plan = plan_on_step(1)
    sweep(at=NOW)

    sign(plan, decision=Decision.ENOUGH, look_again_on=TODAY + 28 * DAY)
    log_mild(plan, at=NOW + HOUR)
    sweep(at=MIDNIGHT + 28 * DAY - MINUTE)
    assert open_prompts() == [], "not even news asks for the next step"

    sweep(at=MIDNIGHT + 28 * DAY)
    assert open_prompts() == ["review-due"]


@pytest.mark.parametrize(
    "ended",
    [
        lambda plan: hold_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW),
        lambda plan: stop_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW),
        lambda plan: close_plan(plan=plan, reason="x", by=plan.prescriber, at=NOW),
    ],
    ids=["held", "stopped", "closed"],
)
def test_a_plan_that_does_not_go_on_asks_for_no_review(ended):
    plan = plan_on_step(1)
    sweep(at=NOW)
    assert open_prompts() == ["review-due"]

    ended(plan)

    assert open_prompts() == []


def test_neither_a_draft_nor_the_last_step_nor_a_step_down_asks_for_one():
    drafted()
    plan_on_step(2, amounts=(25, 50))
    plan_on_step(1, amounts=(50, 25))

    sweep(at=NOW + 30 * DAY)

    assert open_prompts() == []


# --- raised at once ---------------------------------------------------------------------------------------------


@pytest.fixture
def plan():
    """A plan under way, with a review that is current, so that no other prompt waits."""
    return ready_plan()


@pytest.mark.parametrize("term", ["Suicidal ideation", "Seizure", "Drug withdrawal syndrome"])
def test_a_red_flag_is_urgent_and_at_once(plan, term):
    entry = log_red(plan, term=term, by=colleague(plan.patient, Role.NURSE))

    red = prompt("red-flag")
    assert (red.key, red.owner, red.urgent, red.opened_at) == (entry.pk, plan.prescriber, True, NOW)
    assert Delivery.objects.filter(prompt=red, to=plan.prescriber).exists()


def test_a_red_flag_reaches_the_lead_within_two_hours(plan):
    log_red(plan)

    levels = []
    for later in (HOUR - MINUTE, HOUR, 2 * HOUR):
        sweep(at=NOW + later)
        levels.append(prompt("red-flag").level)

    assert levels == [0, 1, 2]


def test_only_resolving_it_closes_a_red_flag(plan):
    entry = log_red(plan)
    sign(plan, decision=Decision.HOLD)
    check_in(plan, at=NOW + HOUR)
    assert "red-flag" in open_prompts()

    resolve_entry(entry=entry, resolution=Resolution.ENDED, reason="x", by=plan.prescriber, at=NOW + HOUR)

    assert "red-flag" not in open_prompts()


def test_a_flag_entered_by_mistake_closes_too(plan):
    entry = log_red(plan)

    correct_entry(entry=entry, report=None, note="x", by=plan.prescriber, at=NOW)

    assert "red-flag" not in open_prompts()


def test_a_flag_of_a_medicine_nobody_here_takes_is_no_red_flag(plan):
    log(plan, "Priapism")

    assert open_prompts() == ["review-due"]


def test_a_flag_without_any_plan_is_for_the_clinical_leads():
    patient, nurse, lead = make_patient(), make_user(Role.NURSE), make_user(Role.CLINICAL_LEAD)

    log_report(
        patient=patient,
        report=Report(effect=effect("Suicidal ideation"), severity=Severity.MILD),
        source=Source.PHONE,
        happened_at=NOW,
        by=nurse,
        at=NOW,
    )

    red = prompt("red-flag")
    assert (red.owner, red.level, red.link) == (None, 2, reverse("log", args=[patient.pk]))
    assert Delivery.objects.get().to == lead


def test_a_severe_effect_is_urgent_until_a_prescriber_reviewed_it(plan):
    entry = log_severe(plan)
    severe = prompt("severe-effect")
    assert (severe.key, severe.owner, severe.urgent, severe.is_open) == (entry.pk, plan.prescriber, True, True)

    sign(plan, decision=Decision.HOLD)

    assert "severe-effect" not in open_prompts()


def test_a_severe_effect_is_done_when_resolved(plan):
    entry = log_severe(plan)

    resolve_entry(entry=entry, resolution=Resolution.OTHER_CAUSE, reason="x", by=plan.prescriber, at=NOW)

    assert "severe-effect" not in open_prompts()


def test_severe_as_before_the_first_dose_is_not_urgent(plan):
    log_severe(plan, course=Course.AS_BEFORE)

    assert open_prompts() == ["review-due"]


def test_a_severe_red_flag_is_told_once(plan):
    log_red(plan, severity=Severity.SEVERE)

    assert open_prompts() == ["red-flag", "review-due"]


def test_a_wait_is_told_at_once_and_until_it_was_read(plan):
    entry = wait(plan)
    waits = prompt("wants-to-wait")
    assert (waits.key, waits.urgent, waits.owner) == (entry.pk, True, plan.prescriber)

    sign(plan, patient_view=PatientView.NOT_ASKED, decision=Decision.HOLD)

    assert "wants-to-wait" not in open_prompts()


def test_a_wait_taken_back_is_done(plan):
    wait(plan)

    no_longer_wait(plan, at=NOW + HOUR)

    assert "wants-to-wait" not in open_prompts()


def test_a_wait_about_no_medicine_taken_back_for_one_of_two_still_waits(plan):
    other = active_plan(code="prazosin", patient=plan.patient, prescriber=plan.prescriber)
    ask_to_wait(patient=plan.patient, source=Source.PHONE, happened_at=NOW, by=plan.prescriber, at=NOW)

    no_longer_wait(plan, at=NOW + HOUR)
    assert "wants-to-wait" in open_prompts()

    no_longer_wait(other, at=NOW + 2 * HOUR)
    assert "wants-to-wait" not in open_prompts()


def test_a_wait_told_to_the_reviewer_needs_no_prompt(plan):
    sign(plan, patient_view=PatientView.WANTS_TO_WAIT)

    assert "wants-to-wait" not in open_prompts()


# --- a co-sign --------------------------------------------------------------------------------------------------


@pytest.fixture
def asked():
    plan = plan_on_step(1, since=ago(days=6))
    check_in(plan, at=ago(days=1))
    review = sign(plan, at=ago(hours=1))
    return ask_for_cosign(
        review=review,
        codes=["hold-time-left"],
        reason="They travel.",
        asked_of=make_user(Role.PRESCRIBER),
        by=plan.prescriber,
        at=NOW,
    )


def test_who_is_asked_to_co_sign_has_it_in_their_queue(asked):
    waits = prompt("cosign-asked")

    assert (waits.key, waits.owner, waits.due_at, waits.urgent) == (asked.pk, asked.asked_of, NOW, False)


def test_it_is_done_when_co_signed(asked):
    co_sign(review=asked.review, codes=asked.codes, reason="x", by=asked.asked_of, at=NOW)

    assert open_prompts() == []


def test_it_goes_with_its_review(asked):
    log_mild(asked.review.plan)

    assert open_prompts() == ["review-due"]


def test_it_goes_when_the_review_runs_out(asked):
    sweep(at=asked.review.valid_until)

    assert "cosign-asked" not in open_prompts()


# --- call before the first new dose -----------------------------------------------------------------------------


@pytest.fixture
def tomorrow(plan):
    """A higher dose, ordered for the day after tomorrow."""
    return step_up(plan, first_dose_on=TODAY + 2 * DAY)


@pytest.mark.parametrize(
    ("news", "calls"),
    [(log_severe, True), (log_red, True), (wait, True), (log_mild, False), (check_in, False)],
    ids=["severe", "red", "wait", "mild", "check-in"],
)
def test_grave_news_before_the_first_new_dose_calls(tomorrow, news, calls):
    news(tomorrow.plan, at=NOW + HOUR)

    assert ("call-patient" in open_prompts()) is calls
    if calls:
        call = prompt("call-patient")
        assert (call.key, call.owner, call.urgent) == (tomorrow.pk, tomorrow.plan.prescriber, True)


def test_after_the_first_new_dose_nobody_has_to_call(tomorrow):
    log_severe(tomorrow.plan, at=MIDNIGHT + 2 * DAY)

    assert "call-patient" not in open_prompts()


def test_a_dose_that_begins_today_has_nothing_to_be_held_back(plan):
    step_up(plan, first_dose_on=TODAY)

    log_severe(plan, at=NOW + HOUR)

    assert "call-patient" not in open_prompts()


def test_it_is_done_when_the_dose_was_taken_back(tomorrow):
    log_severe(tomorrow.plan, at=NOW + HOUR)

    step_up(tomorrow.plan, to=step_of(tomorrow.plan, 1), at=NOW + 2 * HOUR)

    assert "call-patient" not in open_prompts()


def test_a_person_closes_it_by_saying_how_it_came_out_and_news_opens_it_again(tomorrow):
    plan = tomorrow.plan
    log_severe(plan, at=NOW + HOUR)
    call = prompt("call-patient")
    close_prompt(prompt_id=call.pk, outcome="reached", by=plan.prescriber, at=timezone.now())

    sweep(at=NOW + 2 * HOUR)
    assert "call-patient" not in open_prompts()

    log_severe(plan, at=NOW + 2 * HOUR)
    assert "call-patient" in open_prompts()


# --- who, why, and where ----------------------------------------------------------------------------------------


def every_prompt(plan) -> None:
    """One of each kind, about one person."""
    log_severe(plan, in_their_words="My head bursts.", at=ago(hours=0.5))
    sign(plan, at=ago(hours=0.4))
    ask_for_cosign(
        review=sign(plan, at=ago(hours=0.3)),
        codes=["severe-effect-open"],
        reason="They cannot bear waiting.",
        asked_of=make_user(Role.PRESCRIBER, email="asked@practice.example"),
        by=plan.prescriber,
        at=ago(hours=0.3),
    )
    second = colleague(plan.patient)
    co_sign(
        review=plan.reviews.latest("id"),
        codes=["severe-effect-open"],
        reason="They cannot bear waiting.",
        by=second,
        at=ago(hours=0.2),
    )
    step_up(plan, first_dose_on=TODAY + 2 * DAY)
    log_severe(plan, in_their_words="My head bursts.", at=NOW + HOUR)
    log_red(plan, in_their_words="My head bursts.", at=NOW + HOUR)
    ask_to_wait(
        patient=plan.patient,
        source=Source.PHONE,
        happened_at=NOW + HOUR,
        by=plan.prescriber,
        at=NOW + HOUR,
        in_their_words="My head bursts.",
    )
    sweep(at=NOW + 6 * DAY)


KINDS = {"call-patient", "cosign-asked", "red-flag", "review-due", "severe-effect", "wants-to-wait"}


@pytest.fixture
def everything(plan):
    every_prompt(plan)
    assert set(Prompt.objects.values_list("kind", flat=True)) == KINDS
    return plan


def subjects(kind: str, user) -> list:
    registered = kind_named(kind)
    assert registered is not None
    keys = list(Prompt.objects.filter(kind=kind).values_list("key", flat=True))
    return list(registered.subjects(keys, user).values())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_subject_is_named_only_to_who_may_open_the_chart(everything, kind):
    [named, *_] = subjects(kind, everything.prescriber)

    assert named.who == everything.patient.chosen_name
    assert named.why
    assert subjects(kind, make_user(Role.PRESCRIBER)) == []
    assert subjects(kind, make_user(Role.FRONT_DESK)) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_links_lead_where_the_work_is_done(everything, kind):
    places = {reverse("plan", args=[everything.pk]), reverse("log", args=[everything.patient_id])}
    if kind == "cosign-asked":
        places = {reverse("cosign", args=[everything.pk])}

    assert {prompt.link for prompt in Prompt.objects.filter(kind=kind)} <= places
    assert {subject.link for subject in subjects(kind, everything.prescriber)} <= places


def test_no_prompt_no_notice_and_no_mail_says_anything_of_the_patient(everything, settings):
    send_deliveries(at=NOW + 7 * DAY)
    assert mail.outbox
    told = serialize("json", [*Prompt.objects.all(), *Delivery.objects.all()])
    told += "".join(f"{message.subject} {message.body}" for message in mail.outbox)

    secrets = [
        everything.patient.chosen_name,
        everything.patient.record_number,
        "My head bursts",
        "cannot bear",
        "sertraline",
        "Headache",
        "Suicidal",
    ]
    assert [secret for secret in secrets if secret.lower() in told.lower()] == []


def test_words_that_readers_see_name_medicine_and_effect(everything):
    def why(kind):
        return {str(subject.why) for subject in subjects(kind, everything.prescriber)}

    assert why("red-flag") == {"Red flag: Suicidal ideation"}
    assert why("severe-effect") == {"Severe: Headache"}
    assert why("review-due") == {"sertraline: read the log before the next step"}
    assert "sertraline" in why("call-patient").pop()
    assert "asks you to co-sign" in why("cosign-asked").pop()
    assert why("wants-to-wait") == {"would like to wait before any change"}


def test_a_wait_about_one_medicine_says_which(plan):
    wait(plan)

    assert "sertraline" in str(subjects("wants-to-wait", plan.prescriber)[0].why)


def test_another_patients_prompts_are_left_alone(plan):
    other = plan_on_step(1)
    log_red(other)
    sweep(at=NOW)
    assert open_prompts() == ["red-flag", "review-due"]

    log_mild(plan, at=NOW + HOUR)
    sign(plan, at=NOW + 2 * HOUR)

    assert open_prompts() == ["red-flag", "review-due"]
