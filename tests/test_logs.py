"""What an exception says never reaches a log line, whoever logs it and however."""

import logging

import pytest
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import override_settings
from django.urls import path

from practice.prompts.tasks import sweep_prompts

CANARY = "she-told-us-about-the-canary"


class Quoting(Exception):
    """A database error quotes the row."""


def fail(request: HttpRequest):
    try:
        raise Quoting(f"DETAIL: Failing row contains ({CANARY}).")
    except Quoting as error:
        raise IntegrityError(str(error)) from error


urlpatterns = [path("fail/", fail)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_failed_request_is_logged_with_its_kind_and_place_alone(client, caplog):
    client.raise_request_exception = False

    client.get("/fail/")

    assert "IntegrityError" in caplog.text
    assert "test_logs.py" in caplog.text
    assert "Quoting" in caplog.text
    assert CANARY not in caplog.text


def test_an_exception_as_an_argument_is_its_kind_alone(caplog):
    logging.getLogger("any").error("It went wrong: %s", ValueError(CANARY))

    assert "It went wrong: ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_a_failed_task_is_logged_without_what_it_said(caplog, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError(CANARY)

    monkeypatch.setattr("practice.prompts.services.sweeping.sweep", broken)

    sweep_prompts.apply()

    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_other_arguments_are_logged_as_they_are(caplog):
    logging.getLogger("any").warning("Prompt %s of %s.", 7, "sweep")

    assert "Prompt 7 of sweep." in caplog.text
