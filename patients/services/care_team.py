"""Joining and leaving a care team, and being the one whom the patient calls."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import CareTeamMember, Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Role


@transaction.atomic
def join(
    *, patient: Patient, user: User, role: Role, by: User, at: datetime, is_point_of_contact: bool = False
) -> CareTeamMember:
    """Take somebody onto the team, in a role that they hold. Raises ValidationError."""
    if role not in user.roles():
        raise ValidationError({"role": _("This person does not hold that role.")})
    lock_chart(patient.pk)
    if is_point_of_contact:
        _release_point_of_contact(patient)
    member = CareTeamMember(
        patient=patient,
        user=user,
        role=role,
        starts_at=at,
        is_point_of_contact=is_point_of_contact,
        recorded_by=by,
    )
    write(member)
    record("care_team.joined", member, by=by, at=at, user=user.pk)
    return member


@transaction.atomic
def leave(*, member: CareTeamMember, by: User, at: datetime) -> CareTeamMember:
    """End a place on the team; the row stays and says until when. Leaving twice changes nothing."""
    lock_chart(member.patient_id)
    member.refresh_from_db()
    if member.ends_at is not None:
        return member
    member.ends_at = at
    member.is_point_of_contact = False
    write(member)
    record("care_team.left", member, by=by, at=at, user=member.user_id)
    return member


@transaction.atomic
def make_point_of_contact(*, member: CareTeamMember, by: User, at: datetime) -> CareTeamMember:
    """Name the person whom the patient calls first; whoever it was before is so no longer."""
    lock_chart(member.patient_id)
    member.refresh_from_db()
    if member.ends_at is not None:
        raise ValidationError(_("This person is no longer on the team."))
    _release_point_of_contact(member.patient)
    member.is_point_of_contact = True
    write(member)
    record("care_team.point_of_contact", member, by=by, at=at, user=member.user_id)
    return member


def _release_point_of_contact(patient: Patient) -> None:
    patient.care_team.filter(is_point_of_contact=True, ends_at=None).update(is_point_of_contact=False)
