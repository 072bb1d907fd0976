"""Sending the e-mails of the outbox to patients: at least once, recorded once, and only in hours that are safe.

What somebody said about being reached is read again, under its lock, in the moment of sending: a change that came
meanwhile counts.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from patients.contact_words import words_of
from patients.models import OutgoingContact
from patients.rules.contact import Reason, next_safe, refusals
from patients.services.contacting import LINK
from patients.services.safe_contact import Standing, lock_contact, standing_of
from practice.audit.recording import record
from practice.encryption import decrypt
from practice.sending import Sent, send_each

logger = logging.getLogger(__name__)

# After an hour of trying a person is told instead: what we arranged may be near.
TRIES = 6
State = OutgoingContact.State


def send_contacts(*, at: datetime, clock: Callable[[], datetime] | None = None) -> Sent:
    """Send what is due, each in a transaction of its own; two runs at once share the work.

    A crash between sending and recording sends that one message again, under the same Message-ID.
    """
    return send_each(partial(_send_next, at=at, clock=clock))


@transaction.atomic
def _send_next(*, at: datetime, clock: Callable[[], datetime] | None) -> str | None:
    """One message: "sent", "waits", "withdrawn" or "failed"; None when nothing is due."""
    due = OutgoingContact.objects.to_send(at)
    row = due.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if row is None:
        return None
    now = clock() if clock else at
    standing = standing_of(lock_contact(row.patient_id))
    if reasons := refusals(standing.agreed, row.channel, timezone.localtime(now), has_link=bool(row.link)):
        return _not_now(row, standing, reasons, at=now)
    return _attempt(row, standing, at=now)


def _not_now(row: OutgoingContact, standing: Standing, reasons: list[Reason], *, at: datetime) -> str:
    """It waits for the next safe hour; what is no longer safe at all is withdrawn."""
    only_the_hour = reasons == [Reason.OUTSIDE_HOURS]
    way = standing.agreed.ways.get(row.channel)
    next_at = next_safe(way, timezone.localtime(at)) if way and only_the_hour else None
    if next_at:
        row.next_try = next_at
        row.save(update_fields=["next_try"])
        return "waits"
    _settle(row, State.WITHDRAWN, at=at)
    row.save(update_fields=["state", "settled_at", "link"])
    record("contact.withdrawn", row, by=None, at=at, reasons=[reason.value for reason in reasons])
    return "withdrawn"


def _attempt(row: OutgoingContact, standing: Standing, *, at: datetime) -> str:
    row.attempts += 1
    try:
        _send(row, standing)
    # Whatever a mail server or its library raises, the message stays in the outbox and the next one is tried.
    except Exception as error:
        logger.warning("Outgoing contact %s failed (%s).", row.pk, type(error).__name__)
        row.next_try = at + timedelta(minutes=2**row.attempts)
        row.state = State.FAILED if row.attempts >= TRIES else State.DUE
        row.save(update_fields=["attempts", "next_try", "state"])
        return "failed"
    _settle(row, State.SENT, at=at)
    row.obeyed = standing.version
    row.save(update_fields=["attempts", "state", "settled_at", "link", "obeyed"])
    record("contact.sent", row, by=None, at=at, channel=row.channel, kind=row.kind)
    return "sent"


def _settle(row: OutgoingContact, state: State, *, at: datetime) -> None:
    row.state, row.settled_at, row.link = state, at, ""


def _send(row: OutgoingContact, standing: Standing) -> None:
    """The same row always carries the same Message-ID. The sender is the name they chose for us, or an address alone:
    the practice's name stays out of it."""
    alias = standing.wishes.alias
    link = decrypt(row.link, purpose=LINK) if row.link else ""
    with override(settings.LANGUAGE_CODE):
        words = words_of(row.kind, alias=alias, link=link)
    message = EmailMessage(
        words.subject,
        f"{words.body}\n",
        from_email=formataddr((alias, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[standing.agreed.ways[row.channel].address],
        headers={"Message-ID": f"<contact-{row.pk}@{_host()}>"},
    )
    message.send(fail_silently=False)


def _host() -> str:
    return settings.PUBLIC_URL.rpartition("//")[2].partition("/")[0].partition(":")[0]
