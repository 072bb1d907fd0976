"""What can be asked about what people confided: never more than they share with whoever asks.

`readable` is the rule of patients.rules.reading_rights as SQL; a test holds the two together.
"""

from datetime import datetime
from typing import Self

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from patients.queries.told import ToldQuerySet
from patients.rules.reading_rights import TREATING_ROLES, UNTIL_ASKED, Part, Readers
from practice.staff.models import User


def readable(user: User, part: Part, at: datetime) -> Q:
    """Rows whose patient shares this part with this person, among the charts that they may open."""
    from patients.models import CareTeamMember, PartReaders

    choice = PartReaders.objects.filter(patient=OuterRef("patient"), part=part).order_by("-id")
    readers = Coalesce(Subquery(choice.values("readers")[:1]), Value(UNTIL_ASKED[part].readers.value))
    places = CareTeamMember.objects.filter(patient=OuterRef("patient")).current(at)
    own = Q(user=user)
    covered = Q(user__in=user.covers_i_give.in_force(at).values("absent"))
    ours = places.filter(own | covered)
    them_alone = Q(Exact(readers, Value(Readers.ONE_PERSON.value))) & Q(Exists(places.filter(own)))
    found = them_alone & Q(Exact(Subquery(choice.values("person")[:1]), Value(user.pk)))
    if user.roles() & TREATING_ROLES:
        treating = Exists(ours.filter(role__in=[role.value for role in TREATING_ROLES]))
        found |= Q(Exact(readers, Value(Readers.TREATING.value))) & Q(treating)
    for_all = Q(Exact(readers, Value(Readers.TEAM.value)))
    return found | (for_all & Q(Exists(ours)) if part == Part.NARRATIVE else for_all)


class ConfidedQuerySet(ToldQuerySet):
    """Rows of one part, which the model names as `part`."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return super().visible_to(user).filter(readable(user, self.model.part, at or timezone.now()))


class ExperienceQuerySet(ConfidedQuerySet):
    """Answers about kinds of experience."""

    def that_count(self) -> Self:
        """Of each kind the newest answer; "not now" takes nothing back."""
        return self.exclude(answer="not-now").newest()


class SafetyCheckQuerySet(ConfidedQuerySet):
    """Safety checks; who asked goes on reading what they wrote."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        shared = readable(user, self.model.part, at or timezone.now())
        return ToldQuerySet.visible_to(self, user).filter(shared | Q(recorded_by=user))


class NarrativeQuerySet(ConfidedQuerySet):
    """Versions of narratives."""

    def that_stand(self) -> Self:
        """Those that have words and were not taken back since."""
        taken_back = self.model.objects.filter(patient=OuterRef("patient"), words_sealed="", pk__gt=OuterRef("pk"))
        return self.exclude(words_sealed="").exclude(Exists(taken_back))


OF_TRIGGERS = ("trigger", "warning-sign")
OF_THE_ROOM = ("coping", "room-preference")


def shared_signposts(user: User, at: datetime) -> Q:
    """Rows with a `kind` of signpost whose part is shared with this person."""
    of_triggers = Q(kind__in=OF_TRIGGERS) & readable(user, Part.TRIGGERS, at)
    return of_triggers | (Q(kind__in=OF_THE_ROOM) & readable(user, Part.ROOM, at))


class SignpostQuerySet(ToldQuerySet):
    """Triggers and warning signs are one part, what helps and wishes for the room another."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return super().visible_to(user).filter(shared_signposts(user, at or timezone.now()))

    def that_hold(self) -> Self:
        """The newest row about each, unless that takes it back."""
        return self.model.objects.filter(pk__in=self.newest().values("pk"), withdrawn_because="")
