"""What the practice settled where no label gives a number."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medications.rules.thresholds import DEFAULT_THRESHOLDS, Thresholds

AS_SHIPPED = DEFAULT_THRESHOLDS


def _mmhg(words: Any, shipped: Decimal, lowest: int, highest: int) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        words,
        max_digits=4,
        decimal_places=1,
        default=shipped,
        validators=[MinValueValidator(lowest), MaxValueValidator(highest)],
    )


def _number(
    words: Any, shipped: int, highest: int, told: Any = "", lowest: int = 0
) -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(
        words, default=shipped, help_text=told, validators=[MinValueValidator(lowest), MaxValueValidator(highest)]
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PracticeThresholds(models.Model):
    """The practice's own numbers: one row, or none, and then those that are shipped hold (`rules/thresholds.py`).

    The gate reads them with every question, so a change counts at once; the history tells what counted when.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    standing_systolic_under = _mmhg(
        _("no increase with a systolic pressure, standing, under (mmHg)"), AS_SHIPPED.standing_systolic_under, 60, 140
    )
    standing_systolic_fall = _mmhg(
        _("… or a fall of the systolic pressure on standing of (mmHg)"), AS_SHIPPED.standing_systolic_fall, 5, 60
    )
    standing_diastolic_fall = _mmhg(
        _("… or of the diastolic pressure of (mmHg)"), AS_SHIPPED.standing_diastolic_fall, 5, 40
    )
    seated_systolic = _mmhg(_("… or a systolic pressure, seated, from (mmHg)"), AS_SHIPPED.seated_systolic, 120, 220)
    seated_diastolic = _mmhg(_("… or a diastolic one from (mmHg)"), AS_SHIPPED.seated_diastolic, 70, 140)
    baseline_valid_days = _number(
        _("a measurement before a first dose counts for (days)"),
        AS_SHIPPED.baseline_valid_days,
        90,
        _("Where the medicine's fact gives no days."),
        lowest=1,
    )
    level_timing_hours = _number(
        _("a level may be taken earlier or later by (hours)"), AS_SHIPPED.level_timing_hours, 12
    )
    score_valid_hours = _number(
        _("a withdrawal score before a first dose counts for (hours)"), AS_SHIPPED.score_valid_hours, 72, lowest=1
    )
    restart_after_days = _number(
        _("begin lower down after more than (days) without it"),
        AS_SHIPPED.restart_after_days,
        30,
        _("Where the medicine's rule gives no number of days."),
        lowest=1,
    )
    gentle_from_age = _number(
        _("offer the gentle pace first from (years of age)"), AS_SHIPPED.gentle_from_age, 120, "", 18
    )
    follow_up_baseline_days = _number(
        _("the first of the later measurements may be older than the first dose by (days)"),
        AS_SHIPPED.follow_up_baseline_days,
        365,
        _("Weight, liver, kidney and the like: what is due and holds nothing up."),
    )
    follow_up_early_days = _number(_("a later one may be taken early by (days)"), AS_SHIPPED.follow_up_early_days, 60)
    follow_up_within_days = _number(
        _("what is due and holds nothing up is to be done within (days)"), AS_SHIPPED.follow_up_within_days, 90
    )
    pregnancy_asked_under_age = _number(
        _("ask about pregnancy under (years of age)"), AS_SHIPPED.pregnancy_asked_under_age, 120
    )
    decided = models.CharField(
        _("who decided, when, and on what grounds"),
        max_length=300,
        help_text=_("For example: prescribers' meeting of 3 May; the guideline that was read."),
    )

    class Meta:
        verbose_name = _("thresholds of the practice")
        verbose_name_plural = _("thresholds of the practice")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="thresholds_are_one_row",
                violation_error_message=_("The practice has one set of thresholds: change that one."),
            ),
            models.CheckConstraint(condition=~Q(decided=""), name="thresholds_were_decided_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"thresholds of the practice {self.pk}"

    def as_rule(self) -> Thresholds:
        return Thresholds(**{field.name: getattr(self, field.name) for field in fields(Thresholds)})
