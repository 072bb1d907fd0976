"""What can be asked about schedules of measures and about being asked; scoped by `visible_to(user)`."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models import MeasureAsked, MeasureSchedule  # noqa: F401


class MeasureScheduleQuerySet(models.QuerySet["MeasureSchedule"]):
    """Schedules of measures."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user, at))

    def of_patient(self, patient_id: int) -> Self:
        return self.filter(patient=patient_id)

    def running(self) -> Self:
        """Not ended. One for a single day stays until it is filled in and another one takes its place."""
        return self.filter(ended_at=None)


class MeasureAskedQuerySet(models.QuerySet["MeasureAsked"]):
    """Answers to being asked."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user, at))

    def newest_of(self, patient_id: int) -> Self:
        """The newest answer about each measure, in one question."""
        return self.filter(patient=patient_id).order_by("measure", "-id").distinct("measure")
