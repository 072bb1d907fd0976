"""The board, a person's page and the first call: who may come in, what is done there, and what is never shown."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import Intake, LogisticNeeds, Patient, SafeContact
from patients.rules.intake_stages import Stage
from patients.services.intake import move_intake, reason_in_their_words, withdraw
from practice.audit.models import Act
from practice.encryption import encrypt
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.intake_builders import NOW, REASON, REFERRER, an_intake, make_desk

pytestmark = pytest.mark.django_db
CANARIES = ("zzreason", "zzreferrer")
BOARD = "/intakes/"


@pytest.fixture(autouse=True)
def _at_work():
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        yield


@pytest.fixture
def desk(client):
    user = make_desk(display_name="Rosa Fennel")
    client.force_login(user)
    return user


def told(response):
    """A page; whichever it is, the desk reads neither a reason nor a referrer on it."""
    text = response.content.decode()
    assert not [canary for canary in CANARIES if canary in text]
    return text


def first_call(**differs):
    return {
        "chosen_name": "Marguerite Ellison",
        "source": "doctor",
        "referred_by": REFERRER,
        "funding": "not-settled",
        "reason": REASON,
        "voicemail": "",
        "interpreter": "",
        **differs,
    }


def test_the_board_shows_who_is_where_and_what_comes_next(client, desk):
    mine = an_intake(patient=make_patient(chosen_name="Maya", pronouns="she/her"), by=desk)
    an_intake(Stage.CALLED_BACK, patient=make_patient(chosen_name="Tomás"))
    withdraw(intake=an_intake(patient=make_patient(chosen_name="Wren")), wish="theirs", by=desk, at=NOW)

    response = client.get(BOARD)
    page = told(response)

    for words in ("Maya", "she/her", "3 days", "call back", "was due yesterday", "Rosa Fennel", "Wren", "Withdrew"):
        assert words in page
    assert [len(column.cards) for column in response.context["columns"]] == [1, 1, 0, 0, 0]
    assert f"/visits/book/?patient={Intake.objects.get(stage='called-back').patient_id}" in page
    only_mine = told(client.get(BOARD, {"who": "mine"}))
    assert "Maya" in only_mine
    assert "Tomás" not in only_mine
    assert reverse("person", args=[mine.patient_id]) in page


def test_what_is_done_from_a_card(client, desk):
    intake = an_intake(by=make_user(Role.NURSE))

    def press(name, **data):
        return client.post(reverse(name, args=[intake.pk]), data)

    assert press("move_intake", to="called-back", back="/intakes/?who=mine").headers["Location"] == "/intakes/?who=mine"
    assert press("take_intake", back="//elsewhere.example/").headers["Location"] == BOARD
    intake.refresh_from_db()
    assert (intake.stage, intake.owner, intake.moved_by) == ("called-back", desk, desk)
    for wrong in ({"to": "nowhere"}, {"to": "done"}, {}):
        refused = press("move_intake", **wrong)
        assert refused.status_code == 422
        assert "Nothing was changed" in told(refused)
    assert press("assign_intake", owner="", next_step_on="2026-12-01").status_code == 302
    assert press("assign_intake", owner=make_user(Role.THERAPIST).pk).status_code == 422
    assert "call back" not in told(client.get(reverse("withdraw_intake", args=[intake.pk])))
    assert press("withdraw_intake").status_code == 422
    assert press("withdraw_intake", wish="theirs").headers["Location"] == BOARD
    assert press("withdraw_intake", wish="theirs").status_code == 422
    assert press("reopen_intake").status_code == 302
    intake.refresh_from_db()
    assert (intake.stage, intake.owner) == ("called-back", None)


def test_the_board_asks_the_same_few_questions_however_many_are_on_it(client, desk):
    counts = []
    for more in (3, 297):
        for number in range(more):
            intake = an_intake(by=desk) if number < 30 else Intake.objects.create(**_bare(desk))
            if number == 0:
                move_intake(intake=intake, to=Stage.BOOKED, by=desk, at=NOW)
            if number == 1:
                withdraw(intake=intake, wish="together", by=desk, at=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get(BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


def _bare(desk):
    moment = {"opened_at": NOW, "opened_by": desk, "moved_at": NOW, "moved_by": desk}
    return {"patient": make_patient(), "owner": desk, **moment}


def test_what_has_ended_goes_by_pages(client, desk):
    for _each in range(21):
        withdraw(intake=an_intake(by=desk), wish="theirs", by=desk, at=NOW)

    assert "Earlier ones" in told(client.get(BOARD))
    assert "Later ones" in told(client.get(BOARD, {"ended": 2}))


def test_a_persons_page_is_logistics_and_says_the_way_in(client, desk):
    intake = an_intake(Stage.BOOKED, patient=make_patient(chosen_name="Maya", phone="555 0100", sensitivity="high"))
    url = reverse("person", args=[intake.patient_id])

    page = told(client.get(url))
    for words in ("Maya", "555 0100", "Booked", "send forms", "a doctor", "Who does what comes next"):
        assert words in page
    assert "ensitivity" not in page
    assert "Open the chart" not in page
    assert "They ask for help again" not in page
    withdraw(intake=intake, wish="together", by=desk, at=NOW)
    assert "whose wish: agreed together" in told(client.get(url))
    assert "They ask for help again" in told(client.get(url))
    assert client.get(reverse("person", args=[make_patient(merged_into=intake.patient).pk])).status_code == 404


def test_whoever_keeps_intakes_reaches_people_without_a_team_and_others_do_not(client):
    intake = an_intake()
    url = reverse("person", args=[intake.patient_id])
    for role, status in [
        (Role.NURSE, 200),
        (Role.CLINICAL_LEAD, 200),
        (Role.THERAPIST, 404),
        (Role.ADMINISTRATOR, 404),
    ]:
        client.force_login(make_user(role))
        assert client.get(url).status_code == status
    therapist = make_user(Role.THERAPIST)
    on_team(intake.patient, therapist)
    client.force_login(therapist)

    assert "Open the chart" in client.get(url).content.decode()
    assert client.get(reverse("withdraw_intake", args=[intake.pk])).status_code == 403


def test_clinicians_read_the_reason_and_the_referrer_on_the_chart(client):
    intake, nurse = an_intake(), make_user(Role.NURSE)
    on_team(intake.patient, nurse)
    client.force_login(nurse)
    url = reverse("chart", args=[intake.patient_id])

    page = client.get(url).content.decode()
    assert REASON in page
    assert REFERRER in page
    Intake.objects.filter(pk=intake.pk).update(reason_sealed=encrypt("x", purpose="another column"))
    assert "cannot be read" in client.get(url).content.decode()


# --- The first call --------------------------------------------------------------------------------------------


def test_a_name_is_enough_for_a_first_call(client, desk):
    response = client.post("/intakes/new/", {"chosen_name": "Ash", "source": "themselves", "funding": "not-settled"})

    patient = Patient.objects.get(chosen_name="Ash")
    assert response.headers["Location"] == reverse("person", args=[patient.pk])
    assert (patient.birth_date, patient.language, patient.created_by) == (None, "English", desk)
    assert patient.intakes.get().stage == "asked-for"
    assert not LogisticNeeds.objects.filter(patient=patient).exists()
    assert not SafeContact.objects.filter(patient=patient).exists()


def test_everything_said_in_a_first_call_is_kept_and_the_reason_is_shown_to_nobody_at_the_desk(client, desk):
    assert "What name may we use?" in told(client.get("/intakes/new/"))
    said = first_call(
        pronouns="she/her",
        phone="555 0134 77",
        voicemail="yes",
        language="Farsi",
        interpreter="needed",
        interpreter_language="Farsi",
        access_needs="A ground-floor room",
        birth_date="1991-05-06",
        legal_name="Pat Ellison",
    )
    response = client.post("/intakes/new/", said, follow=True)

    told(response)
    patient = Patient.objects.get(chosen_name="Marguerite Ellison")
    intake = patient.intakes.get()
    needs = patient.logistic_needs
    assert reason_in_their_words(intake) == REASON
    assert (intake.referred_by, intake.source) == (REFERRER, "doctor")
    assert (needs.interpreter, needs.interpreter_language, needs.other) == ("needed", "Farsi", "A ground-floor room")
    agreed = patient.safe_contacts.get()
    assert agreed.voicemail is True
    assert [way.address for way in agreed.channels.all()] == ["555 0134 77"]
    assert REASON not in str(list(Act.objects.values_list("details", flat=True)))


def test_what_must_be_shown_again_keeps_reason_and_referrer_sealed(client, desk):
    refused = client.post("/intakes/new/", first_call(chosen_name="", interpreter_language="Farsi"))

    page = told(refused)
    assert refused.status_code == 422
    assert "is kept" in page
    assert "if, and only if, an interpreter is needed" in page
    held = refused.context["form"]["held"].value()
    sent_again = first_call(reason="", referred_by="", held=held)
    told(client.post("/intakes/new/", sent_again, follow=True))
    intake = Intake.objects.get()
    assert (reason_in_their_words(intake), intake.referred_by) == (REASON, REFERRER)
    assert client.post("/intakes/new/", first_call(chosen_name="Bo Quite Else", held="made up")).status_code == 302


def test_records_much_like_it_are_shown_before_a_second_one_is_made(client, desk):
    there = make_patient(chosen_name="Ellison Margerite", record_number="R00X-17", sensitivity="high")

    asked = client.post("/intakes/new/", first_call())
    page = told(asked)
    assert asked.status_code == 422
    for words in ("Is it one of these people?", "Ellison Margerite", "R00X-17", "12 April 1990"):
        assert words in page
    assert Act.objects.latest("pk").details == {"ids": [there.pk]}
    held = asked.context["form"]["held"].value()
    again = first_call(reason="", referred_by="", held=held)

    assert client.post("/intakes/new/", {**again, "anew": "yes"}).status_code == 422, "which were looked at?"
    told(client.post("/intakes/new/", {**again, "existing": there.pk}, follow=True))
    assert Patient.objects.count() == 1
    assert reason_in_their_words(there.intakes.get()) == REASON
    assert client.post("/intakes/new/", {**again, "existing": there.pk}).status_code == 422, "on the way in already"
    assert client.post("/intakes/new/", {**again, "existing": make_patient().pk}).status_code == 422
    made = client.post("/intakes/new/", {**again, "anew": "yes", "looked_at": [there.pk]})
    assert made.status_code == 302
    assert Act.objects.filter(verb="duplicates.passed_over").get().details == {"ids": [there.pk]}


def test_the_same_form_sent_twice_makes_one_record(client, desk):
    token = client.get("/intakes/new/").context["once"]
    for _each in range(2):
        client.post("/intakes/new/", first_call(once=token, anew="yes"))
    patient = Patient.objects.get()

    assert client.post("/intakes/new/", first_call(once=token, anew="yes", looked_at=[patient.pk])).status_code == 302
    assert Patient.objects.count() == 1


def test_somebody_who_has_a_record_asks_again(client, desk):
    patient = make_patient()
    url = reverse("new_intake", args=[patient.pk])

    assert client.get(url).status_code == 200
    told(client.post(url, {"reason": REASON, "source": "moon", "funding": "insured"}))
    assert client.post(url, {"reason": REASON, "source": "close", "funding": "insured"}).status_code == 302
    assert patient.intakes.get().funding == "insured"
    refused = client.post(url, {"reason": REASON, "source": "close", "funding": "insured"})
    assert "on the way in already" in told(refused)


def test_the_front_desk_list_leads_to_the_persons_page(client, desk):
    patient = make_patient(chosen_name="Marguerite")

    page = told(client.post(reverse("front_desk"), {"words": "Marguerite"}))
    assert reverse("person", args=[patient.pk]) in page
