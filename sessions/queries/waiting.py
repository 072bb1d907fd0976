"""What can be asked about the waiting list and about times that became free, always on behalf of somebody."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from patients.models import Patient
from practice.staff.models import TimeRange, User

if TYPE_CHECKING:
    from sessions.models.offer import SlotOffer  # noqa: F401
    from sessions.models.waiting import WaitingEntry  # noqa: F401


class WaitingQuerySet(models.QuerySet["WaitingEntry"]):
    """Places on the waiting list."""

    def bookable_by(self, user: User) -> Self:
        """Those of people whose visits this person may arrange."""
        return self.filter(patient__in=Patient.objects.bookable_by(user))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def not_being_asked(self, at: datetime) -> Self:
        """Without those to whom a time is on offer just now, merged records, and kinds of visit out of use."""
        from sessions.models.offer import SlotOffer

        asked = SlotOffer.objects.open().filter(entry=OuterRef("pk"), starts_at__gt=at)
        return self.filter(~Exists(asked), patient__merged_into=None, visit_type__is_active=True)

    def for_list(self) -> Self:
        """What the list reads, in the order of turn."""
        return self.select_related("patient", "visit_type", "clinician__user").order_by("-priority", "since_on", "id")


class OfferQuerySet(models.QuerySet["SlotOffer"]):
    """Times that were offered."""

    def bookable_by(self, user: User) -> Self:
        return self.filter(entry__patient__in=Patient.objects.bookable_by(user))

    def open(self) -> Self:
        """Nobody has answered."""
        return self.filter(answer="open")

    def gone_by(self, at: datetime) -> Self:
        """Open, and the time has begun."""
        return self.open().filter(starts_at__lte=at)

    def for_page(self, at: datetime) -> Self:
        """What pages read of offers, the latest first; `is_gone`: the time came, or was given to somebody else."""
        from sessions.models.visit import VisitClinician

        taken = VisitClinician.objects.filter(
            clinician=OuterRef("clinician"),
            is_live=True,
            during__overlap=TimeRange(OuterRef("starts_at"), OuterRef("ends_at")),
        )
        return (
            self.select_related("entry__patient", "entry__visit_type", "clinician__user", "location")
            .annotate(is_gone=Q(starts_at__lte=at) | Q(Exists(taken)))
            .order_by("-id")
        )
