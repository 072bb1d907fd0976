"""One visit: what was agreed, everything that happened to it, cancelling it, and who comes to a group."""

import re

import pytest
import time_machine
from django.urls import reverse

from practice.staff.roles import Role
from sessions.models import Visit
from sessions.services.booking import book_visit
from sessions.services.grouping import join_group
from sessions.services.moving import move_visit
from sessions.services.wishes import wish_of
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.sessions import visit_builders as make
from tests.sessions.page_builders import CLINICAL, a_practice, signed_in, text_of
from tests.sessions.visit_builders import DAY, MONDAY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_friday_before():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def practice():
    return a_practice(make_user(Role.THERAPIST))


@pytest.fixture
def desk():
    return signed_in(make.desk())


@pytest.fixture
def patient():
    return make_patient(chosen_name="Robin Elder")


@pytest.fixture
def group(practice):
    return practice.booked(visit_type=make.make_group_type(), capacity=2)


def page_of(client, visit):
    return client.get(reverse("visit", args=[visit.pk]))


def test_a_visit_says_what_was_agreed_and_everything_that_happened(practice, desk, patient):
    visit = practice.booked(patient)
    mover = make_user(Role.FRONT_DESK, display_name="Finn Clover")
    move_visit(visit=visit, to=make.at(wish_of(visit), MONDAY + DAY), by=mover, at=NOW)

    page = page_of(desk, visit)

    words = text_of(page)
    for said in (
        "Short visit, Robin Elder",
        "When Tuesday 13 January 2026, 9:00–9:30",
        f"With {practice.clinician.user.display_name}",
        "Where Garden room, Mill House",
        "Booked 9 January 2026, 9:00, by",
        "Moved from Monday 12 January 2026, 9:00–9:30 to Tuesday 13 January 2026, 9:00–9:30 "
        "9 January 2026, 9:00, by Finn Clover",
    ):
        assert said in words
    assert CLINICAL not in words
    assert CLINICAL in text_of(page_of(signed_in(practice.clinician.user), visit))
    assert page_of(signed_in(make_user(Role.NURSE)), visit).status_code == 404
    assert faults_in(page.content.decode()) == []


def test_the_reason_of_an_overlap_is_for_clinicians_and_the_desk_reads_that_it_was_meant(practice, desk, patient):
    practice.booked()
    therapist = practice.clinician.user
    on_team(patient, therapist)
    visit = book_visit(wish=practice.wish(patient), by=therapist, at=NOW, overlap_reason="Panic at night.")

    assert "on purpose: Panic at night." in text_of(page_of(signed_in(therapist), visit))
    words = text_of(page_of(desk, visit))
    assert "Booked at the same time as another visit, on purpose." in words
    assert "Panic" not in words


def test_cancelling_asks_who_and_the_history_says_it(practice, desk, patient):
    visit = practice.booked(patient)
    address = reverse("cancel_visit", args=[visit.pk])

    asked = desk.get(address)
    assert "Cancel this visit?" in text_of(asked)
    assert faults_in(asked.content.decode()) == []
    refused = desk.post(address, {})
    assert refused.status_code == 422
    assert "This field is required." in text_of(refused)
    assert desk.post(address, {"whose": "patient", "because": "childcare"}).url == reverse("visit", args=[visit.pk])

    page = page_of(desk, visit)
    assert "Cancelled by the patient: Childcare" in text_of(page)
    assert "Cancelled by the patient (Childcare)" in text_of(page)
    assert "Move it" not in text_of(page)
    assert "was cancelled" in text_of(desk.post(address, {"whose": "practice"}))
    assert faults_in(page.content.decode()) == []


def test_somebody_joins_a_group_until_it_is_full_and_leaves_it_again(desk, group, patient):
    address = reverse("visit", args=[group.pk])
    assert "1 of 2 places left" in text_of(page_of(desk, group))
    found = desk.post(address, {"words": "Robin"})
    assert "Add Robin Elder" in text_of(found)
    assert faults_in(found.content.decode()) == []
    assert desk.post(address, {}).status_code == 422

    joining = reverse("join_group", args=[group.pk])
    assert desk.post(joining, {"patient": patient.pk}).url == f"{address}#people-title"
    words = text_of(page_of(desk, group))
    assert "full: 2 places" in words
    assert "Robin Elder: Joined the group" in words
    assert "Add somebody" not in words
    again = desk.post(joining, {"patient": patient.pk})
    assert (again.status_code, "Robin Elder is in this group already." in text_of(again)) == (409, True)
    full = desk.post(joining, {"patient": make_patient().pk})
    assert "The group has no free place." in text_of(full)
    assert desk.post(joining, {"patient": "nobody"}).status_code == 422

    leaving = reverse("leave_group", args=[group.bookings.get(patient=patient).pk])
    assert "Take Robin Elder off the list?" in text_of(desk.get(leaving))
    assert desk.post(leaving, {}).status_code == 422
    assert desk.post(leaving, {"whose": "patient"}).url == address
    assert "1 of 2 places left" in text_of(page_of(desk, group))


def test_who_treats_one_of_a_group_sees_that_one_alone(group, patient):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    join_group(visit=group, patient=patient, by=make.desk(), at=NOW)
    hidden = group.bookings.exclude(patient=patient).get()

    page = page_of(signed_in(nurse), group)

    words = text_of(page)
    assert "Robin Elder" in words
    assert hidden.patient.chosen_name not in words
    assert "Somebody else’s patient" in words
    assert signed_in(nurse).post(reverse("leave_group", args=[hidden.pk])).status_code == 404
    assert reverse("leave_group", args=[hidden.pk]) not in page.content.decode()


def test_a_place_in_a_visit_for_one_is_cancelled_with_the_visit_and_is_no_group_to_leave(practice, desk):
    booking = make.only_booking(practice.booked())

    assert desk.get(reverse("leave_group", args=[booking.pk])).status_code == 404


def test_the_chart_shows_the_next_visits_and_the_last_and_leads_to_booking(practice, patient):
    on_team(patient, practice.clinician.user)
    for days in (1, 2):
        practice.booked(patient, starts_at=MONDAY + days * DAY)
    with time_machine.travel(MONDAY + DAY * 1.5, tick=False):
        therapist = signed_in(practice.clinician.user)
        words = text_of(therapist.get(reverse("chart_panel", args=[patient.pk, "visits"])))

    place = f"{CLINICAL} with {practice.clinician.user.display_name}, Garden room, Mill House"
    assert re.search(rf"Book a visit Coming Wednesday 14 January .* {place} Booked Before Tuesday 13 January", words)
    assert Visit.objects.count() == 2
