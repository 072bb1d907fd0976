"""Booking, moving, cancelling, groups, marks and series, through the services."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from patients.models import LogisticNeeds
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import Attendance, AvailabilityException, Visit, VisitClinician, VisitType
from sessions.rules.conflicts import ConflictKind
from sessions.services.attending import mark, undo_mark
from sessions.services.booking import book_visit
from sessions.services.booking_series import book_series
from sessions.services.cancelling import cancel_booking, cancel_visit
from sessions.services.claiming import walls_in_words
from sessions.services.conflicts import conflicts_of
from sessions.services.errors import Conflicts, NotPermitted, NotPossible
from sessions.services.grouping import join_group, leave_group
from sessions.services.loading_visit_types import load_visit_types
from sessions.services.moving import move_visit
from sessions.services.wishes import wish_of
from tests.builders import make_patient, make_user, on_team
from tests.patients.intake_builders import an_intake
from tests.sessions.visit_builders import (
    DAY,
    HOUR,
    MONDAY,
    NOW,
    WEEK,
    at,
    booked,
    desk,
    make_clinician,
    make_group_type,
    make_location,
    make_room,
    make_type,
    only_booking,
    wish,
)

pytestmark = pytest.mark.django_db
K = ConflictKind


@pytest.fixture
def front():
    return desk()


@pytest.fixture
def house():
    return make_location()


@pytest.fixture
def room(house):
    return make_room(house)


@pytest.fixture
def clinician(house):
    return make_clinician(house)


@pytest.fixture
def patient():
    return make_patient(chosen_name="Robin")


def verbs() -> list[str]:
    return list(Act.objects.filter(verb__regex="^(visit|series)").order_by("id").values_list("verb", flat=True))


def events(visit: Visit) -> list[str]:
    return list(visit.what_happened.order_by("id").values_list("kind", flat=True))


def conflicts(act) -> Conflicts:
    with pytest.raises(Conflicts) as caught:
        act()
    return caught.value


# --- booking ------------------------------------------------------------------------------------------------------


def test_a_visit_is_booked_with_everybody_and_recorded(clinician, patient, front, house, room):
    visit = book_visit(wish=wish(clinician, patient, location=house, room=room, note=" By taxi "), by=front, at=NOW)

    visit.refresh_from_db()
    booking = only_booking(visit)
    assert (visit.starts_at, visit.ends_at, visit.room, visit.note) == (MONDAY, MONDAY + HOUR / 2, room, "By taxi")
    assert (booking.patient, booking.status, booking.during.lower) == (patient, Attendance.BOOKED, MONDAY)
    assert visit.visit_clinicians.get().is_live
    assert events(visit) == ["booked"]
    act = Act.objects.get(verb="visit.booked")
    assert (act.patient_id, act.by, act.details) == (patient.pk, front, {"visit_id": visit.pk})


def test_every_conflict_is_listed_and_nothing_is_written(clinician, patient, front, house, room):
    first = booked(clinician, patient, by=front, location=house, room=room)
    colleague = make_clinician(house, is_bookable=False)
    AvailabilityException.objects.create(clinician=colleague, kind="away", starts_at=MONDAY, ends_at=MONDAY + DAY)
    clinician.visit_types.add(make_type())
    retired = make_type(is_active=False, needs_room=False)
    again = replace(wish_of(first), visit_type=retired, clinicians=(clinician, colleague))

    with override_settings(PRACTICE_OPEN_WEEKDAYS=frozenset({2})):
        found = conflicts(lambda: book_visit(wish=again, by=front, at=MONDAY + 2 * DAY))

    assert found.kinds == {
        K.CLINICIAN_TAKEN, K.PATIENT_TAKEN, K.ROOM_TAKEN, K.CLINICIAN_AWAY, K.INACTIVE, K.NOT_OFFERED, K.CLOSED_DAY,
        K.TIME_PASSED,
    }  # fmt: skip
    assert {each.visit_id for each in found.found if each.is_overlap} == {first.pk}
    assert {(each.starts_at, each.ends_at) for each in found.found if each.is_overlap} == {(MONDAY, first.ends_at)}
    assert "Robin has another visit at that time." in [each.words for each in found.found]
    assert len([each for each in found.found if each.kind == K.INACTIVE]) == 2
    assert Visit.objects.count() == 1
    assert verbs() == ["visit.booked"]


def test_what_is_unusual_can_be_meant(clinician, patient, front, house):
    early = wish(clinician, patient, location=house, starts_at=MONDAY - 3 * HOUR, visit_type=make_type())

    found = conflicts(lambda: book_visit(wish=early, by=front, at=NOW))
    visit = book_visit(wish=early, by=front, at=NOW, confirmed=found.warnings)

    assert found.warnings == ["outside-hours", "room-missing"]
    assert not found.are_final
    assert visit.starts_at == early.starts_at


def test_who_needs_a_step_free_way_is_not_sent_up_the_stairs_unasked(clinician, patient, front, house, room):
    LogisticNeeds.objects.create(patient=patient, step_free="needed")
    upstairs = wish(clinician, patient, location=house, room=room)
    ground_floor = replace(upstairs, room=make_room(house, is_step_free=True))

    assert [each.kind for each in conflicts_of(upstairs, by=front, at=NOW)] == [K.NOT_STEP_FREE]
    assert conflicts_of(ground_floor, by=front, at=NOW) == []


def test_what_cannot_be_is_not_confirmed_away(clinician, patient, front):
    by_video = wish(clinician, patient, visit_type=make_type(can_be_telehealth=False))

    found = conflicts(lambda: book_visit(wish=by_video, by=front, at=NOW, confirmed=["no-telehealth"]))

    assert found.are_final


def test_hours_are_those_of_the_place_and_the_way(clinician, patient, front, house):
    elsewhere = make_location()
    here_only = make_clinician()
    here_only.availabilities.all().update(location=house, with_telehealth=False)

    at_another_place = conflicts_of(wish(clinician, patient, location=elsewhere), by=front, at=NOW)
    by_video = conflicts_of(wish(here_only, patient), by=front, at=NOW)

    assert [each.kind for each in at_another_place] == [each.kind for each in by_video] == [K.OUTSIDE_HOURS]
    assert conflicts_of(wish(clinician, patient), by=front, at=NOW) == []


def test_two_visits_at_once_need_a_reason_and_a_clinician(clinician, patient, front):
    first = booked(clinician, by=front)
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist)
    urgent = wish(clinician, patient)

    with pytest.raises(NotPermitted):
        book_visit(wish=urgent, by=front, at=NOW, overlap_reason="It is urgent.")
    hidden = conflicts(lambda: book_visit(wish=urgent, by=therapist, at=NOW, overlap_reason="  "))
    second = book_visit(wish=urgent, by=therapist, at=NOW, overlap_reason="It is urgent.")

    assert [(each.kind, each.visit_id) for each in hidden.found] == [(K.CLINICIAN_TAKEN, None)]
    first.refresh_from_db()
    assert first.overlap_reason == "Another visit was booked at the same time."
    assert second.overlap_reason == "It is urgent."
    assert set(VisitClinician.objects.values_list("is_deliberate_overlap", flat=True)) == {True}
    assert events(first) == ["booked", "overlapped"]
    assert Act.objects.get(verb="visit.overlaps").details == {"with_visits": [first.pk]}
    conflicts(lambda: booked(clinician, by=front))


def test_whoever_may_not_book_for_somebody_is_told_so(clinician, patient):
    for outsider in (make_user(Role.THERAPIST), make_user(Role.ADMINISTRATOR)):
        with pytest.raises(NotPermitted):
            book_visit(wish=wish(clinician, patient), by=outsider, at=NOW)


def test_a_wish_that_is_not_whole_is_told_by_field(clinician, patient, front, house, room):
    other_room = make_room(make_location())
    broken = {
        "clinicians": replace(wish(clinician, patient), clinicians=()),
        "patients": wish(clinician),
        "location": replace(wish(clinician, patient), is_telehealth=False),
        "room": wish(clinician, patient, location=house, room=other_room),
        "minutes": wish(clinician, patient, minutes=1),
        "capacity": wish(clinician, patient, capacity=3),
    }

    for field, given in broken.items():
        with pytest.raises(ValidationError) as caught:
            book_visit(wish=given, by=front, at=NOW)
        assert list(caught.value.message_dict) == [field]


def test_what_only_the_database_saw_is_told_in_the_same_words(clinician, patient, front):
    first, second = booked(clinician, patient), booked(clinician, starts_at=MONDAY + DAY)

    with pytest.raises(Conflicts) as caught, walls_in_words(wish(clinician, patient), by=front, at=NOW):
        Visit.objects.filter(pk=second.pk).update(starts_at=first.starts_at, ends_at=first.ends_at)

    assert [each.visit_id for each in caught.value.found] == [first.pk, first.pk]


def test_a_first_visit_moves_the_intake_on(clinician, patient, front):
    intake = an_intake(patient=patient)
    visit = booked(clinician, patient, by=front, visit_type=make_type(is_intake=True, needs_room=False))
    intake.refresh_from_db()
    stage_booked = intake.stage

    mark(booking=only_booking(visit), status="arrived", by=front, at=MONDAY)

    intake.refresh_from_db()
    assert (stage_booked, intake.stage) == ("booked", "arrived")


# --- moving -------------------------------------------------------------------------------------------------------


def test_a_visit_moves_with_its_history(clinician, patient, front, house, room):
    visit, colleague = booked(clinician, patient, by=front), make_clinician(house)
    there = at(wish_of(visit), MONDAY + DAY, clinicians=(colleague,), location=house, room=room, is_telehealth=False)

    move_visit(visit=visit, to=there, by=front, at=NOW + HOUR)

    visit.refresh_from_db()
    event = visit.what_happened.get(kind="moved")
    assert (visit.starts_at, visit.room, visit.moved_by, visit.revision) == (MONDAY + DAY, room, front, 1)
    assert (event.was_during.lower, event.is_during.lower) == (MONDAY, MONDAY + DAY)
    assert only_booking(visit).during.lower == MONDAY + DAY
    assert [(each.clinician, each.is_live) for each in visit.visit_clinicians.order_by("id")] == [
        (clinician, False),
        (colleague, True),
    ]
    assert Act.objects.get(verb="visit.moved").patient_id == patient.pk
    booked(clinician, by=front)


def test_a_visit_moves_into_another_only_on_purpose_and_out_again(clinician, patient, front):
    visit, other = booked(clinician, patient, by=front), booked(clinician, by=front, starts_at=MONDAY + DAY)
    lead = make_user(Role.CLINICAL_LEAD)
    onto = at(wish_of(visit), MONDAY + DAY)

    found = conflicts(lambda: move_visit(visit=visit, to=onto, by=front, at=NOW))
    move_visit(visit=visit, to=onto, by=lead, at=NOW, overlap_reason="It is urgent.")
    move_visit(visit=visit, to=at(onto, MONDAY + DAY + HOUR / 4), by=lead, at=NOW, overlap_reason="It is urgent.")
    both = list(VisitClinician.objects.values_list("is_deliberate_overlap", flat=True))
    move_visit(visit=visit, to=at(onto, MONDAY + 2 * DAY), by=front, at=NOW)

    assert [each.visit_id for each in found.found] == [other.pk]
    assert both == [True, True]
    assert not visit.visit_clinicians.get().is_deliberate_overlap


def test_a_visit_moves_within_its_own_time(clinician, patient, front):
    visit = booked(clinician, patient, by=front)

    move_visit(visit=visit, to=at(wish_of(visit), MONDAY + HOUR / 4), by=front, at=NOW)

    assert only_booking(visit).during.lower == MONDAY + HOUR / 4


def test_what_has_begun_or_was_cancelled_does_not_move(clinician, patient, front):
    visit = booked(clinician, patient, by=front)
    later = at(wish_of(visit), MONDAY + DAY)
    with pytest.raises(NotPossible):
        move_visit(visit=visit, to=replace(later, patients=(make_patient(),)), by=front, at=NOW)
    with pytest.raises(ValidationError):
        move_visit(visit=visit, to=replace(later, visit_type=make_type()), by=front, at=NOW)
    mark(booking=only_booking(visit), status="in-room", by=front, at=MONDAY)

    for act in (
        lambda: move_visit(visit=visit, to=later, by=front, at=MONDAY),
        lambda: cancel_visit(visit=visit, whose="patient", by=front, at=MONDAY),
    ):
        with pytest.raises(NotPossible):
            act()


# --- cancelling ---------------------------------------------------------------------------------------------------


def test_a_cancelled_visit_says_by_whom_and_frees_its_time(clinician, patient, front):
    visit = booked(clinician, patient, by=front)

    cancel_booking(booking=only_booking(visit), whose="patient", because="transport", by=front, at=NOW + HOUR)

    visit.refresh_from_db()
    booking, event = visit.bookings.get(), visit.what_happened.get(kind="cancelled")
    assert (visit.cancelled_whose, visit.cancelled_because, visit.cancelled_by) == ("patient", "transport", front)
    assert (booking.status, booking.is_live, event.whose) == ("cancelled", False, "patient")
    assert Act.objects.get(verb="visit.cancelled").details == {"visit_id": visit.pk, "whose": "patient"}
    booked(clinician, patient, by=front)
    with pytest.raises(NotPossible):
        cancel_visit(visit=visit, whose="practice", by=front, at=NOW)


def test_an_outsider_neither_moves_nor_cancels_nor_marks(clinician, patient, front):
    visit, outsider = booked(clinician, patient, by=front), make_user(Role.NURSE)

    for act in (
        lambda: move_visit(visit=visit, to=at(wish_of(visit), MONDAY + DAY), by=outsider, at=NOW),
        lambda: cancel_visit(visit=visit, whose="patient", by=outsider, at=NOW),
        lambda: mark(booking=only_booking(visit), status="arrived", by=outsider, at=MONDAY),
    ):
        with pytest.raises(NotPermitted):
            act()


# --- groups -------------------------------------------------------------------------------------------------------


def test_a_group_is_joined_and_left_until_it_is_full(clinician, front):
    first, second, third = (make_patient() for _each in range(3))
    group = booked(clinician, first, by=front, visit_type=make_group_type(needs_room=False))
    taken_place = join_group(visit=group, patient=second, by=front, at=NOW)

    full = conflicts(lambda: join_group(visit=group, patient=third, by=front, at=NOW))
    twice = conflicts(lambda: join_group(visit=group, patient=first, by=front, at=NOW))
    leave_group(booking=taken_place, whose="patient", by=front, at=NOW)
    join_group(visit=group, patient=third, by=front, at=NOW)

    assert (full.kinds, twice.kinds) == ({K.GROUP_FULL}, {K.IN_GROUP_ALREADY})
    group.refresh_from_db()
    assert (group.cancelled_at, group.revision) == (None, 3)
    assert {each.patient for each in group.bookings.filter(is_live=True)} == {first, third}
    assert events(group) == ["booked", "joined", "left", "joined"]
    assert verbs() == ["visit.booked", "visit.joined", "visit.left", "visit.joined"]


def test_a_patient_with_another_visit_joins_only_on_purpose(clinician, patient, front):
    booked(make_clinician(), patient, by=front)
    group = booked(clinician, by=front, visit_type=make_group_type(needs_room=False))
    lead = make_user(Role.CLINICAL_LEAD)

    found = conflicts(lambda: join_group(visit=group, patient=patient, by=lead, at=NOW))
    booking = join_group(visit=group, patient=patient, by=lead, at=NOW, overlap_reason="They leave early.")

    assert found.kinds == {K.PATIENT_TAKEN}
    assert booking.is_deliberate_overlap
    with pytest.raises(NotPossible):
        join_group(visit=Visit.objects.exclude(pk=group.pk).get(), patient=make_patient(), by=front, at=NOW)


def test_a_group_has_no_more_people_than_places_from_the_start(clinician, front):
    crowd = replace(
        wish(clinician, visit_type=make_group_type(needs_room=False)), patients=[make_patient() for _ in range(3)]
    )

    assert conflicts(lambda: book_visit(wish=crowd, by=front, at=NOW)).kinds == {K.GROUP_FULL}


# --- marks --------------------------------------------------------------------------------------------------------


def test_marks_follow_each_other_and_are_taken_back_one_by_one(clinician, patient, front):
    visit = booked(clinician, patient, by=front)
    booking = only_booking(visit)
    for status in ("arrived", "in-room", "done"):
        booking = mark(booking=booking, status=status, by=front, at=MONDAY)

    with pytest.raises(NotPossible):
        mark(booking=booking, status="arrived", by=front, at=MONDAY)
    back = [undo_mark(booking=booking, by=front, at=MONDAY).status for _each in range(3)]
    with pytest.raises(NotPossible):
        undo_mark(booking=booking, by=front, at=MONDAY)

    assert back == ["in-room", "arrived", "booked"]
    assert events(visit)[1:] == ["arrived", "in-room", "done", "undone", "undone", "undone"]
    assert verbs()[1:] == [f"visit.{each}" for each in events(visit)[1:]]


def test_nobody_arrives_days_before_or_is_missed_before_it_begins(clinician, patient, front):
    booking = only_booking(booked(clinician, patient, by=front))

    for status, moment in (("arrived", MONDAY - DAY), ("did-not-attend", MONDAY - HOUR)):
        with pytest.raises(NotPossible):
            mark(booking=booking, status=status, by=front, at=moment)
    mark(booking=booking, status="did-not-attend", by=front, at=MONDAY + HOUR)

    assert mark(booking=booking, status="arrived", by=front, at=MONDAY + HOUR).status == "arrived"


# --- series -------------------------------------------------------------------------------------------------------


def test_a_series_books_what_is_free_and_names_the_rest(clinician, patient, front):
    in_the_way = booked(clinician, by=front, starts_at=MONDAY + WEEK)

    done = book_series(wish=wish(clinician, patient), every_weeks=1, count=3, by=front, at=NOW)

    assert [each.starts_at for each in done.booked] == [MONDAY, MONDAY + 2 * WEEK]
    [left_out] = done.not_booked
    assert left_out.wish.starts_at == MONDAY + WEEK
    assert [each.visit_id for each in left_out.conflicts] == [in_the_way.pk]
    assert {each.series for each in done.booked} == {done.series}
    assert Act.objects.get(verb="series.booked").details["not_booked"] == 1
    conflicts(lambda: book_series(wish=wish(clinician, patient), every_weeks=2, count=2, by=front, at=NOW))


@pytest.mark.parametrize(
    ("first", "hours"),
    [(datetime(2026, 3, 2, 15, tzinfo=UTC), [15, 14]), (datetime(2026, 10, 26, 14, tzinfo=UTC), [14, 15])],
    ids=["in spring", "in autumn"],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(first, hours, patient, front):
    new_york = make_location(time_zone="America/New_York")
    clinician = make_clinician(new_york)
    given = wish(clinician, patient, location=new_york, starts_at=first)

    done = book_series(wish=given, every_weeks=1, count=2, by=front, at=first - DAY)

    assert [each.starts_at.hour for each in done.booked] == hours
    assert {each.starts_at.astimezone(new_york.zone).time() for each in done.booked} == {time(10)}


# --- kinds of visit -----------------------------------------------------------------------------------------------


def test_kinds_of_visit_are_added_once_and_left_as_the_practice_has_them():
    make_type(code="therapy", minutes=45)

    added = load_visit_types()

    assert added == VisitType.objects.count() - 1 == 5
    assert load_visit_types() == 0
    assert VisitType.objects.get(code="therapy").minutes == 45
    assert VisitType.objects.get(code="group").capacity == 8
