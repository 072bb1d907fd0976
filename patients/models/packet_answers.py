"""What was sent, and what became of it: answers that stay, each read once by a clinician."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models.packet import Packet, by_one_of
from patients.models.packet_sections import PacketQuestion
from patients.queries.packets import OfAPacketQuerySet, PacketAnswerQuerySet
from patients.rules.packet import AnswerKind
from practice.database.rights import Rights
from practice.staff.models import User

ANSWERS_ITS_PACKET = """
    IF NOT EXISTS (
        SELECT FROM patients_packetsubmission sending
        JOIN patients_packetpart part ON part.packet_id = sending.packet_id
        JOIN patients_packetquestion question ON question.version_id = part.version_id
        WHERE sending.id = NEW.submission_id AND question.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'An answer is to a question of its packet.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PacketSubmission(models.Model):
    """One sending of what was written. It waits until a clinician has read each answer; somebody may send again."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField(_("sent"))
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    through = models.ForeignKey("patients.PrivateLink", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfAPacketQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("sending of a packet")
        verbose_name_plural = _("sendings of packets")
        ordering = ["packet", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=by_one_of("submitted_by", "through"), name="sending_is_staffs_or_came_through_a_link"
            )
        ]

    def __str__(self) -> str:
        return f"sending of a packet {self.pk}"


class PacketAnswer(models.Model):
    """What somebody sent to one question, encrypted; the newest sending counts. "Not now" is an answer."""

    submission = models.ForeignKey(PacketSubmission, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(PacketQuestion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of answer"), max_length=10, choices=AnswerKind)
    sealed = models.TextField(_("what was said, encrypted"), blank=True)

    objects = PacketAnswerQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("answer of a packet")
        verbose_name_plural = _("answers of packets")
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="sending_answers_a_question_once"),
            models.CheckConstraint(
                condition=(Q(kind="said") & ~Q(sealed="")) | (~Q(kind="said") & Q(sealed="")),
                name="answer_holds_words_where_something_was_said",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answer_is_to_its_packet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ANSWERS_ITS_PACKET,
            )
        ]

    def __str__(self) -> str:
        return f"answer of a packet {self.pk}"


class AnswerReading(models.Model):
    """A clinician read an answer: it is accepted as their words, or set aside. Once for each answer."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        SET_ASIDE = "set-aside", _("set aside")

    answer = models.OneToOneField(PacketAnswer, on_delete=models.PROTECT, related_name="reading")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    read_at = models.DateTimeField(_("read"))
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("reading of an answer")
        verbose_name_plural = _("readings of answers")
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["accepted", "set-aside"]), name="reading_has_an_outcome")
        ]

    def __str__(self) -> str:
        return f"reading of an answer {self.pk}"
