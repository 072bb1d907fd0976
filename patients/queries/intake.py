"""What can be asked about the way in, always on behalf of somebody."""

from typing import TYPE_CHECKING, Self

from django.db import models

from patients.rules.intake_stages import CLOSED
from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models.intake import Intake, IntakeMove  # noqa: F401

# What the desk may read of an intake; neither the referrer nor the reason is ever fetched for it.
FOR_CLINICIANS = ("referred_by", "reason_sealed")


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Scoped reads: `visible_to` for the chart, `bookable_by` for logistics."""

    def visible_to(self, user: User) -> Self:
        """Intakes of people whose chart this person may open: the reason and the referrer are for them."""
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def bookable_by(self, user: User) -> Self:
        """Intakes of people whose logistics this person arranges, without what only clinicians may read."""
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.bookable_by(user)).defer(*FOR_CLINICIANS)

    def open(self) -> Self:
        return self.exclude(stage__in=CLOSED)

    def for_board(self) -> Self:
        """What a card shows; the longest in a stage first, as they have waited longest."""
        return self.select_related("patient", "owner").order_by("moved_at", "pk")


class IntakeMoveQuerySet(models.QuerySet["IntakeMove"]):
    """The steps of intakes."""

    def bookable_by(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(intake__patient__in=Patient.objects.bookable_by(user))

    def for_person(self) -> Self:
        """Each with who did it, the latest first."""
        return self.select_related("moved_by").order_by("-id")
