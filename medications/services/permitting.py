"""Who may do a clinical act: asked by services, so that no route around a view forgets it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists
from django.utils.translation import gettext as _

from medications.rules.proposed import Person
from medications.services.errors import NotPermitted
from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission


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
    prescribers = User.objects.who_may(Permission.PRESCRIBE)
    answers = Patient.objects.filter(pk=patient_id).values_list(
        *(Exists(prescribers.filter(pk=user.pk)) for user, _at in asked),
        *(Exists(Patient.objects.on_team_of(user, at).filter(pk=patient_id)) for user, at in asked),
    )
    row = answers.get()
    return [
        Person(id=user.pk, may_prescribe=may_prescribe, on_team=on_team)
        for (user, _at), may_prescribe, on_team in zip(asked, row[: len(asked)], row[len(asked) :], strict=True)
    ]


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
