"""How notes are laid out: formats, their sections in versions that stay once published, and the usual one of a kind."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.staff.models import User
from sessions.note_kinds import NoteKind
from sessions.queries.note_templates import NoteTemplateQuerySet
from sessions.sql import sql


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class NoteFormat(models.Model):
    """A way to lay out notes (SOAP, DAP, BIRP, our own), whatever its version, and which kinds it is offered for."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("name"), max_length=80)
    kinds = ArrayField(models.CharField(max_length=20, choices=NoteKind), verbose_name=_("offered for"))
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("format of notes")
        verbose_name_plural = _("formats of notes")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="note_format_has_a_name",
                violation_error_message=_("Give the format a name."),
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=NoteKind.values),
                name="note_format_is_for_kinds_we_have",
                violation_error_message=_("Choose kinds of note from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"format of notes {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class UsualFormat(models.Model):
    """The format that a new note of a kind begins with; one for each kind."""

    kind = models.CharField(_("kind of note"), max_length=20, choices=NoteKind, unique=True)
    format = models.ForeignKey(NoteFormat, on_delete=models.PROTECT, related_name="+", verbose_name=_("format"))

    class Meta:
        verbose_name = _("usual format of a kind of note")
        verbose_name_plural = _("usual formats of kinds of note")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="usual_format_is_for_a_kind_we_have")
        ]

    def __str__(self) -> str:
        return f"usual format {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class NoteTemplate(models.Model):
    """A version of a format. What was published never changes: notes keep the version they were begun with."""

    format = models.ForeignKey(NoteFormat, on_delete=models.PROTECT, related_name="templates", verbose_name=_("format"))
    number = models.PositiveSmallIntegerField(_("version"))
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    objects = NoteTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of notes")
        verbose_name_plural = _("templates of notes")
        ordering = ["format", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["format", "number"], name="note_template_number_once"),
            models.UniqueConstraint(
                fields=["format"],
                condition=Q(published_at=None),
                name="note_format_has_one_draft",
                violation_error_message=_("There is a draft of this format already: go on with that one."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="note_template_versions_begin_at_one"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(published_by=None),
                name="note_template_is_published_at_a_moment",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_note_template_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False),
                func=sql("published_note_template_stays"),
            )
        ]

    def __str__(self) -> str:
        return f"template of notes {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class NoteTemplateSection(models.Model):
    """One section of a version: a title and a short hint. Nobody has to fill it in.

    `code` stays the same from version to version: what was typed is kept under it.
    """

    template = models.ForeignKey(
        NoteTemplate, on_delete=models.PROTECT, related_name="sections", verbose_name=_("template")
    )
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("place"))
    is_left_out = models.BooleanField(_("left out"), default=False)

    class Meta:
        verbose_name = _("section of a template")
        verbose_name_plural = _("sections of a template")
        ordering = ["template", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"],
                name="note_section_code_once_in_a_template",
                violation_error_message=_("Another section of this template has this code."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="note_section_has_a_title",
                violation_error_message=_("Give the section a title."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="section_of_published_note_template_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=sql("section_of_published_note_template_stays"),
            )
        ]

    def __str__(self) -> str:
        return f"section of a template {self.pk}"
