"""What beat asks for, and how calm it is when the database is away; tests/services has real workers do it."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import OperationalError

from practice.celery import app
from practice.prompts import tasks
from practice.prompts.services import delivering, sweeping
from tests.prompts.work import ask, the_prompt


def test_beat_asks_for_tasks_that_exist():
    app.loader.import_default_modules()

    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.sweep_prompts.name, tasks.send_deliveries.name} <= asked
    assert asked <= set(app.tasks)


def test_a_sweep_and_then_the_mail(prescriber):
    ask(prescriber)

    tasks.sweep_prompts()
    tasks.send_deliveries()

    assert the_prompt().is_open
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("task", "module", "service"),
    [(tasks.sweep_prompts, sweeping, "sweep"), (tasks.send_deliveries, delivering, "send_deliveries")],
)
def test_with_the_database_away_a_task_ends_calmly(task, module, service, monkeypatch, caplog):
    def away(**_):
        raise OperationalError("connection to db.internal refused")

    monkeypatch.setattr(module, service, away)

    task()

    assert "this time (OperationalError)" in caplog.text
    assert "db.internal" not in caplog.text
