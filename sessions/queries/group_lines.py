"""What can be asked about lines of group notes: never about anybody but the member whose chart it is."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from sessions.models import GroupLine, SessionNote  # noqa: F401


class GroupLineQuerySet(models.QuerySet["GroupLine"]):
    """Lines of members."""

    def visible_to(self, user: User) -> Self:
        """Of signed notes, those of members whose chart they may open; of a draft its author's alone."""
        read = Q(note__signed_at__isnull=False, patient__in=Patient.objects.visible_to(user))
        return self.filter(read | Q(note__signed_at=None, note__author=user))

    def of_patient(self, patient_id: int) -> Self:
        return self.filter(patient=patient_id)


def members_of(note: "SessionNote") -> list[Patient]:
    """Who is booked for a group or has a line in its draft, in one question."""
    from sessions.models import Booking, GroupLine

    lines = GroupLine.objects.filter(note=note.pk).values("patient")
    booked = Booking.objects.filter(visit=note.visit_id, is_live=True).values("patient")
    theirs = Patient.objects.filter(merged_into=None).filter(Q(pk__in=lines) | Q(pk__in=booked))
    return list(theirs.order_by("chosen_name", "pk"))


def others_at_hand(members: list[Patient], author: User) -> list[Patient]:
    """The author's other patients: who may have come without a booking."""
    theirs = Patient.objects.on_team_of(author).filter(merged_into=None)
    return list(theirs.exclude(pk__in=[each.pk for each in members]).order_by("chosen_name", "pk"))
