"""How often the plan page asks the database: sign-in, permissions and audit included, however much there is."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.services.cosigning import co_sign
from practice.staff.roles import Role
from tests.medications.builders import (
    NOW,
    active_plan,
    ago,
    check_in,
    colleague,
    fresh,
    log_mild,
    log_severe,
    plan_on_step,
    sign,
)
from tests.medications.builders import ready_plan as ready

pytestmark = pytest.mark.django_db

AT_MOST = 24
NEWS = 2  # the entries, and what became of them


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def questions(client, plan, user=None) -> int:
    client.force_login(user or plan.prescriber)
    url = reverse("plan", args=[plan.pk])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def steps(number: int) -> tuple[float, ...]:
    return tuple(range(5, 5 + 5 * number, 5))


def filled(plan, entries: int):
    """A ready plan whose log holds so many more reports and answers."""
    for hours in range(entries // 2):
        log_mild(plan, at=ago(days=1, hours=hours + 1))
        check_in(plan, at=ago(hours=hours + 1))
    sign(plan, at=NOW)
    return fresh(plan)


def test_the_page_asks_at_most_twenty_four_questions(client):
    assert questions(client, ready()) <= AT_MOST


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.THERAPIST, Role.NURSE, Role.CLINICAL_LEAD])
def test_whoever_reads_it(client, role):
    plan = ready()

    assert questions(client, plan, colleague(plan.patient, role)) <= AT_MOST


def test_before_the_first_dose_too(client):
    assert questions(client, active_plan()) <= AT_MOST


def test_after_a_step_too(client):
    assert questions(client, plan_on_step(2)) <= AT_MOST


def test_mild_news_are_read_besides(client):
    plan = ready()
    log_mild(plan, at=NOW)

    assert questions(client, plan) <= AT_MOST + NEWS


def test_three_or_thirty_entries(client):
    assert questions(client, filled(ready(), 4)) == questions(client, filled(ready(), 30)) <= AT_MOST


def test_three_or_thirty_steps(client):
    assert questions(client, ready(amounts=steps(3))) == questions(client, ready(amounts=steps(30))) <= AT_MOST


def test_three_or_ten_orders(client):
    few, many = ready(3, amounts=steps(11), hold_days=1), ready(10, amounts=steps(11), hold_days=1)

    assert questions(client, few) == questions(client, many) <= AT_MOST


def test_one_or_three_cosigns(client):
    plan = ready()
    log_severe(plan, at=ago(hours=1))
    review = sign(plan, at=NOW)

    def cosigned() -> int:
        by = colleague(plan.patient)
        co_sign(review=review, codes=["severe-effect-open"], reason="Seen together.", by=by, at=NOW)
        return questions(client, plan)

    assert cosigned() == cosigned() == cosigned()
