"""What people read when something is not there, not theirs, or away: plain pages that carry no data."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def quiet(client):
    client.raise_request_exception = False
    return client


class Away:
    """In place of every query: the database is gone."""

    def __init__(self, error, passing=0):
        self.error, self.passing, self.asked = error, passing, 0

    def __call__(self, execute, *args):
        self.asked += 1
        if self.asked > self.passing:
            raise self.error("the server closed the connection unexpectedly")
        return execute(*args)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("passing", [0, 1, 2, 3])
def test_the_database_goes_away_anywhere_on_the_way_and_the_page_is_calm(quiet, nurse, error, passing):
    with connection.execute_wrapper(Away(error, passing)):
        response = quiet.get(reverse("patients"))

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert b"cannot reach the records" in response.content


def test_signing_in_while_the_database_is_away_is_calm_too(quiet):
    with connection.execute_wrapper(Away(OperationalError)):
        response = quiet.post(reverse("account_login"), {"login": "a@b.example", "password": "x"})

    assert response.status_code == 503


def test_another_mistake_is_a_plain_500(quiet, nurse, monkeypatch):
    def fail(*_args):
        raise RuntimeError("Robin takes 50 mg")

    monkeypatch.setattr("patients.views.searching.render", fail)

    response = quiet.get(reverse("patients"))

    assert response.status_code == 500
    assert b"Robin" not in response.content


def test_not_found_says_nothing_of_what_was_asked(client, nurse):
    response = client.get("/patients/robin/")

    assert response.status_code == 404
    assert b"robin" not in response.content


def test_refused_says_nothing_of_whom(client):
    front_desk = make_user(Role.FRONT_DESK)
    client.force_login(front_desk)

    response = client.get(reverse("patients"))

    assert response.status_code == 403
    assert front_desk.display_name.encode() not in response.content


def test_a_form_without_its_token_is_refused_calmly():
    client, nurse = Client(enforce_csrf_checks=True), make_user(Role.NURSE)
    client.force_login(nurse)
    patient = make_patient()
    on_team(patient, nurse)

    response = client.post(reverse("chart_event", args=[patient.pk]), {"kind": "crisis"})

    assert response.status_code == 403
    assert b"open for too long" in response.content


def test_one_can_sign_out_from_every_page(nurse):
    client = Client(enforce_csrf_checks=True)
    client.force_login(nurse)
    page = client.get(reverse("patients")).content.decode()

    form = page.split(f'action="{reverse("account_logout")}"', 1)[1].split("</form>", 1)[0]

    assert "csrfmiddlewaretoken" in form
