"""What can be asked about calendar addresses."""

from typing import TYPE_CHECKING, Self

from django.db import models

from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models.feed import CalendarFeed  # noqa: F401


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Private calendar addresses."""

    def visible_to(self, user: User) -> Self:
        """A person's own."""
        return self.filter(user=user)

    def in_use(self) -> Self:
        return self.filter(revoked_at__isnull=True)
