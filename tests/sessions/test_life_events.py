"""Life events: only what they asked for comes onto their timeline, and it can come off again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from patients.services.merging import merge_patients
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import LifeEvent, LifeEventWithdrawal
from sessions.services.life_events import add_life_event, take_off_life_event
from sessions.timeline.words import life_event_said
from tests.builders import make_administrator, make_patient, make_user, on_team
from tests.medications.builders import NOW, TODAY, colleague, day
from tests.sessions.timeline_builders import life_event, told

pytestmark = pytest.mark.django_db
TYPED = {"words": "A new job", "on": "2026-02-03", "exactness": "month", "whose": "theirs", "was_asked_for": "on"}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def nurse(patient):
    return colleague(patient, Role.NURSE)


def test_an_event_is_kept_with_how_well_its_day_is_known_and_whose_words_it_is_in(patient, nurse):
    by_month = life_event(patient, on=day(40), exactness="month", by=nurse)
    about = life_event(patient, "Lost my dog", on=day(70), exactness="about", whose="summed-up", by=nurse)

    assert (by_month.on.day, by_month.recorded_by) == (1, nurse)
    assert life_event_said(by_month) == "“Moved in with Sam.”, in February 2026"
    assert life_event_said(about) == "“Lost my dog”, summed up by staff, around January 2026"
    act = Act.objects.filter(verb="life_event.added").latest("pk")
    assert (act.patient_id, act.by_id) == (patient.pk, nurse.pk)
    assert "dog" not in str(act.details)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"was_asked_for": False}, "Only what they asked for"),
        ({"words": " "}, "blank"),
        ({"on": TODAY + timedelta(days=1)}, "future"),
        ({"exactness": "roughly"}, "not a valid choice"),
    ],
)
def test_what_they_did_not_ask_for_or_what_says_nothing_is_refused(patient, nurse, fields, words):
    with pytest.raises(ValidationError, match=words):
        add_life_event(patient=patient, told=told(**fields), by=nurse, at=NOW)

    assert not LifeEvent.objects.exists()


def test_an_event_that_is_taken_off_stays_on_file_and_is_taken_off_once(patient, nurse):
    event = life_event(patient, by=nurse)

    with pytest.raises(ValidationError):
        take_off_life_event(event=event, because=" ", by=nurse, at=NOW)
    take_off_life_event(event=event, because="They changed their mind.", by=nurse, at=NOW)
    with pytest.raises(ValidationError, match="taken off before"):
        take_off_life_event(event=event, because="Again.", by=nurse, at=NOW)

    assert list(LifeEvent.objects.all()) == [event]
    assert not LifeEvent.objects.standing().exists()
    assert Act.objects.filter(verb="life_event.taken_off", patient_id=patient.pk).count() == 1


def test_the_database_itself_keeps_to_what_was_asked_for_and_to_our_choices(patient, nurse):
    row: dict[str, Any] = {
        "patient": patient,
        "on": day(3),
        "words": "A move",
        "was_asked_for": True,
        "recorded_by": nurse,
    }
    event = LifeEvent.objects.create(**row)
    wrong: list[dict[str, object]] = [
        {"was_asked_for": False},
        {"words": ""},
        {"whose": "ours"},
        {"on": TODAY + timedelta(days=365 * 9)},
    ]

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            LifeEvent.objects.create(**{**row, **fields})
    with pytest.raises(IntegrityError), transaction.atomic():
        LifeEventWithdrawal.objects.create(life_event=event, because="", recorded_by=nurse)


def test_the_front_desk_writes_none(patient):
    with pytest.raises(PermissionDenied):
        life_event(patient, by=make_user(Role.FRONT_DESK))


def test_the_page_adds_once_and_takes_off(client, patient, nurse):
    client.force_login(nurse)
    page = reverse("life_events", args=[patient.pk])
    assert "Nothing yet. It can stay that way." in client.get(page).content.decode()

    for _sending in range(2):
        assert client.post(reverse("add_life_event", args=[patient.pk]), {**TYPED, "once": "a"}).status_code == 302
    event = LifeEvent.objects.get()
    shown = client.get(page).content.decode()
    client.post(reverse("take_off_life_event", args=[event.pk]), {"because": "No longer."})

    assert "“A new job”, in February 2026" in shown
    assert not LifeEvent.objects.standing().exists()


def test_a_form_that_does_not_fit_is_shown_again_with_what_was_typed(client, patient, nurse):
    client.force_login(nurse)
    event = life_event(patient, by=nurse)

    answer = client.post(reverse("add_life_event", args=[patient.pk]), {**TYPED, "was_asked_for": ""})
    no_reason = client.post(reverse("take_off_life_event", args=[event.pk]), {"because": ""})

    assert answer.status_code == no_reason.status_code == 422
    assert "A new job" in answer.content.decode()
    assert "Only what they asked for comes onto their timeline." in answer.content.decode()
    assert '<details class="no-print" open>' in no_reason.content.decode()


def test_the_page_asks_the_same_questions_for_three_events_and_for_many(
    client, patient, nurse, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(nurse)
    page = reverse("life_events", args=[patient.pk])
    for _number in range(3):
        life_event(patient, by=nurse)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _number in range(9):
        life_event(patient, by=nurse)

    with django_assert_num_queries(len(few)):
        client.get(page)


def test_a_merged_chart_is_read_and_takes_no_more(client, patient, nurse):
    life_event(patient, by=nurse)
    into, administrator = make_patient(), make_administrator()
    on_team(into, nurse)
    merge_patients(older=patient, into=into, because="The same person.", by=administrator, at=NOW)
    client.force_login(nurse)

    shown = client.get(reverse("life_events", args=[patient.pk]))

    assert "Moved in with Sam." in shown.content.decode()
    assert "Put it on the timeline" not in shown.content.decode()
    assert client.post(reverse("add_life_event", args=[patient.pk]), TYPED).status_code == 403
