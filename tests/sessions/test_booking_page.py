"""Finding a time and booking it: nothing is booked unseen, and everything in the way is told."""

from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from patients.models import LogisticNeeds
from practice.staff.roles import Role
from sessions.models import Visit, VisitType
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.sessions import visit_builders as make
from tests.sessions.page_builders import CLINICAL, a_practice, signed_in, text_of
from tests.sessions.visit_builders import HOUR, MONDAY, NOW

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
    return make_patient(chosen_name="Robin Elder", pronouns="they/them")


def find(client, **query):
    return client.get(reverse("find_a_time"), query)


def choice(practice, **differs):
    """What the page of a choice is asked for."""
    return {
        "visit_type": practice.kind.pk,
        "clinicians": practice.clinician.pk,
        "on": "2026-01-12",
        "at": "09:00",
        "place": f"room-{practice.room.pk}",
        **differs,
    }


def look(client, query):
    return client.get(reverse("check_a_time"), query)


def book(client, query):
    return client.post(reverse("check_a_time"), query)


def test_a_person_is_searched_for_in_the_body_and_chosen_by_id_alone(practice, desk, patient):
    LogisticNeeds.objects.create(patient=patient, interpreter="needed", interpreter_language="Dari", step_free="needed")

    found = desk.post(reverse("find_a_time"), {"words": "Robin"})

    assert f'href="{reverse("find_a_time")}?patient={patient.pk}"' in found.content.decode()
    assert desk.post(reverse("find_a_time"), {}).status_code == 422
    from_the_week = desk.post(reverse("find_a_time") + "?clinicians=7&on=2026-01-12&at=10%3A30", {"words": "Robin"})
    assert f"?patient={patient.pk}&amp;on=2026-01-12&amp;at=10%3A30&amp;clinicians=7" in from_the_week.content.decode()
    assert faults_in(from_the_week.content.decode()) == []
    chosen = find(desk, patient=patient.pk)
    assert "Robin Elder they/them Interpreter: Dari Step-free way" in text_of(chosen)
    assert CLINICAL not in chosen.content.decode()
    assert "Short visit" in text_of(chosen)
    for page in (found, chosen, find(desk)):
        assert faults_in(page.content.decode()) == []


def test_free_times_come_by_day_and_each_leads_to_a_look_at_the_choice(practice, desk, patient):
    asked = {"patient": patient.pk, "visit_type": practice.kind.pk, "from_on": "2026-01-12", "how": "in-person"}

    page = find(desk, find="yes", part="morning", **asked)

    name = practice.clinician.user.display_name
    free = f"{name}, Mill House"
    assert f"Monday 12 January 2026 {free} 8:00 , {free} 8:30 , {free}" in text_of(page)
    assert "12:00" not in text_of(page)
    link = reverse("check_a_time") + "?" + urlencode({"patient": patient.pk, **choice(practice)})
    keys = ("patient", "visit_type", "on", "at", "clinicians", "place")
    wanted = urlencode({key: {"patient": patient.pk, **choice(practice)}[key] for key in keys})
    assert wanted.replace("&", "&amp;") in page.content.decode()
    assert "Later free times" in text_of(page)
    looked = desk.get(link)
    assert "Nothing is booked yet." in text_of(looked)
    assert f"When Monday 12 January 2026, 9:00–9:30 With {name} Where Garden room, Mill House" in text_of(looked)
    assert faults_in(looked.content.decode()) == faults_in(page.content.decode()) == []
    assert not Visit.objects.exists()
    assert "No free time like this" in text_of(find(desk, find="yes", as_before="on", **asked))
    refused = find(desk, find="yes", patient=patient.pk, from_on="2026-01-12")
    assert refused.status_code == 422
    assert 'id="error_1_find-visit_type"' in refused.content.decode()


def test_it_is_booked_once_however_often_the_form_is_sent(practice, desk, patient):
    sent = {"patient": patient.pk, **choice(practice), "once": "a-token"}

    first, second = book(desk, sent), book(desk, sent)

    visit = Visit.objects.get()
    assert first.url == reverse("visit", args=[visit.pk])
    assert second.url == f"{reverse('visits_day')}?on=2026-01-12"
    assert (visit.starts_at, visit.room) == (MONDAY, practice.room)
    assert "It is booked." in text_of(desk.get(first.url))


