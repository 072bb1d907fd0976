"""What can be asked about life events, always on behalf of somebody."""

from typing import TYPE_CHECKING, Self

from django.db import models

from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models.life_event import LifeEvent  # noqa: F401


class LifeEventQuerySet(models.QuerySet["LifeEvent"]):
    """What patients wanted on their timelines."""

    def visible_to(self, user: User) -> Self:
        """Those of charts that this person may open."""
        return self.filter(patient__in=Patient.objects.visible_to(user))

    def standing(self) -> Self:
        """Without those that were taken off."""
        return self.filter(withdrawals=None)

    def of_patient(self, patient_id: int) -> Self:
        return self.filter(patient=patient_id)
