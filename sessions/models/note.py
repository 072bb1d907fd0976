"""Session notes: what happened in the room. A draft is its author's alone; once signed it never changes."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.staff.models import User
from sessions.models.note_lock import locked_with_its_note
from sessions.models.note_template import NoteTemplate
from sessions.models.visit import Visit
from sessions.note_kinds import NoteKind
from sessions.queries.notes import SessionNoteQuerySet
from sessions.sql import sql


class WordsOf(Func):
    """The words of a note as full-text search reads them, without the names of its sections.

    Twice: as they stand, so that names and little words ("no", "will") are found, and by their English stem, so that
    "sleeping" finds "slept badly, sleeps". Both are asked with both.
    """

    template = (
        "(to_tsvector('pg_catalog.simple', %(expressions)s) || to_tsvector('pg_catalog.english', %(expressions)s))"
    )
    output_field = SearchVectorField()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class SessionNote(models.Model):
    """One note about one meeting: whom it is about, when and where, and whether it is signed.

    Without a patient it is a group's; who was there each has a line of their own. `place` and `present` are the
    author's words. What was written stands in `NoteText` and in the tables of the other parts. Once signed, the
    database refuses every change of any of them. A draft that is not needed is set aside, with a reason; it stays, and
    can be taken up again.
    """

    kind = models.CharField(_("kind of note"), max_length=20, choices=NoteKind)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="session_notes")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="session_notes")
    template = models.ForeignKey(
        NoteTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="session_notes"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    began_at = models.DateTimeField(_("begun"))
    took_place_from = models.DateTimeField(_("from"))
    took_place_until = models.DateTimeField(_("until"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    present = models.CharField(_("who was there"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True)
    set_aside_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_because = models.CharField(_("why it was set aside"), max_length=200, blank=True)

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("session note")
        verbose_name_plural = _("session notes")
        ordering = ["-took_place_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoteKind.values),
                name="note_has_one_of_our_kinds",
                violation_error_message=_("Choose one of the kinds of note."),
            ),
            models.CheckConstraint(
                condition=Q(kind=NoteKind.GROUP, patient__isnull=True)
                | ~Q(kind=NoteKind.GROUP) & Q(patient__isnull=False),
                name="note_is_about_somebody_or_a_group",
                violation_error_message=_("A note is about one person; a group's is about nobody in particular."),
            ),
            models.CheckConstraint(
                condition=Q(took_place_until__isnull=True) | Q(took_place_until__gt=F("took_place_from")),
                name="note_ends_after_it_began",
                violation_error_message=_("The end lies after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, signed_by=F("author")),
                name="note_is_signed_by_its_author",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | Q(set_aside_at__isnull=False, set_aside_by__isnull=False, set_aside_by=F("author"))
                & Q(signed_at__isnull=True)
                & ~Q(set_aside_because=""),
                name="note_is_set_aside_with_a_reason",
                violation_error_message=_("Say why the note is set aside."),
            ),
            models.UniqueConstraint(
                fields=["visit", "kind", "author", "patient"],
                condition=Q(visit__isnull=False, set_aside_at__isnull=True),
                nulls_distinct=False,
                name="note_of_a_kind_is_begun_once_for_a_visit",
                violation_error_message=_("You have begun a note of this kind for this visit already."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-took_place_from", "-id"], name="note_by_patient"),
            models.Index(fields=["author", "-id"], condition=Q(signed_at__isnull=True), name="note_draft_by_author"),
            models.Index(fields=["author", "signed_at"], name="note_by_author"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="note_is_begun_as_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("note_is_begun_as_a_draft"),
            ),
            pgtrigger.Trigger(
                name="note_is_only_signed_and_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=sql("note_is_only_signed_and_once"),
            ),
        ]

    def __str__(self) -> str:
        return f"session note {self.pk}"

    @property
    def is_draft(self) -> bool:
        """Whether its author can write in it now."""
        return self.signed_at is None and self.set_aside_at is None


class NoteText(models.Model):
    """What was typed into a note's sections, by the code of each section.

    No history of the typing is kept: what somebody takes out of a draft again is gone, as it would be on paper. From
    the signature on the row cannot change, so then there is nothing to keep a history of. `revision` counts what was
    kept; `typed_in` and `typed_turn` say which open page kept it last and how often it had, so that a page whose answer
    was lost on the way is not taken for a second writer.
    """

    note = models.OneToOneField(SessionNote, on_delete=models.PROTECT, primary_key=True, related_name="text")
    sections = models.JSONField(_("sections"), default=dict, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    typed_in = models.CharField(max_length=40, blank=True, editable=False)
    typed_turn = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("kept"))
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    search = models.GeneratedField(expression=WordsOf("sections"), output_field=SearchVectorField(), db_persist=True)

    objects: ClassVar[models.Manager["NoteText"]] = models.Manager()

    class Meta:
        verbose_name = _("text of a note")
        verbose_name_plural = _("texts of notes")
        indexes = [GinIndex(fields=["search"], name="note_text_by_its_words")]
        triggers = [locked_with_its_note("note_text_is_locked_with_its_note")]

    def __str__(self) -> str:
        return f"text of a note {self.pk}"
