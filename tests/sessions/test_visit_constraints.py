"""What the database itself keeps about visits, whoever writes: each rule refused once and allowed once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from practice.staff.roles import Role
from sessions.models import Attendance, Booking, Room, Visit, VisitClinician, VisitEvent, VisitSeries, VisitType
from tests.builders import make_patient, make_user
from tests.sessions.visit_builders import HOUR, MONDAY, NOW, make_clinician, make_location, make_room, make_type

pytestmark = pytest.mark.django_db
HALF = timedelta(minutes=30)


@pytest.fixture
def by():
    return make_user(Role.FRONT_DESK)


@pytest.fixture
def kind():
    return make_type()


@pytest.fixture
def row(by, kind):
    """A visit straight into its table, past every service."""

    def make(starts_at=MONDAY, lasts=HOUR, **fields: Any) -> Visit:
        fields = {
            "visit_type": kind,
            "is_telehealth": "room" not in fields,
            "booked_at": NOW,
            "booked_by": by,
            **fields,
        }
        if "room" in fields:
            fields["location"] = fields["room"].location
        return Visit.objects.create(starts_at=starts_at, ends_at=starts_at + lasts, **fields)

    return make


@pytest.fixture
def place(by):
    def make(visit, patient, **fields: Any) -> Booking:
        fields = {"status_at": NOW, "status_by": by, "booked_at": NOW, "booked_by": by, **fields}
        return Booking.objects.create(visit=visit, patient=patient, **fields)

    return make


def refused(act, constraint: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    told = getattr(caught.value.__cause__, "diag", None)
    assert told is not None
    assert told.constraint_name == constraint


def parts(kind_of_part: str, row, place):
    """What takes a time up: adds a part to a visit at a time, shared on purpose or not."""
    if kind_of_part == "room":
        room = make_room(make_location())
        return lambda starts_at, shares, reason="": row(starts_at, room=room, shares_room=shares, overlap_reason=reason)
    if kind_of_part == "clinician":
        clinician = make_clinician()
        return lambda starts_at, shares, reason="": VisitClinician.objects.create(
            visit=row(starts_at, overlap_reason=reason), clinician=clinician, is_deliberate_overlap=shares
        )
    patient = make_patient()
    return lambda starts_at, shares, reason="": place(
        row(starts_at, overlap_reason=reason), patient, is_deliberate_overlap=shares
    )


WALLS = {
    "room": "visit_is_alone_in_its_room",
    "clinician": "clinician_has_one_visit_at_a_time",
    "patient": "patient_has_one_visit_at_a_time",
}


@pytest.mark.parametrize("what", WALLS)
def test_two_visits_at_once_only_where_both_share_their_time(what, row, place):
    add, wall = parts(what, row, place), WALLS[what]
    add(MONDAY, False)

    refused(lambda: add(MONDAY + HALF, False), wall)
    refused(lambda: add(MONDAY + HALF, True, "An emergency."), wall)
    add(MONDAY + HOUR, True, "An emergency.")
    refused(lambda: add(MONDAY + HOUR + HALF, False), wall)
    add(MONDAY + HOUR + HALF, True, "An emergency.")
    add(MONDAY - HOUR, False)


@pytest.mark.parametrize("what", WALLS)
def test_nobody_shares_their_time_without_a_reason(what, row, place):
    add = parts(what, row, place)

    refused(
        lambda: add(MONDAY, True),
        "visit_shares_its_room_for_a_reason" if what == "room" else "visit_overlap_has_a_reason",
    )


@pytest.mark.parametrize("what", WALLS)
def test_a_cancelled_visit_is_in_nobodys_way_and_stays_cancelled(what, row, place, by):
    add = parts(what, row, place)
    made = add(MONDAY, False)
    visit = made if isinstance(made, Visit) else made.visit

    Visit.objects.filter(pk=visit.pk).update(cancelled_at=NOW, cancelled_by=by, cancelled_whose="practice")
    add(MONDAY, False)

    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(cancelled_at=None, cancelled_by=None, cancelled_whose="")


def test_a_moved_visit_takes_everybody_along(row, place):
    visit, other = row(), row(MONDAY + HOUR)
    clinician, patient = make_clinician(), make_patient()
    for each in (visit, other):
        VisitClinician.objects.create(visit=each, clinician=clinician)
        place(each, patient)

    moved = Visit.objects.filter(pk=visit.pk)
    refused(lambda: moved.update(ends_at=MONDAY + HOUR + HALF), WALLS["clinician"])
    moved.update(starts_at=MONDAY + 2 * HOUR, ends_at=MONDAY + 3 * HOUR)

    assert {each.during.lower for each in (visit.bookings.get(), visit.visit_clinicians.get())} == {MONDAY + 2 * HOUR}


def test_time_and_standing_are_not_taken_from_whoever_writes(row, place):
    booking = place(row(), make_patient())

    Booking.objects.filter(pk=booking.pk).update(during=(NOW, NOW + HOUR), is_live=False)

    booking.refresh_from_db()
    assert (booking.during.lower, booking.during.upper, booking.is_live) == (MONDAY, MONDAY + HOUR, True)


def test_a_group_takes_no_more_than_its_places_and_nobody_twice(row, place):
    group = row(capacity=2, overlap_reason="Two groups at once.")
    first, second = make_patient(), make_patient()
    place(group, first, is_deliberate_overlap=True)

    refused(lambda: place(group, first, is_deliberate_overlap=True), "visit_has_each_patient_once")
    leaving = place(group, second)
    refused(lambda: place(group, make_patient()), "group_has_room_for_everybody")
    Booking.objects.filter(pk=leaving.pk).update(status=Attendance.CANCELLED, cancelled_whose="patient")
    place(group, make_patient())
    refused(
        lambda: Booking.objects.filter(pk=leaving.pk).update(status=Attendance.BOOKED, cancelled_whose=""),
        "group_has_room_for_everybody",
    )


def test_a_group_is_not_made_smaller_than_it_is(row, place):
    group = row(capacity=3)
    for _each in range(3):
        place(group, make_patient())

    refused(lambda: Visit.objects.filter(pk=group.pk).update(capacity=2), "group_has_room_for_everybody")
    Visit.objects.filter(pk=group.pk).update(capacity=4)


REFUSED_VISITS: list[tuple[str, dict[str, Any]]] = [
    ("visit_ends_after_it_starts", {"ends_at": MONDAY}),
    ("group_has_two_places_at_least", {"capacity": 1}),
    ("visit_is_moved_by_somebody", {"moved_at": NOW}),
    ("visit_is_cancelled_by_somebody", {"cancelled_at": NOW}),
    ("visit_is_cancelled_by_somebody", {"cancelled_because": "weather"}),
]


@pytest.mark.parametrize(("constraint", "fields"), REFUSED_VISITS)
def test_a_visit_that_contradicts_itself_is_refused(constraint, fields, row):
    visit = row()

    refused(lambda: Visit.objects.filter(pk=visit.pk).update(**fields), constraint)


def test_a_room_goes_with_its_location_and_not_with_telehealth(row):
    room = make_room(make_location())
    visit = row(room=room)

    refused(lambda: Visit.objects.filter(pk=visit.pk).update(is_telehealth=True), "visit_in_a_room_is_at_a_location")
    refused(lambda: Visit.objects.filter(pk=visit.pk).update(location=None), "visit_in_a_room_is_at_a_location")


def test_a_reason_for_two_visits_at_once_stays(row):
    visit = row(overlap_reason="An emergency.")

    refused(lambda: Visit.objects.filter(pk=visit.pk).update(overlap_reason=""), "visit_overlap_has_a_reason")
    Visit.objects.filter(pk=visit.pk).update(overlap_reason="An emergency on the phone.")


def test_a_booking_is_cancelled_by_somebody_and_has_a_status_of_ours(row, place):
    booking = place(row(), make_patient())
    same = Booking.objects.filter(pk=booking.pk)

    refused(lambda: same.update(status=Attendance.CANCELLED), "booking_is_cancelled_by_somebody")
    refused(lambda: same.update(cancelled_whose="patient"), "booking_is_cancelled_by_somebody")
    refused(lambda: same.update(status="late"), "booking_has_one_of_our_statuses")
    same.update(status=Attendance.CANCELLED, cancelled_whose="patient")


def test_a_clinician_is_with_a_visit_once_and_is_replaced_by_somebody(row, by):
    visit, clinician = row(overlap_reason="Two at once."), make_clinician()
    first = VisitClinician.objects.create(visit=visit, clinician=clinician, is_deliberate_overlap=True)
    again = {"visit": visit, "clinician": clinician, "is_deliberate_overlap": True}

    refused(lambda: VisitClinician.objects.create(**again), "visit_has_each_clinician_once")
    same = VisitClinician.objects.filter(pk=first.pk)
    refused(lambda: same.update(replaced_at=NOW), "visit_clinician_is_replaced_by_somebody")
    same.update(replaced_at=NOW, replaced_by=by)
    assert VisitClinician.objects.create(**again).pk


def test_events_are_added_and_never_changed_and_say_what_they_must(row, by):
    told = {"visit": row(), "happened_at": NOW, "happened_by": by}
    event = VisitEvent.objects.create(kind="booked", **told)

    refused(lambda: VisitEvent.objects.create(kind="moved", **told), "visit_event_of_a_move_says_from_where_to_where")
    refused(lambda: VisitEvent.objects.create(kind="left", **told), "visit_event_of_a_cancellation_says_by_whom")
    VisitEvent.objects.create(kind="left", whose="patient", **told)
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitEvent.objects.filter(pk=event.pk).update(kind="done")


REFUSED_TYPES: list[tuple[str, dict[str, Any]]] = [
    ("visit_type_has_both_its_names", {"desk_name": ""}),
    ("visit_type_lasts_minutes_to_hours", {"minutes": 4}),
    ("visit_type_of_a_group_has_places", {"is_group": True}),
    ("visit_type_of_a_group_has_places", {"capacity": 3}),
    ("visit_type_of_an_intake_is_for_one", {"is_intake": True, "is_team_meeting": True}),
]


@pytest.mark.parametrize(("constraint", "fields"), REFUSED_TYPES)
def test_a_kind_of_visit_that_contradicts_itself_is_refused(constraint, fields, kind):
    refused(lambda: VisitType.objects.filter(pk=kind.pk).update(**fields), constraint)


def test_places_have_names_and_a_room_has_one_of_its_own():
    location = make_location()
    room = make_room(location)

    refused(lambda: make_room(location, name=room.name), "room_name_unique_in_its_location")
    refused(lambda: make_room(location, name=""), "room_has_a_name")
    refused(lambda: make_location(name=""), "location_has_a_name_and_a_zone")
    assert isinstance(make_room(make_location(), name=room.name), Room)


def test_a_series_comes_every_few_weeks_a_few_times_and_is_never_changed(by):
    told = {"booked_at": NOW, "booked_by": by}
    series = VisitSeries.objects.create(every_weeks=1, count=52, **told)

    refused(lambda: VisitSeries.objects.create(every_weeks=0, count=2, **told), "series_comes_every_few_weeks")
    refused(lambda: VisitSeries.objects.create(every_weeks=1, count=1, **told), "series_has_a_few_visits")
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitSeries.objects.filter(pk=series.pk).update(count=3)


def test_a_time_zone_is_one_that_there_is():
    with pytest.raises(ValidationError):
        make_location(time_zone="Mars/Olympus").full_clean()
    assert make_location(time_zone="America/New_York").zone.key == "America/New_York"
