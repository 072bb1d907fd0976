"""What follows a signature: addenda, a supervisor's co-signature, and who supervises whom."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import TimeRange, User
from sessions.models.note import SessionNote
from sessions.queries.notes import SupervisionQuerySet
from sessions.sql import sql

NOTE = [("note", "clinical_sessions_sessionnote%ROWTYPE")]


class NoteAddendum(models.Model):
    """What somebody adds to a signed note, signed as it is written. Rows are only ever added."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="addenda")
    words = models.TextField(_("addendum"), max_length=10_000)
    signed_at = models.DateTimeField(_("signed"))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="addendum_says_something",
                violation_error_message=_("Write what you want to add."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="addendum_follows_a_signed_note",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=NOTE,
                func=sql("addendum_follows_a_signed_note"),
            )
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"


class NoteCosignature(models.Model):
    """A supervisor has read a signed note and signs it too. Rows are only ever added."""

    note = models.OneToOneField(SessionNote, on_delete=models.PROTECT, related_name="cosignature")
    signed_at = models.DateTimeField(_("co-signed"))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("co-signature")
        verbose_name_plural = _("co-signatures")
        ordering = ["id"]
        triggers = [
            pgtrigger.Trigger(
                name="cosignature_is_the_supervisors",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=NOTE,
                func=sql("cosignature_is_the_supervisors"),
            )
        ]

    def __str__(self) -> str:
        return f"co-signature {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Supervision(models.Model):
    """Whose notes are co-signed by whom, from when until when (UTC, half-open; empty = still)."""

    supervisee = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="supervised_by", verbose_name=_("whose notes are co-signed")
    )
    supervisor = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="supervises", verbose_name=_("who co-signs")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision")
        verbose_name_plural = _("supervision")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="supervision_ends_after_it_starts",
                violation_error_message=_("Supervision ends after it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(supervisee=F("supervisor")),
                name="supervision_is_by_somebody_else",
                violation_error_message=_("Somebody else co-signs."),
            ),
            ExclusionConstraint(
                name="supervision_by_one_person_at_a_time",
                expressions=[
                    ("supervisee", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody already co-signs their notes during that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"supervision {self.pk}"

    def clean(self) -> None:
        # A form leaves out what could not be read.
        if None not in (self.starts_at, self.ends_at) and not self.starts_at < (self.ends_at or self.starts_at):
            raise ValidationError({"ends_at": _("Supervision ends after it starts.")})
