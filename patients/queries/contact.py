"""What can be asked about reaching people and about what they need, always on behalf of somebody."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models import LogisticNeeds, Patient


BY_HAND = (Q(state="due") & ~Q(channel="e-mail")) | Q(state="failed")


class LogisticsQuerySet(models.QuerySet[Any]):
    """Rows about how to reach somebody and what they need: whoever books for them reads them."""

    def bookable_by(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.bookable_by(user))


class NeedsQuerySet(LogisticsQuerySet):
    """What people need around their visits."""

    def of_many(self, patient_ids: Collection[int]) -> "dict[int, LogisticNeeds]":
        """By patient, in one question; who is absent was not asked."""
        return {row.patient_id: row for row in self.filter(patient__in=patient_ids)}


class SafeContactQuerySet(LogisticsQuerySet):
    """What was agreed, version by version."""

    def newest(self) -> Self:
        """Of each person what was agreed last."""
        return self.order_by("patient", "-id").distinct("patient")


class NeverAddressQuerySet(LogisticsQuerySet):
    """Addresses that are not used again."""

    def in_force(self, patient: "Patient") -> Self:
        """Somebody's that were not lifted: of each address what was said last, on whichever of their records."""
        theirs = self.filter(Q(patient=patient) | Q(patient__merged_into=patient))
        latest = theirs.order_by("key", "-id").distinct("key")
        return theirs.filter(pk__in=latest.values("pk"), lifted_because="")


class OutgoingQuerySet(LogisticsQuerySet):
    """What goes out."""

    def to_send(self, at: datetime) -> Self:
        """E-mails whose time has come, in the order of their turn."""
        return self.filter(state="due", channel="e-mail", next_try__lte=at).order_by("next_try", "id")

    def for_a_person(self) -> Self:
        """What somebody here has to do by hand, and e-mails that could not be sent."""
        return self.filter(BY_HAND)

    def not_for_a_person(self) -> Self:
        """What is done, and what goes out by itself."""
        return self.exclude(BY_HAND)


class AroundQuerySet(models.QuerySet[Any]):
    """The people around somebody: they belong to the chart."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(ended_on=None)


class EmergencyContactQuerySet(AroundQuerySet):
    """Those to ring in an emergency."""

    def bookable_by(self, user: User) -> Self:
        """Of these the ones that the front desk may see, because the person allowed it."""
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.bookable_by(user), desk_may_see=True)
