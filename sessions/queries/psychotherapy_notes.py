"""What can be asked about psychotherapy notes, by their author alone."""

from typing import TYPE_CHECKING, Self

from django.db import models

from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models import PsychotherapyNote  # noqa: F401


class PsychotherapyNoteQuerySet(models.QuerySet["PsychotherapyNote"]):
    """Psychotherapy notes. However a chart was opened, nobody but the author finds any."""

    def visible_to(self, user: User) -> Self:
        """One's own, about people whose charts one may open now."""
        return self.filter(author=user, patient__in=Patient.objects.visible_to(user))

    def for_list(self) -> Self:
        """What the author's list reads, the newest first."""
        return self.select_related("words").order_by("-about_on", "-pk")
