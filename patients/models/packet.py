"""Forms at the patient's pace: one person's packet, and what is typed into it before it is sent.

A draft is readable by nobody else, and gone when it is taken back; sending it makes answers that stay.
"""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.packet_sections import PacketQuestion, SectionVersion
from patients.queries.packets import OfAPacketQuerySet, PacketQuerySet
from patients.rules.packet import AnswerKind
from practice.database.rights import Rights
from practice.staff.models import User

PART_IS_PUBLISHED = """
    IF NOT EXISTS (SELECT FROM patients_sectionversion WHERE id = NEW.version_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A packet offers published versions only.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def by_one_of(first: str, second: str) -> Q:
    """One of two ways in which something was written down, and not both."""
    return Q(**{f"{first}__isnull": False, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": True, f"{second}__isnull": False}
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Packet(models.Model):
    """The sections that one person is offered, in the versions of the day it was made; open until it is closed."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="packets")
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PacketQuerySet.as_manager()

    class Meta:
        verbose_name = _("packet")
        verbose_name_plural = _("packets")
        ordering = ["patient", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(closed_at=None),
                name="patient_has_one_open_packet",
                violation_error_message=_("There is an open packet already: go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="packet_is_closed_at_a_moment_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"packet {self.pk}"


class PacketPart(models.Model):
    """One section of one packet, in the version that it was given in."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="parts")
    version = models.ForeignKey(SectionVersion, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("place"))

    objects = OfAPacketQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("section in a packet")
        verbose_name_plural = _("sections in a packet")
        ordering = ["packet", "place"]
        constraints = [
            models.UniqueConstraint(fields=["packet", "place"], name="packet_has_one_section_a_place"),
            models.UniqueConstraint(fields=["packet", "version"], name="packet_offers_a_section_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="packet_offers_published_versions",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=PART_IS_PUBLISHED,
            )
        ]

    def __str__(self) -> str:
        return f"section in a packet {self.pk}"


class PacketLook(models.Model):
    """That a section was looked at: progress without a percentage. It says nothing of what was written there."""

    part = models.ForeignKey(PacketPart, on_delete=models.PROTECT, related_name="looks")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by_staff = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("look at a section")
        verbose_name_plural = _("looks at sections")
        constraints = [models.UniqueConstraint(fields=["part"], name="look_at_a_section_counts_once")]

    def __str__(self) -> str:
        return f"look at a section {self.pk}"


class PacketOptIn(models.Model):
    """Whether the person wants a section opened that is off the private link. The newest answer counts."""

    part = models.ForeignKey(PacketPart, on_delete=models.PROTECT, related_name="opt_ins")
    through = models.ForeignKey("patients.PrivateLink", on_delete=models.PROTECT, related_name="+")
    is_wanted = models.BooleanField(_("wanted"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("answer whether to open a section")
        verbose_name_plural = _("answers whether to open a section")
        ordering = ["part", "-id"]

    def __str__(self) -> str:
        return f"answer whether to open a section {self.pk}"


class PacketDraft(models.Model):
    """What is typed and not sent: the person's own, encrypted, and gone when it is sent or taken back.

    `sheet` is the showing of the page it was typed on: what is emptied there is taken back, while an empty field on a
    page that was opened again leaves alone what stands here and is not shown.
    """

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="drafts")
    question = models.ForeignKey(PacketQuestion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of answer"), max_length=10, choices=AnswerKind)
    sealed = models.TextField(_("what was said, encrypted"), blank=True)
    sheet = models.CharField(_("showing of the page"), max_length=32)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    through = models.ForeignKey("patients.PrivateLink", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfAPacketQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("answer that is not sent")
        verbose_name_plural = _("answers that are not sent")
        constraints = [
            models.UniqueConstraint(fields=["packet", "question"], name="draft_of_a_question_once"),
            models.CheckConstraint(
                condition=(Q(kind="said") & ~Q(sealed="")) | (~Q(kind="said") & Q(sealed="")),
                name="draft_holds_words_where_something_was_said",
            ),
            models.CheckConstraint(
                condition=by_one_of("saved_by", "through"), name="draft_is_staffs_or_came_through_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"answer that is not sent {self.pk}"
