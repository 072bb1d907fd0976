"""The week: who is busy when, what is free, and nothing about people whom the reader may not know."""

import re

import pytest
import time_machine
from django.urls import reverse

from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user
from tests.sessions import visit_builders as make
from tests.sessions.page_builders import CLINICAL, QUERIES, a_practice, many_visits, queries_for, signed_in, text_of
from tests.sessions.visit_builders import DAY, HOUR, MONDAY, NOW

pytestmark = pytest.mark.django_db
WEEK = {"on": "2026-01-14"}


@pytest.fixture(autouse=True)
def _the_friday_before():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def practice():
    return a_practice(make_user(Role.THERAPIST))


def week(client, **query):
    return client.get(reverse("visits_week"), {**WEEK, **query})


def test_the_desk_sees_everybody_by_days_with_visits_and_free_times_as_links(practice):
    patient = make_patient(chosen_name="Robin Elder")
    visit = practice.booked(patient, starts_at=MONDAY + HOUR)
    make.has_hours(practice.clinician, 6)  # a Saturday on which the practice is closed
    desk = signed_in(make.desk())

    page = week(desk)

    words, html = text_of(page), page.content.decode()
    assert "Week of 12 January 2026 1 visit" in words
    assert "8:00–10:00 free 10:00 Robin Elder 10:30–18:00 free" in words
    assert f'href="{reverse("visit", args=[visit.pk])}"' in html
    booking = f"{reverse('find_a_time')}?clinicians={practice.clinician.pk}&amp;on=2026-01-12&amp;at=10%3A30"
    assert f'class="visit-free" href="{booking}"' in html
    assert (
        re.findall(r'<th scope="col" class="([^"]*)">', html) == ["is-another-day"] * 2 + [""] + ["is-another-day"] * 2
    )
    assert CLINICAL not in words
    assert faults_in(html) == []
    prefilled = desk.get(booking.replace("&amp;", "&")).content.decode()
    assert 'value="10:30"' in prefilled
    assert week(desk, on="nonsense").status_code == 422


def test_a_clinician_comes_to_their_own_week_by_hours(practice):
    practice.booked(make_patient(chosen_name="Robin Elder"), starts_at=MONDAY + DAY)
    page = signed_in(practice.clinician.user).get(reverse("visits_week"))
    assert f"8:00 {practice.clinician.user.display_name}" not in text_of(page)
    assert practice.clinician.user.display_name in text_of(page)

    words = text_of(week(signed_in(practice.clinician.user), clinician=practice.clinician.pk))

    assert re.search(r"Time Monday 12 January .* 8:00 8:00–9:00 free 8:00–9:00 free", words)
    assert "9:00 9:00–10:00 free 9:00 Robin Elder 9:30–10:00 free 9:00–10:00 free" in words


def test_a_visit_of_somebody_elses_patient_is_busy_and_nothing_more(practice):
    practice.booked(make_patient(chosen_name="Far Person"), starts_at=MONDAY + HOUR)
    colleague = signed_in(make.make_clinician().user)

    words = text_of(week(colleague, clinician=practice.clinician.pk))

    assert "10:00–10:30 busy" in words
    assert "Far Person" not in words
    assert CLINICAL not in words
    assert "0 visits" in words
    assert week(signed_in(make_user(Role.ADMINISTRATOR))).status_code == 403


def test_a_time_that_has_passed_is_not_free(practice):
    with time_machine.travel(MONDAY + 0.6 * HOUR, tick=False):
        words = text_of(week(signed_in(make.desk())))

    assert re.search(r"Friday 16 January \S+ \S+ 9:45–18:00 free 8:00–18:00 free", words)


def test_a_week_without_hours_says_so(practice):
    assert "Nobody can be booked in this week" in text_of(
        week(signed_in(make.desk()), clinician=practice.clinician.pk, on="2015-01-12")
    )


def test_twenty_clinicians_and_three_hundred_visits_ask_the_same_few_questions(practice):
    desk, own = signed_in(make.desk()), signed_in(practice.clinician.user)
    practice.booked()
    few = queries_for(desk, "visits_week", **WEEK), queries_for(own, "visits_week", **WEEK, clinician="")
    many_visits(practice, clinicians=19, days=4, a_day=4)

    many = queries_for(desk, "visits_week", **WEEK), queries_for(own, "visits_week", **WEEK, clinician="")

    assert many == few
    assert max(few) <= QUERIES
    assert text_of(week(desk)).count("Many ") == 19 * 4 * 4
    assert text_of(week(own, clinician="")).count(" busy") == 19 * 4 * 4
