"""Answering at one's own pace: each field is kept as it is typed, and nobody reads it before it is sent.

What is not sent is no part of the chart, so keeping and taking back a draft are no acts; sending is one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import (
    Packet,
    PacketAnswer,
    PacketDraft,
    PacketLook,
    PacketOptIn,
    PacketPart,
    PacketSubmission,
    PrivateLink,
)
from patients.rules.packet import AnswerKind, Reply, together
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.encryption import decrypt, encrypt
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User

PURPOSE = "packet.answer"


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who fills it in: somebody here, together with the person; or the person themselves through their link."""

    staff: User | None = None
    link: PrivateLink | None = None


@transaction.atomic
def save_replies(
    *, packet: Packet, replies: Mapping[int, Reply | None], sheet: str, writer: Writer, at: datetime
) -> None:
    """Keep what stands in the fields of these questions (by id) on this showing of the page.

    An empty field takes back what was typed on this very showing, and leaves alone what was kept before and is not
    shown. Raises ValidationError where the packet is closed.
    """
    _still_open(packet)
    there = {draft.question_id: draft for draft in PacketDraft.objects.filter(packet=packet, question__in=replies)}
    for question_id, reply in replies.items():
        draft = there.get(question_id)
        if reply is not None:
            _keep(draft or PacketDraft(packet=packet, question_id=question_id), reply, sheet, writer, at)
        elif draft is not None and draft.sheet == sheet:
            draft.delete()


@transaction.atomic
def look_at(*, part: PacketPart, writer: Writer) -> None:
    """A section was looked at; looking twice counts once."""
    PacketLook.objects.bulk_create([PacketLook(part=part, by_staff=writer.staff)], ignore_conflicts=True)


@transaction.atomic
def opt_in(*, part: PacketPart, is_wanted: bool, link: PrivateLink, at: datetime) -> PacketOptIn:
    """Whether they want a section opened that is off the private link, now that they have read what is told first."""
    row = PacketOptIn.objects.create(part=part, is_wanted=is_wanted, through=link)
    record("packet.opt_in", row, by=None, at=at, patient_id=part.packet.patient_id, is_wanted=is_wanted)
    return row


@transaction.atomic
def send(*, packet: Packet, writer: Writer, at: datetime) -> PacketSubmission | None:
    """Send what this writer kept: it becomes answers that stay, and waits for a clinician. None: there was nothing.

    Somebody here sends what was written here, and never what the person kept at home for themselves. Raises
    ValidationError where the packet is closed.
    """
    lock_chart(packet.patient_id)
    _still_open(packet)
    drafts = PacketDraft.objects.filter(packet=packet, saved_by__isnull=writer.staff is None)
    kept = list(drafts.order_by("question__version", "question__position", "question"))
    if not kept:
        return None
    sending = PacketSubmission.objects.create(
        packet=packet, submitted_at=at, submitted_by=writer.staff, through=writer.link
    )
    PacketAnswer.objects.bulk_create(
        PacketAnswer(submission=sending, question_id=draft.question_id, kind=draft.kind, sealed=draft.sealed)
        for draft in kept
    )
    drafts.delete()
    record("packet.sent", sending, by=writer.staff, at=at, patient_id=packet.patient_id, answers=len(kept))
    refresh(patient_id=packet.patient_id, at=at)
    return sending


def said_in(sealed: str) -> dict[str, Any] | None:
    """What was said, opened. Raises UnreadableSecretError."""
    return json.loads(decrypt(sealed, purpose=PURPOSE)) if sealed else None


def _keep(draft: PacketDraft, reply: Reply, sheet: str, writer: Writer, at: datetime) -> None:
    said = ""
    if reply.kind == AnswerKind.SAID and reply.said is not None:
        whole = together(said_in(draft.sealed), reply.said, sheet=sheet)
        said = encrypt(json.dumps(whole, ensure_ascii=False), purpose=PURPOSE)
    draft.kind, draft.sealed, draft.sheet, draft.saved_at = reply.kind, said, sheet, at
    draft.saved_by, draft.through = writer.staff, writer.link
    draft.save()


def _still_open(packet: Packet) -> None:
    """Held until the transaction ends, so that two tabs do not write over each other."""
    if Packet.objects.select_for_update(no_key=True).get(pk=packet.pk).closed_at is not None:
        raise ValidationError(_("These forms are closed. What is kept here already stays as it is."))
