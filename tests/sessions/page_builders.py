"""What the tests of the booking pages share: a practice on a Monday morning, and what must never reach the desk."""

import re
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import Patient
from practice.staff.models import User
from sessions.models import Booking, ClinicianProfile, Location, Room, Visit, VisitClinician, VisitType
from tests.sessions import visit_builders as make

# Words that say why somebody comes; the kind of visit is called so among clinicians.
CLINICAL = "Exposure therapy"
QUERIES = 12


@dataclass(frozen=True, kw_only=True)
class Practice:
    """One clinician with a room, and one kind of visit."""

    location: Location
    room: Room
    clinician: ClinicianProfile
    kind: VisitType

    def wish(self, patient=None, **fields):
        fields = {"visit_type": self.kind, "location": self.location, "room": self.room, **fields}
        return make.wish(self.clinician, patient, **fields)

    def booked(self, patient=None, **fields):
        fields = {"visit_type": self.kind, "location": self.location, "room": self.room, **fields}
        return make.booked(self.clinician, patient, **fields)


def a_practice(user: User | None = None) -> Practice:
    location = make.make_location(name="Mill House")
    return Practice(
        location=location,
        room=make.make_room(location, name="Garden room"),
        clinician=make.make_clinician(location, user=user),
        kind=make.make_type(name=CLINICAL),
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    """What is read, in one line."""
    body = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


def queries_for(client: Client, name: str, **query) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name), query).status_code == 200
    return len(queries)


def many_visits(practice: Practice, clinicians: int, days: int, a_day: int) -> None:
    """A full week: so many clinicians, days and visits a day, an hour each, with a patient of their own each."""
    profiles = [make.make_clinician(practice.location) for _each in range(clinicians)]
    by = make.desk()
    told = {"booked_at": make.NOW, "booked_by": by}
    starts = [make.MONDAY + day * make.DAY + hour * make.HOUR for day in range(days) for hour in range(a_day)]
    visits = Visit.objects.bulk_create(
        Visit(visit_type=practice.kind, starts_at=start, ends_at=start + make.HOUR, is_telehealth=True, **told)
        for _each in profiles
        for start in starts
    )
    patients = Patient.objects.bulk_create(
        Patient(record_number=f"M{number}", chosen_name=f"Many {number}", language="Dari")
        for number in range(len(visits))
    )
    VisitClinician.objects.bulk_create(
        VisitClinician(visit=visit, clinician=profiles[number // len(starts)]) for number, visit in enumerate(visits)
    )
    told |= {"status_at": make.NOW, "status_by": by}
    Booking.objects.bulk_create(
        Booking(visit=visit, patient=patient, **told) for visit, patient in zip(visits, patients, strict=True)
    )
