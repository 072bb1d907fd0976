"""What can be asked about what waits to be accepted, always on behalf of somebody."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from patients.queries.trauma import OF_THE_ROOM, OF_TRIGGERS, shared_signposts
from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models.proposal import ProposedEntry  # noqa: F401


class ProposedEntryQuerySet(models.QuerySet["ProposedEntry"]):
    """Proposed entries."""

    def visible_to(self, user: User) -> Self:
        """Those of charts that this person may open; a trigger, say, only if its part is shared with them as well."""
        from patients.models import Patient

        of_signposts = Q(kind__in=[*OF_TRIGGERS, *OF_THE_ROOM])
        shared = ~of_signposts | shared_signposts(user, timezone.now())
        return self.filter(shared, patient__in=Patient.objects.visible_to(user))

    def waiting(self) -> Self:
        """Neither accepted nor declined; in the order in which they came."""
        return self.filter(accepted_at=None, declined_at=None).order_by("id")

    def answered(self) -> Self:
        """Accepted or declined, the latest first."""
        return (
            self.exclude(accepted_at=None, declined_at=None)
            .select_related("accepted_by", "declined_by")
            .order_by("-id")
        )
