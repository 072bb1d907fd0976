"""Private links: making one, closing it, and opening it with the word that was agreed on."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from patients.guesses import begin_pause, is_paused, note_wrong
from patients.models import LinkOpening, Packet, Patient, PrivateLink
from patients.rules.packet import day_of
from patients.rules.private_word import LONGEST, is_easy, plain
from patients.services.contacting import contact
from patients.services.intake import note_forms_sent
from patients.services.locking import lock_chart
from patients.services.packets import open_packet
from patients.services.safe_contact import may_arrange
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User

TOKEN_BYTES = 32
PAUSES_AFTER = 5
CLOSES_AFTER = 20
OPEN_DAYS = (3, 7, 14, 30)
OpensWith, Why = PrivateLink.OpensWith, PrivateLink.Why


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new link. `path` is known here alone: it is shown or sent once and kept nowhere."""

    link: PrivateLink
    path: str


class Tried(StrEnum):
    """What came of trying a word."""

    OPENED = auto()
    WRONG = auto()
    PAUSED = auto()
    GONE = auto()


@transaction.atomic
def make_link(
    *,
    patient: Patient,
    by: User,
    at: datetime,
    word: str = "",
    opens_with: str = OpensWith.WORD,
    days: int = 14,
    channel: str = "",
) -> Made:
    """A link to their forms; the one before is closed. With a channel it is sent too, or nothing is made at all.

    Raises PermissionDenied; ValidationError for a word that others would guess; ContactNotSafe.
    """
    secret = _secret(patient, opens_with, word)
    if days not in OPEN_DAYS:
        raise ValidationError({"days": _("Choose for how long it opens.")})
    packet = open_packet(patient=patient, by=by, at=at)
    _close_those_of(packet, by, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PrivateLink(
        packet=packet,
        digest=digest_of(token),
        word_hash=make_password(secret),
        opens_with=opens_with,
        made_at=at,
        made_by=by,
        expires_at=at + timedelta(days=days),
    )
    write(link)
    record("private_link.made", link, by=by, at=at, patient_id=patient.pk, opens_with=opens_with, days=days)
    path = reverse("private_door", args=[token])
    if channel:
        contact(patient=patient, channel=channel, message_kind="forms-link", by=by, at=at, link=path)
    note_forms_sent(patient=patient, by=by, at=at)
    refresh(patient_id=patient.pk, at=at)
    return Made(link=link, path=path)


@transaction.atomic
def revoke_link(*, link: PrivateLink, by: User, at: datetime) -> PrivateLink:
    """Nobody opens it from now on, whoever has it open included. Closing it twice changes nothing."""
    patient = link.packet.patient
    may_arrange(patient, by)
    lock_chart(patient.pk)
    link = PrivateLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    if link.revoked_at is not None:
        return link
    link.revoked_at, link.revoked_by, link.revoked_why = at, by, Why.STAFF
    write(link)
    record("private_link.revoked", link, by=by, at=at, patient_id=patient.pk)
    refresh(patient_id=patient.pk, at=at)
    return link


def link_of(token: str, *, at: datetime) -> PrivateLink | None:
    """The link behind an address while it opens. Unknown, over and closed are all None."""
    links = PrivateLink.objects.in_force(at).select_related("packet__patient")
    return links.filter(digest=digest_of(token)).first()


@transaction.atomic
def open_with(*, token: str, typed: str, address: str, at: datetime) -> tuple[Tried, LinkOpening | None]:
    """Try a word. Tries on one link wait for each other, so that none escapes the count, however many come at once.

    Whether a word is right is not looked at during a pause.
    """
    links = PrivateLink.objects.in_force(at).select_for_update(no_key=True, of=("self",))
    link = links.filter(digest=digest_of(token)).select_related("packet").first()
    if link is None:
        return Tried.GONE, None
    if is_paused(link.pk, address, at):
        return Tried.PAUSED, None
    if not check_password(_comparable(link.opens_with, typed), link.word_hash):
        return _wrong(link, address, at), None
    opening = LinkOpening.objects.create(link=link)
    record("private_link.opened", link, by=None, at=at, patient_id=link.packet.patient_id)
    return Tried.OPENED, opening


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _wrong(link: PrivateLink, address: str, at: datetime) -> Tried:
    link.wrong_tries += 1
    note_wrong(address, at)
    if link.wrong_tries % PAUSES_AFTER == 0:
        begin_pause(link.pk)
    if link.wrong_tries >= CLOSES_AFTER:
        link.revoked_at, link.revoked_why = at, Why.WRONG_WORDS
        record("private_link.closed_itself", link, by=None, at=at, patient_id=link.packet.patient_id)
    link.save(update_fields=["wrong_tries", "revoked_at", "revoked_why"])
    return Tried.GONE if link.revoked_at else Tried.WRONG


def _close_those_of(packet: Packet, by: User, at: datetime) -> None:
    PrivateLink.objects.filter(packet=packet, revoked_at=None).update(
        revoked_at=at, revoked_by=by, revoked_why=Why.REPLACED
    )


def _secret(patient: Patient, opens_with: str, word: str) -> str:
    if opens_with == OpensWith.BIRTH_DATE:
        if patient.birth_date is None:
            raise ValidationError({"opens_with": _("We do not know their birth date. Agree on a word.")})
        return patient.birth_date.isoformat()
    known = [patient.chosen_name, patient.legal_name, patient.phone, patient.record_number]
    born = [patient.birth_date.strftime(form) for form in ("%Y", "%d%m%Y", "%d%m%y")] if patient.birth_date else []
    if len(word) > LONGEST or is_easy(word, [*known, *born]):
        raise ValidationError({"word": _("Others might guess this. Choose a word of four letters or more.")})
    return plain(word)


def _comparable(opens_with: str, typed: str) -> str:
    if opens_with == OpensWith.BIRTH_DATE:
        day = day_of(typed)
        return day.isoformat() if day else ""
    return plain(typed[:LONGEST])
