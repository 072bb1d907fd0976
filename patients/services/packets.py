"""Making a packet for somebody, and closing it."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import Packet, PacketAnswer, PacketDraft, PacketPart, Patient, PrivateLink, SectionVersion
from patients.services.locking import lock_chart
from patients.services.safe_contact import may_arrange
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User


@transaction.atomic
def open_packet(*, patient: Patient, by: User, at: datetime) -> Packet:
    """The packet that is open for them, or a new one with every offered section in its newest version.

    Whoever books for them may do this: it shows no question. Raises PermissionDenied; ValidationError without sections.
    """
    may_arrange(patient, by)
    lock_chart(patient.pk)
    there = Packet.objects.filter(patient=patient).open().first()
    if there is not None:
        return there
    versions = list(SectionVersion.objects.in_use())
    if not versions:
        raise ValidationError(_("No forms are offered yet. An administrator can publish them."))
    packet = Packet(patient=patient, made_at=at, made_by=by)
    write(packet)
    PacketPart.objects.bulk_create(
        PacketPart(packet=packet, version=version, place=place) for place, version in enumerate(versions, start=1)
    )
    record("packet.made", packet, by=by, at=at, sections=len(versions))
    return packet


@transaction.atomic
def close_packet(*, packet: Packet, by: User, at: datetime) -> Packet:
    """Nothing more comes in: its link is closed, and what was never sent is gone. What was sent stays.

    Raises PermissionDenied; ValidationError where it is closed already.
    """
    may_arrange(packet.patient, by)
    lock_chart(packet.patient_id)
    packet = Packet.objects.select_for_update(no_key=True, of=("self",)).get(pk=packet.pk)
    if packet.closed_at is not None:
        raise ValidationError(_("These forms are closed already."))
    packet.closed_at, packet.closed_by = at, by
    write(packet)
    PrivateLink.objects.filter(packet=packet, revoked_at=None).update(
        revoked_at=at, revoked_by=by, revoked_why=PrivateLink.Why.STAFF
    )
    PacketDraft.objects.filter(packet=packet).delete()
    record("packet.closed", packet, by=by, at=at)
    refresh(patient_id=packet.patient_id, at=at)
    return packet


def forms_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Of a record that can only be read, nothing could be sent or read through any more."""
    if Packet.objects.filter(patient=older).open().exists():
        yield _("The record that goes out of use has open forms. Close them first.")
    if PacketAnswer.objects.filter(submission__packet__patient=older).unread().exists():
        yield _("The record that goes out of use has forms that wait to be read. Ask their team to read them first.")
