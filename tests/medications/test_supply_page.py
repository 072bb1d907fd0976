"""The page about a supply and its place on the plan page: what they say, what they take, and to whom they open."""

from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import DoseChange, Presentation, Supply
from medications.services.holding import stop_plan
from medications.services.supplying import Amount, count_supply, give_supply, record_old_tablets
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_user
from tests.medications.builders import (
    NOW,
    TODAY,
    active_plan,
    colleague,
    drafted,
    fresh,
    log_red,
    plan_on_step,
    ready_plan,
    step_up,
)
from tests.medications.reading import text_of

pytestmark = pytest.mark.django_db

ASKS = "What happens with the old tablets?"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def tablets(plan, mg=25):
    return Presentation.objects.get(medication=plan.medication, strength_mg=mg, form="tablet")


def amount(plan, quantity=14, mg=25):
    return Amount(quantity=Decimal(quantity), presentation=tablets(plan, mg))


def gives(plan, **fields):
    give_supply(plan=plan, amount=amount(plan, **fields), given_on=TODAY, by=plan.prescriber, at=NOW)


def page_of(client, plan, name="supply", user=None):
    client.force_login(user or plan.prescriber)
    return text_of(client.get(reverse(name, args=[plan.pk])))


def send(client, name, plan, user=None, **typed):
    client.force_login(user or plan.prescriber)
    return client.post(reverse(name, args=[plan.pk]), typed)


def test_where_nothing_is_recorded_both_pages_say_so(client):
    plan = plan_on_step(1)

    assert "No supply is recorded yet." in page_of(client, plan)
    assert "No supply is recorded." in page_of(client, plan, "plan")
    assert reverse("supply", args=[plan.pk]) in page_of(client, plan, "plan")
    assert faults_in(page_of(client, plan)) == []


def test_what_is_given_and_counted_stands_on_both_pages_with_its_last_day(client):
    plan = plan_on_step(1)
    typed = {"quantity": "14", "presentation": tablets(plan).pk, "lasts_days": "14", "note": "Two weeks."}

    answer = send(client, "give_supply", plan, happened_on="2026-03-10", **typed)
    assert answer.url == reverse("supply", args=[plan.pk])
    page = page_of(client, plan)
    assert "About 4 days left, until Monday 23 March." in page
    assert "Given: 14 tablets of 25 mg, for 14 days" in page
    assert "Two weeks." in page
    assert "10 March 2026" in page
    assert plan.prescriber.display_name in page

    nurse = colleague(plan.patient, Role.NURSE)
    send(client, "count_supply", plan, nurse, quantity="4.5", presentation=tablets(plan, 50).pk)
    send(client, "count_supply", plan, nurse, quantity="3", of_what="green capsules", lasts_days="3")

    page = page_of(client, plan)
    assert "Counted: 4.5 tablets of 50 mg" in page
    assert "Counted: 3 green capsules, for 3 days" in page
    assert "About 12 days left, until Tuesday 31 March." in page
    assert "About 12 days left, until Tuesday 31 March." in page_of(client, plan, "plan")
    assert faults_in(page) == []


def test_nothing_left_no_daily_dose_and_what_cannot_be_told_are_said_calmly(client):
    plan = plan_on_step(1)
    send(client, "count_supply", plan, quantity="0")
    page = page_of(client, plan)
    assert "little or nothing is left" in page
    assert "Counted: nothing left" in page

    send(client, "give_supply", plan, quantity="14", presentation=tablets(plan).pk)
    stop_plan(plan=fresh(plan), reason="Done.", by=plan.prescriber, at=NOW)
    assert "About 350 mg are there. No daily dose is taken by our order" in page_of(client, plan, "plan")

    other = active_plan()
    send(client, "give_supply", other, quantity="14", of_what="green capsules", lasts_days="14")
    assert "What is left cannot be told" in page_of(client, other)


def test_after_a_dose_change_the_plan_page_asks_once_about_old_tablets(client):
    plan = ready_plan()
    gives(plan)
    assert ASKS not in page_of(client, plan, "plan")
    step_up(plan)
    page = page_of(client, plan, "plan")
    assert ASKS in page
    assert faults_in(page) == []

    answer = send(client, "old_tablets", plan, what_became="kept", back="plan")

    assert answer.url == reverse("plan", args=[plan.pk])
    assert ASKS not in page_of(client, plan, "plan")
    row = Supply.objects.get(kind="old-tablets")
    assert (row.what_became, row.happened_on) == ("kept", TODAY)
    assert row.dose_change == DoseChange.objects.filter(plan=plan).latest("pk")
    assert "Old tablets: kept for the next step" in page_of(client, plan)
    assert 'id="old-what_became' in page_of(client, plan)


