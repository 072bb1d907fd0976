"""Measures handed to the person to fill in themselves: on a tablet in the room."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from patients.models.patient import Patient
from patients.queries.measure_sheets import MeasureSheetQuerySet
from practice.database.rights import Rights
from practice.staff.models import User

STAYS_AS_IT_WAS_MADE = """
    IF OLD.sent_at IS NOT NULL OR OLD.revoked_at IS NOT NULL
       OR (NEW.patient_id, NEW.measures, NEW.made_at, NEW.made_by_id, NEW.expires_at)
       IS DISTINCT FROM (OLD.patient_id, OLD.measures, OLD.made_at, OLD.made_by_id, OLD.expires_at) THEN
        RAISE EXCEPTION 'A sheet that is over stays over, and none is lengthened.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["digest", "device_digest"])
class MeasureSheet(models.Model):
    """Some measures for one person to fill in by themselves, one after the other, and send once.

    `digest` is of the address, `device_digest` of what the one device holds that took it up; both are empty until one
    did. It is over when it was sent or taken back, or ran out.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    measures = ArrayField(models.CharField(max_length=40), verbose_name=_("measures, in order"))
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)  # noqa: DJ001  # unique
    device_digest = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(_("handed over"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MeasureSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure sheet")
        verbose_name_plural = _("measure sheets")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measures__len__gte=1),
                name="measure_sheet_has_something_to_fill_in",
                violation_error_message=_("Choose at least one measure."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="measure_sheet_ends",
                violation_error_message=_("A sheet is open for a while."),
            ),
            models.CheckConstraint(
                condition=Q(digest=None, device_digest="") | Q(digest__isnull=False) & ~Q(device_digest=""),
                name="measure_sheet_is_taken_up_by_one_device",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, sent_at=None),
                name="measure_sheet_is_taken_back_by_somebody_or_sent",
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(sent_at=None, revoked_at=None),
                name="patient_has_one_measure_sheet_at_a_time",
                violation_error_message=_("Measures were handed over already. Please look at the page again."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="measure_sheet_stays_as_it_was_made",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS_AS_IT_WAS_MADE,
            )
        ]

    def __str__(self) -> str:
        return f"measure sheet {self.pk}"


class MeasureSheetDraft(models.Model):
    """What stands in one measure of a sheet so far, encrypted. It is nobody's to read, and gone when the sheet is over.

    Not sent is not said: the record begins with the assessments that a sheet becomes.
    """

    sheet = models.ForeignKey(MeasureSheet, on_delete=models.PROTECT, related_name="drafts")
    measure = models.CharField(_("measure"), max_length=40)
    sealed = models.TextField(_("answers, encrypted"))

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("draft of a measure sheet")
        verbose_name_plural = _("drafts of measure sheets")
        ordering = ["sheet", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "measure"], name="measure_sheet_has_one_draft_of_a_measure")
        ]

    def __str__(self) -> str:
        return f"draft of a measure sheet {self.pk}"
