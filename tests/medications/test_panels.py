"""What medications show on the chart, in its banner, and on Today: at a constant cost."""

import pytest
import time_machine
from django.urls import reverse

from medications import panels
from medications.models import RedFlag
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.medications.builders import NOW, ago, check_in, colleague, log_mild, log_red, plan_on_step
from tests.medications.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_plan_is_one_line_that_opens_to_its_steps(client):
    plan = plan_on_step(2, since=ago(days=3))
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("chart", args=[plan.patient_id])))

    assert "Sertraline</strong>" in page
    assert "50 mg each morning, step 2 of 4, day 4 of 7, review due Tuesday" in page
    assert "75 mg each morning" in page


def test_open_red_flags_hang_in_the_banner_and_a_resolved_one_does_not(client):
    plan = plan_on_step(1)
    flag = log_red(plan, at=ago(hours=2))
    client.force_login(plan.prescriber)
    chart = reverse("chart", args=[plan.patient_id])
    assert f'href="{reverse("resolve_entry", args=[flag.pk])}"' in text_of(client.get(chart))

    client.post(reverse("resolve_entry", args=[flag.pk]), {"resolution": "ended", "reason": "Asked twice."})

    assert 'class="flags"' not in text_of(client.get(chart))


def test_an_open_flag_says_what_the_practice_agreed_to_do(client):
    plan = plan_on_step(1)
    RedFlag.objects.filter(effect__term="Suicidal ideation", medication=None).update(agreed_action="Ring them today.")
    RedFlag.objects.filter(effect__term="Suicidal ideation", medication=plan.medication).update(
        agreed_action="Dr Elm rings them today."
    )
    log_red(plan, at=ago(hours=2))
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("plan", args=[plan.pk])))

    assert "Dr Elm rings them today." in page
    assert "Ring them today." not in page


def test_a_colleague_who_may_not_resolve_is_led_to_the_entry(client):
    plan = plan_on_step(1)
    flag = log_red(plan, at=ago(hours=2))
    client.force_login(colleague(plan.patient, Role.THERAPIST))

    page = text_of(client.get(reverse("chart", args=[plan.patient_id])))

    assert f'href="{reverse("log", args=[plan.patient_id])}#entry-{flag.pk}"' in page


@pytest.mark.parametrize("name", ["medications", "recent-log"])
def test_each_fragment_is_found_inside_the_chart(client, name):
    plan = plan_on_step(2)
    client.force_login(plan.prescriber)
    chart = client.get(reverse("chart", args=[plan.patient_id])).content.decode()

    fragment = client.get(reverse("chart_panel", args=[plan.patient_id, name])).content.decode()

    assert "".join(fragment.split()) in "".join(chart.split())


def some_patients(prescriber, how_many: int, *, held: bool) -> None:
    for _ in range(how_many):
        patient = make_patient()
        on_team(patient, prescriber)
        plan = plan_on_step(2, patient=patient, prescriber=prescriber)
        if held:
            plan.holds.create(reason="Dizzy.", held_at=NOW, held_by=prescriber)
            plan.status = "on-hold"
            plan.save(update_fields=["status"])


@pytest.mark.parametrize(("panel", "held"), [(panels.steps_this_week, False), (panels.held_plans, True)])
def test_seven_patients_on_today_cost_no_more_questions_than_three(panel, held, django_assert_max_num_queries):
    prescriber = make_user(Role.PRESCRIBER)
    some_patients(prescriber, 3, held=held)
    with django_assert_max_num_queries(20) as asked:
        assert len(panel(prescriber, None)["rows"]) == 3
    few = len(asked)
    some_patients(prescriber, 4, held=held)

    with django_assert_max_num_queries(few):
        assert len(panel(prescriber, None)["rows"]) == 7


def test_a_plan_held_at_its_dose_is_not_a_step_due(client):
    prescriber = make_user(Role.PRESCRIBER)
    some_patients(prescriber, 1, held=True)

    assert panels.steps_this_week(prescriber, None)["rows"] == []


def test_six_plans_on_a_chart_cost_no_more_questions_than_two(django_assert_max_num_queries):
    patient = make_patient()
    prescriber = colleague(patient)

    def start(*codes: str, weeks_ago: int) -> None:
        for number, code in enumerate(codes):
            since = ago(days=7 * weeks_ago - 14 * number)
            plan_on_step(1, code=code, patient=patient, prescriber=prescriber, since=since)

    start("sertraline", "prazosin", weeks_ago=20)
    with django_assert_max_num_queries(20) as asked:
        panels.medications(prescriber, patient.pk)
    few = len(asked)
    start("lamotrigine", "venlafaxine_xr", "quetiapine", "propranolol", weeks_ago=12)

    with django_assert_max_num_queries(few):
        assert len(panels.medications(prescriber, patient.pk)["open_rows"]) == 6


def test_thirty_entries_cost_the_chart_no_more_than_three(client, django_assert_max_num_queries):
    plan = plan_on_step(1)
    log_mild(plan, at=ago(hours=3))
    client.force_login(plan.prescriber)
    url = reverse("chart", args=[plan.patient_id])
    client.get(url)
    with django_assert_max_num_queries(60) as asked:
        client.get(url)
    few = len(asked)
    for hours in range(15):
        log_mild(plan, at=ago(hours=hours))
        check_in(plan, at=ago(hours=hours))

    with django_assert_max_num_queries(few):
        client.get(url)