def test_counted_old_tablets_that_went_are_no_longer_there(client):
    plan = plan_on_step(1)
    gives(plan)

    send(client, "old_tablets", plan, what_became="returned", quantity="4", presentation=tablets(plan).pk)

    page = page_of(client, plan)
    assert "Old tablets: returned to the pharmacy, 4 tablets of 25 mg" in page
    assert "About 10 days left" in page


def test_a_smaller_supply_is_offered_beside_an_open_flag_of_self_harm(client):
    plan = active_plan(code="amitriptyline", amounts=(10, 25))
    assert "Give a smaller supply" not in page_of(client, plan) + page_of(client, plan, "plan")

    log_red(plan)

    for name in ("supply", "plan"):
        page = page_of(client, plan, name)
        assert "Give a smaller supply: 7 days." in page
        assert "Ask who keeps the medicine." in page
    assert 'name="lasts_days" value="7"' in page_of(client, plan)
    other = active_plan(patient=plan.patient, prescriber=plan.prescriber)
    assert "Give a smaller supply" not in page_of(client, other, "plan")


DOES_NOT_FIT = [
    ("give_supply", {"quantity": ""}, "quantity"),
    ("give_supply", {"quantity": "0"}, "quantity"),
    ("give_supply", {"quantity": "14"}, "presentation"),
    ("give_supply", {"quantity": "14", "of_what": "capsules"}, "lasts_days"),
    ("give_supply", {"quantity": "14", "presentation": "0"}, "presentation"),
    ("give_supply", {"quantity": "14", "of_what": "capsules", "lasts_days": "0"}, "lasts_days"),
    ("count_supply", {"quantity": "-1", "of_what": "capsules", "lasts_days": "1"}, "quantity"),
    ("count_supply", {"quantity": "0", "happened_on": "2026-03-21"}, "happened_on"),
    ("old_tablets", {"quantity": "3", "what_became": "kept"}, "presentation"),
    ("old_tablets", {"what_became": "sold"}, "what_became"),
    ("old_tablets", {}, "what_became"),
]


def test_what_does_not_fit_is_shown_again_beside_its_field(client):
    plan = active_plan()

    for name, typed, field in DOES_NOT_FIT:
        answer = send(client, name, plan, note="Typed with care.", **typed)

        assert answer.status_code == 422
        page = text_of(answer)
        assert "Typed with care." in page
        (form,) = (form for form, _name in answer.context["forms"] if form.is_bound)
        assert list(form.errors) == [field]
        assert '<details class="act mt-3 no-print" open>' in " ".join(page.split())
    assert faults_in(page) == []
    assert not Supply.objects.exists()


def test_the_same_form_sent_twice_is_recorded_once(client):
    plan = plan_on_step(1)
    client.force_login(plan.prescriber)
    once = client.get(reverse("supply", args=[plan.pk])).context["once"]

    answers = [
        send(client, "give_supply", plan, quantity="14", presentation=tablets(plan).pk, once=once) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Supply.objects.count() == 1


def test_only_a_prescriber_gives_outsiders_learn_nothing_and_the_desk_does_not_get_in(client):
    plan = plan_on_step(1)
    nurse = colleague(plan.patient, Role.NURSE)
    typed = {"quantity": "14", "presentation": tablets(plan).pk}

    assert reverse("give_supply", args=[plan.pk]) not in page_of(client, plan, user=nurse)
    assert send(client, "give_supply", plan, nurse, **typed).status_code == 403
    for stranger in (make_user(Role.NURSE), make_user(Role.FRONT_DESK)):
        client.force_login(stranger)
        assert client.get(reverse("supply", args=[plan.pk])).status_code == 404
        assert send(client, "count_supply", plan, stranger, **typed).status_code == 404
    assert not Supply.objects.exists()


def test_a_draft_has_no_supply_on_its_page_and_opening_the_other_page_is_an_act(client):
    plan = drafted()

    assert "Supply" not in page_of(client, plan, "plan")
    page_of(client, plan)
    assert Act.objects.filter(verb="chart.viewed", patient_id=plan.patient_id).exists()


def questions(client, plan, name):
    client.force_login(plan.prescriber)
    url = reverse(name, args=[plan.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("name", ["supply", "plan"])
def test_the_number_of_questions_does_not_grow_and_the_plan_page_asks_one_more(client, name):
    plan = ready_plan()
    counts = [len(questions(client, plan, name))]
    for _each in range(3):
        gives(plan)
        count_supply(plan=plan, amount=amount(plan), counted_on=TODAY, by=plan.prescriber, at=NOW)
        record_old_tablets(plan=plan, what_became="kept", on=TODAY, by=plan.prescriber, at=NOW)
        counts.append(len(questions(client, plan, name)))

    assert len(set(counts)) == 1
    about_supply = [sql for sql in questions(client, plan, name) if "medications_supply" in sql]
    assert len(about_supply) == 1
