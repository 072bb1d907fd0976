"""The demo practice's house: its rooms, its clinicians' hours, and who comes today and in the days around it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from sessions.demo.reading import read
from sessions.demo.scene import Scene
from sessions.models import Availability, Booking, ClinicianProfile, Location, Room, VisitType
from sessions.models.visit import Attendance, Because, Whose
from sessions.rules.conflicts import WARNINGS
from sessions.services.attending import mark
from sessions.services.booking import book_visit
from sessions.services.booking_series import book_series
from sessions.services.cancelling import cancel_booking
from sessions.services.wishes import VisitWish

OPEN_SINCE_DAYS = 90
WEEKDAYS = range(1, 6)


@dataclass(frozen=True, kw_only=True)
class House:
    """What visits are booked with."""

    scene: Scene
    location: Location
    rooms: dict[str, Room]
    clinicians: dict[str, ClinicianProfile]
    visit_types: dict[str, VisitType]

    def book(self, who: str, kind: str, clinician: str, *, days: int, hour: int, minute: int = 0) -> Booking:
        """A visit so many days from today; in the clinician's own room, or by video where it is the lead's."""
        room = {"prescriber": "Garden room", "therapist": "Corner room"}.get(clinician, "Long room")
        wish = VisitWish(
            visit_type=self.visit_types[kind],
            starts_at=self.moment(days, hour, minute),
            clinicians=[self.clinicians[clinician]],
            patients=[self.scene.patients[who]],
            location=self.location,
            room=self.rooms[room],
        )
        visit = book_visit(
            wish=wish, by=self.scene.staff["desk"], at=self.scene.on(OPEN_SINCE_DAYS - 1), confirmed=WARNINGS
        )
        return visit.bookings.get()

    def moment(self, days: int, hour: int, minute: int = 0) -> datetime:
        day: date = self.scene.day(-days)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def open_the_house(scene: Scene) -> House:
    """Rooms, clinicians and their weekly hours."""
    told = read("house")
    location = Location.objects.create(**{field: told["locations"]["willow"][field] for field in ("name", "address")})
    rooms = {
        name: Room.objects.create(location=location, name=name, is_step_free=name in told["step_free"])
        for name in told["locations"]["willow"]["rooms"]
    }
    clinicians = {
        key: ClinicianProfile.objects.create(user=scene.staff[key], **known)
        for key, known in told["clinicians"].items()
    }
    for key, clinician in clinicians.items():
        _keep_hours(clinician, None if key == "lead" else location, told["hours"], scene)
    types = {kind.code: kind for kind in VisitType.objects.all()}
    return House(scene=scene, location=location, rooms=rooms, clinicians=clinicians, visit_types=types)


def _keep_hours(clinician: ClinicianProfile, location: Location | None, hours: object, scene: Scene) -> None:
    assert isinstance(hours, list)  # noqa: S101  as the file has it
    for weekday in WEEKDAYS:
        for part in hours:
            Availability.objects.create(
                clinician=clinician,
                weekday=weekday,
                starts=time.fromisoformat(part["starts"]),
                ends=time.fromisoformat(part["ends"]),
                location=location,
                from_on=scene.day(OPEN_SINCE_DAYS),
                recorded_by=scene.staff["administrator"],
            )


def people_come(house: House) -> None:
    """Today's visits, as far as the day has come, and some before and after it."""
    today = [
        house.book("ruth", "follow-up", "prescriber", days=0, hour=9),
        house.book("kit", "follow-up", "prescriber", days=0, hour=9, minute=30),
        house.book("samuel", "therapy", "therapist", days=0, hour=9),
        house.book("tomas", "follow-up", "prescriber", days=0, hour=10, minute=30),
        house.book("noor", "follow-up", "nurse", days=0, hour=11),
        house.book("maya", "follow-up", "prescriber", days=0, hour=14),
        house.book("dell", "therapy", "therapist", days=0, hour=15),
    ]
    _as_far_as_the_day_has_come(house, today)
    seen = house.book("bram", "therapy", "therapist", days=-1, hour=10)
    for status, minutes in ((Attendance.ARRIVED, 55), (Attendance.IN_ROOM, 59)):
        mark(booking=seen, status=status, by=house.scene.staff["desk"], at=house.scene.on(1, 9, minutes))
    mark(booking=seen, status=Attendance.DONE, by=house.scene.staff["desk"], at=house.scene.on(1, 10, 50))
    missed = house.book("gus", "follow-up", "prescriber", days=-1, hour=11)
    mark(booking=missed, status=Attendance.DID_NOT_ATTEND, by=house.scene.staff["desk"], at=house.scene.on(1, 11, 40))
    _the_weeks_ahead(house)


def _as_far_as_the_day_has_come(house: House, bookings: list[Booking]) -> None:
    desk, now = house.scene.staff["desk"], house.scene.now
    for booking in bookings:
        visit = booking.visit
        if visit.starts_at <= now:
            mark(booking=booking, status=Attendance.ARRIVED, by=desk, at=visit.starts_at)
        if visit.ends_at <= now:
            mark(booking=booking, status=Attendance.IN_ROOM, by=desk, at=visit.starts_at)
            mark(booking=booking, status=Attendance.DONE, by=desk, at=visit.ends_at)


def _the_weeks_ahead(house: House) -> None:
    scene, desk = house.scene, house.scene.staff["desk"]
    wren = VisitWish(
        visit_type=house.visit_types["therapy"],
        starts_at=house.moment(2, 11),
        clinicians=[house.clinicians["therapist"]],
        patients=[scene.patients["wren"]],
        location=house.location,
        room=house.rooms["Corner room"],
    )
    book_series(wish=wren, every_weeks=1, count=4, by=desk, at=scene.on(1), confirmed=WARNINGS)
    house.book("priya", "follow-up", "prescriber", days=1, hour=10)
    given_up = house.book("esther", "follow-up", "nurse", days=3, hour=10)
    cancel_booking(booking=given_up, whose=Whose.PATIENT, because=Because.TRANSPORT, by=desk, at=scene.ago(hours=1))
    group = VisitWish(
        visit_type=house.visit_types["group"],
        starts_at=house.moment(4, 15),
        clinicians=[house.clinicians["therapist"], house.clinicians["nurse"]],
        patients=[scene.patients[who] for who in ("samuel", "bram", "wren")],
        location=house.location,
        room=house.rooms["Long room"],
        note="Tea and water are there from a quarter to.",
    )
    book_visit(wish=group, by=desk, at=scene.on(1), confirmed=WARNINGS)
    meeting = VisitWish(
        visit_type=house.visit_types["team-meeting"],
        starts_at=house.moment(2, 13, 30),
        clinicians=list(house.clinicians.values()),
        is_telehealth=True,
    )
    book_visit(wish=meeting, by=scene.staff["lead"], at=scene.on(1), confirmed=WARNINGS)
