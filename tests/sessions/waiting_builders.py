"""A small practice for tests of the waiting list, availability and calendars: one clinician, one room, two kinds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Availability, ClinicianProfile, Location, Room, Visit, VisitType, WaitingEntry
from sessions.services.booking import VisitWish, book_visit
from sessions.services.waiting import Wish, enter_waiting
from tests.builders import make_patient, make_user

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
SLOT = datetime(2026, 3, 5, 10, tzinfo=UTC)  # Thursday at ten

_numbers = count(1)


def make_visit_type(**fields: Any) -> VisitType:
    number = next(_numbers)
    return VisitType.objects.create(
        **{
            "code": f"kind-{number}",
            "name": f"Clinical kind {number}",
            "desk_name": f"Kind {number}",
            "minutes": 30,
            "can_be_telehealth": True,
            **fields,
        }
    )


def make_clinician(location: Location | None, **fields: Any) -> ClinicianProfile:
    """Somebody who is here every day from eight to six."""
    user = fields.pop("user", None) or make_user(Role.THERAPIST)
    clinician = ClinicianProfile.objects.create(user=user, **fields)
    for weekday in range(1, 8):
        Availability.objects.create(
            clinician=clinician,
            weekday=weekday,
            starts=time(8),
            ends=time(18),
            location=location,
            from_on=date(2020, 1, 1),
        )
    return clinician


@dataclass
class House:
    """Who and what there is."""

    location: Location
    room: Room
    clinician: ClinicianProfile
    kind: VisitType
    desk: User

    @classmethod
    def made(cls) -> "House":
        location = Location.objects.create(name="Elm Street", time_zone="UTC")
        room = Room.objects.create(location=location, name="Room 1")
        return cls(location, room, make_clinician(location), make_visit_type(), make_user(Role.FRONT_DESK))

    def visit(self, patient: Patient | None = None, starts_at: datetime = SLOT, **fields: Any) -> Visit:
        wish = {
            "visit_type": self.kind,
            "starts_at": starts_at,
            "clinicians": [self.clinician],
            "patients": [patient or make_patient()],
            "location": self.location,
            "room": self.room,
            **fields,
        }
        return book_visit(wish=VisitWish(**wish), by=self.desk, at=NOW, confirmed=["closed-day", "time-passed"])

    def waiting(self, patient: Patient | None = None, *, weeks: int = 2, **fields: Any) -> WaitingEntry:
        """Somebody who has been waiting for so many weeks."""
        wish = {"visit_type": self.kind, "since_on": NOW.date() - timedelta(weeks=weeks), **fields}
        return enter_waiting(patient=patient or make_patient(), wish=Wish(**wish), by=self.desk, at=NOW)
