"""What the formulary says of a medicine so that rules can compute with it: facts, and published schedules."""

from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from medications.models.statement import Statement, named
from medications.rules.conditions import UnreadableCondition, condition_from
from medications.terms import FactKind, TimeOfDay


def must_be_a_condition(told: Any) -> None:
    """Refuses what the rules could not read, naming the part that they stumble over."""
    if not isinstance(told, dict):
        raise ValidationError(_("Write the condition as names and values, for example {“age_over”: 60}."))
    try:
        condition_from(told)
    except UnreadableCondition as unreadable:
        raise ValidationError(
            _("“%(part)s” cannot be read: check how it is spelt and what it stands for."), params={"part": unreadable}
        ) from unreadable


PROMPTS_READ = ("age_over", "age_at_least", "age_under", "sexes", "indications", "days_taken_at_least")


def must_be_readable_for_prompts(told: dict[str, Any]) -> None:
    """Refuses what `sql/due/measurement_due.sql` does not know: its prompt would never come."""
    if unread := sorted(set(told) - set(PROMPTS_READ)):
        raise ValidationError(
            _("What is due while it is taken may depend on %(known)s only, not on %(parts)s."),
            params={"known": ", ".join(PROMPTS_READ), "parts": ", ".join(unread)},
        )


def condition_field() -> "models.JSONField[Any, Any]":
    return models.JSONField(
        _("applies when"),
        default=dict,
        blank=True,
        help_text=_("Empty: always. Else every part has to hold, for example {“age_over”: 60}."),
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class MedicationFact(Statement):
    """One limit, first dose, interval or warning of a medicine, with the condition under which it holds.

    Which of low, high, days, hours and names is used, the kind says. Amounts are mg a day unless it says otherwise.
    """

    medication = models.ForeignKey(
        Medication, on_delete=models.PROTECT, related_name="facts", verbose_name=_("medication")
    )
    kind = models.CharField(_("what it is about"), max_length=20, choices=FactKind)
    low = models.DecimalField(_("from"), max_digits=12, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(_("to"), max_digits=12, decimal_places=4, null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    names = ArrayField(models.CharField(max_length=80), verbose_name=_("names"), default=list, blank=True)
    applies_when = condition_field()
    words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta(Statement.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["medication", "kind", "id"]
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")) | Q(kind=FactKind.TAPER),
                name="fact_runs_from_low_to_high",
                violation_error_message=_("“From” is more than “to”."),
            ),
            models.CheckConstraint(
                condition=(Q(low=None) | Q(low__gte=0)) & (Q(high=None) | Q(high__gte=0)),
                name="fact_has_no_amount_below_nothing",
                violation_error_message=_("An amount cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"fact {self.pk}"

    def clean(self) -> None:
        named("applies_when", must_be_a_condition, self.applies_when)
        if self.kind == FactKind.FOLLOW_UP:
            named("applies_when", must_be_readable_for_prompts, self.applies_when)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Schedule(Statement):
    """A published way up or down, which stands in place of the medicine's general increment and interval.

    `is_the_rule`: it applies by itself where its condition holds. Any other is chosen for a plan.
    """

    medication = models.ForeignKey(
        Medication, on_delete=models.PROTECT, related_name="schedules", verbose_name=_("medication")
    )
    name = models.CharField(_("name"), max_length=160)
    applies_when = condition_field()
    is_the_rule = models.BooleanField(_("applies by itself"), default=False)
    is_taper = models.BooleanField(_("a way down"), default=False)

    class Meta(Statement.Meta):
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["medication", "id"]
        constraints = [*Statement.Meta.constraints]

    def __str__(self) -> str:
        return f"schedule {self.pk}"

    def clean(self) -> None:
        named("applies_when", must_be_a_condition, self.applies_when)


def must_be_doses(told: Any) -> None:
    """Refuses what is not a list of {"amount_mg": "25", "times": ["morning"], "every_days": 1}."""
    if not (isinstance(told, list) and told and all(_is_a_dose(dose) for dose in told)):
        raise ValidationError(_("Each dose needs an amount in mg, its times of day and every how many days."))


def _is_a_dose(dose: Any) -> bool:
    try:
        fine = models.DecimalField(max_digits=12, decimal_places=4).clean(dose["amount_mg"], None) >= 0
        return fine and bool(dose["times"]) and set(dose["times"]) <= set(TimeOfDay.values) and dose["every_days"] >= 1
    except (KeyError, TypeError, ValueError, ValidationError):
        return False


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ScheduleLevel(models.Model):
    """One level of a schedule: its doses, and the days to stay there; without days, it is where one stays."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="levels")
    position = models.PositiveSmallIntegerField(_("position"))
    doses = models.JSONField(
        _("doses"), help_text=_("For example [{“amount_mg”: “25”, “times”: [“bedtime”], “every_days”: 1}].")
    )
    days = models.PositiveSmallIntegerField(_("days to stay"), null=True, blank=True)
    min_days = models.PositiveSmallIntegerField(_("days at least"), null=True, blank=True)

    class Meta:
        verbose_name = _("level of a schedule")
        verbose_name_plural = _("levels of a schedule")
        ordering = ["schedule", "position"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "position"], name="level_position_unique_in_schedule"),
            models.CheckConstraint(
                condition=Q(days=None) | Q(days__gte=1),
                name="level_is_held_at_least_a_day",
                violation_error_message=_("Stay at each level for at least one day."),
            ),
            models.CheckConstraint(
                condition=Q(min_days=None) | Q(days__isnull=False, min_days__gte=1, min_days__lte=F("days")),
                name="level_is_held_no_longer_at_least_than_usually",
                violation_error_message=_("“Days at least” is more than the days to stay."),
            ),
        ]

    def __str__(self) -> str:
        return f"level of a schedule {self.pk}"

    def clean(self) -> None:
        named("doses", must_be_doses, self.doses)
