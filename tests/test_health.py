import pytest
from django.db import OperationalError

from practice import health
from practice.prompts.models.heartbeat import SWEEP, beat


def test_it_is_open_to_everybody_and_never_cached(db, client):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "seconds_since_sweep": None})
    assert "no-store" in answer["Cache-Control"]


def test_it_tells_how_long_ago_the_last_sweep_was(db, client):
    beat(SWEEP)

    assert client.get("/health/").json()["seconds_since_sweep"] == 0


def test_a_database_that_is_away_is_503(db, client, monkeypatch):
    def away():
        raise OperationalError("connection refused: password authentication failed for user x")

    monkeypatch.setattr(health, "last_sweep", away)

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (503, {"database": "away"})


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_answers_questions(db, client, method):
    assert getattr(client, method)("/health/").status_code == 405
