"""Who was there: the members of a group, each with a line of their own, and the supporters in a family session."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.models import Patient, Supporter
from practice.database.rights import Rights
from sessions.models.note import SessionNote
from sessions.models.note_lock import locked_with_its_note
from sessions.queries.group_lines import GroupLineQuerySet
from sessions.sql import sql


class GroupLine(models.Model):
    """What belongs to one member of a group alone; nobody else's chart shows it, or that they were there.

    A member who did not come has no line. In a draft an empty line is taken out again where somebody was taken for
    present by mistake; from the signature on, the database refuses that and every other change.
    """

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="lines")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("for their own chart"), max_length=2000, blank=True)

    objects = GroupLineQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("line of a group note")
        verbose_name_plural = _("lines of group notes")
        ordering = ["note", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "patient"],
                name="group_note_has_one_line_for_each",
                violation_error_message=_("There is a line for this person already."),
            )
        ]
        indexes = [models.Index(fields=["patient", "note"], name="group_line_by_patient")]
        triggers = [
            locked_with_its_note("group_line_is_locked_with_its_note"),
            pgtrigger.Trigger(
                name="line_is_of_a_group",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("patient_id"),
                func=sql("line_is_of_a_group"),
            ),
        ]

    def __str__(self) -> str:
        return f"line of a group note {self.pk}"


class SupporterThere(models.Model):
    """A supporter of the patient's who was in a family session. Taken out again only while the note is a draft."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="supporters_there")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("supporter in a session")
        verbose_name_plural = _("supporters in sessions")
        ordering = ["note", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "supporter"], name="supporter_is_in_a_note_once")]
        triggers = [
            locked_with_its_note("supporter_there_is_locked_with_its_note"),
            pgtrigger.Trigger(
                name="supporter_is_the_patients",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("supporter_id"),
                func=sql("supporter_is_the_patients"),
            ),
        ]

    def __str__(self) -> str:
        return f"supporter in a session {self.pk}"
