"""People for tests. Each builder makes one thing and says it in the words of the practice."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from patients.models import AccessGrant, CareTeamMember, Patient
from practice.staff.models import Cover, User
from practice.staff.roles import Role

PASSWORD = "correct horse battery staple"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

_numbers = count(1)


def make_user(*roles: Role, **fields: Any) -> User:
    """Somebody who works here, in these roles."""
    number = next(_numbers)
    fields = {"email": f"person{number}@practice.example", "display_name": f"Person {number}", **fields}
    user = User.objects.create_user(password=fields.pop("password", PASSWORD), **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_administrator(**fields: Any) -> User:
    return make_user(Role.ADMINISTRATOR, is_staff=True, **fields)


def make_patient(**fields: Any) -> Patient:
    """Somebody in care here."""
    number = next(_numbers)
    fields = {
        "record_number": f"R{number:06}",
        "chosen_name": f"Patient {number}",
        "birth_date": date(1990, 4, 12),
        **fields,
    }
    return Patient.objects.create(**fields)


def on_team(patient: Patient, user: User, **fields: Any) -> CareTeamMember:
    """A place on the patient's care team, since long ago, in the person's own role."""
    fields = {"role": next(iter(user.roles())), "starts_at": LONG_AGO, **fields}
    return CareTeamMember.objects.create(patient=patient, user=user, **fields)


def covers(stand_in: User, absent: User, *, starts_at: datetime, lasts: timedelta = timedelta(days=7)) -> Cover:
    """Somebody stands in for somebody else."""
    return Cover.objects.create(absent=absent, stand_in=stand_in, starts_at=starts_at, ends_at=starts_at + lasts)


def glass_broken(patient: Patient, user: User, *, at: datetime, lasts: timedelta = timedelta(hours=4)) -> AccessGrant:
    """A chart opened in need."""
    return AccessGrant.objects.create(
        patient=patient,
        user=user,
        kind=AccessGrant.Kind.BREAK_THE_GLASS,
        reason="Called the crisis line.",
        granted_at=at,
        granted_by=user,
        expires_at=at + lasts,
    )
