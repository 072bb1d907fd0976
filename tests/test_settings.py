"""What the settings refuse, and what they promise to the workers."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

SETTINGS = str(Path(__file__).parent.parent / "practice" / "settings.py")
PRODUCTION = {
    "DEPLOYMENT": "production",
    "SECRET_KEY": "s" * 60,
    "DATABASE_URL": "postgresql://app:x@db.invalid/groundwork",
    "REDIS_URL": "redis://broker.invalid",
    "ALLOWED_HOSTS": "practice.example.org",
    "FIELD_ENCRYPTION_KEYS": "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleTE=",
}


def settings_with(monkeypatch, **environment: str) -> dict[str, Any]:
    for name in [*PRODUCTION, "MIGRATE_DATABASE_URL"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(SETTINGS)


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"DEPLOYMENT"}))
def test_production_does_not_start_without(missing, monkeypatch):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}

    with pytest.raises(ImproperlyConfigured, match=missing):
        settings_with(monkeypatch, **given)


def test_production_starts_with_all_of_them_and_on_no_stand_in(monkeypatch):
    found = settings_with(monkeypatch, **PRODUCTION)

    assert found["DEBUG"] is False
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert found["CELERY_BROKER_URL"] == "redis://broker.invalid"
    assert found["SESSION_COOKIE_SECURE"]
    assert found["REQUIRE_SECOND_FACTOR"]


def test_a_deployment_that_nobody_knows_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="development, demo or production"):
        settings_with(monkeypatch, DEPLOYMENT="staging")


def test_a_fresh_clone_needs_nothing_and_the_demo_says_so_about_the_second_factor(monkeypatch):
    assert settings_with(monkeypatch)["DATABASES"]["default"]["ENGINE"] == "practice.database.embedded"
    assert settings_with(monkeypatch, DEPLOYMENT="demo")["REQUIRE_SECOND_FACTOR"] is False


def test_no_task_is_lost_or_taken_twice_while_it_runs(monkeypatch):
    found = settings_with(monkeypatch, **PRODUCTION)

    assert found["CELERY_ACCEPT_CONTENT"] == ["json"]
    assert found["CELERY_TASK_SERIALIZER"] == "json"
    assert found["CELERY_TASK_ACKS_LATE"]
    assert found["CELERY_TASK_REJECT_ON_WORKER_LOST"]
    assert found["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"] > found["CELERY_TASK_TIME_LIMIT"]


def test_a_worker_waits_for_its_broker_however_long_it_is_away(monkeypatch):
    found = settings_with(monkeypatch, **PRODUCTION)

    assert found["CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP"]
    assert found["CELERY_BROKER_CONNECTION_MAX_RETRIES"] is None


def test_a_broker_that_hangs_is_not_waited_for(monkeypatch):
    options = settings_with(monkeypatch, **PRODUCTION)["CELERY_BROKER_TRANSPORT_OPTIONS"]

    assert 0 < options["socket_connect_timeout"] <= options["socket_timeout"] <= 5
