"""A time that became free, offered to somebody who waits."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from practice.staff.models import TimeRange, User
from sessions.models.availability import ClinicianProfile
from sessions.models.place import Location
from sessions.models.visit import Visit
from sessions.models.waiting import WaitingEntry
from sessions.queries.waiting import OfferQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class SlotOffer(models.Model):
    """A time that became free with somebody, offered to one person; the answer is written down by whoever asked.

    While nobody has answered, the time is offered to nobody else, and the person is offered nothing else. A time that
    passed or was given away before an answer lapses; the software writes that down itself.
    """

    class Answer(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ACCEPTED = "accepted", _("They take it")
        DECLINED = "declined", _("Declined this time")
        NOT_REACHED = "not-reached", _("Not reached")
        LAPSED = "lapsed", _("The time is gone")

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="offers")
    freed_by = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    clinician = models.ForeignKey(ClinicianProfile, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    is_telehealth = models.BooleanField(_("by video or telephone"), default=False)
    offered_at = models.DateTimeField(_("offered"))
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.OPEN)
    booked_as = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    is_gone: bool  # what `for_page` adds: the time came, or went to somebody else

    objects: ClassVar = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of a time")
        verbose_name_plural = _("offers of a time")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="offer_ends_after_it_starts",
                violation_error_message=_("A time ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(location__isnull=False) | Q(is_telehealth=True),
                name="offer_is_somewhere",
                violation_error_message=_("A visit is at a location, or by video or telephone."),
            ),
            models.CheckConstraint(
                condition=Q(answer="open", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answer="lapsed", answered_at__isnull=False)
                | Q(
                    answer__in=["accepted", "declined", "not-reached"],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="offer_is_answered_by_somebody",
                violation_error_message=_("Choose what they said."),
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", booked_as__isnull=False)
                | ~Q(answer="accepted") & Q(booked_as__isnull=True),
                name="offer_that_is_taken_is_booked",
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(answer="open"),
                name="offer_one_at_a_time_for_each_person",
                violation_error_message=_("They are being asked about a time already."),
            ),
            ExclusionConstraint(
                name="offer_a_time_to_one_person_at_once",
                expressions=[
                    ("clinician", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(answer="open"),
                violation_error_message=_("This time is being offered to somebody else just now."),
            ),
        ]

    def __str__(self) -> str:
        return f"offer of a time {self.pk}"
