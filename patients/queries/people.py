"""What can be asked about people, always on behalf of somebody."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from patients.plain import LastDigits, Plain
from patients.queries.access import HasGrant, IsOnTeam
from patients.rules.likeness import last_digits
from practice.staff.models import User
from practice.staff.roles import Permission

if TYPE_CHECKING:
    from patients.models import Patient  # noqa: F401


def _likeness(asked: Plain, name: str) -> Func:
    """How much of what was asked for is in a name, 0 to 1."""
    return Func(asked, F(name), function="WORD_SIMILARITY", output_field=FloatField())


def _similarity(asked: Plain, name: str) -> Func:
    """How alike two whole names are, 0 to 1."""
    return Func(asked, F(name), function="SIMILARITY", output_field=FloatField())


class PatientQuerySet(models.QuerySet["Patient"]):
    """Scoped reads: `visible_to` for the chart, `bookable_by` for the front desk."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        """Patients whose chart this person may open: team, cover of the team, a grant, or the clinical lead."""
        at = at or timezone.now()
        if not user.may(Permission.OPEN_CHARTS):
            return self.none()
        if user.may(Permission.OPEN_EVERY_CHART):
            return self
        return self.filter(IsOnTeam(user.pk, at) | HasGrant(user.pk, at))

    def on_team_of(self, user: User, at: datetime | None = None) -> Self:
        """Patients this person treats, in person or as named cover."""
        return self.filter(IsOnTeam(user.pk, at or timezone.now()))

    def bookable_by(self, user: User) -> Self:
        """Whose visits and contacts this person may arrange: the front desk everybody's, others their own patients',
        and whoever keeps intakes also those of people on the way in, who have no team yet.

        Logistics only, whatever the page.
        """
        if not user.may(Permission.BOOK_VISITS):
            return self.none()
        in_use = self.filter(merged_into=None)
        if user.may(Permission.SEE_LOGISTICS) or user.may(Permission.OPEN_EVERY_CHART):
            return in_use
        if not user.may(Permission.KEEP_INTAKES):
            return in_use.visible_to(user)
        return in_use.filter(Q(pk__in=in_use.visible_to(user).values("pk")) | Exists(self._open_intakes()))

    def breakable_by(self, user: User) -> Self:
        """Whose chart this person may open in need; to be asked by exact record number only, never listed."""
        return self if user.may(Permission.BREAK_THE_GLASS) else self.none()

    def for_front_desk(self) -> models.QuerySet["Patient", dict[str, Any]]:
        """What the front desk page reads, and nothing that the front desk must not know."""
        return self.values("pk", "chosen_name", "pronouns", "language", "record_number", "birth_date", "phone")

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

    def alike(self, names: Sequence[str], birth_date: date | None, phone: str) -> Self:
        """Records in use that may be somebody's who is described so, the most alike by name first.

        Candidates only: patients.rules.likeness judges them. Each part is answered by an index of its own.
        """
        asked = [Plain(Value(name)) for name in names]
        of_names = [Q(chosen__trigram_similar=name) | Q(legal__trigram_similar=name) for name in asked]
        by_any = reduce(or_, of_names, Q(birth_date=birth_date) if birth_date else Q(pk__in=[]))
        if digits := last_digits(phone):
            by_any |= Q(digits=digits)
        near = [_similarity(name, column) for name in asked for column in ("chosen", "legal")]
        return (
            self.filter(merged_into=None)
            .alias(chosen=Plain("chosen_name"), legal=Plain("legal_name"), digits=LastDigits("phone"))
            .filter(by_any)
            .alias(nearness=Greatest(*near))
            .order_by("-nearness", "pk")
        )

    @staticmethod
    def _open_intakes() -> models.QuerySet[models.Model]:
        from patients.models import Intake

        return Intake.objects.filter(patient=OuterRef("pk")).open()
