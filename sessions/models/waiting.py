"""Who waits for a time, and what would suit them."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.staff.models import User
from sessions.models.availability import ClinicianProfile, Weekday
from sessions.models.visit_type import VisitType
from sessions.queries.waiting import WaitingQuerySet
from sessions.rules.suitability import PartOfDay

PARTS_OF_DAY = [
    (PartOfDay.MORNING.value, _("Morning")),
    (PartOfDay.AFTERNOON.value, _("Afternoon")),
    (PartOfDay.EVENING.value, _("Evening")),
]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class WaitingEntry(models.Model):
    """Somebody waits for a time of one kind, and what would suit them: logistics only, no word of why they come.

    What is left empty does not matter to them. A time that they decline leaves their place as it is. A higher priority
    gives its reason out of a list, so that no clinical word comes here.
    """

    class Way(models.TextChoices):
        EITHER = "either", _("Here or by video")
        IN_PERSON = "in-person", _("Here only")
        TELEHEALTH = "telehealth", _("By video only")

    class Priority(models.IntegerChoices):
        USUAL = 0, _("Usual")
        SOONER = 1, _("Sooner")
        FIRST = 2, _("First of all")

    class Reason(models.TextChoices):
        """Why somebody comes sooner, in words that tell nothing about them."""

        WE_CANCELLED = "we-cancelled", _("We had to cancel their last time")
        CLINICIAN_ASKS = "clinician-asks", _("Their clinician asks for a sooner time")
        THEY_ASK = "they-ask", _("They ask for a sooner time")
        FEW_TIMES = "few-times", _("Few times suit them")

    class Ending(models.TextChoices):
        """Why somebody waits no longer."""

        BOOKED = "booked", _("A time is booked")
        NOT_WANTED = "not-wanted", _("They do not want it any more")
        ELSEWHERE = "elsewhere", _("They found another place")
        NOT_REACHED = "not-reached", _("We could not reach them")
        BY_MISTAKE = "by-mistake", _("Entered by mistake")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="waiting_entries")
    visit_type = models.ForeignKey(VisitType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    clinician = models.ForeignKey(
        ClinicianProfile,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("with whom"),
    )
    gender = models.CharField(_("gender of the clinician"), max_length=40, blank=True)
    language = models.CharField(_("language of the clinician"), max_length=40, blank=True)
    way = models.CharField(_("here or by video"), max_length=10, choices=Way, default=Way.EITHER)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name=_("days"), default=list, blank=True
    )
    parts_of_day = ArrayField(
        models.CharField(max_length=10, choices=PARTS_OF_DAY),
        verbose_name=_("part of the day"),
        default=list,
        blank=True,
    )
    earliest_on = models.DateField(_("not before"), null=True, blank=True)
    notice_hours = models.PositiveSmallIntegerField(_("hours they need to come"), default=24)
    since_on = models.DateField(_("waiting since"))
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.USUAL)
    priority_because = models.CharField(_("why sooner"), max_length=20, choices=Reason, blank=True)
    priority_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    closed_because = models.CharField(_("why they wait no longer"), max_length=20, choices=Ending, blank=True)

    objects: ClassVar = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the waiting list")
        verbose_name_plural = _("waiting list")
        ordering = ["-priority", "since_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "visit_type"],
                condition=Q(closed_at__isnull=True),
                name="waiting_once_for_each_kind_of_visit",
                violation_error_message=_("They are waiting for this kind of visit already."),
            ),
            models.CheckConstraint(
                condition=Q(priority=0, priority_because="", priority_by__isnull=True)
                | (Q(priority__gt=0, priority_by__isnull=False) & ~Q(priority_because="")),
                name="waiting_sooner_has_a_reason_and_a_person",
                violation_error_message=_("Say why they come sooner."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
                name="waiting_ends_with_a_reason_and_a_person",
                violation_error_message=_("Say why they wait no longer."),
            ),
            models.CheckConstraint(
                condition=Q(
                    weekdays__contained_by=Weekday.values,
                    parts_of_day__contained_by=[part.value for part in PartOfDay],
                ),
                name="waiting_days_and_parts_of_day_exist",
                violation_error_message=_("Choose days and parts of the day from the lists."),
            ),
            models.CheckConstraint(
                condition=Q(way__in=["either", "in-person", "telehealth"], priority__lte=2, notice_hours__lte=24 * 28),
                name="waiting_is_told_in_our_words",
                violation_error_message=_("Choose from the lists; nobody needs more than four weeks to come."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-priority", "since_on", "id"], condition=Q(closed_at__isnull=True), name="waiting_by_turn"
            ),
        ]

    def __str__(self) -> str:
        return f"place on the waiting list {self.pk}"
