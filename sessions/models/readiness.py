"""Readiness before going near the trauma, as it was looked at, time after time."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.models.note import SessionNote
from sessions.queries.readiness import ReadinessQuerySet
from sessions.rules.readiness import Agrees, Enough
from sessions.sql import sql

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ENOUGH = Q(sleep="enough", support="enough", medication="enough")
ALLOWS = Q(safety="enough", person_agrees="yes", therapist_agrees="yes") & ~Q(way_to_stop="") & (ENOUGH | ~Q(reason=""))


def condition(label: "_StrPromise") -> models.CharField:
    return models.CharField(label, max_length=10, choices=Enough, default=Enough.NOT_ASKED)


def in_a_line(label: "_StrPromise") -> models.CharField:
    return models.CharField(label, max_length=200, blank=True)


class Readiness(models.Model):
    """One look at whether it is time to go near the trauma, together; append-only, the newest counts.

    It belongs to the note of the session in which it was looked at, if there is one, and holds for that session alone.
    `their_words` are the person's, all others the clinician's. `allows` is `sessions.rules.readiness` as SQL.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, null=True, blank=True, related_name="looks")
    safety = condition(_("safety now"))
    safety_words = in_a_line(_("about safety"))
    sleep = condition(_("sleep"))
    sleep_words = in_a_line(_("about sleep"))
    support = condition(_("support"))
    support_words = in_a_line(_("about support"))
    medication = condition(_("medication steady"))
    medication_words = in_a_line(_("about medication"))
    reason = models.CharField(_("why go on although something is not enough yet"), max_length=500, blank=True)
    person_agrees = models.CharField(_("the person"), max_length=10, choices=Agrees, default=Agrees.NOT_ASKED)
    their_words = models.TextField(_("in their words"), max_length=1000, blank=True)
    therapist_agrees = models.CharField(_("the therapist"), max_length=10, choices=Agrees, default=Agrees.NOT_ASKED)
    therapist_words = models.CharField(_("what the therapist says to it"), max_length=500, blank=True)
    way_to_stop = models.CharField(_("the way to stop"), max_length=300, blank=True)
    steps = models.TextField(_("the steps we agreed on"), max_length=1000, blank=True)
    allows = models.GeneratedField(
        expression=Case(When(ALLOWS, then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    looked_at = models.DateTimeField(_("looked at"))
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ReadinessQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("readiness")
        verbose_name_plural = _("readiness")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    safety__in=Enough.values,
                    sleep__in=Enough.values,
                    support__in=Enough.values,
                    medication__in=Enough.values,
                    person_agrees__in=Agrees.values,
                    therapist_agrees__in=Agrees.values,
                ),
                name="readiness_is_answered_in_our_words",
                violation_error_message=_("Choose one of the answers."),
            ),
            models.CheckConstraint(
                condition=~Q(
                    safety="not-asked",
                    sleep="not-asked",
                    support="not-asked",
                    medication="not-asked",
                    person_agrees="not-asked",
                    therapist_agrees="not-asked",
                    way_to_stop="",
                    steps="",
                    their_words="",
                ),
                name="readiness_says_something",
                violation_error_message=_("Nothing is filled in yet. Record what you looked at."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-id"], name="readiness_by_patient"),
            models.Index(fields=["note", "-id"], name="readiness_by_note"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="readiness_fits_its_note",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__note__isnull=False),
                func=sql("readiness_fits_its_note"),
            )
        ]

    def __str__(self) -> str:
        return f"readiness {self.pk}"


# A note's own rule of signing, which belongs to what it asks for.
pgtrigger.register(
    pgtrigger.Trigger(
        name="planned_work_waits_for_readiness",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("signed_at"),
        condition=pgtrigger.Q(old__signed_at__isnull=True, new__signed_at__isnull=False),
        func=sql("planned_work_waits_for_readiness"),
    )
)(SessionNote)
