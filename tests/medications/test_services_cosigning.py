"""A second prescriber's signature, how it is asked for, and what one prescriber may acknowledge alone."""

import pytest

from medications.models import Acknowledgement, Review
from medications.services.cosigning import acknowledge, ask_for_cosign, co_sign, cosignable
from medications.services.errors import NotPermitted, Refused
from medications.services.recording_elsewhere import change_other_medication, record_other_medication
from medications.terms import Decision
from patients.models import AccessGrant, Patient
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    active_plan,
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
    nothing_is_written,
    plan_on_step,
    sign,
    step_up,
)

pytestmark = pytest.mark.django_db

HOLD = "hold-time-left"


@pytest.fixture
def early() -> Review:
    """A review of a step a day too soon: everything else is as it should be."""
    plan = plan_on_step(1, since=ago(days=6))
    check_in(plan, at=ago(days=1))
    return sign(plan, at=ago(hours=1))


def second_for(review: Review, role: Role = Role.PRESCRIBER):
    return colleague(review.plan.patient, role)


# --- asking -----------------------------------------------------------------------------------------------------


def test_asking_opens_the_chart_for_a_day_and_says_so(early):
    second = make_user(Role.PRESCRIBER)
    plan = early.plan
    assert not Patient.objects.visible_to(second, NOW).exists()

    request = ask_for_cosign(
        review=early, codes=[HOLD], reason="They travel.", asked_of=second, by=plan.prescriber, at=NOW
    )

    assert (request.codes, request.reason, request.asked_of, request.asked_at) == ([HOLD], "They travel.", second, NOW)
    grant = AccessGrant.objects.get()
    assert (grant.kind, grant.user, grant.granted_by) == ("co-sign", second, plan.prescriber)
    assert (grant.granted_at, grant.expires_at) == (NOW, NOW + DAY)
    assert Patient.objects.visible_to(second, NOW + 23 * HOUR).get() == plan.patient
    assert not Patient.objects.visible_to(second, NOW + DAY).exists()
    act = last_act()
    assert (act.verb, act.patient_id) == ("cosign.asked", plan.patient_id)
    assert act.details == {"review": early.pk, "asked_of": second.pk}


def test_asking_opens_no_gate(early):
    ask_for_cosign(review=early, codes=[HOLD], reason="x", asked_of=second_for(early), by=early.plan.prescriber, at=NOW)

    assert codes(early.plan) == [HOLD]


def test_who_asks_may_prescribe_and_who_is_asked_too(early):
    nurse, second = second_for(early, Role.NURSE), second_for(early)

    with nothing_is_written(), pytest.raises(NotPermitted):
        ask_for_cosign(review=early, codes=[HOLD], reason="x", asked_of=second, by=nurse, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="Only a prescriber"):
        ask_for_cosign(review=early, codes=[HOLD], reason="x", asked_of=nurse, by=early.plan.prescriber, at=NOW)


def test_neither_the_reviewer_nor_oneself_is_asked(early):
    second = second_for(early)

    for asked_of, by in [(early.signed_by, second), (second, second)]:
        with nothing_is_written(), pytest.raises(Refused, match="Somebody else"):
            ask_for_cosign(review=early, codes=[HOLD], reason="x", asked_of=asked_of, by=by, at=NOW)


@pytest.mark.parametrize("on_codes", [[], ["review-missing"], ["consent-missing"], [HOLD, "doses-missed"], ["x"]])
def test_only_what_stands_there_and_may_be_co_signed_is_asked(early, on_codes):
    with nothing_is_written(), pytest.raises(Refused, match="cannot be co-signed"):
        ask_for_cosign(
            review=early,
            codes=on_codes,
            reason="x",
            asked_of=second_for(early),
            by=early.plan.prescriber,
            at=NOW,
        )


# --- co-signing -------------------------------------------------------------------------------------------------


def test_a_second_prescriber_opens_the_gate_with_a_reason(early):
    plan, second = early.plan, second_for(early)
    assert codes(plan) == [HOLD]

    signed = co_sign(review=early, codes=[HOLD], reason="They travel.", by=second, at=NOW)

    assert (signed.codes, signed.reason, signed.signed_by, signed.signed_at) == ([HOLD], "They travel.", second, NOW)
    act = last_act()
    assert (act.verb, act.by, act.patient_id, act.details) == (
        "cosign.signed",
        second,
        plan.patient_id,
        {"review": early.pk},
    )
    assert codes(plan) == []
    assert step_up(plan).direction == "up"


def test_who_co_signed_does_not_step(early):
    second = second_for(early)
    co_sign(review=early, codes=[HOLD], reason="x", by=second, at=NOW)

    assert codes(early.plan, by=second) == [HOLD]


@pytest.mark.parametrize("who", ["reviewer", "nurse", "clinical lead"])
def test_nobody_else_co_signs(early, who):
    by = {
        "reviewer": lambda: early.signed_by,
        "nurse": lambda: second_for(early, Role.NURSE),
        "clinical lead": lambda: make_user(Role.CLINICAL_LEAD),
    }[who]()

    with nothing_is_written(), pytest.raises(NotPermitted):
        co_sign(review=early, codes=[HOLD], reason="x", by=by, at=NOW)


def test_a_clinical_lead_who_prescribes_co_signs(early):
    lead = make_user(Role.CLINICAL_LEAD, Role.PRESCRIBER)

    co_sign(review=early, codes=[HOLD], reason="x", by=lead, at=NOW)

    assert codes(early.plan) == []


