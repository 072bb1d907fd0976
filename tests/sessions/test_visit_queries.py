"""What pages read of visits: for whom, how much of it, and in how many queries."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from practice.staff.roles import Role
from sessions.models import AvailabilityException, Booking, Visit, VisitClinician
from sessions.queries.slots import SlotWish, free_slots
from sessions.services.grouping import join_group
from tests.builders import make_patient, make_user, on_team
from tests.sessions.visit_builders import (
    DAY,
    HOUR,
    MONDAY,
    NOW,
    booked,
    desk,
    has_hours,
    make_clinician,
    make_group_type,
    make_location,
    make_room,
    make_type,
)

pytestmark = pytest.mark.django_db
DATE = MONDAY.date()


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def fill(clinicians, visits: int, front, since=MONDAY) -> None:
    """Visits of a week, as rows: half an hour, one clinician and one patient each."""
    kind, patients = make_type(), [make_patient() for _each in range(visits)]
    begins = [
        since + slot // 8 * DAY + slot % 8 * HOUR for slot in (number // len(clinicians) for number in range(visits))
    ]
    told = {"visit_type": kind, "is_telehealth": True, "booked_at": NOW, "booked_by": front}
    rows = Visit.objects.bulk_create(Visit(starts_at=each, ends_at=each + HOUR / 2, **told) for each in begins)
    VisitClinician.objects.bulk_create(
        VisitClinician(visit=row, clinician=clinicians[number % len(clinicians)]) for number, row in enumerate(rows)
    )
    told = {"status_at": NOW, "status_by": front, "booked_at": NOW, "booked_by": front}
    Booking.objects.bulk_create(
        Booking(visit=row, patient=patient, **told) for row, patient in zip(rows, patients, strict=True)
    )


def test_day_and_week_ask_the_same_number_of_questions_however_full_they_are():
    front, lead = desk(), make_user(Role.CLINICAL_LEAD)
    clinicians = [make_clinician() for _each in range(8)]
    therapist = clinicians[0].user
    ids = [each.pk for each in clinicians]

    def counts():
        readers = [desk(), lead.__class__.objects.get(pk=lead.pk), lead.__class__.objects.get(pk=therapist.pk)]
        return [
            (
                queries(lambda who=who: Visit.objects.bookable_by(who).for_day(DATE)),
                queries(lambda who=who: Visit.objects.bookable_by(who).for_week(DATE, ids)),
                queries(lambda who=who: Visit.objects.bookable_by(who).busy_in_week(DATE, ids)),
            )
            for who in readers
        ]

    fill(clinicians, 3, front)
    few = counts()
    fill(clinicians, 300, front, since=MONDAY + HOUR / 2)

    assert counts() == few
    assert max(max(each) for each in few) <= 4
    assert len(Visit.objects.bookable_by(front).for_week(DATE, ids)) == 303
    assert len(Visit.objects.bookable_by(front).for_day(DATE)) == 67


def test_a_line_tells_what_a_page_shows():
    house = make_location(name="North", time_zone="America/New_York")
    room, clinician = make_room(house, name="Blue", is_step_free=True), make_clinician(house)
    patient = make_patient(chosen_name="Robin", pronouns="they")
    visit = booked(clinician, patient, location=house, room=room, starts_at=MONDAY + 6 * HOUR, note="By taxi")
    front, therapist = desk(), clinician.user

    [line] = Visit.objects.bookable_by(front).for_day(DATE)
    [own] = Visit.objects.bookable_by(therapist).for_day(DATE)

    assert (line.visit_id, line.location, line.room, line.is_step_free, line.note) == (
        visit.pk,
        "North",
        "Blue",
        True,
        "By taxi",
    )
    assert (line.kind, own.kind) == ("Short visit", "Follow-up")
    assert [each.name for each in line.clinicians] == [therapist.display_name]
    [place] = line.bookings
    assert (place.chosen_name, place.pronouns, place.status, place.is_seen) == ("Robin", "they", "booked", True)
    assert (line.shares_its_time, line.free_places, line.cancelled_at) == (False, None, None)


def test_of_others_patients_a_clinician_learns_only_that_somebody_is_busy():
    clinician, colleague = make_clinician(), make_clinician()
    mine, theirs = make_patient(), make_patient()
    on_team(mine, colleague.user)
    hidden = booked(clinician, theirs, starts_at=MONDAY + HOUR)
    shown = booked(clinician, mine)

    asked = Visit.objects.bookable_by(colleague.user)

    assert [each.visit_id for each in asked.for_week(DATE, [clinician.pk])] == [shown.pk]
    assert asked.busy_in_week(DATE, [clinician.pk]) == [(clinician.pk, hidden.starts_at, hidden.ends_at)]
    assert len(Visit.objects.bookable_by(clinician.user).for_day(DATE)) == 2
    assert Visit.objects.bookable_by(desk()).busy_in_week(DATE, [clinician.pk]) == []
    assert not Visit.objects.bookable_by(make_user(Role.ADMINISTRATOR)).exists()


def test_in_a_group_a_clinician_sees_whom_they_may_see():
    leads, colleague, front = make_clinician(), make_clinician(), desk()
    mine, theirs = make_patient(chosen_name="Alex"), make_patient(chosen_name="Robin")
    on_team(mine, colleague.user)
    group = booked(leads, mine, by=front, visit_type=make_group_type(needs_room=False))
    join_group(visit=group, patient=theirs, by=front, at=NOW)

    [line] = Visit.objects.bookable_by(colleague.user).for_day(DATE)
    [own] = Visit.objects.bookable_by(leads.user).for_day(DATE)

    assert sorted(each.chosen_name for each in line.bookings) == ["", "Alex"]
    assert [each.patient_id for each in line.bookings if not each.is_seen] == [None]
    assert sorted(each.chosen_name for each in own.bookings) == ["Alex", "Robin"]
    assert line.free_places == 0


def test_lines_are_read_on_behalf_of_somebody():
    with pytest.raises(ValueError, match="on behalf of"):
        Visit.objects.for_day(DATE)


# --- free times ---------------------------------------------------------------------------------------------------


def starts(found):
    return [each.starts_at for each in found]


def test_free_times_are_hours_without_what_is_taken():
    house = make_location()
    room, clinician, patient = make_room(house), make_clinician(house), make_patient()
    booked(clinician, starts_at=MONDAY, minutes=60)
    booked(make_clinician(), patient, starts_at=MONDAY + HOUR, minutes=60)
    booked(make_clinician(house), location=house, room=room, starts_at=MONDAY + 2 * HOUR, minutes=60)
    AvailabilityException.objects.create(
        clinician=clinician, kind="away", starts_at=MONDAY + 3 * HOUR, ends_at=MONDAY + 8 * HOUR
    )
    AvailabilityException.objects.create(
        clinician=clinician, kind="extra", starts_at=MONDAY + 9 * HOUR, ends_at=MONDAY + 10 * HOUR, location=house
    )
    asked = SlotWish(
        visit_type=make_type(minutes=60),
        patient=patient,
        clinicians=[clinician.pk],
        earliest_on=DATE,
        latest_on=DATE,
        every=HOUR,
    )

    found = free_slots(wish=asked, on_behalf_of=desk(), at=NOW)

    in_person = [each for each in found if not each.is_telehealth]
    assert starts(in_person) == [MONDAY - HOUR, MONDAY + 8 * HOUR, MONDAY + 9 * HOUR]
    assert {(each.location_id, each.room_id) for each in in_person} == {(house.pk, room.pk)}
    by_video = [each for each in found if each.is_telehealth]
    assert starts(by_video) == [MONDAY - HOUR, MONDAY + 2 * HOUR, MONDAY + 8 * HOUR, MONDAY + 9 * HOUR]


def test_free_times_are_those_of_whom_and_when_somebody_wishes():
    house = make_location()
    make_room(house)
    spanish = make_clinician(house, languages=["English", "Spanish"], gender="woman")
    other = make_clinician(house, languages=["English"], gender="man")
    other.visit_types.add(make_type())
    patient = make_patient()
    booked(spanish, patient, starts_at=MONDAY)
    booked(make_clinician(), patient, starts_at=MONDAY + 8 * HOUR)
    kind, front, tuesday = make_type(), desk(), DATE + timedelta(days=1)

    def who(**fields):
        asked = SlotWish(visit_type=kind, patient=patient, earliest_on=tuesday, **fields)
        return free_slots(wish=asked, on_behalf_of=front, at=MONDAY + HOUR, limit=500)

    def ids(found):
        return {each.clinician_id for each in found}

    assert ids(who(language="spanish")) == ids(who(gender="Woman")) == ids(who(same_clinician=True)) == {spanish.pk}
    assert other.pk not in ids(who())
    assert {each.starts_at.hour for each in who(parts_of_day=["afternoon"], latest_on=tuesday)} == set(range(12, 17))
    assert {each.starts_at.isoweekday() for each in who(weekdays=[3], is_telehealth=True)} == {3}
    assert {each.is_telehealth for each in who(is_telehealth=False)} == {False}
    assert who(step_free=True, is_telehealth=False) == []


def test_nothing_is_free_on_a_closed_day_or_before_now_or_for_who_may_not_book():
    clinician, patient = make_clinician(), make_patient()
    asked = SlotWish(visit_type=make_type(), clinicians=[clinician.pk], earliest_on=DATE, latest_on=DATE)

    with override_settings(PRACTICE_CLOSED_ON=frozenset({DATE})):
        assert free_slots(wish=asked, on_behalf_of=desk(), at=NOW) == []
    assert min(starts(free_slots(wish=asked, on_behalf_of=desk(), at=MONDAY + HOUR))) == MONDAY + HOUR
    assert free_slots(wish=asked, on_behalf_of=make_user(Role.ADMINISTRATOR), at=NOW) == []
    for_a_stranger = SlotWish(visit_type=asked.visit_type, patient=patient)
    assert free_slots(wish=for_a_stranger, on_behalf_of=clinician.user, at=NOW) == []


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        ("America/New_York", date(2026, 3, 9), 13),
        ("America/New_York", date(2026, 11, 2), 14),
        ("Europe/Berlin", date(2026, 3, 30), 7),
        ("Europe/Berlin", date(2026, 10, 26), 8),
        ("Australia/Sydney", date(2026, 4, 6), 23),
        ("Australia/Sydney", date(2026, 10, 5), 22),
    ],
)
def test_nine_o_clock_is_nine_o_clock_after_the_clocks_changed(zone, day, first):
    house = make_location(time_zone=zone)
    make_room(house)
    clinician = make_clinician(days=())
    has_hours(clinician, day.isoweekday(), time(9), time(10), location=house, from_on=day)
    asked = SlotWish(
        visit_type=make_type(), clinicians=[clinician.pk], is_telehealth=False, earliest_on=day - timedelta(days=1)
    )

    with override_settings(PRACTICE_OPEN_WEEKDAYS=frozenset(range(1, 8))):
        found = free_slots(wish=asked, on_behalf_of=desk(), at=NOW, limit=1)

    assert [each.starts_at.hour for each in found] == [first]


def test_the_search_asks_the_same_number_of_questions_however_much_is_booked():
    house, front = make_location(), desk()
    make_room(house)
    clinicians = [make_clinician(house) for _each in range(8)]
    asked = SlotWish(visit_type=make_type(), patient=make_patient(), earliest_on=DATE)

    def ask():
        return free_slots(wish=asked, on_behalf_of=front, at=NOW)

    fill(clinicians[:1], 3, front)
    front.roles()
    few = queries(ask)
    fill(clinicians, 300, front, since=MONDAY + HOUR / 2)

    assert queries(ask) == few <= 7
