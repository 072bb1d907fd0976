"""What beat asks for: calm when the database is away, and carried out by a real worker from a real queue."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.core import mail
from django.db import OperationalError, connection

from practice.celery import app
from practice.prompts import tasks
from practice.prompts.models import Delivery
from practice.prompts.models.heartbeat import last_sweep
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


# --- a real worker ------------------------------------------------------------------------------------------------


@pytest.fixture
def queue(tmp_path: Path):
    """A broker on disk of this test's own."""
    folders = {
        "data_folder_in": "queue",
        "data_folder_out": "queue",
        "processed_folder": "processed",
        "control_folder": "control",
    }
    broker = tmp_path / "broker"
    for folder in set(folders.values()):
        (broker / folder).mkdir(parents=True)
    with Celery(
        broker="filesystem://",
        set_as_current=False,
        broker_transport_options={name: str(broker / folder) for name, folder in folders.items()},
    ) as client:
        yield client


@pytest.fixture
def worker(tmp_path: Path, committing_db):
    """A worker process on this test's database and this test's queue."""
    config = connection.get_connection_params()
    address = f"postgres://{config['user']}@/{config['dbname']}?host={config['host']}"
    environment = {
        **os.environ,
        "DEPLOYMENT": "development",
        "DATABASE_URL": address,
        "GROUNDWORK_VAR": str(tmp_path),
        "EMAIL_URL": "dummymail://",
        "REDIS_URL": "",
    }
    command = [sys.executable, "-m", "celery", "-A", "practice", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with (tmp_path / "worker.log").open("w") as log:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
        yield tmp_path / "worker.log"
        process.terminate()
        process.wait(timeout=30)


def wait_for(truth, log: Path, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


@pytest.mark.slow
def test_a_worker_sweeps_and_delivers_what_was_queued(queue, worker, prescriber):
    queue.send_task(tasks.sweep_prompts.name)
    wait_for(last_sweep, worker)

    queue.send_task(tasks.send_deliveries.name)
    wait_for(lambda: not Delivery.objects.waiting().exists(), worker)

    assert "Traceback" not in worker.read_text()
