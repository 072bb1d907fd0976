"""Several connections at the same moment, with real commits: nothing twice, nothing lost, nobody waits in a circle."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction

from practice.prompts import notices
from practice.prompts.models import Delivery, Prompt
from practice.prompts.services import sweeping
from practice.prompts.services.delivering import send_deliveries
from practice.prompts.services.sweeping import refresh, sweep
from tests.prompts.work import DAY, HOUR, MONDAY, answer, ask, the_prompt

pytestmark = pytest.mark.usefixtures("committing_db")
PATIENCE = 20  # seconds; what is right takes a fraction of one


@pytest.fixture
def together():
    """Runs things in threads with connections of their own."""

    def run(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        yield lambda work: pool.submit(run, work)


def finished(*futures: Future) -> list[Any]:
    return [future.result(timeout=PATIENCE) for future in futures]


def test_four_sweeps_at_once_make_one_prompt(prescriber, together):
    ask(prescriber)
    start = Barrier(4)

    def one():
        start.wait(PATIENCE)
        return sweep(at=MONDAY)

    swept = finished(*(together(one) for _ in range(4)))

    assert sum(run.opened for run in swept) == 1
    assert Prompt.objects.count() == Delivery.objects.count() == 1


def test_a_second_sweep_says_that_it_did_nothing(prescriber, together):
    ask(prescriber)

    with transaction.atomic():
        sweep(at=MONDAY)
        [second] = finished(together(lambda: sweep(at=MONDAY)))

    assert (second.busy, second.opened) == (True, 0)


def test_refreshes_and_sweeps_at_once_make_one_prompt_each(prescriber, together):
    for key in range(20):
        ask(prescriber, key=key, patient_id=key)
    start = Barrier(8)

    def one(number):
        start.wait(PATIENCE)
        for key in range(20):
            with transaction.atomic():
                refresh(patient_id=(key * 7 + number) % 20, at=MONDAY)
        return sweep(at=MONDAY)

    finished(*(together(lambda number=number: one(number)) for number in range(8)))

    assert Prompt.objects.count() == Delivery.objects.count() == 20
    assert set(Prompt.objects.values_list("revision", flat=True)) == {1}


def during(module, monkeypatch, after: str) -> tuple[Event, Event]:
    """Holds a sweep after one of its steps, until it is told to go on: (it is there, go on)."""
    there, go_on = Event(), Event()
    original = getattr(module, after)

    def hold(*args, **kwargs):
        result = original(*args, **kwargs)
        there.set()
        assert go_on.wait(PATIENCE)
        return result

    monkeypatch.setattr(module, after, hold)
    return there, go_on


def until_somebody_waits() -> None:
    """Until a connection of this database waits for another's lock."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)
    raise AssertionError("Nobody waits.")


def test_an_answer_that_a_running_sweep_could_not_see_is_found_by_the_next(prescriber, together, monkeypatch):
    """The sweep has raised the prompt and not committed, so neither knows of the other."""
    ask(prescriber)
    there, go_on = during(sweeping, monkeypatch, "beat")
    sweeping_now = together(lambda: sweep(at=MONDAY))
    assert there.wait(PATIENCE)

    def answer_it():
        with transaction.atomic():
            answer()
            return refresh(patient_id=7, at=MONDAY + HOUR)

    finished(together(answer_it))
    go_on.set()
    finished(sweeping_now)

    assert sweep(at=MONDAY + HOUR).closed == 1
    assert not the_prompt().is_open


def test_a_refresh_sees_what_a_sweep_changed_while_it_waited(prescriber, colleague, together, monkeypatch):
    """The sweep is about to escalate; the refresh hands over. Both stand in the end."""
    ask(prescriber)
    sweep(at=MONDAY)
    there, go_on = during(sweeping, monkeypatch, "beat")
    escalating = together(lambda: sweep(at=MONDAY + DAY))
    assert there.wait(PATIENCE)

    def hand_over():
        with transaction.atomic():
            ask(colleague)
            return refresh(patient_id=7, at=MONDAY + DAY)

    handing = together(hand_over)
    until_somebody_waits()
    go_on.set()
    _, handed = finished(escalating, handing)

    assert (the_prompt().owner, the_prompt().level, handed.yielded) == (colleague, 1, 0)