def test_both_give_a_reason(early):
    second = second_for(early)

    with nothing_is_written(), pytest.raises(Refused, match="why"):
        co_sign(review=early, codes=[HOLD], reason=" ", by=second, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="why"):
        ask_for_cosign(review=early, codes=[HOLD], reason=" ", asked_of=second, by=early.signed_by, at=NOW)


@pytest.mark.parametrize("why", ["news", "expired"])
def test_a_review_that_is_no_longer_current_is_neither_asked_about_nor_co_signed(early, why):
    plan, second = early.plan, second_for(early)
    at = early.valid_until if why == "expired" else NOW
    if why == "news":
        log_mild(plan)

    with nothing_is_written(), pytest.raises(Refused, match="no longer current"):
        co_sign(review=early, codes=[HOLD], reason="x", by=second, at=at)
    with nothing_is_written(), pytest.raises(Refused, match="no longer current"):
        ask_for_cosign(review=early, codes=[HOLD], reason="x", asked_of=second, by=plan.prescriber, at=at)


def test_news_ends_a_co_sign_with_its_review(early):
    plan, second = early.plan, second_for(early)
    co_sign(review=early, codes=[HOLD], reason="x", by=second, at=NOW)
    log_mild(plan)
    sign(plan)

    assert codes(plan) == [HOLD], "a co-sign does not pass to the next review"


def test_a_stop_flag_is_not_co_signed_a_treat_flag_is():
    plan = plan_on_step(1, code="buprenorphine_naloxone", amounts=(4, 8))
    log(plan, "Precipitated withdrawal", at=ago(days=1))
    treat = sign(plan, at=ago(hours=2))
    second = colleague(plan.patient)
    assert cosignable(fresh(plan), treat, by=second, at=NOW) == ["red-flag-open"]
    co_sign(review=treat, codes=["red-flag-open"], reason="More of it is the treatment.", by=second, at=NOW)
    assert codes(plan) == []

    log_red(plan, term="Respiratory depression")
    stop = sign(plan)

    assert cosignable(fresh(plan), stop, by=second, at=NOW) == []


def test_a_review_of_no_step_has_nothing_to_co_sign():
    plan = plan_on_step(1)
    log_severe(plan)
    review = Review.objects.create(
        plan=plan,
        decision=Decision.HOLD,
        patient_view="agrees",
        read_version=fresh(plan).version,
        signed_at=NOW,
        signed_by=plan.prescriber,
        valid_until=NOW + DAY,
    )

    assert cosignable(fresh(plan), review, by=plan.prescriber, at=NOW) == []


# --- acknowledging ----------------------------------------------------------------------------------------------

RECENT = "another-change-recent"


@pytest.fixture
def beside_another():
    """A plan whose gate is closed by another medicine that was started two days ago."""
    plan = plan_on_step(1)
    check_in(plan, at=ago(days=1))
    other = record_other_medication(
        patient=plan.patient, name="cetirizine", started_on=day(2), by=plan.prescriber, at=ago(days=1)
    )
    sign(plan, at=ago(hours=1))
    assert codes(plan) == [RECENT]
    return plan, other


def test_one_prescriber_acknowledges_with_a_reason(beside_another):
    plan, _ = beside_another

    made = acknowledge(plan=plan, code=RECENT, reason="Only for the tooth.", by=plan.prescriber, at=NOW)

    assert (made.code, made.reason, made.acknowledged_at) == (RECENT, "Only for the tooth.", NOW)
    assert made.acknowledged_by == plan.prescriber
    act = last_act()
    assert (act.verb, act.patient_id) == ("blocker.acknowledged", plan.patient_id)
    assert act.details == {"plan": plan.pk, "code": RECENT}
    assert codes(plan) == []
    assert step_up(plan).direction == "up"


@pytest.mark.django_db(transaction=True)
def test_it_holds_until_something_changes():
    plan = plan_on_step(1)
    check_in(plan, at=ago(days=1))
    other = record_other_medication(
        patient=plan.patient, name="cetirizine", started_on=day(2), by=plan.prescriber, at=ago(days=1)
    )
    acknowledge(plan=plan, code=RECENT, reason="x", by=plan.prescriber, at=ago(hours=2))

    change_other_medication(other=other, changed_on=TODAY, by=plan.prescriber, at=ago(hours=1))
    sign(plan)

    assert codes(plan) == [RECENT]


def test_it_is_for_this_plan_alone(beside_another):
    plan, _ = beside_another
    prazosin = active_plan(code="prazosin", patient=plan.patient, prescriber=plan.prescriber)
    acknowledge(plan=plan, code=RECENT, reason="x", by=plan.prescriber, at=NOW)

    assert RECENT in codes(prazosin)


@pytest.mark.parametrize("code", [HOLD, "review-missing", "patient-wants-to-wait", "x"])
def test_nothing_else_is_acknowledged(beside_another, code):
    plan, _ = beside_another

    with nothing_is_written(), pytest.raises(Refused, match="cannot be acknowledged"):
        acknowledge(plan=plan, code=code, reason="x", by=plan.prescriber, at=NOW)


def test_a_nurse_acknowledges_nothing_and_nobody_without_a_reason(beside_another):
    plan, _ = beside_another
    nurse = colleague(plan.patient, Role.NURSE)

    with nothing_is_written(), pytest.raises(NotPermitted):
        acknowledge(plan=plan, code=RECENT, reason="x", by=nurse, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="why"):
        acknowledge(plan=plan, code=RECENT, reason=" ", by=plan.prescriber, at=NOW)
    assert not Acknowledgement.objects.exists()
