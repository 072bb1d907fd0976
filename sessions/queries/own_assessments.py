"""What can be asked about what people filled in about themselves: by each of them, their own."""

from typing import TYPE_CHECKING, Self

from django.db import models

from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models.own_assessment import OwnAssessment  # noqa: F401


class OwnAssessmentQuerySet(models.QuerySet["OwnAssessment"]):
    """Assessments of oneself."""

    def visible_to(self, user: User) -> Self:
        """Their own, whoever they are; nobody has a wider view."""
        return self.filter(user=user)
