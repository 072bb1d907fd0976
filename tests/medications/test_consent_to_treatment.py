"""Consent to a treatment is one truth with the consents of the chart: the gate, the prompt and the page read it."""

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import ConsentStands, TreatmentConsent
from medications.prompt_kinds.subjects import of_consents
from medications.rules.consenting import ConsentKnown, ConsentLack, lack_of
from medications.rules.gate import every_blocker
from medications.services.consenting import confirm_consent_stands, give_consent, withdraw_consent
from medications.services.errors import NotPermitted, Refused
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, close_plan, draft_plan
from patients.models import Consent
from patients.services.consenting import Agreed, Vouched, record_consent, revoke_consent
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from tests.builders import make_user, on_team
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    active_plan,
    acts,
    codes,
    colleague,
    fresh,
    last_act,
    medication,
    nothing_is_written,
    proposed,
    ready_plan,
    step_of,
)
from tests.medications.reading import text_of
from tests.patients.consent_builders import release, wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return ready_plan()


def shares(plan, *, at=NOW + HOUR, **fields):
    """A release is given."""
    vouched = Vouched(how="in-session", heard_by=plan.prescriber)
    return record_consent(
        patient=plan.patient, agreed=release(**fields), vouched=vouched, wording=None, by=plan.prescriber, at=at
    )


def of(plan):
    return {"patient": plan.patient, "medication": plan.medication, "by": plan.prescriber}


def asks(plan):
    """The open prompt, or None."""
    return Prompt.objects.open().filter(kind="consent-to-ask-again", key=plan.pk).first()


def message(plan):
    """What the gate says of consent, if anything."""
    found = every_blocker(proposed(plan))
    return next((each.message for each in found if each.code == "consent-missing"), None)


def on_file(**known):
    return ConsentKnown(id=1, given_on=NOW.date(), **known)


# --- the rule -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "purpose", "lack"),
    [
        (None, "", ConsentLack.NONE),
        (on_file(), "to sleep", None),
        (on_file(purpose="to sleep"), "", None),
        (on_file(purpose="To  sleep "), "to sleep", None),
        (on_file(purpose="to sleep"), "nightmares", ConsentLack.OTHER_PURPOSE),
        (on_file(purpose="to sleep", is_expired=True), "nightmares", ConsentLack.EXPIRED),
        (on_file(is_revoked=True, is_expired=True), "", ConsentLack.REVOKED),
        (on_file(sharing_changed=True), "", None),
    ],
)
def test_a_consent_holds_for_its_purpose_until_it_is_taken_back(known, purpose, lack):
    assert lack_of(known, purpose=purpose) == lack


# --- one truth ----------------------------------------------------------------------------------------------------


def test_what_is_given_on_a_plan_stands_among_the_consents_of_the_chart():
    plan, text = active_plan(has_consent=False), wording("treatment")

    treatment = give_consent(**of(plan), at=NOW)

    consent = treatment.consent
    assert (consent.kind, consent.given_how, consent.heard_by, consent.wording) == (
        "treatment",
        "in-session",
        plan.prescriber,
        text,
    )
    assert (consent.purpose, treatment.medication) == ("sertraline", plan.medication)
    assert acts(plan.patient).count("consent.given") == 1


def test_taken_back_on_the_page_of_consents_closes_the_gate_at_once(plan):
    assert codes(plan) == []
    consent = Consent.objects.get(patient=plan.patient, kind="treatment")

    revoke_consent(consent=consent, how="by-phone", by=plan.prescriber, at=NOW)

    assert codes(plan) == ["consent-missing"]
    assert message(plan) == "The patient took their consent to this treatment back."


def test_the_newest_consent_decides_even_where_an_older_one_stands(plan):
    signed = Vouched(how="on-screen", signed_name="Maya")
    newer = give_consent(**of(plan), at=NOW, vouched=signed, wording=wording("treatment"))
    assert TreatmentConsent.objects.filter(patient=plan.patient).count() == 2

    revoke_consent(consent=newer.consent, how="in-person", by=plan.prescriber, at=NOW)

    assert codes(plan) == ["consent-missing"]


def test_all_that_stands_is_taken_back_together(plan):
    give_consent(**of(plan), at=NOW, vouched=Vouched(how="by-phone", heard_by=plan.prescriber))

    withdraw_consent(**of(plan), at=NOW + HOUR, how="by-phone")

    assert not Consent.objects.filter(patient=plan.patient, revoked_at=None).exists()
    assert acts(plan.patient).count("consent.revoked") == 2


def test_a_consent_that_ran_out_is_none(plan):
    on_file = TreatmentConsent.objects.get(patient=plan.patient)
    ended = record_consent(
        patient=plan.patient,
        agreed=Agreed(kind="treatment", expires_on=NOW.date()),
        vouched=Vouched(how="in-session", heard_by=plan.prescriber),
        wording=None,
        by=plan.prescriber,
        at=NOW - DAY,
    )
    TreatmentConsent.objects.create(consent=ended, patient=plan.patient, medication=on_file.medication)

    assert "consent-missing" not in codes(plan)
    assert "consent-missing" in codes(plan, at=NOW + DAY)


def test_a_plan_for_something_else_asks_anew_and_is_answered_by_a_consent_to_that():
    plan = active_plan(has_consent=False)
    draft_for(plan, "nightmares")
    assert give_consent(**of(plan), at=NOW).purpose == "nightmares"
    plan = other_plan(plan, "panic attacks")
    assert "consent-missing" in codes(plan)
    assert message(plan) == "The consent on file is to this medicine for another purpose."

    assert give_consent(**of(plan), at=NOW).purpose == "panic attacks"

    assert "consent-missing" not in codes(plan)


