"""The plan page: the gate above its button, one step up, and never a second one by accident."""

import pytest
import time_machine
from django.urls import reverse

from medications.models import DoseChange
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    NOW,
    TODAY,
    active_plan,
    ago,
    check_in,
    colleague,
    drafted,
    fresh,
    log_mild,
    log_red,
    log_severe,
    plan_on_step,
    ready_plan,
    wait,
)
from tests.medications.reading import position, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client, plan, user=None):
    client.force_login(user or plan.prescriber)
    return client.get(reverse("plan", args=[plan.pk]))


def step(client, plan, **answers):
    typed = {"first_dose_on": TODAY.isoformat(), "version": fresh(plan).version, "step": 2, **answers}
    client.force_login(plan.prescriber)
    return client.post(reverse("step_up", args=[plan.pk]), typed)


def test_an_open_gate_states_the_change_in_words(client):
    page = text_of(shown(client, ready_plan()))

    assert "Step up: from 25 mg to 50 mg each morning" in page
    assert "nothing stands against this step" in page
    assert 'type="submit" disabled' not in page


def test_a_closed_gate_gives_each_reason_with_a_way_to_clear_it(client):
    plan = plan_on_step(1)
    wait(plan, at=ago(hours=1))

    page = text_of(shown(client, plan))

    assert "Nobody has reviewed the side-effect log for this step." in page
    assert f'href="{reverse("review", args=[plan.pk])}?step=2"' in page
    assert "The patient would like to wait." in page
    assert f'href="{reverse("log", args=[plan.patient_id])}#wait"' in page
    assert page.index("would like to wait") < page.index("Step up: from 25 mg")
    assert "disabled" in page


def test_the_button_orders_the_step_and_the_history_says_who_and_why(client):
    plan = ready_plan()

    answer = step(client, plan, reason="Sleeping better.")

    assert answer.status_code == 302
    page = text_of(client.get(answer.url))
    assert "Up to step 2: 50 mg each morning" in page
    assert "Sleeping better." in page
    assert f"reviewed by {plan.prescriber.display_name}" in page


def test_a_closed_gate_answers_with_the_page_and_writes_nothing(client):
    plan = plan_on_step(1)
    orders = DoseChange.objects.count()

    answer = step(client, plan, reason="Typed with care.")

    assert answer.status_code == 409
    assert "This dose may not go up yet." in text_of(answer)
    assert DoseChange.objects.count() == orders


def test_a_page_gone_stale_shows_what_is_new(client):
    plan = ready_plan()
    version = fresh(plan).version
    log_mild(plan, at=NOW, in_their_words="Queasy since this morning.")

    answer = step(client, plan, version=version)

    assert answer.status_code == 409
    assert "Something new came in" in text_of(answer)
    assert "Queasy since this morning." in text_of(answer)
    assert f'name="version" value="{fresh(plan).version}"' in text_of(answer)


