"""Sending what the outbox holds: at least once, recorded once, and nothing in it but a label and a link."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from practice.prompts import notices
from practice.prompts.models import Delivery
from practice.sending import Sent, send_each

logger = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=6)


def send_deliveries(*, at: datetime, clock: Callable[[], datetime] | None = None) -> Sent:
    """Send what is waiting, each message in a transaction of its own; two runs at once share the work.

    A crash between sending and recording sends that one message again, under the same Message-ID.
    """
    return send_each(partial(_send_next, at=at, clock=clock))


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
