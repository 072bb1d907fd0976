"""Sending what the outbox holds: at least once, recorded once, and nothing in it but a label and a link."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from practice.prompts import notices
from practice.prompts.models import Delivery

logger = logging.getLogger(__name__)

BATCH = 500
# The mail server is away rather than one address wrong: the rest waits for the next run.
FAILURES_IN_A_ROW = 3
LONGEST_WAIT = timedelta(hours=6)


@dataclass
class Sent:
    """What one run did."""

    sent: int = 0
    withdrawn: int = 0
    failed: int = 0


def send_deliveries(*, at: datetime, clock: Callable[[], datetime] | None = None) -> Sent:
    """Send what is waiting, each message in a transaction of its own; two runs at once share the work.

    A crash between sending and recording sends that one message again, under the same Message-ID.
    """
    done, in_a_row = Sent(), 0
    for _each in range(BATCH):
        result = _send_next(at=at, clock=clock)
        if result is None:
            break
        setattr(done, result, getattr(done, result) + 1)
        in_a_row = in_a_row + 1 if result == "failed" else 0
        if in_a_row == FAILURES_IN_A_ROW:
            break
    return done


@transaction.atomic
def _send_next(*, at: datetime, clock: Callable[[], datetime] | None) -> str | None:
    """One message: "sent", "withdrawn" or "failed"; None when nothing waits."""
    waiting = Delivery.objects.to_try(at).select_related("prompt", "to")
    delivery = waiting.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if delivery is None:
        return None
    result = _attempt(delivery, at=clock() if clock else at)
    delivery.save(update_fields=["attempts", "sent_at", "withdrawn_at", "failed_at", "next_try_at"])
    return result


def _attempt(delivery: Delivery, *, at: datetime) -> str:
    notice = notices.notice_of(delivery)
    if notice is None:
        delivery.withdrawn_at = at
        return "withdrawn"
    delivery.attempts += 1
    try:
        notices.send(notice)
    # Whatever a mail server or its library raises, the message stays in the outbox and the next one is tried.
    except Exception as error:
        logger.warning("Delivery %s failed (%s).", delivery.pk, type(error).__name__)
        delivery.failed_at, delivery.next_try_at = at, at + _wait(delivery.attempts)
        return "failed"
    delivery.sent_at = at
    return "sent"


def _wait(attempts: int) -> timedelta:
    """Two minutes, four, eight … up to a quarter of a day; it is never given up while the work waits."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_WAIT)
