"""What can be asked about measures handed to people, always on behalf of somebody."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models.measure_sheet import MeasureSheet  # noqa: F401


class MeasureSheetQuerySet(models.QuerySet["MeasureSheet"]):
    """Sheets of people."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def not_over(self) -> Self:
        """Neither sent nor taken back; it may have run out."""
        return self.filter(sent_at=None, revoked_at=None)

    def in_force(self, at: datetime) -> Self:
        """Those that can still be filled in."""
        return self.not_over().filter(expires_at__gt=at, patient__merged_into=None)
