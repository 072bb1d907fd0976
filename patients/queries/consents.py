"""What can be asked about consents, always on behalf of somebody."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from practice.staff.models import User


class OfPatientsQuerySet(models.QuerySet[Any]):
    """Rows that belong to a chart."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))


class ConsentQuerySet(OfPatientsQuerySet):
    """What people agreed to."""

    def valid_on(self, day: date) -> Self:
        """Not taken back, and not run out; the last day still counts."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=day), revoked_at=None)

    def for_page(self) -> Self:
        """What templates/patients/consents.html reads."""
        people = self.select_related("given_by", "heard_by", "also_heard_by", "revoked_by", "wording")
        return people.order_by("-id")
