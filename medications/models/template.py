"""Plans that a practice keeps to begin from: steps for one medicine, about nobody."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.facts import Schedule
from medications.models.formulary import Medication
from medications.models.regimen import Regimen
from practice.database.rights import Rights
from practice.staff.models import User


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PlanTemplate(models.Model):
    """Steps and a goal to begin from, for every prescriber of the practice. A plan made from it is a copy.

    It is never changed: another one is saved, and this one retired.
    """

    name = models.CharField(_("name"), max_length=120)
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="plan_templates")
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    indication = models.CharField(_("indication"), max_length=60, blank=True)
    target_low_mg = models.DecimalField(
        _("target from (mg a day)"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    target_high_mg = models.DecimalField(
        _("target to (mg a day)"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    judge_after_days = models.PositiveSmallIntegerField(_("judge a dose after (days)"), null=True, blank=True)
    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_templates"
    )
    is_low_dose_start = models.BooleanField(_("a low-dose start, in place of a withdrawal score"), default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    class Meta:
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        ordering = ["medication", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["medication", "name"],
                condition=Q(retired_at=None),
                name="template_name_once_per_medication",
                violation_error_message=_("There is already a template of this name for this medicine."),
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="template_is_retired_at_a_moment_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(target_low_mg=None) | Q(target_low_mg__gt=0))
                & (Q(target_high_mg=None) | Q(target_high_mg__gt=0))
                & (Q(target_low_mg=None) | Q(target_high_mg=None) | Q(target_low_mg__lte=F("target_high_mg"))),
                name="template_target_runs_from_low_to_high",
                violation_error_message=_("The target runs from a lower to a higher amount."),
            ),
        ]

    def __str__(self) -> str:
        return f"plan template {self.pk}"


class TemplateStep(models.Model):
    """One dose level of a template, in order."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("step"))
    regimen = models.OneToOneField(Regimen, on_delete=models.PROTECT, related_name="template_step")
    hold_days = models.PositiveSmallIntegerField(_("hold at least (days)"))

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("step of a template")
        verbose_name_plural = _("steps of a template")
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="template_step_position_unique"),
            models.CheckConstraint(
                condition=Q(hold_days__gte=1),
                name="template_step_is_held_at_least_a_day",
                violation_error_message=_("Hold each step for at least one day."),
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="template_step_positions_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"step of a template {self.pk}"
