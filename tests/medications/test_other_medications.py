"""Medications from elsewhere: recorded by whoever hears of them, listed on the chart, weighed by the gate."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from medications import panels
from medications.models import OtherMedication
from medications.services.recording_elsewhere import record_other_medication
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.medications.builders import NOW, TODAY, codes, colleague, day, medication, plan_on_step, ready_plan
from tests.medications.reading import text_of

pytestmark = pytest.mark.django_db
TOLD = {"name": "Ibuprofen", "dose": "400 mg as needed", "started_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def nurse(client, patient):
    user = colleague(patient, Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def ibuprofen(patient, nurse):
    return recorded(patient, nurse, dose="400 mg", started_on=day(20))


def recorded(patient, by, name="Ibuprofen", **fields) -> OtherMedication:
    return record_other_medication(patient=patient, name=name, by=by, at=NOW, **fields)


def record(client, patient, **typed):
    return client.post(reverse("record_other_medication", args=[patient.pk]), {**TOLD, **typed})


def change(client, other, **typed):
    return client.post(reverse("change_other_medication", args=[other.pk]), typed)


def test_whoever_treats_the_patient_records_one(client, patient, nurse):
    answer = record(client, patient, medication=medication("sertraline").pk, changed_on="2026-03-10", is_brief="on")

    assert answer.url == reverse("chart", args=[patient.pk])
    other = OtherMedication.objects.get()
    assert (other.name, other.dose, other.medication) == ("Ibuprofen", "400 mg as needed", medication("sertraline"))
    assert (other.started_on, other.changed_on, other.stopped_on) == (date(2026, 3, 1), date(2026, 3, 10), None)
    assert (other.is_brief, other.recorded_by) == (True, nurse)
    assert Act.objects.filter(verb="other-medication.recorded", patient_id=patient.pk, by=nurse).exists()


def test_a_name_is_enough(client, patient, nurse):
    assert record(client, patient, dose="", started_on="").status_code == 302
    assert OtherMedication.objects.get().medication is None


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.THERAPIST])
def test_any_colleague_on_the_team_may(client, patient, ibuprofen, role):
    client.force_login(colleague(patient, role))

    assert record(client, patient, name="Folic acid").status_code == 302
    assert change(client, ibuprofen, what="stopped", on=TODAY.isoformat()).status_code == 302


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.FRONT_DESK])
def test_for_an_outsider_and_the_front_desk_there_is_no_such_page(client, patient, ibuprofen, role):
    client.force_login(make_user(role))

    assert client.get(reverse("record_other_medication", args=[patient.pk])).status_code == 404
    assert record(client, patient).status_code == 404
    assert client.get(reverse("change_other_medication", args=[ibuprofen.pk])).status_code == 404
    assert change(client, ibuprofen, what="stopped", on=TODAY.isoformat()).status_code == 404
    assert OtherMedication.objects.get().stopped_on is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"started_on": "yesterday"}, "Enter a valid date."),
        ({"started_on": "2026-03-21"}, "This day lies in the future."),
        ({"stopped_on": "2026-02-01"}, "It stopped before it started."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, patient, nurse, typed, words):
    answer = record(client, patient, **typed)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert 'value="400 mg as needed"' in text_of(answer)
    assert not OtherMedication.objects.exists()


def test_one_that_was_raised_keeps_its_beginning(client, ibuprofen):
    assert change(client, ibuprofen, what="raised", on=day(1).isoformat(), dose="600 mg").status_code == 302

    ibuprofen.refresh_from_db()
    assert (ibuprofen.dose, ibuprofen.started_on) == ("600 mg", day(20))
    assert (ibuprofen.changed_on, ibuprofen.stopped_on) == (day(1), None)


def test_one_that_was_stopped_keeps_its_dose(client, ibuprofen):
    assert change(client, ibuprofen, what="stopped", on=TODAY.isoformat()).status_code == 302

    ibuprofen.refresh_from_db()
    assert (ibuprofen.dose, ibuprofen.changed_on, ibuprofen.stopped_on) == ("400 mg", None, TODAY)


def test_it_cannot_have_stopped_before_it_began(client, ibuprofen):
    answer = change(client, ibuprofen, what="stopped", on=day(30).isoformat(), dose="None now")

    assert answer.status_code == 422
    assert "It stopped before it started." in text_of(answer)
    assert 'value="None now"' in text_of(answer)


def test_a_stopped_one_is_recorded_anew(client, patient, nurse):
    other = recorded(patient, nurse, stopped_on=day(3))

    answer = client.get(reverse("change_other_medication", args=[other.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("chart", args=[patient.pk]), 302)]
    assert "If it is taken again, record it anew." in text_of(answer)


def test_it_outdates_a_review_and_counts_as_a_recent_change(client):
    plan = ready_plan()
    client.force_login(colleague(plan.patient, Role.NURSE))
    assert codes(plan) == []

    record(client, plan.patient, started_on=day(2).isoformat())

    assert codes(plan) == ["review-outdated", "another-change-recent"]


def test_a_stop_outdates_it_too(client):
    plan = plan_on_step(1)
    other = recorded(plan.patient, plan.prescriber, started_on=day(60))
    client.force_login(plan.prescriber)
    before = plan.patient.chartversion.version

    change(client, other, what="stopped", on=TODAY.isoformat())

    plan.patient.chartversion.refresh_from_db()
    assert plan.patient.chartversion.version > before


def test_the_chart_lists_what_is_taken_then_what_was_stopped(client, patient, ibuprofen, nurse):
    recorded(patient, nurse, name="Folic acid", stopped_on=day(3))
    recorded(patient, nurse, name="Zoloft", medication=medication("sertraline"), changed_on=day(5), is_brief=True)

    page = text_of(client.get(reverse("chart", args=[patient.pk])))

    assert "<strong>Ibuprofen</strong>, 400 mg, since 28 February 2026" in page
    assert "<strong>Zoloft</strong>, sertraline, last raised on 15 March 2026, short course" in page
    assert (
        page.index("Ibuprofen") < page.index("Zoloft") < page.index("<strong>Folic acid</strong>, stopped on 17 March")
    )
    assert page.count(">Raised or stopped</a>") == 2
    assert f'href="{reverse("change_other_medication", args=[ibuprofen.pk])}"' in page
    assert f'href="{reverse("record_other_medication", args=[patient.pk])}"' in page


def test_the_plan_page_leads_there(client):
    plan = plan_on_step(1)
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))

    assert f'href="{reverse("record_other_medication", args=[plan.patient_id])}"' in page


def test_thirty_cost_the_panel_no_more_questions_than_three(patient, nurse, django_assert_max_num_queries):
    def some(how_many: int) -> None:
        for number in range(how_many):
            stopped_on = day(1) if number % 3 == 0 else None
            recorded(patient, nurse, medication=medication("sertraline"), stopped_on=stopped_on)

    some(3)
    with django_assert_max_num_queries(20) as asked:
        panels.medications(nurse, patient.pk)
    few = len(asked)
    some(27)

    with django_assert_max_num_queries(few):
        panel = panels.medications(nurse, patient.pk)
    assert (len(panel["elsewhere"]), len(panel["stopped_elsewhere"])) == (20, 10)
