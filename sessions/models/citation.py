"""What a session note cites: rows of the chart, shown by link and never by copied text."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Func, IntegerField, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from medications.models import DoseChange, LogEntry, Review
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.models.note import SessionNote
from sessions.models.readiness import Readiness
from sessions.queries.citations import CitationQuerySet
from sessions.sql import sql

TARGETS = ("log_entry", "review", "dose_change", "assessment", "readiness")


class NumNonNulls(Func):
    """How many of its arguments are there."""

    function = "num_nonnulls"
    output_field = IntegerField()


class NoteCitation(models.Model):
    """One row that a note cites, written when the note is signed; append-only.

    Exactly one of the five is named. Its words are made when somebody reads the note, so that an entry that was
    corrected since says so. A trigger refuses what is about somebody else, and anything once the note is signed.
    """

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="citations")
    log_entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dose_change = models.ForeignKey(DoseChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assessment = models.ForeignKey(
        "patients.Assessment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    readiness = models.ForeignKey(Readiness, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cited_at = models.DateTimeField(_("cited"))
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CitationQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("citation of a note")
        verbose_name_plural = _("citations of notes")
        ordering = ["note", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(Exact(NumNonNulls(*TARGETS), Value(1))),
                name="citation_names_one_row",
                violation_error_message=_("A citation names one row of the chart."),
            ),
            *(
                models.UniqueConstraint(fields=["note", target], name=f"note_cites_each_{target}_once")
                for target in TARGETS
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="citation_is_about_the_notes_patient",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("note", "clinical_sessions_sessionnote%ROWTYPE"), ("whose", "bigint")],
                func=sql("citation_is_about_the_notes_patient"),
            )
        ]

    def __str__(self) -> str:
        return f"citation of a note {self.pk}"


class CitationChoice(models.Model):
    """The author of a draft leaves something out of what the note will cite, or takes it in again; the newest counts.

    `what` and `row_id` name the row as a citation would. Append-only, and only a word about a link: what was recorded
    stays in the chart either way.
    """

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="citation_choices")
    what = models.CharField(_("what"), max_length=20, choices=[(target, target) for target in TARGETS])
    row_id = models.BigIntegerField()
    is_left_out = models.BooleanField(_("left out"))
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("choice of a citation")
        verbose_name_plural = _("choices of citations")
        ordering = ["note", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=TARGETS), name="citation_choice_is_about_what_can_be_cited"),
        ]

    def __str__(self) -> str:
        return f"choice of a citation {self.pk}"
