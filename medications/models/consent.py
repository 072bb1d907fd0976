"""Consent to a treatment: to which medicine, and what for."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from medications.sql import sql
from patients.models import Consent, Patient
from practice.database.rights import Rights
from practice.staff.models import User


class TreatmentConsent(models.Model):
    """What a consent to treatment is to: this medicine, for this purpose.

    Whether it was taken back stands with the consent itself, in one place. Of several about the same medicine the
    newest counts, and only for the purpose that it was given for (if one was said by then).
    """

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="treatment")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="treatment_consents")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="treatment_consents")
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("consent to treatment")
        verbose_name_plural = _("consents to treatment")
        ordering = ["-id"]
        indexes = [models.Index(fields=["patient", "medication", "-id"], name="treatment_consent_newest")]
        triggers = [
            pgtrigger.Trigger(
                name="treatment_consent_is_theirs",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("treatment_consent_is_theirs"),
            )
        ]

    def __str__(self) -> str:
        return f"consent to treatment {self.pk}"


class ConsentStands(models.Model):
    """What is shared with others has changed since, and the person says that their consent still stands."""

    treatment_consent = models.ForeignKey(TreatmentConsent, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_at = models.DateTimeField(_("confirmed"))
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("heard by"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("confirmation of a consent")
        verbose_name_plural = _("confirmations of consents")
        ordering = ["treatment_consent", "-id"]

    def __str__(self) -> str:
        return f"confirmation of a consent {self.pk}"
