"""Consent to a treatment: the least that the gate needs."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from patients.models import Patient
from practice.staff.models import User


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class TreatmentConsent(models.Model):
    """The patient agreed to treatment with this medication; they may take it back at any time."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="treatment_consents")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="treatment_consents")
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("heard by"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("consent to treatment")
        verbose_name_plural = _("consents to treatment")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "medication"],
                condition=Q(withdrawn_at=None),
                name="treatment_consent_once_at_a_time",
                violation_error_message=_("Consent is already on file."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="treatment_consent_is_withdrawn_at_a_moment_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"consent to treatment {self.pk}"
