"""What can be asked about team meetings. That there was one, its participants see; an item, who may open its chart."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission

if TYPE_CHECKING:
    from sessions.models import MeetingItem, TeamDecision, TeamMeeting, Visit  # noqa: F401


class TeamMeetingQuerySet(models.QuerySet["TeamMeeting"]):
    """Team meetings."""

    def visible_to(self, user: User) -> Self:
        """Whoever writes notes here may see that a meeting was, who came, and what concerns their own patients."""
        return self.all() if user.may(Permission.WRITE_NOTES) else self.none()

    def for_list(self) -> Self:
        """Newest first, with how many items each had."""
        return self.annotate(items_count=Count("items")).order_by("-held_at", "-pk")


class MeetingItemQuerySet(models.QuerySet["MeetingItem"]):
    """Items."""

    def visible_to(self, user: User) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user))

    def for_meeting_page(self) -> Self:
        return self.select_related("patient").order_by("pk")


class TeamDecisionQuerySet(models.QuerySet["TeamDecision"]):
    """Decisions."""

    def visible_to(self, user: User) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user))

    def as_it_stands(self) -> Self:
        """Adds `ended` (done, not needed, or None), `stands_with` and `stands_until`: who does it now, and by when."""
        from sessions.models import DecisionOutcome

        newest = DecisionOutcome.objects.filter(decision=OuterRef("pk")).order_by("-pk")
        moved, over = newest.filter(what="moved"), newest.exclude(what="moved")
        return self.annotate(
            ended=Subquery(over.values("what")[:1]),
            stands_with=Coalesce(
                Subquery(moved.values("owner_id")[:1]), F("owner_id"), output_field=models.BigIntegerField()
            ),
            stands_until=Coalesce(Subquery(moved.values("due_on")[:1]), F("due_on")),
        )

    def open_first(self) -> Self:
        """As it stands; what is open before what has ended, the newest first."""
        return self.as_it_stands().order_by(F("ended").desc(nulls_first=True), "-pk")

    def open(self) -> Self:
        from sessions.models import DecisionOutcome

        over = DecisionOutcome.objects.filter(decision=OuterRef("pk")).exclude(what="moved")
        return self.filter(~Exists(over))

    def due(self, on: date) -> Self:
        """Open ones whose day has come."""
        return self.as_it_stands().open().filter(Q(stands_until__lte=on))


def people_of_the_team() -> dict[int, str]:
    """Everybody who writes notes here, by name."""
    people = User.objects.who_may(Permission.WRITE_NOTES).order_by("display_name", "pk")
    return dict(people.values_list("pk", "display_name"))


def member_of_the_team(pk: int) -> User:
    """One of them. Raises User.DoesNotExist."""
    return User.objects.who_may(Permission.WRITE_NOTES).get(pk=pk)


def clinicians_of(visit: "Visit") -> list[User]:
    """Whose visit it is."""
    return list(User.objects.filter(pk__in=visit.visit_clinicians.filter(is_live=True).values("clinician__user")))


def who_is_there(meeting: "TeamMeeting") -> list[int]:
    """The ids of those who came, in the room or not."""
    return list(meeting.attendances.exclude(how="regrets").values_list("person", flat=True))
