"""Who may read what somebody confided: their own choice, part by part. Every chart page and query rests on this."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from practice.staff.roles import CLINICAL_ROLES, Role

TREATING_ROLES = frozenset({Role.PRESCRIBER, Role.THERAPIST})


class Part(models.TextChoices):
    """What can be shared, or kept, apart from the rest."""

    EXPERIENCES = "experiences", _("what they have been through")
    NARRATIVE = "narrative", _("their story")
    TRIGGERS = "triggers", _("triggers and warning signs")
    ROOM = "room", _("what helps, and what to avoid in the room")


class Readers(models.TextChoices):
    """Whom somebody shares a part with."""

    TEAM = "team", _("all the team")
    TREATING = "treating", _("prescriber and therapist")
    ONE_PERSON = "one-person", _("one person")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """With whom a part is shared; `person_id` where that is one person."""

    readers: Readers
    person_id: int | None = None


# What holds until somebody was asked. What to avoid in the room protects them only if all know of it.
UNTIL_ASKED: Mapping[Part, Choice] = {
    Part.EXPERIENCES: Choice(readers=Readers.TREATING),
    Part.NARRATIVE: Choice(readers=Readers.TREATING),
    Part.TRIGGERS: Choice(readers=Readers.TREATING),
    Part.ROOM: Choice(readers=Readers.TEAM),
}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who may open the chart, and on which ground.

    `own` are the roles of their places on this patient's team, `covered` those of the colleagues for whom they stand
    in now. Both are empty for the clinical lead who is not on the team, and for a chart opened in need.
    """

    user_id: int
    roles: frozenset[Role]
    own: frozenset[Role] = frozenset()
    covered: frozenset[Role] = frozenset()
    is_point_of_contact: bool = False
    has_point_of_contact: bool = True

    @property
    def is_on_the_team(self) -> bool:
        return bool(self.roles & CLINICAL_ROLES) and bool(self.own | self.covered)


def may_read(part: Part, reader: Reader, choice: Choice) -> bool:
    """Whether this person may read the part.

    One person means that person, without cover, and only while they treat. Prescriber and therapist means who has such
    a place on the team, or covers one, and holds such a role. All the team means whoever opened the chart, except for
    the story: that is for the team itself, not for the clinical lead nor for a chart opened in need.
    """
    if not reader.roles & CLINICAL_ROLES:
        return False
    if choice.readers == Readers.ONE_PERSON:
        return bool(reader.own) and reader.user_id == choice.person_id
    if choice.readers == Readers.TREATING:
        return bool(reader.roles & TREATING_ROLES) and bool((reader.own | reader.covered) & TREATING_ROLES)
    return reader.is_on_the_team or part != Part.NARRATIVE


def may_choose(part: Part, reader: Reader, choice: Choice) -> bool:
    """Whether this person may write down whom the patient shares a part with.

    Who reads it already, and the point of contact, so that it can be opened again when the one person has left.
    Where there is no point of contact, whoever is on the team.
    """
    if not reader.is_on_the_team:
        return False
    return may_read(part, reader, choice) or reader.is_point_of_contact or not reader.has_point_of_contact
