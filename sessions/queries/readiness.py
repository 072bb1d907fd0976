"""What can be asked about readiness, always on behalf of somebody."""

from typing import TYPE_CHECKING, Self

from django.db import models

from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models import Readiness


class ReadinessQuerySet(models.QuerySet["Readiness"]):
    """Looks at readiness. Only ever added to; the newest counts."""

    def visible_to(self, user: User) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user))

    def of_patient(self, patient_id: int) -> Self:
        return self.filter(patient=patient_id)

    def newest_first(self) -> Self:
        return self.order_by("-id")

    def newest_of_note(self, note_id: int) -> "Readiness | None":
        """As it was looked at last in that session."""
        return self.filter(note=note_id).order_by("-id").first()
