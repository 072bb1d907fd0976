"""Notes that their author keeps apart: psychotherapy notes, and counselling notes about substance use likewise.

They are no part of the chart: nobody but the author reads them, or that there are any, however a chart was opened. What
belongs into the chart (medication, times, results, diagnosis, plan, progress) is written into a session note.
Source: 45 CFR 164.501 (what psychotherapy notes are), 42 CFR 2.11 (counselling notes).
"""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models import Disclosure, Patient
from patients.rules.consent import Scope
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.queries.psychotherapy_notes import PsychotherapyNoteQuerySet
from sessions.sql import sql


class KeptApart(models.TextChoices):
    """What an author keeps apart; each is authorised on its own."""

    PSYCHOTHERAPY = "psychotherapy", _("Psychotherapy note")
    COUNSELLING = "counselling", _("Substance-use counselling note")


AUTHORISED_AS = {KeptApart.PSYCHOTHERAPY: Scope.PSYCHOTHERAPY_NOTES, KeptApart.COUNSELLING: Scope.COUNSELLING_NOTES}


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="PsychotherapyNoteChange")
class PsychotherapyNote(models.Model):
    """One note: whose it is, about whom, of which day, and whether it is signed. Its words stand apart, sealed.

    Nothing about it changes but that it is signed, once, by its author.
    """

    kind = models.CharField(_("kind"), max_length=15, choices=KeptApart)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    about_on = models.DateField(_("day it is about"))
    begun_at = models.DateTimeField(_("begun"))
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)

    objects = PsychotherapyNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("psychotherapy note")
        verbose_name_plural = _("psychotherapy notes")
        ordering = ["-about_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KeptApart.values), name="psychotherapy_note_is_of_one_of_our_kinds"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(signed_at__gte=F("begun_at")),
                name="psychotherapy_note_is_signed_after_it_is_begun",
            ),
        ]
        indexes = [models.Index(fields=["author", "patient", "-about_on", "-id"], name="psychotherapy_note_by_author")]
        triggers = [
            pgtrigger.Trigger(
                name="psychotherapy_note_is_only_signed_and_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=sql("psychotherapy_note_is_only_signed_and_once"),
            )
        ]

    def __str__(self) -> str:
        return f"psychotherapy note {self.pk}"


class PsychotherapyNoteWords(models.Model):
    """The words, encrypted and bound to their note and author. Kept while they are typed, closed when it is signed.

    They have no history: what somebody typed and took out again before signing is theirs. `revision` counts each time
    they were kept; `typed_in` and `typed_turn` say by which open page, and its how manieth sending.
    """

    note = models.OneToOneField(PsychotherapyNote, on_delete=models.PROTECT, primary_key=True, related_name="words")
    words_sealed = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0)
    typed_in = models.CharField(max_length=40, blank=True, editable=False)
    typed_turn = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("kept"))

    class Meta:
        verbose_name = _("words of a psychotherapy note")
        verbose_name_plural = _("words of psychotherapy notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(words_sealed="") | Q(words_sealed__startswith="v1."),
                name="psychotherapy_note_is_encrypted",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="words_of_a_signed_psychotherapy_note_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=sql("words_of_a_signed_psychotherapy_note_stay"),
            )
        ]

    def __str__(self) -> str:
        return f"words of a psychotherapy note {self.pk}"


class PsychotherapyNoteAddendum(models.Model):
    """What the author added after signing; signed as it is written."""

    note = models.ForeignKey(PsychotherapyNote, on_delete=models.PROTECT, related_name="addenda")
    words_sealed = models.TextField(editable=False)
    signed_at = models.DateTimeField(_("signed"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("addendum to a psychotherapy note")
        verbose_name_plural = _("addenda to psychotherapy notes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words_sealed__startswith="v1."), name="psychotherapy_note_addendum_is_encrypted"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="psychotherapy_note_is_added_to_once_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("psychotherapy_note_is_added_to_once_signed"),
            )
        ]

    def __str__(self) -> str:
        return f"addendum to a psychotherapy note {self.pk}"


class PsychotherapyNoteCopy(models.Model):
    """One note whose copy its author gave, on an authorisation of the patient's that names such notes alone."""

    note = models.ForeignKey(PsychotherapyNote, on_delete=models.PROTECT, related_name="copies")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("copy of a psychotherapy note")
        verbose_name_plural = _("copies of psychotherapy notes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["note", "disclosure"], name="psychotherapy_note_is_copied_once_each_time")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="psychotherapy_note_is_copied_by_its_author",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("psychotherapy_note_is_copied_by_its_author"),
            )
        ]

    def __str__(self) -> str:
        return f"copy of a psychotherapy note {self.pk}"
