"""A real worker, a real scheduler and a real queue: what is due is done once, whatever happens to any of them."""

import os
import signal
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from practice.prompts import tasks
from practice.prompts.models import Delivery
from practice.prompts.models.heartbeat import last_sweep
from practice.prompts.services.sweeping import sweep
from tests.medications.builders import DAY, plan_on_step
from tests.services.processes import Processes, children_of, forget, queue_below, waiting

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("review_is_due")]


@pytest.fixture
def review_is_due(committing_db):
    """A plan whose next step has been due for a week, and nobody has reviewed its log."""
    plan_on_step(1, since=timezone.now() - 14 * DAY)


@pytest.fixture
def queue(tmp_path):
    with queue_below(tmp_path) as queue:
        yield queue


@pytest.fixture
def client(queue):
    with queue.client() as client:
        yield client


@pytest.fixture
def processes(tmp_path, queue, committing_db):
    processes = Processes(tmp_path, queue)
    yield processes
    for process in processes.started:
        processes.kill(process)


def ask_for(client, task):
    client.send_task(task.name)


def everything_is_sent():
    return not Delivery.objects.waiting().exists()


def sweep_known() -> datetime:
    """When the last sweep was; there has been one."""
    swept_at = last_sweep()
    assert swept_at is not None
    return swept_at


def each_was_sent_once(processes):
    ids = processes.messages()
    there = Delivery.objects.filter(sent_at__isnull=False, attempts=1).count()
    return there == len(ids) == len(set(ids)) > 0


@pytest.fixture
def delivering_stops():
    """Nobody gets at the outbox inside, so a task that delivers has begun and does not end."""

    def hold():
        held = transaction.atomic()
        held.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE prompts_delivery IN ACCESS EXCLUSIVE MODE")
        return lambda: held.__exit__(None, None, None)

    return hold


def test_beat_asks_a_worker_does_and_each_message_goes_out_once(processes):
    processes.worker()
    processes.scheduler()

    processes.wait_for(lambda: last_sweep() and everything_is_sent())
    swept_at = sweep_known()
    processes.wait_for(lambda: sweep_known() > swept_at)

    assert each_was_sent_once(processes)
    assert "Traceback" not in processes.log.read_text()


def test_a_lost_queue_loses_no_message_and_a_full_one_repeats_none(client, queue, processes):
    sweep(at=timezone.now())
    ask_for(client, tasks.send_deliveries)
    queue.loses_everything()
    for _several in range(3):
        ask_for(client, tasks.send_deliveries)

    processes.worker()
    processes.wait_for(everything_is_sent)
    processes.wait_for(lambda: processes.log.read_text().count(f"{tasks.send_deliveries.name}[") >= 6)

    assert each_was_sent_once(processes)


def test_what_a_killed_worker_had_begun_the_next_one_does(client, processes, delivering_stops):
    sweep(at=timezone.now())
    go_on = delivering_stops()
    worker = processes.worker()
    ask_for(client, tasks.send_deliveries)
    processes.wait_for(waiting)

    processes.kill(worker)
    go_on()
    processes.worker()
    ask_for(client, tasks.send_deliveries)
    processes.wait_for(everything_is_sent)

    assert each_was_sent_once(processes)


@pytest.mark.services
def test_a_task_whose_process_is_killed_is_begun_again(client, processes, delivering_stops):
    """Nobody asks a second time: the message was not acknowledged before its work was done."""
    sweep(at=timezone.now())
    go_on = delivering_stops()
    worker = processes.worker()
    ask_for(client, tasks.send_deliveries)
    processes.wait_for(waiting)

    begun = waiting()
    for child in children_of(worker):
        os.kill(child, signal.SIGKILL)
    forget(begun)
    processes.wait_for(lambda: set(waiting()) - set(begun))
    go_on()
    processes.wait_for(everything_is_sent)

    assert each_was_sent_once(processes)


@pytest.mark.services
def test_when_redis_was_away_everybody_goes_on_by_themselves(queue, processes):
    processes.worker()
    processes.scheduler()
    processes.wait_for(last_sweep)

    queue.server.stop(signal.SIGKILL)
    stopped_at = timezone.now()
    processes.wait_for(lambda: "Cannot connect to" in processes.log.read_text())
    queue.server.start()
    processes.wait_for(lambda: sweep_known() > stopped_at + DAY / 86_400)

    assert each_was_sent_once(processes)
