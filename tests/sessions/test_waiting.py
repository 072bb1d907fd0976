"""Times that became free, whose turn it is, and what is written down of the answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from patients.merging_objections import objections
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import AvailabilityException, Booking, SlotOffer, WaitingEntry
from sessions.queries.offering import times_to_offer
from sessions.services.cancelling import cancel_visit
from sessions.services.errors import NotPermitted, Refused
from sessions.services.moving import move_visit
from sessions.services.offering import answer_offer, offer_time
from sessions.services.waiting import Wish, change_waiting, close_waiting
from sessions.services.wishes import wish_of
from tests.builders import make_patient, make_user
from tests.sessions.waiting_builders import NOW, SLOT, House, make_clinician, make_visit_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House.made()


def cancelled(house, because="", **fields):
    visit = house.visit(**fields)
    return cancel_visit(visit=visit, whose="patient", because=because, by=house.desk, at=NOW)


def offered(house, entry, at=NOW):
    return offer_time(entry=entry, clinician_id=house.clinician.pk, starts_at=SLOT, by=house.desk, at=at)


def answered(house, offer, answer):
    return answer_offer(offer=offer, answer=answer, by=house.desk, at=NOW)


def turns(at=NOW):
    return [[entry.pk for entry in time.turns] for time in times_to_offer(at)]


def verbs(subject):
    acts = Act.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return [(act.verb, act.patient_id) for act in acts.order_by("id")]


# --- Which times became free, and for whom ------------------------------------------------------------------


def test_a_cancelled_time_is_for_whoever_has_waited_longest_within_the_priority(house):
    later, longest = house.waiting(weeks=1), house.waiting(weeks=5)
    first = house.waiting(weeks=0, priority=1, priority_because="we-cancelled")
    house.waiting(way="telehealth", earliest_on=SLOT.date() + timedelta(days=1))

    cancelled(house)

    assert turns() == [[first.pk, longest.pk, later.pk]]
    (time,) = times_to_offer(NOW)
    assert (time.location, time.freed.span.starts_at, time.clinician) == (house.location, SLOT, house.clinician)


def test_a_time_before_a_move_is_free_and_a_time_that_was_taken_again_is_not(house):
    entry, visit = house.waiting(), house.visit()
    assert turns() == []

    later = replace(wish_of(visit), starts_at=SLOT + timedelta(hours=3))
    move_visit(visit=visit, to=later, by=house.desk, at=NOW)
    assert turns() == [[entry.pk]]
    assert turns(at=SLOT) == []

    house.visit()
    assert turns() == []


def test_a_visit_that_went_to_somebody_else_leaves_their_time_free(house):
    entry, visit = house.waiting(clinician=house.clinician), house.visit()
    somebody_else = make_clinician(house.location)

    move_visit(visit=visit, to=replace(wish_of(visit), clinicians=[somebody_else]), by=house.desk, at=NOW)

    (time,) = times_to_offer(NOW)
    assert (time.clinician, [each.pk for each in time.turns]) == (house.clinician, [entry.pk])
    assert time.location is None, "The room is still taken, so it is by video."


def test_what_is_left_of_a_long_time_is_offered_on(house):
    long_kind = make_visit_type(minutes=90)
    cancelled(house, visit_type=long_kind)
    house.visit()
    entry = house.waiting()

    (time,) = times_to_offer(NOW)

    assert (time.freed.span.starts_at, time.freed.minutes) == (SLOT + timedelta(minutes=30), 60)
    assert list(time.turns) == [entry]


@pytest.mark.parametrize(
    "why", ["said away", "cancelled for being away", "not bookable", "left", "team meeting", "closed"]
)
def test_a_time_at_which_nobody_is_there_is_not_offered(house, settings, why):
    house.waiting()
    meeting = make_visit_type(is_team_meeting=True)
    cancelled(
        house,
        because="clinician-away" if why == "cancelled for being away" else "",
        **({"visit_type": meeting, "patients": []} if why == "team meeting" else {}),
    )
    settings.PRACTICE_CLOSED_ON = frozenset({SLOT.date()} if why == "closed" else ())
    if why == "said away":
        span = {"starts_at": SLOT - timedelta(days=1), "ends_at": SLOT + timedelta(days=1)}
        AvailabilityException.objects.create(clinician=house.clinician, kind="away", **span)
    house.clinician.availabilities.filter(location=house.location).update(
        until_on=NOW.date() if why == "left" else None
    )
    type(house.clinician).objects.update(is_bookable=why != "not bookable")

    assert turns() == []


def test_who_has_a_visit_then_or_said_no_is_passed_over_for_that_time_alone(house):
    busy, said_no, next_one = (house.waiting(weeks=weeks) for weeks in (9, 8, 7))
    other_room = house.location.rooms.create(name="Room 2")
    cancelled(house)
    house.visit(busy.patient, clinicians=[make_clinician(house.location)], room=other_room)
    assert turns() == [[said_no.pk, next_one.pk]]

    offer = answered(house, offered(house, said_no), "declined")

    assert turns() == [[next_one.pk]]
    said_no.refresh_from_db()
    assert (offer.answer, said_no.closed_at) == ("declined", None)
    cancelled(house, starts_at=SLOT + timedelta(days=1))
    assert turns()[1][:2] == [busy.pk, said_no.pk]


# --- Offers and answers -------------------------------------------------------------------------------------


def test_a_yes_books_the_visit_and_ends_the_waiting(house):
    entry = house.waiting()
    cancelled(house)

    offer = answered(house, offered(house, entry), "accepted")

    booking = Booking.objects.get(patient=entry.patient)
    assert offer.booked_as == booking.visit
    assert (booking.visit.starts_at, booking.visit.room, booking.visit.is_telehealth) == (SLOT, house.room, False)
    entry.refresh_from_db()
    assert (entry.closed_because, entry.closed_by) == ("booked", house.desk)
    patient = entry.patient_id
    assert verbs(offer) == [("waiting.offered", patient), ("waiting.answered", patient)]
    assert verbs(entry) == [("waiting.entered", patient), ("waiting.closed", patient)]
    with pytest.raises(ValidationError):
        answered(house, offer, "declined")


def test_a_yes_to_a_time_that_was_taken_meanwhile_books_nothing_and_keeps_the_place(house):
    entry = house.waiting()
    cancelled(house)
    offer = offered(house, entry)
    house.visit()

    assert answered(house, offer, "accepted").answer == "lapsed"

    entry.refresh_from_db()
    assert entry.closed_at is None
    assert not Booking.objects.filter(patient=entry.patient).exists()


def test_by_video_only_is_booked_by_video(house):
    entry = house.waiting(way="telehealth")
    cancelled(house)

    visit = answered(house, offered(house, entry), "accepted").booked_as

    assert (visit.is_telehealth, visit.location, visit.room) == (True, None, None)


def test_a_time_is_offered_only_to_whose_turn_it_is_and_to_one_at_once(house):
    first, second = house.waiting(weeks=9), house.waiting(weeks=1)
    cancelled(house)
    with pytest.raises(ValidationError, match="somebody else’s turn"):
        offered(house, second)

    offered(house, first)

    assert turns() == []
    with pytest.raises(ValidationError, match="no longer free"):
        offered(house, second)


def test_an_offer_that_nobody_answered_lapses_when_its_time_has_come(house):
    entry, second = house.waiting(weeks=9), house.waiting(weeks=1)
    cancelled(house)
    cancelled(house, starts_at=SLOT + timedelta(days=1))
    forgotten = offered(house, entry)

    later = {"clinician_id": house.clinician.pk, "starts_at": SLOT + timedelta(days=1), "by": house.desk}
    offer_time(entry=entry, **later, at=SLOT)

    forgotten.refresh_from_db()
    assert (forgotten.answer, forgotten.answered_by) == ("lapsed", None)
    assert Act.objects.get(verb="waiting.answered").by is None
    assert second.offers.count() == 0


def test_who_may_not_arrange_their_visits_books_nothing(house):
    entry, stranger = house.waiting(), make_user(Role.THERAPIST)
    cancelled(house)
    offer = offered(house, entry)

    with pytest.raises(NotPermitted), transaction.atomic():
        answer_offer(offer=offer, answer="accepted", by=stranger, at=NOW)
    with pytest.raises(PermissionDenied):
        answer_offer(offer=offer, answer="declined", by=make_user(Role.ADMINISTRATOR), at=NOW)
    offer.refresh_from_db()
    assert offer.answer == "open"


# --- The list -----------------------------------------------------------------------------------------------


def test_what_suits_somebody_can_change_and_who_made_them_come_sooner_is_kept(house):
    entry = house.waiting()
    wish = Wish(
        visit_type=house.kind, since_on=entry.since_on, weekdays=(5, 1), priority=2, priority_because="few-times"
    )

    entry = change_waiting(entry=entry, wish=wish, by=house.desk, at=NOW)
    assert (entry.weekdays, entry.priority_by) == ([1, 5], house.desk)
    entry = change_waiting(entry=entry, wish=replace(wish, weekdays=()), by=make_user(Role.NURSE), at=NOW)
    assert entry.priority_by == house.desk
    entry = change_waiting(entry=entry, wish=replace(wish, priority=0), by=house.desk, at=NOW)
    assert (entry.priority_by, entry.priority_because) == (None, "")
    assert [verb for verb, _patient in verbs(entry)] == ["waiting.entered"] + ["waiting.changed"] * 3


def test_who_is_taken_off_the_list_is_offered_nothing_and_gives_back_what_was_on_offer(house):
    entry = house.waiting()
    cancelled(house)
    offer = offered(house, entry)

    close_waiting(entry=entry, because="not-wanted", by=house.desk, at=NOW)

    offer.refresh_from_db()
    assert offer.answer == "lapsed"
    assert [time.is_next for time in times_to_offer(NOW)] == [None]
    with pytest.raises(ValidationError):
        answered(house, offer, "accepted")
    with pytest.raises(ValidationError):
        close_waiting(entry=entry, because="booked", by=house.desk, at=NOW)
    assert house.waiting(entry.patient).pk != entry.pk


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"visit_type": {"is_group": True, "capacity": 5}}, "visit_type"),
        ({"visit_type": {"can_be_telehealth": False}, "way": "telehealth"}, "way"),
        ({"weeks": -1}, "since_on"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_at_its_field(house, wish, field):
    fields: dict[str, Any] = {**wish}
    if "visit_type" in wish:
        fields["visit_type"] = make_visit_type(**wish["visit_type"])

    with pytest.raises(ValidationError) as refused:
        house.waiting(**fields)

    assert list(refused.value.error_dict) == [field]


# --- What the database itself refuses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"priority": 1},
        {"priority_because": "few-times"},
        {"closed_because": "booked"},
        {"weekdays": [8]},
        {"parts_of_day": ["night"]},
        {"way": "elsewhere"},
        {"notice_hours": 24 * 60},
    ],
)
def test_the_database_refuses_a_place_that_makes_no_sense(house, wrong):
    entry = house.waiting()

    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.filter(pk=entry.pk).update(**wrong)


def test_somebody_waits_once_for_each_kind_of_visit(house):
    entry = house.waiting()
    assert house.waiting(entry.patient, visit_type=make_visit_type()).pk

    with pytest.raises(ValidationError, match="already"):
        house.waiting(entry.patient)


def test_the_database_refuses_two_open_offers_of_one_time_or_to_one_person(house):
    first, second = house.waiting(), house.waiting()
    cancelled(house)
    offer = offered(house, first)
    row = {field.attname: getattr(offer, field.attname) for field in SlotOffer._meta.concrete_fields}
    same_time = {**row, "id": None, "entry_id": second.pk}
    day = timedelta(days=1)
    same_person = {**row, "id": None, "starts_at": SLOT + day, "ends_at": offer.ends_at + day}

    nowhere = {**same_person, "entry_id": second.pk, "location_id": None, "is_telehealth": False}
    for refused in (same_time, same_person, nowhere):
        with pytest.raises(IntegrityError), transaction.atomic():
            SlotOffer.objects.create(**refused)
    by_nobody, not_booked = (
        {"answer": "declined"},
        {"answer": "accepted", "answered_at": NOW, "answered_by": house.desk},
    )
    for wrong in (by_nobody, not_booked, {"ends_at": SLOT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SlotOffer.objects.filter(pk=offer.pk).update(**wrong)
    answered(house, offer, "not-reached")
    assert SlotOffer.objects.create(**same_time).answer == "open"


def test_as_many_queries_for_many_as_for_few(house):
    counted = []
    for number in (1, 5):
        for hours in range(number):
            house.waiting()
            cancelled(house, starts_at=SLOT + timedelta(days=number, hours=hours))
        with CaptureQueriesContext(connection) as queries:
            assert len(times_to_offer(NOW)) >= number
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 14


# --- At the same moment, and records that are merged --------------------------------------------------------


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each on a connection of its own; what it returned, or the refusal it raised."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            ready.wait(timeout=10)
            return act()
        except (ValidationError, Refused) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_many_who_offer_or_answer_at_once_one_comes_first_and_the_others_are_told(house):
    first = house.waiting(weeks=9)
    house.waiting(weeks=1)
    cancelled(house)

    offers = at_once(*[lambda: offered(house, first)] * 4)
    (offer,) = [each for each in offers if isinstance(each, SlotOffer)]
    assert len([each for each in offers if isinstance(each, ValidationError)]) == 3

    said = at_once(*[lambda: answered(house, offer, "accepted")] * 3, lambda: answered(house, offer, "declined"))
    assert len([each for each in said if isinstance(each, SlotOffer)]) == 1
    offer.refresh_from_db()
    assert Booking.objects.filter(patient=first.patient).count() == (offer.answer == "accepted")


def test_who_waits_or_has_a_visit_to_come_is_not_merged_away(house):
    entry = house.waiting()
    with time_machine.travel(NOW):
        assert objections(entry.patient, make_patient()) == [
            "The older record is on the waiting list. Take it off first; the one that stays can be put on the list."
        ]
        close_waiting(entry=entry, because="not-wanted", by=house.desk, at=NOW)
        house.visit(entry.patient)
        assert objections(entry.patient, make_patient()) == [
            "The older record has visits to come. Book them for the one that stays first, and cancel them here."
        ]
        assert objections(make_patient(), entry.patient) == []
