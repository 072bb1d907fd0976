"""Weekly hours, time away and extra hours: who may say what, and what the page shows of it."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import Availability, AvailabilityException, ClinicianProfile
from sessions.services.availability import (
    Hours,
    add_extra_hours,
    add_hours,
    end_hours,
    say_away,
    withdraw_exception,
)
from tests.browser.markup import faults_in
from tests.builders import make_administrator, make_patient, make_user
from tests.sessions.waiting_builders import NOW, SLOT, House

pytestmark = pytest.mark.django_db

MONDAYS: dict[str, Any] = {"weekday": 1, "starts": time(9), "ends": time(12), "from_on": date(2026, 3, 1)}
AWAY: dict[str, Any] = {"starts_at": SLOT - timedelta(hours=2), "ends_at": SLOT + timedelta(days=1)}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house() -> House:
    return House.made()


@pytest.fixture
def newcomer() -> ClinicianProfile:
    """Somebody without hours yet."""
    return ClinicianProfile.objects.create(user=make_user(Role.THERAPIST))


def own(clinician) -> dict[str, Any]:
    return {"by": clinician.user, "at": NOW}


def page_of(client, user, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse("availability"), query)
    assert answer.status_code == status
    page = answer.content.decode()
    assert status != 200 or faults_in(page) == []
    return page


# --- Services -----------------------------------------------------------------------------------------------


def test_hours_are_added_and_end_from_a_day_on(newcomer):
    row = add_hours(clinician=newcomer, hours=Hours(**MONDAYS), **own(newcomer))
    end_hours(hours=row, last_on=date(2026, 3, 9), **own(newcomer))

    row.refresh_from_db()
    assert (row.until_on, row.recorded_by) == (date(2026, 3, 9), newcomer.user)
    with pytest.raises(ValidationError, match="last day"):
        end_hours(hours=row, last_on=date(2026, 2, 1), **own(newcomer))
    verbs = Act.objects.filter(details__clinician=newcomer.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["availability.hours-added", "availability.hours-ended"]


@pytest.mark.parametrize(
    ("second", "fits"),
    [
        ({}, False),
        ({"starts": time(11), "ends": time(13)}, False),
        ({"from_on": date(2027, 1, 1)}, False),
        ({"starts": time(12), "ends": time(13)}, True),
        ({"weekday": 2}, True),
        ({"from_on": date(2026, 1, 1), "until_on": date(2026, 2, 28)}, True),
    ],
)
def test_weekly_hours_of_one_clinician_do_not_overlap(newcomer, second, fits):
    add_hours(clinician=newcomer, hours=Hours(**MONDAYS), **own(newcomer))
    hours = Hours(**{**MONDAYS, **second})

    if fits:
        assert add_hours(clinician=newcomer, hours=hours, **own(newcomer)).pk
    else:
        with pytest.raises(ValidationError, match="at that time already"):
            add_hours(clinician=newcomer, hours=hours, **own(newcomer))


def test_clinicians_keep_their_own_hours_and_the_desk_says_who_is_away(house, newcomer):
    someone: dict[str, Any] = {"by": make_user(Role.CLINICAL_LEAD), "at": NOW}
    desk: dict[str, Any] = {"by": house.desk, "at": NOW}
    mine = add_hours(clinician=newcomer, hours=Hours(**MONDAYS), **own(newcomer))
    extra = add_extra_hours(clinician=newcomer, location=house.location, **AWAY, **own(newcomer))
    away = say_away(clinician=newcomer, **AWAY, **desk)

    for by in (someone, desk):
        for act in (
            lambda by=by: add_hours(clinician=newcomer, hours=Hours(**MONDAYS), **by),
            lambda by=by: end_hours(hours=mine, last_on=NOW.date(), **by),
            lambda by=by: add_extra_hours(clinician=newcomer, **AWAY, **by),
            lambda by=by: withdraw_exception(exception=extra, **by),
        ):
            with pytest.raises(PermissionDenied):
                act()
    with pytest.raises(PermissionDenied):
        say_away(clinician=newcomer, **AWAY, **someone)

    withdraw_exception(exception=away, **own(newcomer))
    with pytest.raises(ValidationError):
        withdraw_exception(exception=away, **desk)
    away.refresh_from_db()
    assert (away.withdrawn_at, away.withdrawn_by, away.recorded_by) == (NOW, newcomer.user, house.desk)
    acts = Act.objects.filter(subject_id=away.pk, subject_type="clinical_sessions.availabilityexception")
    assert [act.verb for act in acts.order_by("id")] == [
        "availability.exception-added",
        "availability.exception-withdrawn",
    ]


# --- The page -----------------------------------------------------------------------------------------------


def test_a_clinician_writes_their_hours_on_their_own_page(client, house, newcomer):
    assert "No weekly hours yet." in page_of(client, newcomer.user)
    typed = {"weekday": "1", "starts": "09:00", "ends": "12:00", "from_on": "2026-03-09", "location": house.location.pk}

    assert client.post(reverse("add_hours"), typed).status_code == 302
    page = page_of(client, newcomer.user)
    assert "<strong>Monday</strong> 9:00–12:00" in page
    assert "from 9 March 2026" in page
    refused = client.post(reverse("add_hours"), typed)
    assert refused.status_code == 422
    assert "There are hours on that day at that time already." in refused.content.decode()

    row = Availability.objects.get(clinician=newcomer)
    assert client.post(reverse("end_hours"), {"hours": row.pk, "last_on": "2026-03-16"}).status_code == 302
    assert "until 16 March 2026" in page_of(client, newcomer.user)
    others = Availability.objects.filter(clinician=house.clinician)[0]
    assert client.post(reverse("end_hours"), {"hours": others.pk, "last_on": "2026-03-16"}).status_code == 422


def test_visits_in_a_time_away_are_listed_with_a_way_to_another_time(client, house):
    maya = make_patient(chosen_name="Maya")
    visit = house.visit(maya)
    house.visit(starts_at=SLOT + timedelta(days=4))
    client.force_login(house.desk)
    who = house.clinician.pk

    sent = {"who": who, "starts_at": "2026-03-05T08:00", "ends_at": "2026-03-06T08:00"}
    assert client.post(reverse("say_away"), sent).url == f"{reverse('availability')}?who={who}"

    page = page_of(client, house.desk, who=who)
    assert "1 visit is booked for this time." in page
    assert "Thursday 5 March 2026, 8:00 until Friday 6 March 2026, 8:00" in page
    assert "Maya" in page
    assert f"{reverse('find_a_time')}?move={visit.pk}" in page
    assert "Add weekly hours" not in page
    row = AvailabilityException.objects.get()
    assert client.post(reverse("withdraw_exception"), {"who": who, "exception": row.pk}).status_code == 302
    assert "Nothing differs from the weekly hours." in page_of(client, house.desk, who=who)


def test_the_desk_chooses_whom_and_a_clinician_sees_nobody_elses(client, house, newcomer):
    page = page_of(client, house.desk)
    assert "Choose a clinician above." in page
    assert newcomer.user.display_name in page
    page_of(client, newcomer.user, status=404, who=house.clinician.pk)
    page_of(client, house.desk, status=404, who=10**9)
    assert "Nobody books visits with you yet." in page_of(client, make_user(Role.NURSE))
    assert client.post(reverse("say_away"), {"who": newcomer.pk}).status_code == 404


def test_extra_hours_are_somewhere_and_a_slip_keeps_what_was_typed(client, newcomer):
    client.force_login(newcomer.user)
    sent = {"starts_at": "2026-03-05T18:00", "ends_at": "2026-03-05T20:00"}

    refused = client.post(reverse("add_extra_hours"), sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Choose a location, or say that it is by video or telephone." in page
    assert 'value="2026-03-05T18:00"' in page

    assert client.post(reverse("add_extra_hours"), {**sent, "with_telehealth": "on"}).status_code == 302
    assert "<strong>Extra hours</strong> Thursday 5 March 2026, 18:00–20:00" in page_of(client, newcomer.user)


def test_as_many_queries_for_a_year_away_as_for_a_day(client, house):
    client.force_login(house.clinician.user)
    counted = []
    for number in (3, 60):
        for place in range(number):
            start = NOW + timedelta(days=place + number)
            AvailabilityException.objects.create(
                clinician=house.clinician, kind="away", starts_at=start, ends_at=start + timedelta(hours=1)
            )
        house.visit(starts_at=NOW + timedelta(days=1, minutes=number * 5))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("availability")).status_code == 200
        counted.append(len(queries))

    assert counted[0] == counted[1]


# --- The administration -------------------------------------------------------------------------------------


def test_administrators_keep_places_kinds_and_clinicians_by_name(client, house):
    administrator = make_administrator()
    client.force_login(administrator)
    models = ["location", "room", "visittype", "clinicianprofile", "availability", "availabilityexception"]
    pages = {
        model: client.get(reverse(f"admin:clinical_sessions_{model}_{page}")).content.decode()
        for model in models
        for page in ("changelist", "add")
    }
    assert house.clinician.user.display_name in pages["availability"]
    assert "Elm Street" in pages["room"]
    assert house.kind.name in pages["clinicianprofile"]

    assert house.desk.display_name not in pages["clinicianprofile"], "Nobody books visits with the desk."
    profile = reverse("admin:clinical_sessions_clinicianprofile_change", args=[house.clinician.pk])
    assert client.post(profile, {"languages": "English,Dutch", "shows_order": "5", "user": "1"}).status_code == 302
    house.clinician.refresh_from_db()
    assert (house.clinician.languages, ClinicianProfile.objects.count()) == (["English", "Dutch"], 1)

    hours = {"clinician": house.clinician.pk, "weekday": 1, "starts": "17:00", "ends": "20:00", "from_on": "2026-03-01"}
    add = reverse("admin:clinical_sessions_availability_add")
    sent = [{**hours, "with_telehealth": "on", **change} for change in ({}, {"ends": "16:00"}, {"starts": "18:00"})]
    overlaps, turned_round, fits = [client.post(add, each) for each in sent]
    assert "There are hours on that day at that time already." in overlaps.content.decode()
    assert "Hours end after they start" in turned_round.content.decode()
    assert fits.status_code == 302
    assert Availability.objects.latest("pk").recorded_by == administrator

    away = say_away(clinician=house.clinician, **AWAY, by=house.desk, at=NOW)
    taken_back = {"action": "take_back", "_selected_action": [away.pk]}
    client.post(reverse("admin:clinical_sessions_availabilityexception_changelist"), taken_back)

    away.refresh_from_db()
    assert away.withdrawn_by == administrator
    changed = Act.objects.filter(verb="administration.changed", subject_type="clinical_sessions.availabilityexception")
    assert changed.get().subject_id == away.pk
