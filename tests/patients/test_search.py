"""Finding people: by name, birth date or record number, each within what the person may see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import LogisticNeeds, Patient
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

CLINICAL_WORDS = ["sensitivity", "high", "chart", "medication", "diagnosis"]


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def front_desk(client):
    user = make_user(Role.FRONT_DESK)
    client.force_login(user)
    return user


def names(response):
    return [row["chosen_name"] if isinstance(row, dict) else row.chosen_name for row in response.context["rows"]]


def search(client, page="patients", **asked):
    return client.post(reverse(page), asked)


def test_the_page_begins_with_the_patients_one_treats(client, nurse):
    on_team(make_patient(chosen_name="Zoe"), nurse)
    on_team(make_patient(chosen_name="Amal"), nurse)
    make_patient(chosen_name="Somebody else's")

    assert names(client.get(reverse("patients"))) == ["Amal", "Zoe"]


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "Marguerite"},
        {"words": "margu"},
        {"words": "Margerite"},
        {"words": "Ellison"},
        {"words": "r00x-17"},
        {"born_on": "1991-05-06"},
        {"words": "Marguerite", "born_on": "1991-05-06"},
    ],
)
def test_somebody_is_found_by_what_they_can_tell_on_the_phone(client, nurse, asked):
    someone = make_patient(
        chosen_name="Marguerite", legal_name="Pat Ellison", record_number="R00X-17", birth_date=date(1991, 5, 6)
    )
    on_team(someone, nurse)
    on_team(make_patient(chosen_name="Bo"), nurse)

    assert names(search(client, **asked)) == ["Marguerite"]


def test_nobody_is_found_outside_ones_own_teams(client, nurse):
    make_patient(chosen_name="Marguerite")

    assert names(search(client, words="Marguerite")) == []


def test_an_empty_search_is_asked_for_more(client, nurse):
    assert "Enter a name" in search(client).content.decode()


def test_what_was_typed_is_kept_when_it_does_not_fit(client, nurse):
    page = search(client, words="Marguerite", born_on="yesterday").content.decode()

    assert 'value="Marguerite"' in page
    assert 'value="yesterday"' in page


def test_a_long_list_shows_25_and_says_so(client, nurse):
    for _each in range(26):
        on_team(make_patient(birth_date=date(1991, 5, 6)), nurse)

    response = search(client, born_on="1991-05-06")

    assert len(response.context["rows"]) == 25
    assert "narrow your search" in response.content.decode()


def test_the_front_desk_finds_everybody_and_reads_logistics_alone(client, front_desk):
    found = make_patient(chosen_name="Marguerite", legal_name="Pat Ellison", phone="555 0100", sensitivity="high")
    LogisticNeeds.objects.create(patient=found, other="Interpreter for Spanish")

    page = search(client, "front_desk", words="Marguerite").content.decode().split("<main", 1)[1].split("</main>")[0]

    assert "Marguerite" in page
    assert "555 0100" in page
    assert "Interpreter for Spanish" in page
    assert "Ellison" not in page
    assert not [word for word in CLINICAL_WORDS if word in page.lower()]


def test_the_front_desk_page_lists_nobody_unasked(client, front_desk):
    make_patient()

    assert names(client.get(reverse("front_desk"))) == []


@pytest.mark.parametrize(("role", "page"), [(Role.NURSE, "patients"), (Role.FRONT_DESK, "front_desk")])
def test_a_search_asks_the_same_number_of_questions_however_long_its_list(client, role, page):
    user = make_user(role)
    client.force_login(user)
    counts = []
    for more in (3, 27):
        for _each in range(more):
            patient = make_patient(birth_date=date(1991, 5, 6))
            if role == Role.NURSE:
                on_team(patient, user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search(client, page, born_on="1991-05-06")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_name_is_found_without_its_accents():
    make_patient(chosen_name="Tomás Alder")

    assert [p.chosen_name for p in Patient.objects.found_by("tomas")] == ["Tomás Alder"]
    assert [p.chosen_name for p in Patient.objects.found_by("TOMÁS")] == ["Tomás Alder"]
