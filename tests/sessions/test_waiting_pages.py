"""The waiting list as people use it: the front desk for everybody, clinicians for their own patients."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.models import Booking, SlotOffer, WaitingEntry
from sessions.services.cancelling import cancel_visit
from tests.browser.markup import faults_in
from tests.builders import make_patient, on_team
from tests.sessions.waiting_builders import NOW, SLOT, House, make_visit_type

pytestmark = pytest.mark.django_db

FORM = {"since_on": "2026-02-20", "way": "either", "notice_hours": "24", "priority": "0"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house() -> House:
    return House.made()


@pytest.fixture
def freed(house):
    cancel_visit(visit=house.visit(), whose="patient", by=house.desk, at=NOW)


def page_of(client, user, name="waiting", *args, **query):
    client.force_login(user)
    page = client.get(reverse(name, args=args), query).content.decode()
    assert faults_in(page) == []
    return page


def offer_to(client, house, entry):
    sent = {"entry": entry.pk, "clinician": house.clinician.pk, "starts_at": SLOT.isoformat()}
    return client.post(reverse("offer_time"), sent)


def test_the_desk_offers_a_time_and_books_it_with_a_yes(client, house, freed):
    maya = make_patient(chosen_name="Maya", pronouns="she/her")
    entry = house.waiting(maya)
    page = page_of(client, house.desk)
    assert "Thursday 5 March 2026, 10:00–10:30" in page
    assert "Offer it to Maya" in page
    assert reverse("contact", args=[maya.pk]) in page

    assert offer_to(client, house, entry).url == reverse("waiting")
    page = page_of(client, house.desk)
    assert "Being asked" in page
    assert "Offer it to Maya" not in page
    assert offer_to(client, house, entry).status_code == 422

    offer = SlotOffer.objects.get()
    answered = client.post(reverse("answer_offer", args=[offer.pk]), {"answer": "accepted"}, follow=True)
    assert "The visit is booked." in answered.content.decode()
    assert Booking.objects.get(patient=maya).visit.starts_at == SLOT
    assert "Nobody is waiting." in page_of(client, house.desk)


def test_a_time_that_was_taken_while_somebody_was_asked_is_told_kindly(client, house, freed):
    entry = house.waiting()
    client.force_login(house.desk)
    offer_to(client, house, entry)
    house.visit()

    assert "The time is gone" in page_of(client, house.desk)
    answer = reverse("answer_offer", args=[SlotOffer.objects.get().pk])
    page = client.post(answer, {"answer": "accepted"}, follow=True).content.decode()

    assert "This time was taken in the meantime, so nothing is booked. They keep their place on the list." in page
    page = page_of(client, house.desk, "waiting_entry", entry.pk)
    assert "The time is gone" in page


def test_a_clinician_sees_their_own_patients_and_offers_only_to_them(client, house, freed):
    theirs, somebody = house.waiting(weeks=1), house.waiting(weeks=9)
    user = house.clinician.user
    on_team(theirs.patient, user)

    page = page_of(client, user)

    assert theirs.patient.chosen_name in page
    assert somebody.patient.chosen_name not in page
    assert "It is the turn of somebody who is not in your care." in page
    assert house.kind.name in page
    assert offer_to(client, house, somebody).status_code == 404
    assert house.kind.name not in page_of(client, house.desk), "The desk reads the desk's word."


def test_somebody_is_found_put_on_the_list_changed_and_taken_off(client, house):
    maya = make_patient(chosen_name="Maya")
    client.force_login(house.desk)
    found = client.post(reverse("new_waiting"), {"words": "Maya"}).content.decode()
    enter = reverse("enter_waiting", args=[maya.pk])
    assert enter in found
    assert faults_in(found) == []
    page_of(client, house.desk, "enter_waiting", maya.pk)

    sent = {**FORM, "visit_type": house.kind.pk, "weekdays": ["1", "4"], "priority": "1", "once": "a"}
    refused = client.post(enter, {**sent, "once": "b"})
    assert refused.status_code == 422
    assert "Say why they come sooner." in refused.content.decode()
    for _twice in range(2):
        assert client.post(enter, {**sent, "priority_because": "they-ask"}).url == reverse("waiting")
    entry = WaitingEntry.objects.get(patient=maya)
    assert "Sooner: They ask for a sooner time" in page_of(client, house.desk)
    assert "Monday, Thursday · needs 1 day’s notice" in page_of(client, house.desk)

    where = reverse("waiting_entry", args=[entry.pk])
    assert "checked" in page_of(client, house.desk, "waiting_entry", entry.pk)
    assert client.post(where, {**FORM, "visit_type": house.kind.pk}).status_code == 302
    entry.refresh_from_db()
    assert (entry.weekdays, entry.priority) == ([], 0)

    close = reverse("close_waiting", args=[entry.pk])
    assert client.post(close, {}).status_code == 422
    assert client.post(close, {"because": "elsewhere"}).status_code == 302
    assert "Off the waiting list since 2 March 2026" in page_of(client, house.desk, "waiting_entry", entry.pk)


def test_the_list_can_be_narrowed_and_has_pages(client, house):
    other = make_visit_type()
    names = [house.waiting(weeks=weeks).patient.chosen_name for weeks in range(30, 0, -1)]
    house.waiting(visit_type=other)

    first, second = page_of(client, house.desk), page_of(client, house.desk, page="2")
    assert [name in first for name in (names[0], names[24], names[29])] == [True, True, False]
    assert names[29] in second
    narrowed = page_of(client, house.desk, visit_type=other.pk)
    assert names[0] not in narrowed
    assert "Nobody waits for that." in page_of(client, house.desk, clinician=house.clinician.pk)


def test_as_many_queries_for_a_long_list_as_for_a_short_one(client, house):
    client.force_login(house.desk)
    counted = []
    for number in (3, 300):
        kinds = [make_visit_type() for _ in range(number // 3)]
        same = {"since_on": NOW.date(), "clinician": house.clinician, "entered_at": NOW, "entered_by": house.desk}
        entries = [
            WaitingEntry(patient=make_patient(), visit_type=kinds[place % len(kinds)], **same)
            for place in range(number)
        ]
        WaitingEntry.objects.bulk_create(entries)
        for hours in range(min(number, 6)):
            start = SLOT + timedelta(days=7 * number % 50, hours=hours)
            cancel_visit(visit=house.visit(starts_at=start), whose="patient", by=house.desk, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("waiting")).status_code == 200
        counted.append(len(queries))

    assert counted[0] == counted[1] < 35
