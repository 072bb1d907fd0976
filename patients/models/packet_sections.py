"""What is asked: sections of the packet, and their wording in versions that stay once they are published."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.packets import SectionVersionQuerySet
from patients.rules.packet import QuestionKind
from practice.staff.models import User

PUBLISHED_STAYS = """
    RAISE EXCEPTION 'A published version of a section stays as it is: write the next one.'
        USING ERRCODE = 'check_violation';
"""
QUESTION_OF_PUBLISHED_STAYS = """
    IF EXISTS (
        SELECT FROM patients_sectionversion WHERE id = NEW.version_id AND published_at IS NOT NULL FOR SHARE
    ) OR (TG_OP = 'UPDATE' AND OLD.version_id <> NEW.version_id) THEN
        RAISE EXCEPTION 'A published version of a section stays as it is: write the next one.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PacketSection(models.Model):
    """A part of the packet, whatever its version. One that is off the private link opens there only when the person
    says yes to it, after reading what cannot be kept private.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the packet"))
    is_offered = models.BooleanField(_("offered in new packets"), default=True)
    is_off_private_link = models.BooleanField(_("on the private link only if the person agrees"), default=False)

    class Meta:
        verbose_name = _("section of the packet")
        verbose_name_plural = _("sections of the packet")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"section of the packet {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class SectionVersion(models.Model):
    """How a section is worded. What was published never changes: people's answers stand beside these very words.

    `told_first` is read before the section opens, and agreed to on a private link where the section is off it.
    """

    section = models.ForeignKey(
        PacketSection, on_delete=models.PROTECT, related_name="versions", verbose_name=_("section")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    told_first = models.TextField(_("what is told first"), max_length=4000, blank=True)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    objects = SectionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a section")
        verbose_name_plural = _("versions of a section")
        ordering = ["section", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="section_version_number_once"),
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(published_at=None),
                name="section_has_one_draft",
                violation_error_message=_("There is a draft of this section already: go on with that one."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="section_versions_begin_at_one"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="section_version_has_a_title",
                violation_error_message=_("Give the section a title."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(published_by=None),
                name="section_version_is_published_at_a_moment",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_version_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False),
                func=PUBLISHED_STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"version of a section {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PacketQuestion(models.Model):
    """One question of one version. Nobody has to answer it; that is why there is no "required" here.

    `code` stays the same from version to version. `lands_as` is a kind of `patients.landing`: an answer that a
    clinician accepts is then proposed for the chart as that.
    """

    version = models.ForeignKey(SectionVersion, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("place"))
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("help"), max_length=500, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=QuestionKind)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    lands_as = models.SlugField(_("proposed for the chart as"), max_length=40, blank=True)
    is_sensitive = models.BooleanField(_("folded when read"), default=False)
    is_asked_first = models.BooleanField(_("asked before a section off the link is opened"), default=False)
    is_left_out = models.BooleanField(_("left out"), default=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["version", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"],
                name="question_code_once_in_a_version",
                violation_error_message=_("Another question of this version has this code."),
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=["choice", "several"]) & ~Q(choices=[]))
                | (~Q(kind__in=["choice", "several"]) & Q(choices=[])),
                name="question_has_choices_where_one_chooses",
                violation_error_message=_("Write the choices, one a line, if and only if the answer is chosen."),
            ),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_asks_something",
                violation_error_message=_("Write the question."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="question_of_published_version_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=QUESTION_OF_PUBLISHED_STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