def draft_for(plan, purpose):
    """The same medicine, written anew for a purpose."""
    steps = [PlannedStep(regimen=step_of(plan, 1).regimen.as_rule(), hold_days=7)]
    return draft_plan(
        patient=plan.patient,
        medication=plan.medication,
        prescriber=plan.prescriber,
        steps=steps,
        goal=PlanGoal(purpose=purpose),
        by=plan.prescriber,
        at=NOW,
    )


def other_plan(plan, purpose):
    close_plan(plan=plan, reason="Written anew.", by=plan.prescriber, at=NOW)
    return fresh(activate_plan(plan=draft_for(plan, purpose), by=plan.prescriber, at=NOW))


def test_the_database_joins_a_treatment_to_a_consent_of_the_same_person_alone(plan):
    other = active_plan()
    theirs = TreatmentConsent.objects.get(patient=other.patient).consent

    with pytest.raises(IntegrityError, match=r"treatment-consent-is-theirs|unique"), transaction.atomic():
        TreatmentConsent.objects.create(consent=theirs, patient=plan.patient, medication=plan.medication)
    with pytest.raises(IntegrityError, match="treatment-consent-is-theirs"), transaction.atomic():
        TreatmentConsent.objects.create(consent=shares(plan), patient=plan.patient, medication=plan.medication)


# --- sharing changes ----------------------------------------------------------------------------------------------


def test_when_sharing_changes_somebody_is_asked_to_ask_and_nothing_waits(plan):
    contact = make_user(Role.NURSE)
    on_team(plan.patient, contact, is_point_of_contact=True)
    assert asks(plan) is None

    given = shares(plan)

    prompt = asks(plan)
    assert (prompt.owner, prompt.due_at, prompt.link) == (
        contact,
        NOW + HOUR,
        reverse("plan", args=[plan.pk]) + "#consent",
    )
    assert codes(plan) == []
    (subject,) = of_consents([plan.pk], plan.prescriber).values()
    assert subject.why == "sertraline: what is shared changed; ask whether the consent still stands"

    stands = confirm_consent_stands(**of(plan), at=NOW + 2 * HOUR)
    assert (stands.confirmed_by, last_act().verb) == (plan.prescriber, "consent.confirmed")
    assert asks(plan) is None

    revoke_consent(consent=given, how="in-person", by=plan.prescriber, at=NOW + 3 * HOUR)
    assert asks(plan) is not None
    give_consent(**of(plan), at=NOW + 4 * HOUR, vouched=Vouched(how="by-phone", heard_by=contact))
    assert asks(plan) is None


def test_the_prescriber_is_asked_where_nobody_is_the_point_of_contact(plan):
    shares(plan)

    assert asks(plan).owner == plan.prescriber


def test_there_has_to_be_a_consent_that_could_stand(plan):
    withdraw_consent(**of(plan), at=NOW)
    shares(plan)
    assert asks(plan) is None

    with nothing_is_written(), pytest.raises(Refused, match="anew"):
        confirm_consent_stands(**of(plan), at=NOW + HOUR)
    desk = of(plan) | {"by": make_user(Role.FRONT_DESK)}
    with nothing_is_written(), pytest.raises(NotPermitted):
        confirm_consent_stands(**desk, at=NOW + HOUR)


def test_consent_to_another_medicine_does_not_answer_for_this_one(plan):
    shares(plan)
    about = of(plan) | {"medication": medication("lithium")}

    give_consent(**about, at=NOW + 2 * HOUR)

    assert asks(plan) is not None


# --- the pages ----------------------------------------------------------------------------------------------------


def test_the_gates_consent_costs_no_question(plan, django_assert_num_queries):
    with CaptureQueriesContext(connection) as before:
        codes(plan)
    shares(plan)

    with django_assert_num_queries(len(before)):
        codes(plan)


def test_the_plan_page_says_where_consent_stands_and_what_can_be_done(client, plan):
    nurse = colleague(plan.patient, Role.NURSE)
    client.force_login(nurse)
    where = reverse("plan", args=[plan.pk])
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        assert "The patient consents since" in text_of(client.get(where))
        shares(plan)
        page = text_of(client.get(where))
        assert "What is shared with others has changed since." in page
        assert client.post(reverse("confirm_consent", args=[plan.pk])).status_code == 302
        assert "What is shared with others" not in text_of(client.get(where))

        client.post(reverse("withdraw_consent", args=[plan.pk]), {"how": "by-phone"})
        assert "The patient took their consent back." in text_of(client.get(where))
        refused = client.post(reverse("confirm_consent", args=[plan.pk]))

    assert refused.status_code == 409
    assert ConsentStands.objects.get().confirmed_by == nurse
    assert Consent.objects.get(patient=plan.patient, kind="treatment").revoked_how == "by-phone"


def test_the_patient_signs_for_the_medicine_and_its_purpose(client):
    plan, text = active_plan(has_consent=False), wording("treatment")
    client.force_login(plan.prescriber)
    where = reverse("give_consent", args=[plan.pk]) + "?how=on-screen"
    with time_machine.travel(NOW, tick=False):
        page = client.get(where).content.decode()
        assert client.post(where, {"wording": text.pk}).status_code == 422
        assert client.post(where, {"wording": text.pk, "signed_name": "Maya Jensen"}).status_code == 302

    assert "sertraline" in page
    assert "One thing." in page
    consent = TreatmentConsent.objects.get(patient=plan.patient).consent
    assert (consent.given_how, consent.signed_name, consent.wording) == ("on-screen", "Maya Jensen", text)
