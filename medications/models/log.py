"""The side-effect log: append-only, corrected by further entries, never changed."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Effect, Medication
from medications.queries import LogEntryQuerySet
from medications.sql import sql
from medications.terms import Bother, Course, EntryKind, Frequency, Resolution, Severity, Source
from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User


class LogEntry(models.Model):
    """One thing that a patient reported, was asked, or said about waiting; or a correction or resolution of one.

    `medication` is whom the patient blames, if anything: a guess. An entry that names none counts for every plan
    that is not closed; a severe one, or one that a plan's medication marks red, counts for that plan whatever it
    names. `about` is the entry that a correction or resolution speaks of. A correction carries the report as it
    should have read; `is_retraction` says that there was nothing to report at all.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind)
    medication = models.ForeignKey(
        Medication, on_delete=models.PROTECT, null=True, blank=True, related_name="log", verbose_name=_("about")
    )
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, blank=True)
    course = models.CharField(_("course"), max_length=10, choices=Course, blank=True)
    frequency = models.CharField(_("how often"), max_length=20, choices=Frequency, blank=True)
    bother = models.CharField(_("how much it bothers"), max_length=20, choices=Bother, blank=True)
    onset_on = models.DateField(_("since"), null=True, blank=True)
    in_their_words = models.TextField(_("in the patient's words"), blank=True)
    note = models.TextField(_("the clinician's note"), blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    asked_about = ArrayField(
        models.CharField(max_length=80), verbose_name=_("red flags asked about"), default=list, blank=True
    )
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    resolution = models.CharField(_("resolution"), max_length=20, choices=Resolution, blank=True)
    is_retraction = models.BooleanField(_("entered by mistake"), default=False)
    happened_at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        flag_class: str | None  # with `LogEntryQuerySet.with_flag_for`
        is_red: bool  # with `LogEntryQuerySet.for_log`

    objects = LogEntryQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="report") | (Q(effect__isnull=False) & ~Q(severity="") & ~Q(course="")),
                name="report_says_what_how_bad_and_since_when",
                violation_error_message=_("A report names the effect, how bad it is and its course."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["correction", "resolution"], about__isnull=False)
                | (~Q(kind__in=["correction", "resolution"]) & Q(about=None)),
                name="corrections_and_resolutions_are_about_an_entry",
            ),
            models.CheckConstraint(condition=Q(kind="resolution") ^ Q(resolution=""), name="only_resolutions_resolve"),
            models.CheckConstraint(
                condition=~Q(kind="resolution") | ~Q(note=""),
                name="resolution_gives_a_reason",
                violation_error_message=_("Say why it is resolved."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="wait-withdrawn") | ~Q(in_their_words=""),
                name="wait_is_withdrawn_in_the_patients_words",
                violation_error_message=_("Write what the patient said: only they can take the wait back."),
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(kind="correction"),
                name="entry_is_corrected_once",
                violation_error_message=_("This entry was already corrected; correct the correction."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-happened_at", "-id"], name="log_by_patient"),
            models.Index(fields=["about"], name="log_by_entry_spoken_of", condition=Q(about__isnull=False)),
            models.Index(fields=["patient", "kind"], name="log_waits", condition=Q(kind__startswith="wait")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="log_entry_waits_its_turn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("original", "record")],
                func=sql("log_entry_waits_its_turn"),
            ),
            pgtrigger.Trigger(
                name="log_entry_advances_its_plans",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("original", "record")],
                func=sql("log_entry_advances_its_plans"),
            ),
        ]

    def __str__(self) -> str:
        return f"log entry {self.pk}"
