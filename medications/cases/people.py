"""The people of a case: made up, on the team or off it, by the names that a case calls them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth.models import Group

from medications.cases.reading import Part, UnreadableCase
from patients.models import CareTeamMember, Patient
from practice.staff.models import Cover, User
from practice.staff.roles import Role

MADE_UP = "Made up for the case."
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2190, 1, 1, tzinfo=UTC)

ROLES = {
    "prescriber": Role.PRESCRIBER,
    "second-prescriber": Role.PRESCRIBER,
    "prescriber-off-team": Role.PRESCRIBER,
    "cover": Role.PRESCRIBER,
    "therapist": Role.THERAPIST,
    "nurse": Role.NURSE,
    "clinical-lead": Role.CLINICAL_LEAD,
    "front-desk": Role.FRONT_DESK,
    "administrator": Role.ADMINISTRATOR,
}
ON_TEAM = {"prescriber", "second-prescriber", "therapist", "nurse"}


@dataclass
class People:
    """Makes each person when a case first names them."""

    patient: Patient
    made: dict[str, User] = field(default_factory=dict)

    def named(self, part: Part, key: str = "by") -> User:
        name = part.text(key, "prescriber")
        if name not in ROLES:
            raise UnreadableCase(part.key(key), f"{name!r} is not somebody a case knows")
        return self.get(name)

    def get(self, name: str) -> User:
        if name not in self.made:
            self.made[name] = self._make(name)
        return self.made[name]

    def _make(self, name: str) -> User:
        user = User.objects.create(email=f"{name}-{self.patient.pk}@case.invalid", display_name=name)
        user.groups.set(Group.objects.filter(name=ROLES[name]))
        if name in ON_TEAM:
            CareTeamMember.objects.create(
                patient=self.patient, user=user, role=ROLES[name], starts_at=LONG_AGO, is_point_of_contact=False
            )
        if name == "cover":
            Cover.objects.create(absent=self.get("prescriber"), stand_in=user, starts_at=LONG_AGO, ends_at=FAR_AHEAD)
        return user
