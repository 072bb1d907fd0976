"""The chart: one door, one act for each opening, parts that are the same alone and inside."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import AccessGrant, ChartEvent
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import glass_broken, make_patient, make_user, on_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient(
        chosen_name="Robin", legal_name="Roberta", pronouns="they/them", language="Farsi", sensitivity="high"
    )
    on_team(patient, nurse)
    return patient


def views_of(patient):
    return Act.objects.filter(verb="chart.viewed", patient_id=patient.pk).count()


def test_the_banner_says_who_this_is_by_their_chosen_name(client, patient):
    page = client.get(reverse("chart", args=[patient.pk])).content.decode()

    for words in ["Robin", "they/them", "Farsi", "High", patient.record_number]:
        assert words in page
    assert "Roberta" not in page


def test_opening_a_chart_is_one_act_whatever_its_parts(client, nurse, patient):
    client.get(reverse("chart", args=[patient.pk]))

    act = Act.objects.get(verb="chart.viewed")
    assert (act.by, act.patient_id) == (nurse, patient.pk)
    client.get(reverse("chart_panel", args=[patient.pk, "care-team"]))
    assert views_of(patient) == 1


def test_a_part_opened_alone_is_an_act_also_when_it_says_that_it_is_a_fragment(client, patient):
    client.get(reverse("chart_panel", args=[patient.pk, "care-team"]), headers={"HX-Request": "true"})

    assert views_of(patient) == 1


@pytest.mark.parametrize("name", ["care-team", "chart-events"])
def test_a_part_alone_is_the_same_as_inside_the_chart(client, patient, name):
    whole = client.get(reverse("chart", args=[patient.pk])).content.decode()
    alone = client.get(reverse("chart_panel", args=[patient.pk, name])).content.decode()

    without_token = [line for line in alone.strip().splitlines() if "csrfmiddlewaretoken" not in line]
    assert without_token
    assert all(line in whole for line in without_token)


def test_a_part_that_does_not_exist_is_not_found(client, patient):
    assert client.get(reverse("chart_panel", args=[patient.pk, "gossip"])).status_code == 404


@pytest.mark.parametrize("page", ["chart", "chart_panel", "chart_event"])
def test_an_outsider_learns_nothing_not_even_whether_there_is_a_chart(client, patient, page):
    client.force_login(make_user(Role.NURSE))
    extra = ["care-team"] if page == "chart_panel" else []
    ask = client.post if page == "chart_event" else client.get

    existing = ask(reverse(page, args=[patient.pk, *extra]))
    missing = ask(reverse(page, args=[10**9, *extra]))

    assert (existing.status_code, missing.status_code) == (404, 404)
    assert existing.content == missing.content
    assert views_of(patient) == 0


def test_the_number_of_questions_does_not_grow_with_the_chart(client, nurse, patient):
    url, counts = reverse("chart", args=[patient.pk]), []
    client.get(url)
    for more in (3, 27):
        for _each in range(more):
            colleague = make_user(Role.THERAPIST)
            on_team(patient, colleague)
            ChartEvent.objects.create(patient=patient, kind="crisis", happened_at=timezone.now(), recorded_by=colleague)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_something_else_changed_is_recorded_from_the_chart(client, nurse, patient):
    response = client.post(reverse("chart_event", args=[patient.pk]), {"kind": "crisis", "words": "Went to A&E."})

    assert response.url == reverse("chart", args=[patient.pk])
    event = ChartEvent.objects.get()
    assert (event.kind, event.words, event.recorded_by) == ("crisis", "Went to A&E.", nurse)
    assert "Went to A&amp;E." in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"kind": "gossip"}, {"kind": ""}, {"happened_at": "soon"}, {"happened_at": "2999-01-01T10:00"}]
)
def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient, wrong):
    response = client.post(
        reverse("chart_event", args=[patient.pk]), {"kind": "crisis", "words": "Went to A&E.", **wrong}
    )

    assert response.status_code == 422
    assert "Went to A&amp;E." in response.content.decode()
    assert not ChartEvent.objects.exists()


def test_a_merged_chart_can_be_read_and_leads_to_the_one_in_use(client, nurse, patient):
    old = make_patient(merged_into=patient)
    on_team(old, nurse)

    page = client.get(reverse("chart", args=[old.pk])).content.decode()

    assert reverse("chart", args=[patient.pk]) in page
    assert reverse("chart_event", args=[old.pk]) not in page
    assert client.post(reverse("chart_event", args=[old.pk]), {"kind": "crisis"}).status_code == 403
    assert not ChartEvent.objects.exists()


def break_glass(client, **typed):
    return client.post(reverse("break_the_glass"), {"reason": "Called in crisis.", **typed})


def test_the_glass_is_broken_by_record_number_and_reason(client, nurse):
    stranger = make_patient(record_number="ABC-2345")

    response = break_glass(client, record_number=" abc-2345 ")

    assert response.url == reverse("chart", args=[stranger.pk])
    assert client.get(response.url).status_code == 200
    assert AccessGrant.objects.get().user == nurse


@pytest.mark.parametrize("typed", [{"record_number": "ABC"}, {"record_number": "ABC-2345", "reason": " "}])
def test_a_part_of_a_number_or_no_reason_opens_nothing(client, nurse, typed):
    make_patient(record_number="ABC-2345")

    response = break_glass(client, **typed)

    assert response.status_code == 422
    assert not AccessGrant.objects.exists()


def test_a_chart_that_is_open_anyway_needs_no_breaking(client, patient):
    response = break_glass(client, record_number=patient.record_number)

    assert response.url == reverse("chart", args=[patient.pk])
    assert not AccessGrant.objects.exists()


def test_a_broken_glass_closes_again(client, nurse):
    stranger = make_patient()
    glass_broken(stranger, nurse, at=timezone.now() - timedelta(hours=5))

    assert client.get(reverse("chart", args=[stranger.pk])).status_code == 404
