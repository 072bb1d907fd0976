"""The chart version: a counter that rises with everything a dose decision must know, and the lock around it."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import User


class ChartVersion(models.Model):
    """One row per patient, made with the patient by a trigger. It is the one lock around everything the gate
    rests on, and a number that only triggers advance and that never falls: a review stores it, and is current
    only while it stays the same.
    """

    patient = models.OneToOneField("patients.Patient", on_delete=models.PROTECT, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("chart version")
        verbose_name_plural = _("chart versions")
        triggers = [
            pgtrigger.Trigger(
                name="chart_version_never_falls",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.version < OLD.version OR NEW.patient_id <> OLD.patient_id THEN
                        RAISE EXCEPTION 'A chart version never falls and never changes hands.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="chart_version_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"chart version of patient {self.pk}"


class ChartEvent(models.Model):
    """Something newly known that a dose decision must weigh and that no rule reads. Append-only.

    Kinds that have a table of their own now (allergies, measurements …) stay for what was recorded as words before.
    """

    class Kind(models.TextChoices):
        SUBSTANCE_USE = "substance-use", _("Substance use")
        MEASUREMENT = "measurement", _("A measurement out of range")
        RISK = "risk", _("A risk answer")
        PREGNANCY = "pregnancy", _("Pregnancy or breast-feeding")
        ALLERGY = "allergy", _("Allergy or intolerance")
        CONDITION = "condition", _("A liver, kidney or heart condition")
        CRISIS = "crisis", _("Crisis or hospital contact")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="chart_events")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    words = models.TextField(_("in a few words"), blank=True)
    happened_at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("chart event")
        verbose_name_plural = _("chart events")
        ordering = ["-happened_at", "-id"]
        indexes = [models.Index(fields=["patient", "-happened_at"], name="chart_event_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="chart_event_advances_the_version",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"chart event {self.pk}"
