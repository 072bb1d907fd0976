"""What can be asked about people, always on behalf of somebody."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, Value, Window
from django.db.models.functions import Greatest, RowNumber
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
        """People the front desk may book; logistics only, whatever the page."""
        return self.filter(merged_into=None) if user.may(Permission.SEE_LOGISTICS) else self.none()

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


class ToldQuerySet(models.QuerySet[Any]):
    """What is known of people's health."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def newest(self) -> Self:
        """Of each thing what was told last, whatever was told before."""
        apart = ["patient", *getattr(self.model, "told_apart_by", ())]
        return self.order_by(*apart, "-id").distinct(*apart)


class SensitivityAnswerQuerySet(ToldQuerySet):
    """What people said about themselves and medicines."""

    def that_count(self) -> Self:
        """Of each question the newest answer; "not now" takes nothing back."""
        return self.exclude(answer="not-now").newest()


class MeasurementQuerySet(ToldQuerySet):
    """What was measured."""

    def newest_of_each(self, number: int, on: date) -> Self:
        """The newest few of each kind and analyte up to a day, the newest first."""
        place = Window(
            RowNumber(), partition_by=["patient", "kind", "analyte"], order_by=[F("taken_at").desc(), F("id").desc()]
        )
        known = self.filter(taken_at__date__lte=on).annotate(place=place)
        return known.filter(place__lte=number).order_by("-taken_at", "-id")

    def moments(self) -> models.QuerySet[Any, datetime]:
        """When something was measured, the latest first, each moment once."""
        return self.order_by("-taken_at").values_list("taken_at", flat=True).distinct()
