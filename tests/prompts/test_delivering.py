"""The outbox: every notice goes out at least once, is recorded once, and tells nobody anything."""

import pytest
from django.core import mail

from practice import sending
from practice.prompts import notices
from practice.prompts.kinds import only
from practice.prompts.models import Delivery, Prompt
from practice.prompts.services.delivering import send_deliveries
from practice.prompts.services.sweeping import sweep
from tests.prompts.work import DAY, HOUR, MONDAY, answer, ask


@pytest.fixture
def waiting(prescriber):
    """Three notices about three people's work."""
    for key in (1, 2, 3):
        ask(prescriber, key=key, patient_id=key)
    sweep(at=MONDAY)


@pytest.fixture
def no_mail_server(monkeypatch):
    tried = []

    def refuse(notice):
        tried.append(notice)
        raise ConnectionRefusedError

    monkeypatch.setattr(notices, "send", refuse)
    return tried


def test_what_waits_is_sent_once(waiting):
    first, second = send_deliveries(at=MONDAY), send_deliveries(at=MONDAY + HOUR)

    assert (first.sent, second.sent, len(mail.outbox)) == (3, 0, 3)
    assert set(Delivery.objects.values_list("sent_at", "attempts")) == {(MONDAY, 1)}


def test_a_message_says_what_kind_of_work_and_where(prescriber, settings):
    settings.PUBLIC_URL = "https://groundwork.example"
    ask(prescriber, key=44, patient_id=9155)
    sweep(at=MONDAY)

    send_deliveries(at=MONDAY)

    [message] = mail.outbox
    assert message.to == ["robin@example.org"]
    assert message.subject == "Groundwork: An answer is due"
    assert message.body == (
        f"An answer is due.\nIt waits for you.\n\nhttps://groundwork.example/prompts/{Prompt.objects.get().pk}/\n"
    )
    assert "9155" not in str(message.message())


@pytest.mark.parametrize("reason", Delivery.Reason.values)
def test_each_reason_has_its_sentence(waiting, reason):
    Delivery.objects.update(reason=reason)

    assert send_deliveries(at=MONDAY).sent == 3


def test_the_same_delivery_always_carries_the_same_message_id(waiting):
    send_deliveries(at=MONDAY)
    Delivery.objects.update(sent_at=None)
    send_deliveries(at=MONDAY)

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(ids), len(set(ids))) == (6, 3)


def test_without_a_mail_server_everything_waits(waiting, no_mail_server, caplog):
    run = send_deliveries(at=MONDAY)

    assert (run.sent, run.failed) == (0, 3)
    assert Delivery.objects.waiting().count() == 3
    assert "robin" not in caplog.text


def test_what_failed_is_tried_again_later_and_later(waiting, no_mail_server):
    Delivery.objects.exclude(prompt__key=1).update(sent_at=MONDAY)
    at, waits = MONDAY, []
    for _ in range(12):
        send_deliveries(at=at)
        again = Delivery.objects.get(prompt__key=1).next_try_at
        waits.append((again - at).total_seconds() / 60)
        at = again

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]
    assert len(no_mail_server) == 12


def test_it_is_not_tried_before_its_time(waiting, no_mail_server):
    send_deliveries(at=MONDAY)
    send_deliveries(at=MONDAY + HOUR / 60)

    assert len(no_mail_server) == 3


def test_one_wrong_address_does_not_stop_the_others(waiting, monkeypatch):
    wrong = Delivery.objects.earliest("id")
    send = notices.send

    def refuse_one(notice):
        if f"delivery-{wrong.pk}@" in notice.message_id:
            raise ValueError
        send(notice)

    monkeypatch.setattr(notices, "send", refuse_one)

    run = send_deliveries(at=MONDAY)

    assert (run.sent, run.failed) == (2, 1)


def test_once_the_server_is_back_each_goes_out_once(waiting, no_mail_server, monkeypatch):
    send_deliveries(at=MONDAY)
    monkeypatch.undo()

    send_deliveries(at=MONDAY + HOUR)

    assert len(mail.outbox) == 3
    assert not Delivery.objects.waiting().exists()


def test_a_server_that_is_away_is_not_asked_for_every_message(waiting, prescriber, no_mail_server):
    for key in range(10, 30):
        ask(prescriber, key=key, patient_id=key)
    sweep(at=MONDAY)

    send_deliveries(at=MONDAY)

    assert len(no_mail_server) == sending.FAILURES_IN_A_ROW


def test_work_that_was_done_meanwhile_is_not_mailed(waiting):
    answer(key=2, patient_id=2)
    sweep(at=MONDAY + HOUR)

    run = send_deliveries(at=MONDAY + HOUR)

    assert (run.sent, run.withdrawn) == (2, 1)
    assert Delivery.objects.get(prompt__key=2).withdrawn_at == MONDAY + HOUR


def test_who_left_gets_no_mail(waiting, prescriber):
    prescriber.is_active = False
    prescriber.save()

    assert send_deliveries(at=MONDAY).withdrawn == 3
    assert mail.outbox == []


def test_a_kind_that_is_gone_is_not_mailed(waiting):
    with only():
        assert send_deliveries(at=MONDAY).withdrawn == 3


def test_the_moment_of_sending_is_recorded_not_of_the_runs_start(waiting):
    send_deliveries(at=MONDAY, clock=lambda: MONDAY + DAY)

    assert set(Delivery.objects.values_list("sent_at", flat=True)) == {MONDAY + DAY}
