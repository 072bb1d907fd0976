"""Titration plans, their steps, holds, and the append-only record of dose changes."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.facts import Schedule
from medications.models.formulary import Medication
from medications.models.regimen import Regimen
from medications.queries import DoseChangeQuerySet, PlanQuerySet
from medications.sql import sql
from medications.terms import ChangeKind, Direction, PlanStatus
from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User

OPEN_STATUSES = [PlanStatus.ACTIVE, PlanStatus.ON_HOLD, PlanStatus.PAUSED]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["made_with"])
class TitrationPlan(models.Model):
    """A medication raised (or lowered) for one person in ordered steps, each held until it was reviewed.

    The plan waits; it never advances by the calendar. `log_version` counts the log entries that matter for this
    plan: only a trigger advances it and it never falls. `current_step` is the step last ordered. The target is the
    range of the average daily amount at which to judge whether the dose is enough.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="plans")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="plans")
    prescriber = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="plans", verbose_name=_("responsible prescriber")
    )
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    indication = models.CharField(
        _("indication"),
        max_length=60,
        blank=True,
        help_text=_("As the formulary names it; limits and first doses may depend on it."),
    )
    status = models.CharField(_("status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    target_low_mg = models.DecimalField(
        _("target from (mg a day)"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    target_high_mg = models.DecimalField(
        _("target to (mg a day)"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    judge_after_days = models.PositiveSmallIntegerField(
        _("judge a dose after (days)"),
        null=True,
        blank=True,
        help_text=_("When it can be said whether a dose is enough: the least that works is the aim."),
    )
    schedule = models.ForeignKey(
        Schedule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("published schedule"),
        help_text=_("It stands in place of the medicine's general increment and interval."),
    )
    is_low_dose_start = models.BooleanField(_("a low-dose start, in place of a withdrawal score"), default=False)
    crosses = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="crossed_by",
        verbose_name=_("plan that it takes the place of"),
        help_text=_("The way down of the other medication in a cross-taper."),
    )
    made_with = models.JSONField(
        _("facts that it was made with"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("What the formulary said that held for this person when the plan was written."),
    )
    adherence_floor = models.DecimalField(
        _("least share of doses taken"), max_digits=3, decimal_places=2, default=Decimal("0.80")
    )
    log_version = models.PositiveBigIntegerField(default=0, editable=False)
    current_step = models.ForeignKey(
        "medications.TitrationStep", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(null=True, editable=False)
    activated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    close_reason = models.TextField(_("why it was closed"), blank=True)

    if TYPE_CHECKING:
        version: int  # with `PlanQuerySet.with_version`

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("titration plan")
        verbose_name_plural = _("titration plans")
        ordering = ["patient", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "medication"],
                condition=Q(status__in=["active", "on-hold", "paused"]),
                name="plan_one_open_per_patient_and_medication",
                violation_error_message=_("There is already an open plan for this medication."),
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None, closed_by=None)),
                name="plan_is_closed_at_a_moment_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, activated_by=None)
                | Q(activated_at__isnull=False, activated_by__isnull=False),
                name="plan_is_activated_at_a_moment_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(adherence_floor__gte=0, adherence_floor__lte=1), name="plan_adherence_floor_is_a_share"
            ),
            models.CheckConstraint(
                condition=(Q(target_low_mg=None) | Q(target_low_mg__gt=0))
                & (Q(target_high_mg=None) | Q(target_high_mg__gt=0))
                & (Q(target_low_mg=None) | Q(target_high_mg=None) | Q(target_low_mg__lte=F("target_high_mg"))),
                name="plan_target_runs_from_low_to_high",
                violation_error_message=_("The target runs from a lower to a higher amount."),
            ),
            models.CheckConstraint(
                condition=Q(judge_after_days=None) | Q(judge_after_days__gte=1),
                name="plan_judges_a_dose_after_a_day_at_least",
                violation_error_message=_("Give a dose at least one day."),
            ),
            models.CheckConstraint(
                condition=Q(crosses=None) | ~Q(crosses=F("id")),
                name="plan_crosses_another_one",
                violation_error_message=_("A cross-taper takes two plans."),
            ),
        ]
        indexes = [models.Index(fields=["status", "patient"], name="plan_by_status")]
        triggers = [
            pgtrigger.Trigger(
                name="plan_keeps_what_was_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=sql("plan_keeps_what_was_agreed"),
            ),
            pgtrigger.Trigger(
                name="plan_is_for_somebody_whose_age_is_known",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("plan_is_for_somebody_whose_age_is_known"),
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class TitrationStep(models.Model):
    """One dose level of a plan, in the order agreed with the patient, held for at least `hold_days` days.

    Steps of a plan that has left draft are never edited: a change of mind closes the plan and starts another, so
    the record shows what was agreed and when. `is_up` tells which steps will ask for a review; the gate itself
    judges by what is in use on the day.
    """

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("step"))
    regimen = models.OneToOneField(Regimen, on_delete=models.PROTECT, related_name="step")
    hold_days = models.PositiveSmallIntegerField(_("hold at least (days)"))
    is_up = models.BooleanField(_("a step up from the one before"), default=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="step_position_unique_in_plan",
                violation_error_message=_("Two steps cannot have the same place."),
            ),
            models.CheckConstraint(
                condition=Q(hold_days__gte=1),
                name="step_is_held_at_least_a_day",
                violation_error_message=_("Hold each step for at least one day."),
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="step_positions_begin_at_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="step_is_fixed_once_the_plan_left_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=sql("step_is_fixed_once_the_plan_left_draft"),
            )
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Hold(models.Model):
    """A plan kept at its dose, with the reason; any clinical role may hold, only a prescriber lifts it."""

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"))
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    lift_reason = models.TextField(_("why it was lifted"), blank=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["plan", "-held_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(lifted_at=None), name="plan_is_held_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_is_lifted_at_a_moment_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class DoseChange(models.Model):
    """An order: from now on this dose, or nothing. Append-only; it is what "the dose in use" means.

    A trigger fills in patient, medication, regimen, direction and `recorded_at` from what is stored, whatever the
    caller says, and refuses every step up that no current review allows. `made_at` (UTC) may lie in the past,
    never in the future and never before the last change of the same medication.
    """

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="dose_changes")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="dose_changes")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="dose_changes")
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind, default=ChangeKind.DOSE)
    step = models.ForeignKey(TitrationStep, on_delete=models.PROTECT, null=True, related_name="dose_changes")
    regimen = models.ForeignKey(Regimen, on_delete=models.PROTECT, null=True, related_name="dose_changes")
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, editable=False)
    review = models.OneToOneField("medications.Review", on_delete=models.PROTECT, null=True, related_name="dose_change")
    reason = models.TextField(_("reason"), blank=True)
    warned_of = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("warned of"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("What there was to think of when the dose went down; the reason says why all the same."),
    )
    first_dose_on = models.DateField(_("first new dose on"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DoseChangeQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("dose change")
        verbose_name_plural = _("dose changes")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="dose", step__isnull=False) | (~Q(kind="dose") & Q(step=None, regimen=None)),
                name="dose_change_leads_to_a_step_or_to_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "medication", "-id"], name="dose_change_latest"),
            models.Index(fields=["patient"], name="dose_change_downwards", condition=Q(direction__in=["down", "stop"])),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="dose_change_needs_its_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[
                    ("plan", "record"),
                    ("chart", "record"),
                    ("medication", "record"),
                    ("wanted", "record"),
                    ("last", "record"),
                    ("before", "bigint"),
                    ("reached", "int"),
                    ("review", "record"),
                ],
                func=sql("dose_change_needs_its_review"),
            ),
            pgtrigger.Trigger(
                name="dose_change_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=sql("advance_the_chart"),
            ),
        ]

    def __str__(self) -> str:
        return f"dose change {self.pk}"
