"""What happened outside our orders: doses observed, other medications, days missed. Recorded, never gated."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from medications.models.regimen import Regimen
from medications.sql import sql
from medications.terms import Source
from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User


class ObservedDose(models.Model):
    """A dose found in use: on arrival, or given by a hospital, another prescriber, or by own change.

    It orders nothing. As the first record ever for this patient and medication it is where a plan may begin;
    later, one that differs from our order puts the plan on hold.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="observed_doses")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="observed_doses")
    regimen = models.OneToOneField(Regimen, on_delete=models.PROTECT, related_name="observation")
    source = models.CharField(_("who set this dose"), max_length=80)
    taken_since = models.DateField(_("taken since"), null=True, blank=True)
    observed_at = models.DateTimeField(_("when"))
    observed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("observed dose")
        verbose_name_plural = _("observed doses")
        ordering = ["-id"]
        indexes = [models.Index(fields=["patient", "medication", "id"], name="observed_dose_first")]
        triggers = [
            pgtrigger.Trigger(
                name="observed_dose_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=sql("advance_the_chart"),
            )
        ]

    def __str__(self) -> str:
        return f"observed dose {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class OtherMedication(models.Model):
    """A medication that somebody else prescribes or the patient takes by themselves; days are the practice's.

    `is_brief` marks comfort medicines of an induction and short courses: they do not count as a recent change.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="other_medications")
    name = models.CharField(_("name"), max_length=120)
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dose = models.CharField(_("dose, as told"), max_length=120, blank=True)
    started_on = models.DateField(_("since"), null=True, blank=True)
    changed_on = models.DateField(_("last raised on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    is_brief = models.BooleanField(_("a short course or a comfort medicine"), default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("other medication")
        verbose_name_plural = _("other medications")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_on=None) | Q(started_on=None) | Q(stopped_on__gte=F("started_on")),
                name="other_medication_stops_after_it_starts",
                violation_error_message=_("It stopped before it started."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="other_medication_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=sql("advance_the_chart"),
            )
        ]

    def __str__(self) -> str:
        return f"other medication {self.pk}"


class MissedDoses(models.Model):
    """How many days were missed on the dose in use, as asked. "Not asked" is the absence of a row, never zero."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="missed_doses")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="missed_doses")
    missed_days = models.PositiveSmallIntegerField(_("days missed on this dose"))
    missed_in_a_row = models.PositiveSmallIntegerField(_("of these in a row"), default=0)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    asked_at = models.DateTimeField(_("asked on"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("missed doses")
        verbose_name_plural = _("missed doses")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(missed_in_a_row__lte=F("missed_days")),
                name="missed_in_a_row_is_part_of_missed",
                violation_error_message=_("Days in a row cannot be more than all missed days."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="missed_doses_advance_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=sql("advance_the_chart"),
            )
        ]

    def __str__(self) -> str:
        return f"missed doses {self.pk}"
