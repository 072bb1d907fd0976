"""What can be asked of prompts and deliveries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from practice.staff.models import Cover, User
from practice.staff.roles import Permission

if TYPE_CHECKING:
    from practice.prompts.models import Delivery, Prompt  # noqa: F401


class PromptQuerySet(models.QuerySet["Prompt"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def of(self, user: User, *, at: datetime) -> Self:
        """One's own, and those of people one stands in for now.

        A cover in force means its owner is away now, so the stand-in sees the owner's work from the start, not only
        once it escalates.
        """
        away = list(Cover.objects.in_force(at).filter(stand_in=user).values_list("absent_id", flat=True))
        return self.filter(owner__in=[user.pk, *away])

    def with_the_leads(self) -> Self:
        return self.filter(level=2)

    def reaching(self, user: User, *, at: datetime) -> Self:
        """Open or closed: what is one's own or one's cover's to do, and for clinical leads what escalated to them."""
        own = self.of(user, at=at)
        return own | self.with_the_leads() if user.may(Permission.RECEIVE_ESCALATIONS) else own

    def for_queue(self, user: User, *, at: datetime) -> Self:
        """Open work for this person, the most pressing first."""
        return self.open().reaching(user, at=at).order_by("-urgent", "due_at", "id")

    def queue_parts(self, user: User, *, at: datetime) -> "list[Self]":
        """The same as `for_queue` in parts, each of which an index keeps in order; they may overlap."""
        parts = [self.open().of(user, at=at)]
        if user.may(Permission.RECEIVE_ESCALATIONS):
            parts.append(self.open().with_the_leads())
        return [part.order_by("-urgent", "due_at", "id") for part in parts]

    def after(self, place: "Prompt") -> Self:
        """The rest of a queue behind this prompt (keyset paging: as fast on the last page as on the first)."""
        later = Q(due_at__gt=place.due_at) | Q(due_at=place.due_at, id__gt=place.pk)
        if place.urgent:
            return self.filter(Q(urgent=False) | later)
        return self.filter(later, urgent=False, due_at__gte=place.due_at)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def to_try(self, at: datetime) -> Self:
        return self.waiting().filter(next_try_at__lte=at).order_by("next_try_at", "id")
