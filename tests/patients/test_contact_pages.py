"""How somebody may be reached, on pages: what the desk asks, does and reads, and nothing clinical beside it."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import NeverAddress, OutgoingContact, SafeContact
from patients.panels_around import emergency_contacts, how_to_reach, needs
from patients.services.contacting import contact
from patients.services.people_around import Person, add_emergency_contact, add_supporter
from patients.services.recording_health import record_substance_use
from patients.services.safe_contact import never_use, standing_of
from patients.services.sending_contacts import send_contacts
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.patients.contact_builders import CALL, EMAIL, TEXT, TUESDAY_TEN, agree

pytestmark = pytest.mark.django_db

EVERY_DAY = ["1", "2", "3", "4", "5", "6", "7"]
ASKED = {
    "call-may_use": "on",
    "call-address": "555-0101",
    "call-days": ["2", "4"],
    "call-opens": "18:00",
    "call-closes": "20:00",
    "text-days": EVERY_DAY,
    "e-mail-may_use": "on",
    "e-mail-address": "elm@post.example",
    "e-mail-days": EVERY_DAY,
    "alias": "Finn",
    "who_may_answer": "Their sister",
    "may_be_told": "That Finn rang.",
}


@pytest.fixture(autouse=True)
def _tuesday_at_ten(time_machine, settings):
    settings.TIME_ZONE = "UTC"
    time_machine.move_to(TUESDAY_TEN, tick=False)


@pytest.fixture
def desk(client):
    user = make_user(Role.FRONT_DESK)
    client.force_login(user)
    return user


@pytest.fixture
def patient():
    return make_patient(chosen_name="Maya Juniper", phone="555-0101")


def page_of(client, patient, name="contact"):
    return client.get(reverse(name, args=[patient.pk])).content.decode()


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed)


def test_where_nobody_asked_the_page_is_careful_and_asks(client, desk, patient):
    page = page_of(client, patient)

    assert "Nobody has asked yet. Ring in opening hours only, leave no message, and write nothing." in page
    assert "Leave no message." in page
    assert page.count("may be used now") == 1
    assert 'value="e-mail"' not in page
    assert faults_in(page) == []


def test_the_desk_asks_and_the_answers_stand_on_the_page(client, desk, patient):
    once = client.get(reverse("change_contact", args=[patient.pk])).context["once"]
    for _twice in range(2):
        assert send(client, "change_contact", patient.pk, **ASKED, once=once).status_code == 302

    page = page_of(client, patient)

    assert SafeContact.objects.count() == 1
    for words in (
        "Tuesday, Thursday, 18:00 to 20:00",
        "It is safe again from Tuesday 24 November, 18:00.",
        "every day, at any hour",
        "They do not want to be reached this way.",
        "Say that you are “Finn”. Do not name the practice.",
        "Who else may answer: Their sister.",
        "To somebody else you may say: That Finn rang.",
    ):
        assert words in page
    assert faults_in(page) == []
    again = page_of(client, patient, "change_contact")
    assert 'value="18:00"' in again
    assert faults_in(again) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"call-address": ""}, "Give the number or the address."),
        ({"call-closes": ""}, "Give both ends of the safe hours, the later one last."),
        ({"call-closes": "17:00"}, "Give both ends of the safe hours, the later one last."),
        ({"e-mail-address": "555 0199"}, "They asked us never to use this number or address again."),
        ({"call-opens": "late"}, "Enter a valid time."),
    ],
)
def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, desk, patient, wrong, words):
    never_use(patient=patient, address="555-0199", by=desk, at=TUESDAY_TEN)

    response = send(client, "change_contact", patient.pk, **{**ASKED, **wrong})

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Their sister" in page
    assert faults_in(page) == []
    assert not SafeContact.objects.exists()


def test_reaching_out_by_hand_says_how_and_ends_with_an_answer(client, desk, patient):
    agree(patient, desk, CALL, TEXT, alias="Finn", ask_for="Em")
    for channel in ("call", "text"):
        assert send(client, "reach_out", patient.pk, channel=channel, message_kind="please-ring").status_code == 302

    page = page_of(client, patient)

    for words in ("Ring them", "Ask for Em.", "Leave no message.", "Hello, please ring us when it suits you.\n\nFinn"):
        assert words in page
    assert 'value="message-left"' not in page
    call, text = OutgoingContact.objects.order_by("pk")
    assert send(client, "settle_contact", patient.pk, call.pk, outcome="message-left").status_code == 422
    assert send(client, "settle_contact", patient.pk, call.pk, outcome="not-reached").status_code == 302
    assert send(client, "settle_contact", patient.pk, text.pk, outcome="sent").status_code == 302
    page = page_of(client, patient)
    assert "not reached" in page
    assert "Ring them" not in page
    refused = send(client, "settle_contact", patient.pk, text.pk, outcome="sent")
    assert "Somebody has said already how this came out." in refused.content.decode()


def test_outside_the_safe_hours_it_waits_and_says_until_when(client, desk, patient, time_machine):
    agree(patient, desk, CALL, EMAIL)
    time_machine.move_to(TUESDAY_TEN.replace(hour=20), tick=False)
    client.logout()  # the desk was idle all day
    client.force_login(desk)
    for channel in ("call", "e-mail"):
        send(client, "reach_out", patient.pk, channel=channel, message_kind="visit-reminder")

    page = page_of(client, patient)

    assert "It is safe again from Wednesday 25 November, 09:00." in page
    assert "on its way" in page
    assert 'value="reached"' not in page
    assert send_contacts(at=TUESDAY_TEN.replace(hour=20)).sent == 0
    assert mail.outbox == []
    listed = client.get(reverse("people_to_reach")).content.decode()
    assert "from 25 November 2026, 09:00" in listed
    assert listed.count("Maya Juniper") == 1
    e_mail = OutgoingContact.objects.get(channel="e-mail")
    assert send(client, "settle_contact", patient.pk, e_mail.pk, outcome="withdrawn").status_code == 302
    assert send_contacts(at=TUESDAY_TEN.replace(day=25)).sent == 0


def test_a_way_that_was_not_agreed_is_not_offered_and_not_taken(client, desk, patient):
    agree(patient, desk, CALL)

    response = send(client, "reach_out", patient.pk, channel="e-mail", message_kind="visit-reminder")

    assert response.status_code == 422
    assert faults_in(response.content.decode()) == []
    assert not OutgoingContact.objects.exists()


def test_an_address_is_shut_out_and_let_in_again_with_a_reason(client, desk, patient):
    agree(patient, desk)
    assert send(client, "never_use_address", patient.pk, address="").status_code == 422
    assert send(client, "never_use_address", patient.pk, address="555-0101").status_code == 302
    assert set(standing_of(patient).agreed.ways) == {"call", "e-mail"}
    assert "Never to be used again" in page_of(client, patient)
    never = NeverAddress.objects.get()

    assert send(client, "allow_address_again", patient.pk, never.pk, because="").status_code == 422
    assert send(client, "allow_address_again", patient.pk, never.pk, because="A slip.").status_code == 302

    assert "No number and no address." in page_of(client, patient)


def test_the_desk_reads_nothing_clinical_beside_it(client, desk, patient):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    told: dict[str, Any] = {"patient": patient, "by": nurse, "at": TUESDAY_TEN}
    person: dict[str, Any] = {"told_by": "patient", "since_on": TUESDAY_TEN.date()}
    agreed: dict[str, Any] = {"agreed": "yes", "agreed_on": TUESDAY_TEN.date(), "agreed_how": "in-person"}
    record_substance_use(
        substance="alcohol", answer="uses", withdrawal="severe", withdrawal_words="CANARY", source="patient", **told
    )
    add_supporter(person=Person(name="CANARY", agreed="not-asked", **person), bond="family", **told)
    for name, position, shown in (("Ash Fern", 1, True), ("CANARY", 2, False)):
        add_emergency_contact(
            person=Person(name=name, phone="555-0177", **person, **agreed),
            position=position,
            relation="CANARY",
            desk_may_see=shown,
            **told,
        )

    pages = [page_of(client, patient, name) for name in ("contact", "change_contact", "needs", "person")]
    pages.append(client.get(reverse("people_to_reach")).content.decode())

    assert not [page for page in pages if "CANARY" in page or "alcohol" in page.lower()]
    assert "Ash Fern" in pages[3]
    assert "555-0177" in pages[3]
    assert list(emergency_contacts(desk, patient.pk)["contacts"]) == [
        {"name": "Ash Fern", "phone": "555-0177", "position": 1}
    ]
    assert needs(desk, patient.pk)["needs"] == []
    assert not how_to_reach(desk, patient.pk)["was_asked"]


def test_whoever_does_not_book_for_them_finds_nothing(client, desk, patient):
    other = make_patient(phone="555-0111")
    row = contact(patient=other, channel="call", message_kind="call-back", by=desk, at=TUESDAY_TEN)
    never = never_use(patient=other, address="a", by=desk, at=TUESDAY_TEN)

    assert send(client, "settle_contact", patient.pk, row.pk, outcome="reached").status_code == 404
    assert send(client, "allow_address_again", patient.pk, never.pk, because="Mine.").status_code == 404
    assert client.get(reverse("contact", args=[make_patient(merged_into=patient).pk])).status_code == 404
    client.force_login(make_user(Role.NURSE))
    assert client.get(reverse("contact", args=[patient.pk])).status_code == 404
    assert "Nobody waits to be reached." in client.get(reverse("people_to_reach")).content.decode()


def test_the_number_of_questions_is_the_same_however_much_there_is(client, desk, patient):
    counts = []
    for number in (1, 3, 9):
        for each in range(number):
            agree(patient, desk, CALL, TEXT, EMAIL)
            never_use(patient=patient, address=f"Elm Road {number} {each}", by=desk, at=TUESDAY_TEN)
            for channel in ("call", "e-mail"):
                contact(patient=patient, channel=channel, message_kind="please-ring", by=desk, at=TUESDAY_TEN)
                other = make_patient(phone="555-0123")
                contact(patient=other, channel="call", message_kind="please-ring", by=desk, at=TUESDAY_TEN)
        for address in (reverse("contact", args=[patient.pk]), reverse("people_to_reach")):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append((address, len(queries)))

    assert len(set(counts)) == 2
