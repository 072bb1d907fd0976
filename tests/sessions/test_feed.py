"""A clinician's calendar at a private address: what it tells, to whom, and what it never tells."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from practice.audit.models import Act
from sessions.models import CalendarFeed
from sessions.presentation import calendar as presentation
from sessions.presentation.calendar import CalendarVisit, calendar_text, initials_of
from sessions.services.cancelling import cancel_visit
from sessions.services.feeding import make_feed, revoke_feed
from sessions.services.moving import move_visit
from sessions.services.wishes import wish_of
from sessions.views.feeds import MOST_READS
from tests.builders import make_patient
from tests.sessions.waiting_builders import NOW, SLOT, House, make_clinician, make_visit_type

CANARY = "Wilhelmina Ostrander"
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(str.strip).filter(bool)


@pytest.fixture
def house(db) -> House:
    return House.made()


@pytest.fixture
def secret(house):
    return make_feed(by=house.clinician.user, at=NOW)[1]


def read(client, secret, at=NOW):
    with time_machine.travel(at, tick=False):
        return client.get(reverse("feed", args=[secret]))


def events(client, secret, at=NOW):
    """As another program reads it."""
    return IcsCalendarStream.calendar_from_ics(read(client, secret, at).content.decode()).events


def test_another_program_reads_initials_kind_time_and_room(client, house, secret):
    visit = house.visit(make_patient(chosen_name="Maya Johnson"))

    (event,) = events(client, secret)

    assert (event.summary, event.location) == (f"MJ · {house.kind.desk_name}", "Room 1")
    assert (event.dtstart, event.dtend) == (SLOT, SLOT + timedelta(minutes=30))
    assert (event.uid, event.sequence, event.status.value) == (f"visit-{visit.pk}@127.0.0.1", 0, "CONFIRMED")
    answer = read(client, secret)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"DTSTART:20260305T100000Z" in answer.content


def test_a_move_raises_the_sequence_and_a_cancelled_visit_says_so_under_the_same_uid(client, house, secret):
    visit = house.visit()
    moved = replace(wish_of(visit), starts_at=SLOT + timedelta(hours=2))
    move_visit(visit=visit, to=moved, by=house.desk, at=NOW)
    (after,) = events(client, secret)
    cancel_visit(visit=visit, whose="patient", by=house.desk, at=NOW)
    (gone,) = events(client, secret)

    assert (after.dtstart, after.status.value) == (SLOT + timedelta(hours=2), "CONFIRMED")
    assert gone.status.value == "CANCELLED"
    assert gone.sequence > after.sequence > 0
    assert gone.uid == after.uid == f"visit-{visit.pk}@127.0.0.1"


def test_the_calendar_tells_no_name_no_clinical_word_and_of_a_group_nobody(client, house, secret):
    group = make_visit_type(name="Trauma group", desk_name="Group", is_group=True, capacity=6)
    people = [make_patient(chosen_name=CANARY, legal_name="Canary Legal", phone="555-0100") for _ in range(2)]
    house.visit(visit_type=group, patients=people, note="canary-note")
    house.visit(people[0], starts_at=SLOT + timedelta(hours=4))

    text = read(client, secret).content.decode()

    assert [event.summary for event in events(client, secret)] == ["Group", f"WO · {house.kind.desk_name}"]
    told = ["Wilhelmina", "Ostrander", "Canary", "canary", "555-0100", "Trauma", "Clinical", "DESCRIPTION", "ATTENDEE"]
    told += [people[0].record_number, house.location.name, house.clinician.user.display_name]
    assert [word for word in told if word in text] == []


def test_it_looks_a_month_back_and_half_a_year_ahead_and_only_at_ones_own(client, house, secret):
    for days in (-20, 100):
        house.visit(starts_at=SLOT + timedelta(days=days))
    house.visit(clinicians=[make_clinician(house.location)])

    assert len(events(client, secret)) == 2
    assert len(events(client, secret, at=NOW + timedelta(days=20))) == 1


def test_an_address_that_is_unknown_taken_back_or_of_somebody_who_left_finds_nothing(client, house, secret):
    user = house.clinician.user
    newer = make_feed(by=user, at=NOW)[1]
    assert [read(client, each).status_code for each in ("unknown", secret, newer)] == [404, 404, 200]

    revoke_feed(by=user, at=NOW)
    assert read(client, newer).status_code == 404
    with pytest.raises(ValidationError):
        revoke_feed(by=user, at=NOW)

    newest = make_feed(by=user, at=NOW)[1]
    user.groups.clear()
    assert read(client, newest).status_code == 404
    assert [act.verb for act in Act.objects.filter(by=user).order_by("id")] == [
        "calendar.made",
        "calendar.revoked",
        "calendar.made",
        "calendar.revoked",
        "calendar.made",
    ]


def test_reading_leaves_only_the_day_behind_and_the_address_is_nowhere(client, house, secret, caplog):
    read(client, secret)

    feed = CalendarFeed.objects.get()
    assert feed.last_used_on == NOW.date()
    assert not Act.objects.exclude(verb__in=["calendar.made", "visit.booked"]).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM clinical_sessions_calendarfeedevent")
        assert cursor.fetchone() == (1,)
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table
    with pytest.raises(PermissionDenied):
        make_feed(by=house.desk, at=NOW)


def test_a_failure_is_logged_without_the_address(client, house, secret, caplog, monkeypatch):
    monkeypatch.setattr("sessions.views.feeds.calendar_of", lambda *_args: 1 / 0)
    client.raise_request_exception = False

    with caplog.at_level(logging.DEBUG):
        assert read(client, secret).status_code == 500

    assert "/visits/feeds/….ics" in caplog.text
    assert secret not in caplog.text


def test_too_many_readings_from_one_place_are_asked_to_wait(client, house, secret):
    cache.set("calendar-reads:127.0.0.1", MOST_READS, 300)

    answer = read(client, secret)

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")


def test_the_page_shows_the_address_once(client, house):
    client.force_login(house.clinician.user)
    assert "There is none." in client.get(reverse("feeds")).content.decode()

    page = client.post(reverse("new_feed"), {"once": "a"}).content.decode()
    address = page.partition('value="http://testserver')[2].partition('"')[0]
    assert client.get(address).status_code == 200
    assert client.post(reverse("new_feed"), {"once": "a"}).status_code == 302
    assert address not in client.get(reverse("feeds")).content.decode()

    client.post(reverse("stop_feed"))
    assert client.get(address).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 0


def test_as_many_queries_for_many_visits_as_for_few(house, secret):
    counted = []
    for number in (3, 12):
        for hours in range(number):
            house.visit(starts_at=SLOT + timedelta(days=number * 7, hours=hours / 2))
        with CaptureQueriesContext(connection) as queries:
            presentation.calendar_of(house.clinician.user, NOW)
        counted.append(len(queries))

    assert counted == [2, 2]


def test_initials():
    names = {"Maya Johnson": "MJ", "kit": "K", "  Anne-Marie  O’Neil ": "AO", "(Jo) de la Cruz": "JDL", "…": ""}

    assert {name: initials_of(name) for name in names} == names


@settings(max_examples=40)
@given(
    starts_at=MOMENTS,
    minutes=st.integers(5, 480),
    kind=WORDS,
    room=WORDS,
    moved=st.integers(0, 99),
    is_cancelled=st.booleans(),
)
def test_whatever_a_visit_is_called_the_other_program_reads_the_same(
    starts_at, minutes, kind, room, moved, is_cancelled
):
    ends_at = starts_at + timedelta(minutes=minutes)
    visit = CalendarVisit(
        visit_id=7,
        starts_at=starts_at,
        ends_at=ends_at,
        kind=kind,
        changed_at=starts_at,
        initials="MJ",
        room=room,
        moved=moved,
        is_cancelled=is_cancelled,
    )

    text = calendar_text([visit], title="Visits", domain="practice.example")
    (event,) = IcsCalendarStream.calendar_from_ics(text.decode()).events

    assert (event.summary, event.location, event.sequence) == (f"MJ · {kind}", room, moved)
    assert (event.dtstart, event.dtend, event.status == EventStatus.CANCELLED) == (starts_at, ends_at, is_cancelled)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
