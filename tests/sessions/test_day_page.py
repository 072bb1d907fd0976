"""The day: who comes when, what they need, and the words that are said of them with one click."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from patients.models import LogisticNeeds
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import VisitEvent
from sessions.services.cancelling import cancel_visit
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.sessions import visit_builders as make
from tests.sessions.page_builders import CLINICAL, QUERIES, a_practice, many_visits, queries_for, signed_in, text_of
from tests.sessions.visit_builders import HOUR, MONDAY, NOW

pytestmark = pytest.mark.django_db
ON = {"on": "2026-01-12"}


@pytest.fixture(autouse=True)
def _monday_at_ten():
    with time_machine.travel(MONDAY + HOUR, tick=False):
        yield


@pytest.fixture
def practice():
    return a_practice(make_user(Role.THERAPIST))


@pytest.fixture
def desk():
    return signed_in(make.desk())


def day(client, **query):
    return client.get(reverse("visits_day"), {**ON, **query})


def say(client, booking, status, **headers):
    sent = {"status": status, **ON}
    return client.post(reverse("mark_booking", args=[booking.pk]), sent, headers=headers)


def without_tokens(html):
    """The same piece of a page, alone and in its page."""
    return re.sub(r"\s+", " ", re.sub(r'(name="(?:csrfmiddlewaretoken|once)" value=)"[^"]*"', r"\1", html)).strip()


def test_the_day_shows_who_comes_where_and_what_to_arrange_and_no_clinical_word(practice, desk):
    patient = make_patient(chosen_name="Robin Elder", pronouns="they/them", language="Dari")
    LogisticNeeds.objects.create(
        patient=patient, transport="needed", childcare="needed", interpreter="needed", interpreter_language="Dari"
    )
    practice.booked(patient)
    practice.booked(
        make_patient(language="Tigrinya"), starts_at=MONDAY + 3 * HOUR, location=None, room=None, is_telehealth=True
    )

    page = day(desk)

    words = text_of(page)
    for said in (
        "Monday 12 January 2026",
        "9:00–9:30 Short visit",
        f"{practice.clinician.user.display_name} · Garden room, Mill House",
        "Robin Elder they/them Transport Childcare Interpreter: Dari Booked Arrived : Robin Elder",
        "by video or telephone",
        "Speaks Tigrinya",
    ):
        assert said in words
    assert CLINICAL not in words
    assert faults_in(page.content.decode()) == []
    assert '<input type="hidden" name="on" value="2026-01-12">' in page.content.decode()
    assert "Nothing is booked on this day." in text_of(day(desk, on="2026-01-13"))
    assert day(desk, on="nonsense").status_code == 422


def test_clinicians_see_their_own_and_their_patients_visits_by_their_clinical_name(practice):
    own, elsewhere = make_patient(chosen_name="Own Patient"), make_patient(chosen_name="Far Person")
    practice.booked(own)
    other = make.make_clinician(practice.location)
    make.booked(other, elsewhere, visit_type=practice.kind)
    therapist, colleague = signed_in(practice.clinician.user), make_user(Role.NURSE)
    on_team(elsewhere, colleague)

    words = text_of(day(therapist))

    assert f"9:00–9:30 {CLINICAL}" in words
    assert "Own Patient" in words
    assert "Far Person" not in words
    assert "Far Person" in text_of(day(signed_in(colleague)))
    assert day(signed_in(make_user(Role.ADMINISTRATOR))).status_code == 403


def test_a_day_can_be_narrowed_to_one_clinician_or_place(practice, desk):
    other = make.make_clinician(practice.location)
    practice.booked(make_patient(chosen_name="Here Person"))
    make.booked(other, make_patient(chosen_name="Video Person"), visit_type=practice.kind)

    by_clinician = text_of(day(desk, clinician=other.pk))
    by_place = text_of(day(desk, location=practice.location.pk))

    assert ("Video Person" in by_clinician, "Here Person" in by_clinician) == (True, False)
    assert ("Video Person" in by_place, "Here Person" in by_place) == (False, True)


def test_one_click_says_how_far_a_visit_has_come_and_undo_takes_it_back(practice, desk):
    booking = make.only_booking(practice.booked(make_patient(chosen_name="Robin Elder")))

    for status, word in [("arrived", "Arrived"), ("in-room", "In the room"), ("undo", "Arrived"), ("done", "Done")]:
        answer = say(desk, booking, status)
        assert answer.url.endswith(f"?on=2026-01-12#visit-{booking.visit_id}")
        assert re.search(rf"Robin Elder {word}\b", text_of(day(desk)))
    assert Act.objects.filter(verb="visit.arrived").exists()
    assert "Over (1)" in text_of(day(desk))

    assert say(desk, booking, "arrived", **{"HX-Request": "true"}).headers["HX-Redirect"]
    assert "This does not follow." in text_of(day(desk))
    row = say(desk, booking, "undo", **{"HX-Request": "true"}).content.decode()
    assert row.strip().startswith(f'<li class="visit" id="visit-{booking.visit_id}"')
    assert without_tokens(row) in without_tokens(day(desk).content.decode())


def test_the_same_form_sent_twice_says_it_once(practice, desk):
    booking = make.only_booking(practice.booked())
    sent = {"status": "arrived", "once": "a-token", **ON}

    for _time in range(2):
        assert desk.post(reverse("mark_booking", args=[booking.pk]), sent).status_code == 302

    assert [event.kind for event in VisitEvent.objects.filter(booking=booking)] == ["arrived"]
    assert "This does not follow" not in text_of(day(desk))


def test_what_is_to_come_is_first_and_what_was_cancelled_is_folded(practice, desk):
    visit = practice.booked(starts_at=MONDAY - HOUR)
    practice.booked(starts_at=MONDAY + 2 * HOUR)
    gone = practice.booked(starts_at=MONDAY + 4 * HOUR)
    cancel_visit(visit=gone, whose="patient", by=make.desk(), at=NOW)
    say(desk, make.only_booking(visit), "did-not-attend")

    page = day(desk)

    words = text_of(page)
    assert words.index("Now and still to come (1)") < words.index("Over (1)") < words.index("Cancelled (1)")
    assert "Cancelled by the patient" in words
    assert re.search(r"<details>\s*<summary>\s*<h2[^>]*>Cancelled", page.content.decode())
    assert "2 visits" in words


def test_a_place_in_another_zone_shows_its_own_clock_too(desk):
    quay = make.make_location(name="Quiet Quay", time_zone="Pacific/Auckland")
    make.booked(make.make_clinician(quay), location=quay, starts_at=datetime(2026, 1, 12, 20, tzinfo=UTC))

    assert "20:00–20:30 9:00–9:30 there" in text_of(day(desk))


def test_three_visits_and_three_hundred_ask_the_same_few_questions(practice, desk):
    for number in range(3):
        practice.booked(starts_at=MONDAY + number * HOUR)
    few = queries_for(desk, "visits_day", **ON)
    many_visits(practice, clinicians=30, days=1, a_day=10)

    assert queries_for(desk, "visits_day", **ON) == few <= QUERIES
    assert text_of(day(desk)).count("Speaks Dari") == 300
