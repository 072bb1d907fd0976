"""The person this is all about."""

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.plain import LastDigits, Plain
from patients.queries.people import PatientQuerySet
from practice.staff.models import User


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Patient(models.Model):
    """Somebody in care here. The chosen name is used everywhere; the legal name only where the law asks for it.

    Who asks for help may keep the birth date to themselves at first; no plan of doses is written before it is known,
    and what is known is not taken away again. `record_number` is what people read out on the phone; it is not the
    row's id. Two records of one person are merged by pointing the older at the newer (`merged_into`); nothing is
    deleted.
    """

    class Sex(models.TextChoices):
        """Sex as it bears on dosing limits, not identity."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        INTERSEX = "intersex", _("Intersex")
        UNKNOWN = "unknown", _("Not known")

    class Sensitivity(models.TextChoices):
        LOW = "low", _("Low")
        USUAL = "usual", _("Usual")
        HIGH = "high", _("High")

    record_number = models.CharField(_("record number"), max_length=20, unique=True)
    chosen_name = models.CharField(_("chosen name"), max_length=120)
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    sex_for_dosing = models.CharField(_("sex for dosing"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    language = models.CharField(_("language"), max_length=40, default="English")
    sensitivity = models.CharField(
        _("sensitivity to medication"), max_length=10, choices=Sensitivity, default=Sensitivity.USUAL
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True) | Q(birth_date__gte=date(1900, 1, 1)),
                name="patient_birth_date_is_plausible",
                violation_error_message=_("The birth date lies before 1900."),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="patient_is_not_merged_into_themselves"),
        ]
        indexes = [
            GinIndex(OpClass(Plain("chosen_name"), name="gin_trgm_ops"), name="patient_chosen_name_trigram"),
            GinIndex(OpClass(Plain("legal_name"), name="gin_trgm_ops"), name="patient_legal_name_trigram"),
            models.Index(fields=["birth_date"], name="patient_birth_date"),
            models.Index(LastDigits("phone"), name="patient_phone_digits"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="patient_begins_a_chart_version",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="INSERT INTO patients_chartversion (patient_id, version) VALUES (NEW.id, 0); RETURN NULL;",
            ),
            pgtrigger.Trigger(
                name="patient_merges_into_a_record_in_use",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                condition=pgtrigger.Q(new__merged_into__isnull=False),
                func="""
                    IF NEW.merged_into_id <> NEW.id
                        AND (SELECT merged_into_id FROM patients_patient WHERE id = NEW.merged_into_id) IS NOT NULL THEN
                        RAISE EXCEPTION 'A record is merged into one that is in use.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="patient_birth_date_stays_known",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("birth_date"),
                condition=pgtrigger.Q(old__birth_date__isnull=False, new__birth_date__isnull=True),
                func="""
                    RAISE EXCEPTION 'A birth date that is known is corrected, not taken away.'
                        USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"patient {self.pk}"

    def age_on(self, day: date) -> int | None:
        """Whole years of age on a day; None while the birth date is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)
