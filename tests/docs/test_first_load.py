"""What a browser fetches that has never been here, compressed as it is served."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import plan_on_step

BUDGET_BYTES = 60_000
LINKED = re.compile(r'(?:href|src)="/static/([^"]+)"')

pytestmark = pytest.mark.django_db


def first_load(client, path) -> dict[str, int]:
    """Bytes of the page and of everything that it links, each once."""
    response = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"
    linked = set(LINKED.findall(gzip.decompress(response.content).decode()))
    return {path: len(response.content)} | {name: compressed(name) for name in linked}


def compressed(name: str) -> int:
    found = finders.find(name)
    assert found, name
    return len(gzip.compress(Path(found).read_bytes(), 9))


def test_signing_in_is_within_the_budget(client):
    found = first_load(client, reverse("account_login"))

    assert "css/tokens.css" in found
    assert sum(found.values()) <= BUDGET_BYTES, found


@pytest.mark.parametrize("page", ["today", "chart", "plan"])
def test_the_pages_of_the_loop_are_within_the_budget(client, page):
    plan = plan_on_step(1)
    client.force_login(plan.prescriber)
    arguments = {"today": [], "chart": [plan.patient_id], "plan": [plan.pk]}[page]

    found = first_load(client, reverse(page, args=arguments))

    assert sum(found.values()) <= BUDGET_BYTES, found


def test_the_front_desk_is_within_the_budget(client):
    client.force_login(make_user(Role.FRONT_DESK))

    assert sum(first_load(client, reverse("front_desk")).values()) <= BUDGET_BYTES
