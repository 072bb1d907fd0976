"""Names, red flags and common effects of the formulary's medications."""

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from medications.queries import RedFlagQuerySet
from medications.terms import FlagClass


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Effect(models.Model):
    """A term for something a person may feel or show: one word per thing, searchable when logging."""

    term = models.CharField(_("term"), max_length=80, unique=True)
    needs_end_or_cause = models.BooleanField(
        _("closed only when ended or explained"),
        default=False,
        help_text=_("Rash, neuroleptic malignant syndrome, serotonin syndrome and angioedema cannot be long-standing."),
    )

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                name="effect_term_unique_whatever_its_case",
                violation_error_message=_("There is already an effect of this name."),
            ),
        ]

    def __str__(self) -> str:
        return f"effect {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Medication(models.Model):
    """A medicine of the formulary. `code` is its stable id; `is_sedating` marks sedating or pressure-lowering ones.

    Moving a dose of a sedating medicine into the day is a step up. Both marks, that one and the one on overdose, are
    our own classification and unconfirmed: check the label. What is only an interaction partner cannot be planned.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    drug_class = models.CharField(_("class"), max_length=80, blank=True)
    is_sedating = models.BooleanField(_("sedating or pressure-lowering"), default=False)
    is_dangerous_in_overdose = models.BooleanField(_("dangerous in overdose"), default=False)
    can_be_planned = models.BooleanField(
        _("plans can be made for it"),
        default=True,
        help_text=_("Not for what is known only because it matters beside another medicine."),
    )

    class Meta:
        verbose_name = _("medication")
        verbose_name_plural = _("medications")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"medication {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class RedFlag(models.Model):
    """An effect that must never be read past: for one medication, for a class of them, or for every medication."""

    medication = models.ForeignKey(
        Medication, on_delete=models.PROTECT, related_name="red_flags", null=True, blank=True
    )
    class_code = models.SlugField(
        _("class of medicines"),
        max_length=60,
        blank=True,
        help_text=_("By its code, for example ssri; without a medication and a class it is for every medication."),
    )
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="red_flags")
    flag_class = models.CharField(_("class"), max_length=10, choices=FlagClass, default=FlagClass.STOP)
    agreed_action = models.CharField(
        _("what we do"),
        max_length=300,
        blank=True,
        help_text=_("What the practice has agreed to do when this is reported; shown with the open flag."),
    )
    is_retired = models.BooleanField(_("no longer a red flag"), default=False)

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("red flag")
        verbose_name_plural = _("red flags")
        ordering = ["medication", "effect"]
        constraints = [
            models.UniqueConstraint(
                fields=["medication", "class_code", "effect"],
                name="red_flag_once_per_medication",
                nulls_distinct=False,
                violation_error_message=_("This effect is already a red flag there."),
            ),
            models.CheckConstraint(
                condition=Q(medication=None) | Q(class_code=""),
                name="red_flag_is_of_a_medication_or_of_a_class",
                violation_error_message=_("Choose a medication or a class, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"red flag {self.pk}"

    def clean(self) -> None:
        classes = apps.get_model("medications", "ClassMember")._default_manager
        if self.class_code and not classes.filter(class_code=self.class_code, is_retired=False).exists():
            raise ValidationError({"class_code": _("No medicine belongs to a class of this code.")})


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class CommonEffect(models.Model):
    """An effect often felt on a medication; offered first when logging and shown beside the plan."""

    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="common_effects")
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="common_for")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("common effect")
        verbose_name_plural = _("common effects")
        ordering = ["medication", "position"]
        constraints = [
            models.UniqueConstraint(fields=["medication", "effect"], name="common_effect_once_per_medication"),
            models.CheckConstraint(condition=Q(position__gte=0), name="common_effect_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"common effect {self.pk}"