def test_the_same_form_sent_twice_orders_once(client):
    plan = ready_plan()
    once = shown(client, plan).context["once"]
    typed = {"first_dose_on": TODAY.isoformat(), "version": fresh(plan).version, "step": 2, "once": once}
    orders = DoseChange.objects.count()

    answers = [client.post(reverse("step_up", args=[plan.pk]), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert DoseChange.objects.count() == orders + 1


def test_an_old_page_cannot_take_the_step_after_the_one_it_showed(client):
    plan = ready_plan()

    answer = step(client, plan, step=3)

    assert answer.status_code == 409
    assert position(plan) == 1


def test_a_day_that_was_not_offered_is_refused_beside_its_field(client):
    answer = step(client, ready_plan(), first_dose_on="2026-04-30", reason="Typed with care.")

    assert answer.status_code == 422
    assert "Typed with care." in text_of(answer)


@pytest.mark.parametrize("role", [Role.THERAPIST, Role.NURSE])
def test_somebody_who_may_not_prescribe_sees_the_gate_without_its_button(client, role):
    plan = ready_plan()
    user = colleague(plan.patient, role)

    page = text_of(shown(client, plan, user))

    assert "Only a prescriber changes a dose." in page
    assert 'id="gate"' in page
    assert reverse("step_up", args=[plan.pk]) not in page
    assert reverse("hold", args=[plan.pk]) in page
    assert client.post(reverse("step_up", args=[plan.pk]), {}).status_code == 403


@pytest.mark.parametrize("name", ["plan", "plan_log", "review", "sitting", "hold", "stop", "step_down", "missed_doses"])
def test_for_an_outsider_there_is_no_such_plan(client, name):
    plan = ready_plan()
    client.force_login(make_user(Role.PRESCRIBER))

    assert client.get(reverse(name, args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("name", ["step_up", "activate_plan"])
def test_an_outsider_orders_nothing(client, name):
    plan = ready_plan()
    client.force_login(make_user(Role.PRESCRIBER))

    assert client.post(reverse(name, args=[plan.pk]), {}).status_code == 404


def test_opening_the_plan_is_on_record(client):
    plan = ready_plan()

    shown(client, plan)

    assert Act.objects.filter(verb="chart.viewed", patient_id=plan.patient_id, by=plan.prescriber).count() == 1


def test_an_overridable_blocker_offers_a_cosign_once_there_is_a_current_review(client):
    plan = ready_plan(since=ago(days=5))

    page = text_of(shown(client, plan))

    assert "This dose is held for 2 more days." in page
    assert reverse("ask_for_cosign", args=[plan.pk]) in page


def test_each_open_effect_leads_to_where_it_is_resolved(client):
    plan = plan_on_step(1)
    flag, severe = log_red(plan, at=ago(hours=2)), log_severe(plan, at=ago(hours=1))

    page = text_of(shown(client, plan))

    assert reverse("resolve_entry", args=[flag.pk]) in page
    assert reverse("resolve_entry", args=[severe.pk]) in page


def test_mild_news_offers_to_let_the_review_stand(client):
    plan = ready_plan()
    log_mild(plan, at=NOW)

    page = text_of(shown(client, plan))

    assert "New since the review" in page
    assert reverse("still_stands", args=[plan.pk]) in page


def test_a_draft_is_activated_from_its_page(client):
    plan = drafted()
    page = text_of(shown(client, plan))
    assert "This plan is a draft" in page

    answer = client.post(reverse("activate_plan", args=[plan.pk]))

    assert answer.status_code == 302
    assert fresh(plan).status == "active"


def test_a_second_open_plan_of_a_medication_is_refused_in_words(client):
    plan = active_plan()
    second = drafted(patient=plan.patient, prescriber=plan.prescriber)
    client.force_login(plan.prescriber)

    answer = client.post(reverse("activate_plan", args=[second.pk]))

    assert answer.status_code == 409
    assert "already an open plan for this medication" in text_of(answer)


def test_the_log_fragment_is_found_inside_the_page(client):
    plan = plan_on_step(2)
    page = shown(client, plan).content.decode()

    fragment = client.get(reverse("plan_log", args=[plan.pk]), headers={"HX-Request": "true"}).content.decode()

    assert "".join(fragment.split()) in "".join(page.split())


def test_the_log_is_paged_without_gaps(client):
    plan = plan_on_step(1)
    for hours in range(30):
        check_in(plan, at=ago(hours=hours + 1))
    client.force_login(plan.prescriber)

    first = client.get(reverse("plan_log", args=[plan.pk])).context["log"]
    rest = client.get(reverse("plan_log", args=[plan.pk]), {"before": first.next_before}).context["log"]

    seen = [line.pk for page in (first, rest) for line in page.lines]
    assert len(seen) == len(set(seen)) == 31
    assert rest.next_before is None


def test_thirty_entries_cost_no_more_questions_than_three(client, django_assert_max_num_queries):
    plan = plan_on_step(2)
    log_mild(plan, at=ago(hours=3))
    client.force_login(plan.prescriber)
    url = reverse("plan", args=[plan.pk])
    client.get(url)
    with django_assert_max_num_queries(80) as asked:
        client.get(url)
    few = len(asked)
    for hours in range(15):
        log_mild(plan, at=ago(days=2, hours=hours + 1))
        check_in(plan, at=ago(days=3, hours=hours + 1))

    with django_assert_max_num_queries(few):
        client.get(url)
