"""Where booking and the waiting list meet: a time that somebody is asked about, none that is free, a person's page."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.staff.roles import Role
from sessions.models import SlotOffer
from sessions.services.cancelling import cancel_visit
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.sessions.page_builders import signed_in, text_of
from tests.sessions.waiting_builders import NOW, SLOT, House

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house() -> House:
    return House.made()


def asked(house, patient):
    """Somebody who waits is asked about the time that became free."""
    cancel_visit(visit=house.visit(), whose="patient", because="something-came-up", by=house.desk, at=NOW)
    entry = house.waiting(patient)
    sent = {"entry": entry.pk, "clinician": house.clinician.pk, "starts_at": SLOT.isoformat()}
    signed_in(house.desk).post(reverse("offer_time"), sent)


def looked_at(house, user, patient, **differs):
    sent = {
        "patient": patient.pk,
        "visit_type": house.kind.pk,
        "clinicians": house.clinician.pk,
        "on": "2026-03-05",
        "at": "10:15",
        "place": f"room-{house.room.pk}",
        **differs,
    }
    page = signed_in(user).get(reverse("check_a_time"), sent)
    assert faults_in(page.content.decode()) == []
    return text_of(page)


def test_a_time_that_is_being_asked_of_somebody_is_noted_and_can_be_booked(house):
    waits, other, nurse = make_patient(chosen_name="Maya Ellsford"), make_patient(), make_user(Role.NURSE)
    on_team(other, nurse)
    asked(house, waits)

    words = looked_at(house, house.desk, other)

    assert "Maya Ellsford, from the waiting list, is being asked about this time just now." in words
    assert "Book it" in words
    assert "They are being asked about this time just now" in looked_at(house, house.desk, waits)
    hidden = looked_at(house, nurse, other)
    assert "Somebody from the waiting list is being asked about this time just now." in hidden
    assert "Maya" not in hidden
    assert "being asked" not in looked_at(house, house.desk, other, at="10:30")  # it only touches
    week_before = {"on": "2026-02-26", "every_weeks": "1", "times": "3"}
    assert "Maya Ellsford, from the waiting list" in looked_at(house, house.desk, other, **week_before)
    SlotOffer.objects.update(answer="lapsed", answered_at=NOW)
    assert "being asked" not in looked_at(house, house.desk, other)


def test_who_finds_no_time_can_wait_for_one(house):
    patient, desk = make_patient(), signed_in(house.desk)
    search = {"find": "yes", "visit_type": house.kind.pk, "from_on": "2026-03-05", "patient": patient.pk}
    waiting = f'href="{reverse("enter_waiting", args=[patient.pk])}"'

    nothing = desk.get(reverse("find_a_time"), {**search, "as_before": "on"}).content.decode()

    assert waiting in nothing
    assert faults_in(nothing) == []
    assert waiting not in desk.get(reverse("find_a_time"), search).content.decode()


def test_a_persons_page_tells_their_visits_and_leads_to_another(house):
    patient, therapist = make_patient(), house.clinician.user
    house.visit(patient)
    house.visit(patient, starts_at=SLOT - 7 * DAY)
    cancel_visit(visit=house.visit(patient, starts_at=SLOT + DAY), whose="practice", because="", by=house.desk, at=NOW)
    on_team(patient, therapist)
    desk, address = signed_in(house.desk), reverse("person", args=[patient.pk])

    page = desk.get(address)
    words, html = text_of(page), page.content.decode()

    kind = f"{house.kind.desk_name} with {therapist.display_name}, Room 1, Elm Street Booked"
    assert f"Coming Thursday 5 March 2026, 10:00–10:30 {kind}" in words
    assert f"Before Thursday 26 February 2026, 10:00–10:30 {kind}" in words
    assert "6 March" not in words
    assert house.kind.name not in html
    assert f'href="{reverse("find_a_time")}?patient={patient.pk}"' in html
    assert f'href="{reverse("enter_waiting", args=[patient.pk])}"' in html
    assert faults_in(html) == []
    assert house.kind.name in text_of(signed_in(therapist).get(address))
    empty = text_of(desk.get(reverse("person", args=[make_patient().pk])))
    assert "No visit is booked." in empty


def test_a_persons_page_asks_the_same_for_many_visits(house):
    patient, desk = make_patient(), signed_in(house.desk)
    address = reverse("person", args=[patient.pk])

    def queries():
        with CaptureQueriesContext(connection) as asked_now:
            assert desk.get(address).status_code == 200
        return len(asked_now)

    house.visit(patient)
    house.visit(patient, starts_at=SLOT - 7 * DAY)
    few = queries()
    for number in range(2, 8):
        house.visit(patient, starts_at=SLOT + number * DAY)
        house.visit(patient, starts_at=SLOT - (7 + number) * DAY)

    assert queries() == few
