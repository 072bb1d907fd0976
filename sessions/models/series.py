"""Visits that come again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import User


class VisitSeries(models.Model):
    """What was asked for when visits were booked to come again; each visit of it then lives its own life."""

    every_weeks = models.PositiveSmallIntegerField(_("every how many weeks"))
    count = models.PositiveSmallIntegerField(_("how many visits"))
    booked_at = models.DateTimeField(_("booked"))
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("series of visits")
        verbose_name_plural = _("series of visits")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_weeks__range=(1, 12)),
                name="series_comes_every_few_weeks",
                violation_error_message=_("Visits come again after one to twelve weeks."),
            ),
            models.CheckConstraint(
                condition=Q(count__range=(2, 52)),
                name="series_has_a_few_visits",
                violation_error_message=_("A series has two to 52 visits."),
            ),
        ]

    def __str__(self) -> str:
        return f"series of visits {self.pk}"
