"""Visits for tests: a place, clinicians with hours, and wishes that are free of conflicts unless something is changed.

`MONDAY` is a Monday in winter, nine o'clock in the practice's zone (UTC in tests); `NOW` is the Friday before.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Availability, Booking, ClinicianProfile, Location, Room, Visit, VisitType
from sessions.services.booking import VisitWish, book_visit
from tests.builders import make_patient, make_user

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
NOW = MONDAY - timedelta(days=3)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_numbers = count(1)


def make_location(**fields: Any) -> Location:
    fields = {"name": f"House {next(_numbers)}", "time_zone": "UTC", **fields}
    return Location.objects.create(**fields)


def make_room(location: Location, **fields: Any) -> Room:
    fields = {"name": f"Room {next(_numbers)}", **fields}
    return Room.objects.create(location=location, **fields)


def make_type(**fields: Any) -> VisitType:
    """A visit of half an hour, in a room or by video."""
    fields = {
        "code": f"kind-{next(_numbers)}",
        "name": "Follow-up",
        "desk_name": "Short visit",
        "minutes": 30,
        "can_be_telehealth": True,
        **fields,
    }
    return VisitType.objects.create(**fields)


def make_group_type(**fields: Any) -> VisitType:
    return make_type(is_group=True, capacity=2, minutes=90, name="Group", desk_name="Group", **fields)


def make_clinician(
    location: Location | None = None, *, user: User | None = None, days: Sequence[int] = range(1, 6), **fields: Any
) -> ClinicianProfile:
    """A clinician who is there from eight to six on weekdays: at the location, and by video or telephone."""
    profile = ClinicianProfile.objects.create(user=user or make_user(Role.THERAPIST), **fields)
    for weekday in days:
        has_hours(profile, weekday, location=location)
    return profile


def has_hours(
    profile: ClinicianProfile, weekday: int, starts: time = time(8), ends: time = time(18), **fields: Any
) -> Availability:
    fields = {"from_on": date(2020, 1, 1), **fields}
    return Availability.objects.create(clinician=profile, weekday=weekday, starts=starts, ends=ends, **fields)


def desk() -> User:
    return make_user(Role.FRONT_DESK)


def wish(clinician: ClinicianProfile, patient: Patient | None = None, **fields: Any) -> VisitWish:
    """On Monday at nine, half an hour, by video unless a location is named."""
    patients: Sequence[Patient] = (patient,) if patient else ()
    fields = {
        "visit_type": None,
        "starts_at": MONDAY,
        "patients": patients,
        "is_telehealth": "location" not in fields,
        **fields,
    }
    fields["visit_type"] = fields["visit_type"] or make_type(needs_room=bool(fields.get("room")))
    return VisitWish(clinicians=(clinician,), **fields)


def booked(
    clinician: ClinicianProfile, patient: Patient | None = None, *, by: User | None = None, **fields: Any
) -> Visit:
    """A visit as `wish` says, booked on Friday."""
    given = wish(clinician, patient or make_patient(), **fields)
    return book_visit(wish=given, by=by or desk(), at=NOW)


def only_booking(visit: Visit) -> Booking:
    return visit.bookings.get(is_live=True)


def at(given: VisitWish, starts_at: datetime, **fields: Any) -> VisitWish:
    """The same wish at another time."""
    return replace(given, starts_at=starts_at, **fields)