def test_every_conflict_is_listed_and_the_desk_can_only_choose_another_time(practice, desk, patient):
    practice.booked(patient)
    sent = {"patient": patient.pk, **choice(practice)}

    looked, refused = look(desk, sent), book(desk, sent)

    assert refused.status_code == 409
    for page in (looked, refused):
        words = text_of(page)
        for who in (practice.clinician.user.display_name, "Robin Elder"):
            assert f"{who} has another visit at that time." in words
        assert "Garden room is taken at that time." in words
        assert "Choose another time" in words
        assert "Book it" not in words
        assert "A clinician may book two visits at once." in words
        assert faults_in(page.content.decode()) == []
    assert book(desk, {**sent, "overlap_reason": "Because."}).status_code == 403
    assert Visit.objects.count() == 1


def test_a_clinician_books_two_at_once_with_a_reason_and_not_without(practice, patient):
    practice.booked(make_patient(chosen_name="Somebody Hidden"))
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    client, sent = signed_in(nurse), {"patient": patient.pk, **choice(practice)}

    words = text_of(look(client, sent))
    assert "Book it all the same, because" in words
    assert "Somebody Hidden" not in words
    without = book(client, sent)
    assert without.status_code == 422
    assert 'id="error_1_id_overlap_reason"' in without.content.decode()
    done = book(client, {**sent, "overlap_reason": "She rang in need."})

    visit = Visit.objects.latest("pk")
    assert done.url == reverse("visit", args=[visit.pk])
    assert visit.overlap_reason == "She rang in need."


def test_what_is_only_unusual_can_be_meant(practice, desk, patient):
    sent = {"patient": patient.pk, **choice(practice, at="19:00")}

    words = text_of(look(desk, sent))
    assert "is not here at that time" in words
    assert "Book it all the same" in words
    assert book(desk, sent).status_code == 409
    assert book(desk, {**sent, "confirmed": "outside-hours"}).status_code == 302


def test_what_cannot_be_read_is_shown_again_beside_its_field(practice, desk, patient):
    sent = {"patient": patient.pk, **choice(practice, minutes="2", at="25:00", times="3"), "clinicians": ""}

    page = book(desk, sent)

    html = page.content.decode()
    assert page.status_code == 422
    for name in ("minutes", "at", "every_weeks", "clinicians"):
        assert f'id="error_1_wish-{name}"' in html
    assert 'value="25:00"' in html
    assert faults_in(html) == []
    assert find(desk, patient=10**9).status_code == 404
    assert find(desk, patient="nonsense").status_code == 404


def test_a_series_shows_which_dates_fit_before_the_free_ones_are_booked(practice, desk, patient):
    practice.booked(starts_at=MONDAY + 2 * make.WEEK)
    sent = {"patient": patient.pk, **choice(practice, every_weeks="1", times="4")}

    words = text_of(look(desk, sent))
    assert "3 of 4 dates are free." in words
    assert "Monday 26 January 2026, 9:00–9:30 not free" in words
    assert "Garden room is taken at that time." in words
    done = book(desk, sent)

    assert "3 visits are booked. 1 date was not free." in text_of(desk.get(done.url))
    assert Visit.objects.filter(series__isnull=False).count() == 3


def test_a_group_and_a_team_meeting_are_booked_for_nobody_in_particular(practice, desk):
    group = make.make_group_type()
    meeting = make.make_type(name="Team meeting", desk_name="Team meeting", is_team_meeting=True, needs_room=False)
    other = make.make_clinician(practice.location)
    offered = text_of(find(desk))
    assert "Short visit" not in offered
    assert "Team meeting" in offered
    assert "they saw last" not in offered

    book(desk, choice(practice, visit_type=group.pk, capacity="5"))
    book(desk, choice(practice, visit_type=meeting.pk, at="14:00", clinicians=[practice.clinician.pk, other.pk]))

    first, second = Visit.objects.order_by("starts_at")
    assert (first.capacity, first.visit_type) == (5, group)
    assert second.visit_clinicians.count() == 2


def test_a_visit_moves_through_the_same_pages_and_keeps_its_kind(practice, desk, patient):
    visit = practice.booked(patient, minutes=45)
    VisitType.objects.filter(pk=practice.kind.pk).update(is_active=True)

    page = find(desk, move=visit.pk)
    assert "Robin Elder" in text_of(page)
    assert 'value="45"' in page.content.decode()
    assert "Somebody else, or a group" not in text_of(page)
    free = find(desk, move=visit.pk, find="yes", visit_type=practice.kind.pk, from_on="2026-01-12")
    assert "at=09%3A00" in free.content.decode()  # its own time is no hindrance
    done = book(desk, {"move": visit.pk, **choice(practice, on="2026-01-13")})

    visit.refresh_from_db()
    assert done.url == reverse("visit", args=[visit.pk])
    assert (visit.starts_at, visit.ends_at - visit.starts_at) == (MONDAY + make.DAY, 45 * HOUR / 60)
    assert find(signed_in(make_user(Role.NURSE)), move=visit.pk).status_code == 404
