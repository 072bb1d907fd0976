"""Which measures follow from what a plan is for: the practice's table, and what was agreed for one plan."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.plan import TitrationPlan
from practice.database.rights import Rights
from practice.staff.models import User

LONGEST_DAYS = 365


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class TargetMeasure(models.Model):
    """A measure that the practice asks with plans for certain symptoms, unless a plan says otherwise.

    A plan is for them where its indication, or a word of what it is for, is among `words`. What is shipped is a
    beginning: which measures are asked, and how long after a step, is for the practice to settle.
    """

    measure = models.CharField(
        _("measure"), max_length=40, unique=True, help_text=_("Its code, as “phq9”; each measure stands here once.")
    )
    symptoms = models.CharField(_("for which symptoms"), max_length=80)
    words = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("words of a plan"),
        help_text=_("Small letters, with commas: indications of the formulary, or single words of what a plan is for."),
    )
    after_days = models.PositiveSmallIntegerField(
        _("days after a new dose began"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DAYS)],
        help_text=_("From then on it is due; a measure about the last two weeks asks for two weeks on the dose."),
    )
    baseline_days = models.PositiveSmallIntegerField(
        _("days before the first dose at most"),
        validators=[MinValueValidator(0), MaxValueValidator(LONGEST_DAYS)],
        help_text=_("One that was filled in so long before a plan began still counts as its beginning."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("measure for target symptoms")
        verbose_name_plural = _("measures for target symptoms")
        ordering = ["symptoms", "measure"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(symptoms=""),
                name="target_measure_says_which_for_what",
                violation_error_message=_("Say which measure, and for which symptoms."),
            ),
            models.CheckConstraint(
                condition=Q(after_days__range=(1, LONGEST_DAYS)) & Q(baseline_days__lte=LONGEST_DAYS),
                name="target_measure_days_are_within_a_year",
                violation_error_message=_("Give days within one year."),
            ),
        ]

    def __str__(self) -> str:
        return f"measure for target symptoms {self.pk}"


class PlanMeasures(models.Model):
    """What was agreed about the measures of one plan, and why; append-only, of several the newest counts.

    Without a row, or with one that follows the practice, the practice's table says which. No measures at all is an
    agreement too: then none is asked because of this plan.
    """

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="agreed_measures")
    follows_practice = models.BooleanField(_("as the practice does"), default=False)
    measures = ArrayField(models.CharField(max_length=40), verbose_name=_("measures"), default=list, blank=True)
    because = models.CharField(_("why"), max_length=200)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("measures of a plan")
        verbose_name_plural = _("measures of plans")
        ordering = ["plan", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(because=""),
                name="measures_of_a_plan_are_agreed_for_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(follows_practice=False) | Q(measures=[]),
                name="measures_of_a_plan_are_its_own_or_the_practices",
                violation_error_message=_("Either as the practice does, or measures of its own."),
            ),
        ]
        indexes = [models.Index(fields=["plan", "-id"], name="measures_of_plan_newest")]

    def __str__(self) -> str:
        return f"measures of a plan {self.pk}"
