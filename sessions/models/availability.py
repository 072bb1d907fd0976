"""When clinicians can be booked: each week, and when it is otherwise."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DecimalRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Extract, Now
from django.utils.translation import gettext_lazy as _

from practice.staff.models import User
from sessions.models.place import Location
from sessions.models.visit_type import VisitType


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ClinicianProfile(models.Model):
    """What matters of a clinician for booking. Its key is the account's: `clinician_id` is a user's id."""

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, primary_key=True, related_name="clinician", verbose_name=_("who")
    )
    languages = ArrayField(models.CharField(max_length=40), verbose_name=_("languages"), default=list, blank=True)
    gender = models.CharField(
        _("gender"), max_length=40, blank=True, help_text=_("For patients who ask for it; may be left empty.")
    )
    visit_types = models.ManyToManyField(
        VisitType,
        blank=True,
        related_name="clinicians",
        verbose_name=_("kinds of visit"),
        help_text=_("None chosen means all of them."),
    )
    is_bookable = models.BooleanField(_("can be booked"), default=True)
    shows_order = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("clinician")
        verbose_name_plural = _("clinicians")
        ordering = ["shows_order", "user"]

    def __str__(self) -> str:
        return f"clinician {self.pk}"


def days_from_until(first: str, last: str) -> Func:
    """The days from one column to another, both included; an empty end is open."""
    return Func(first, last, Value("[]"), function="DATERANGE", output_field=DateRangeField())


def hours_from_until(start: str, end: str) -> Func:
    """The time of a day between two columns, half-open."""
    seconds = (Extract(start, "epoch"), Extract(end, "epoch"))
    return Func(*seconds, function="NUMRANGE", output_field=DecimalRangeField())


class Weekday(models.IntegerChoices):
    """Days as the calendar standard counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Availability(models.Model):
    """Hours of one weekday, each week, from a day until another (included; empty = still).

    Local hours of the location's zone, or of the practice's where there is no location: then by video or telephone
    only. A change of hours ends one row (`until_on`) and begins another.
    """

    clinician = models.ForeignKey(
        ClinicianProfile, on_delete=models.PROTECT, related_name="availabilities", verbose_name=_("clinician")
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    location = models.ForeignKey(
        Location,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="availabilities",
        verbose_name=_("location"),
    )
    with_telehealth = models.BooleanField(_("also by video or telephone"), default=True)
    from_on = models.DateField(_("from the day"))
    until_on = models.DateField(_("until the day"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    class Meta:
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")
        ordering = ["clinician", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7)),
                name="hours_are_on_a_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="hours_end_after_they_start",
                violation_error_message=_("Hours end after they start, on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="hours_hold_for_a_day_at_least",
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(location__isnull=False) | Q(with_telehealth=True),
                name="hours_are_somewhere",
                violation_error_message=_("Choose a location, or say that it is by video or telephone."),
            ),
            ExclusionConstraint(
                name="hours_do_not_overlap",
                expressions=[
                    ("clinician", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (days_from_until("from_on", "until_on"), RangeOperators.OVERLAPS),
                    (hours_from_until("starts", "ends"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("There are hours on that day at that time already."),
            ),
        ]
        indexes = [models.Index(fields=["clinician", "weekday"], name="hours_by_clinician")]

    def __str__(self) -> str:
        return f"weekly hours {self.pk}"

    def clean(self) -> None:
        # A form leaves out what could not be read; a range cannot be made of what is turned round.
        if None not in (self.starts, self.ends) and self.ends <= self.starts:
            raise ValidationError({"ends": _("Hours end after they start, on the same day.")})
        last = self.until_on
        if last is not None and None not in (self.from_on, last) and last < self.from_on:
            raise ValidationError({"until_on": _("The last day is not before the first.")})


class AvailabilityExceptionQuerySet(models.QuerySet["AvailabilityException"]):
    def in_force(self) -> "AvailabilityExceptionQuerySet":
        return self.filter(withdrawn_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class AvailabilityException(models.Model):
    """Away, or here beside the weekly hours, from when until when (UTC, half-open). Taken back, it stays on file."""

    class Kind(models.TextChoices):
        AWAY = "away", _("Away")
        EXTRA = "extra", _("Extra hours")

    clinician = models.ForeignKey(
        ClinicianProfile, on_delete=models.PROTECT, related_name="exceptions", verbose_name=_("clinician")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("location")
    )
    with_telehealth = models.BooleanField(_("also by video or telephone"), default=True)
    reason = models.CharField(
        _("note"), max_length=80, blank=True, help_text=_("Everybody who books reads it: “Training”, “Leave”.")
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = AvailabilityExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception from the weekly hours")
        verbose_name_plural = _("exceptions from the weekly hours")
        ordering = ["clinician", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["away", "extra"]),
                name="exception_is_away_or_extra",
                violation_error_message=_("Choose away or extra hours."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="exception_ends_after_it_starts",
                violation_error_message=_("It ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(kind="away") | Q(location__isnull=False) | Q(with_telehealth=True),
                name="extra_hours_are_somewhere",
                violation_error_message=_("Choose a location, or say that it is by video or telephone."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="exception_is_taken_back_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["clinician", "starts_at"], name="exception_by_clinician")]

    def __str__(self) -> str:
        return f"exception from the weekly hours {self.pk}"
