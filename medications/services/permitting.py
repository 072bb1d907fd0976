"""Who may do a clinical act: asked by services, so that no route around a view forgets it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from medications.rules.proposed import Person
from medications.services.errors import NotPermitted
from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission

# The functions are those that the triggers ask.
ASKED = """
    SELECT person, medications_may_prescribe(person), medications_on_team(%s, person, moment)
    FROM unnest(%s::bigint[], %s::timestamptz[]) WITH ORDINALITY AS asked (person, moment, place) ORDER BY place
"""


def is_on_team(user: User, patient_id: int, at: datetime) -> bool:
    """On the care team at a moment, or the named cover of somebody who is."""
    return Patient.objects.on_team_of(user, at).filter(pk=patient_id).exists()


def person(user: User, patient_id: int, at: datetime) -> Person:
    """Somebody as the gate sees them."""
    return people(patient_id, [(user, at)])[0]


def people(patient_id: int, asked: Sequence[tuple[User, datetime]]) -> list[Person]:
    """Several people as the gate sees them, each at a moment, in one query."""
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [patient_id, [user.pk for user, _at in asked], [at for _user, at in asked]])
        return [Person(id=pk, may_prescribe=may_prescribe, on_team=on_team) for pk, may_prescribe, on_team in cursor]


def require(user: User, permission: Permission) -> None:
    """Raise NotPermitted unless this person's roles allow it."""
    if not user.may(permission):
        raise NotPermitted(_("Your role does not allow this."))


def require_prescriber_of_team(user: User, patient_id: int, at: datetime) -> None:
    """Raise NotPermitted, with the gate's own code, unless a prescriber of the team (or its cover) signs."""
    if not user.may(Permission.PRESCRIBE):
        raise NotPermitted(_("A review is signed by somebody who may prescribe."), "reviewer-not-prescriber")
    if not is_on_team(user, patient_id, at):
        raise NotPermitted(
            _("You are not on this patient's team, nor covering for somebody who is."), "reviewer-not-prescriber"
        )
