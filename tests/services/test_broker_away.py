"""The broker is away or hangs: people at work notice nothing, since no page and no act speaks to it."""

import ast
import socket
import time
from pathlib import Path
from typing import Any, cast

import pytest
import time_machine
from celery import Celery
from django.conf import settings
from django.urls import reverse
from kombu.exceptions import OperationalError

from medications.models import DoseChange, LogEntry
from practice.celery import app
from practice.prompts.models import Prompt
from practice.prompts.tasks import sweep_prompts
from tests.medications.builders import NOW, TODAY, fresh, ready_plan

PACKAGES = ["practice", "patients", "medications", "sessions"]
ASKING_THE_BROKER = {"delay", "apply_async", "send_task"}
GIVES_UP_WITHIN_SECONDS = 30.0


@pytest.fixture
def hanging():
    """A port that takes every connection and says nothing."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        yield port


def address(port):
    return f"redis://127.0.0.1:{port.getsockname()[1]}/0"


def was_spoken_to(port):
    port.setblocking(False)
    try:
        port.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.fixture
def broker_hangs(hanging, monkeypatch):
    """For everything in this process that would speak to it."""
    pool = cast(Any, app.pool)
    pool.force_close_all()
    monkeypatch.setitem(app.conf, "broker_url", address(hanging))
    yield hanging
    pool.force_close_all()


@pytest.mark.slow
@time_machine.travel(NOW, tick=False)
def test_a_dose_goes_up_and_a_wish_to_wait_comes_in(committing_db, broker_hangs, client):
    plan = ready_plan()
    client.force_login(plan.prescriber)
    step = {"first_dose_on": TODAY.isoformat(), "version": fresh(plan).version, "step": 2}
    wish = {"wait-source": "phone", "wait-in_their_words": "Not before the move."}

    stepped = client.post(reverse("step_up", args=[plan.pk]), step)
    wished = client.post(reverse("ask_to_wait", args=[plan.patient_id]), wish)

    assert [stepped.status_code, wished.status_code] == [302, 302]
    assert DoseChange.objects.filter(step__position=2).exists()
    assert LogEntry.objects.latest("id").kind == "wait-request"
    assert Prompt.objects.exists(), "what waits on a person is there without a worker"
    assert client.get(reverse("today")).status_code == 200
    assert not was_spoken_to(broker_hangs)


def sources():
    return [path for package in PACKAGES for path in (settings.BASE_DIR / package).rglob("*.py")]


def asks_the_broker(path: Path):
    attributes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)]
    return [f"{path}:{node.lineno}" for node in attributes if node.attr in ASKING_THE_BROKER]


def test_nothing_asks_the_broker_but_beat():
    """A broker that hangs would hold up whoever asks. Write what is due as state; a sweep finds it (decision 0003)."""
    assert [found for path in sources() for found in asks_the_broker(path)] == []


def test_the_rule_sees_one_that_asks(tmp_path):
    (tmp_path / "act.py").write_text("transaction.on_commit(partial(send.delay, 7))")

    assert asks_the_broker(tmp_path / "act.py") == [f"{tmp_path / 'act.py'}:1"]


@pytest.mark.services
def test_whoever_does_ask_gives_up_in_time(hanging):
    client = Celery(broker=address(hanging), broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    began = time.monotonic()

    with pytest.raises(OperationalError):
        client.send_task(sweep_prompts.name)

    assert time.monotonic() - began < GIVES_UP_WITHIN_SECONDS
    assert was_spoken_to(hanging)
