"""When measures are due for one person, and what they said when they were asked."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.models.visit_type import VisitType
from sessions.queries.measure_schedules import MeasureAskedQuerySet, MeasureScheduleQuerySet

MOST_WEEKS = 52


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class MeasureSchedule(models.Model):
    """A measure that is to be filled in: once, every few weeks, or before each visit, until somebody ends it.

    What is due follows from it and from what was filled in; nothing is ticked off here. Without a kind of visit it is
    before any of them.
    """

    class Way(models.TextChoices):
        """When it is asked."""

        ONCE = "once", _("once")
        EVERY_WEEKS = "every-weeks", _("every few weeks")
        BEFORE_VISITS = "before-visits", _("before each visit")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="measure_schedules")
    measure = models.CharField(_("measure"), max_length=40)
    way = models.CharField(_("when"), max_length=15, choices=Way)
    begins_on = models.DateField(_("from"))
    every_weeks = models.PositiveSmallIntegerField(_("every how many weeks"), null=True, blank=True)
    visit_type = models.ForeignKey(
        VisitType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measure_schedules",
        verbose_name=_("before which visits"),
    )
    scheduled_at = models.DateTimeField()
    scheduled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = MeasureScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule of a measure")
        verbose_name_plural = _("schedules of measures")
        ordering = ["patient", "measure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "measure", "way"],
                condition=Q(ended_at=None),
                name="measure_is_scheduled_once_in_each_way",
                violation_error_message=_("This measure is scheduled in this way already. End that one first."),
            ),
            models.CheckConstraint(
                condition=Q(way="once", every_weeks=None, visit_type=None)
                | Q(way="every-weeks", every_weeks__isnull=False, every_weeks__range=(1, MOST_WEEKS), visit_type=None)
                | Q(way="before-visits", every_weeks=None),
                name="measure_schedule_says_how_often",
                violation_error_message=_("Say how many weeks, from 1 to 52, where it is every few weeks."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="measure_schedule_is_ended_by_somebody_for_a_reason",
                violation_error_message=_("Say why it ends."),
            ),
        ]

    def __str__(self) -> str:
        return f"schedule of a measure {self.pk}"


class MeasureAsked(models.Model):
    """Somebody was asked to fill in a measure, and this is what they said. Append-only; the newest counts.

    "Not now" and "please do not ask this again" are answers, and both stop the asking: until a day, or until they say
    that it may be asked again.
    """

    class Said(models.TextChoices):
        """What they said; the patient's own words have room beside it."""

        WILL_SEE = "will-see", _("asked; no answer yet")
        NOT_NOW = "not-now", _("not now; ask again on a day")
        NOT_AGAIN = "not-again", _("please do not ask this again")
        MAY_BE_ASKED = "may-be-asked", _("may be asked again")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(_("measure"), max_length=40)
    said = models.CharField(_("what they said"), max_length=15, choices=Said)
    ask_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    in_their_words = models.CharField(_("in their own words"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MeasureAskedQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("answer to being asked")
        verbose_name_plural = _("answers to being asked")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said__in=["will-see", "not-now", "not-again", "may-be-asked"]),
                name="asked_is_answered_in_our_words",
            ),
            models.CheckConstraint(
                condition=(Q(said="not-now", ask_again_on__isnull=False))
                | (~Q(said="not-now") & Q(ask_again_on__isnull=True)),
                name="not_now_says_when_to_ask_again",
                violation_error_message=_("Choose a day to ask again, or “please do not ask this again”."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "measure", "-id"], name="asked_by_patient")]

    def __str__(self) -> str:
        return f"answer to being asked {self.pk}"
