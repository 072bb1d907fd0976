"""What can be asked about people, always on behalf of somebody."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from patients.plain import Plain
from practice.staff.models import User
from practice.staff.roles import Permission

if TYPE_CHECKING:
    from patients.models import Patient  # noqa: F401


def _likeness(asked: Plain, name: str) -> Func:
    """How much of what was asked for is in a name, 0 to 1."""
    return Func(asked, F(name), function="WORD_SIMILARITY", output_field=FloatField())


class PatientQuerySet(models.QuerySet["Patient"]):
    """Scoped reads: `visible_to` for the chart, `bookable_by` for the front desk."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        """Patients whose chart this person may open: team, cover of the team, a grant, or the clinical lead."""
        at = at or timezone.now()
        if not user.may(Permission.OPEN_CHARTS):
            return self.none()
        if user.may(Permission.OPEN_EVERY_CHART):
            return self
        return self.filter(Exists(self._teams(user, at)) | Exists(self._grants(user, at)))

    def on_team_of(self, user: User, at: datetime | None = None) -> Self:
        """Patients this person treats, in person or as named cover."""
        return self.filter(Exists(self._teams(user, at or timezone.now())))

    def bookable_by(self, user: User) -> Self:
        """Whose visits and contacts this person may arrange: the front desk everybody's, others their own patients'.

        Logistics only, whatever the page.
        """
        if not user.may(Permission.BOOK_VISITS):
            return self.none()
        in_use = self.filter(merged_into=None)
        return in_use if user.may(Permission.SEE_LOGISTICS) else in_use.visible_to(user)

    def breakable_by(self, user: User) -> Self:
        """Whose chart this person may open in need; to be asked by exact record number only, never listed."""
        return self if user.may(Permission.BREAK_THE_GLASS) else self.none()

    def for_front_desk(self) -> models.QuerySet["Patient", dict[str, Any]]:
        """What the front desk page reads, and nothing that the front desk must not know."""
        return self.values(
            "chosen_name", "pronouns", "language", "record_number", "birth_date", "phone", "access_needs"
        )

    def found_by(self, words: str) -> Self:
        """Who is meant by a name (also misspelt, or part of it) or a record number; the likeliest first."""
        # The names are asked with the operator that their trigram indexes answer.
        asked = Plain(Value(words))
        return (
            self.alias(chosen=Plain("chosen_name"), legal=Plain("legal_name"))
            .filter(
                Q(chosen__trigram_word_similar=asked)
                | Q(legal__trigram_word_similar=asked)
                | Q(record_number__in=[words, words.upper()])
            )
            .annotate(nearness=Greatest(_likeness(asked, "chosen"), _likeness(asked, "legal")))
            .order_by("-nearness", "chosen_name", "pk")
        )

    @staticmethod
    def _teams(user: User, at: datetime) -> models.QuerySet[models.Model]:
        from patients.models import CareTeamMember

        absent = user.covers_i_give.in_force(at).values("absent")
        of_this_person = CareTeamMember.objects.filter(Q(user=user) | Q(user__in=absent), patient=OuterRef("pk"))
        return of_this_person.current(at)

    @staticmethod
    def _grants(user: User, at: datetime) -> models.QuerySet[models.Model]:
        from patients.models import AccessGrant

        return AccessGrant.objects.filter(patient=OuterRef("pk"), user=user, granted_at__lte=at, expires_at__gt=at)