def test_a_refresh_that_raises_what_a_sweep_is_raising_waits_and_agrees(prescriber, colleague, together, monkeypatch):
    """Both insert the same key; the refresh knows of a later owner and has the last word."""
    ask(prescriber)
    there, go_on = during(sweeping, monkeypatch, "beat")
    raising = together(lambda: sweep(at=MONDAY))
    assert there.wait(PATIENCE)

    def ask_somebody_else():
        with transaction.atomic():
            ask(colleague, urgent=True)
            return refresh(patient_id=7, at=MONDAY)

    asking = together(ask_somebody_else)
    until_somebody_waits()
    go_on.set()
    finished(raising, asking)

    assert (the_prompt().owner, the_prompt().urgent, the_prompt().openings) == (colleague, True, 1)


def test_a_sweep_passes_over_what_a_clinical_act_is_changing(prescriber, together):
    """Uncommitted answer: the sweep neither waits nor escalates the prompt that is just being closed."""
    ask(prescriber)
    sweep(at=MONDAY)

    with transaction.atomic():
        answer()
        refresh(patient_id=7, at=MONDAY + DAY)
        [swept] = finished(together(lambda: sweep(at=MONDAY + DAY)))

    assert (swept.escalated, swept.yielded) == (0, 1)
    assert not the_prompt().is_open
    assert sweep(at=MONDAY + DAY).by_kind == []


def test_a_sweep_gives_up_rather_than_make_a_clinical_act_wait_for_it(prescriber, together):
    """An act that raises the same prompt and does not end: the sweep leaves calmly, the next one finds all done."""
    ask(prescriber)

    with transaction.atomic():
        refresh(patient_id=7, at=MONDAY)
        waiting = together(lambda: sweep(at=MONDAY))
        with pytest.raises(OperationalError):
            finished(waiting)

    assert sweep(at=MONDAY).by_kind == []
    assert Prompt.objects.count() == 1


def test_acts_that_undo_themselves_leave_no_prompt(prescriber):
    with transaction.atomic():
        ask(prescriber, urgent=True)
        refresh(patient_id=7, at=MONDAY)
        transaction.set_rollback(True)

    assert not Prompt.objects.exists()
    assert not Delivery.objects.exists()


# --- the outbox ---------------------------------------------------------------------------------------------------


def test_a_crash_between_commit_and_sending_loses_nothing(prescriber):
    """Nothing is handed over in memory: whoever runs next, at any time, finds the row and sends it once."""
    ask(prescriber)
    sweep(at=MONDAY)
    connection.close()

    send_deliveries(at=MONDAY + 3 * DAY)
    send_deliveries(at=MONDAY + 3 * DAY)

    assert len(mail.outbox) == 1


def test_a_crash_between_sending_and_recording_repeats_that_message_only(prescriber, monkeypatch):
    for key in (1, 2):
        ask(prescriber, key=key, patient_id=key)
    sweep(at=MONDAY)
    send = notices.send

    def send_and_die(notice):
        send(notice)
        raise SystemExit

    monkeypatch.setattr(notices, "send", send_and_die)
    with pytest.raises(SystemExit):
        send_deliveries(at=MONDAY)
    monkeypatch.undo()
    send_deliveries(at=MONDAY)

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(ids), len(set(ids))) == (3, 2)
    assert not Delivery.objects.waiting().exists()


def test_four_senders_at_once_send_each_message_once(prescriber, together):
    for key in range(40):
        ask(prescriber, key=key, patient_id=key)
    sweep(at=MONDAY)
    start = Barrier(4)

    def one():
        start.wait(PATIENCE)
        return send_deliveries(at=MONDAY).sent

    sent = finished(*(together(one) for _ in range(4)))

    assert sum(sent) == len(mail.outbox) == 40
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 40
