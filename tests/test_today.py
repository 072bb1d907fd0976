"""Today: one sorted queue for those who treat, and a plain page without a clinical word for those who do not."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from practice.staff.roles import PERMISSIONS, Permission, Role
from tests.builders import make_user
from tests.medications.builders import NOW, ago, colleague, log_red, plan_on_step

pytestmark = pytest.mark.django_db
CLINICAL_WORDS = ["sertraline", "dose", "log", "review", "step", "flag", "medication"]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_queue_says_who_why_where_and_when_urgent_first(client):
    plan = plan_on_step(1, since=ago(days=14))
    log_red(plan, at=NOW)
    client.force_login(plan.prescriber)

    groups = client.get(reverse("today")).context["queue"].groups
    lines = [line for group in groups for line in group.lines]

    assert lines[0].item.prompt.urgent
    assert {line.item.subject.who for line in lines} == {plan.patient.chosen_name}
    assert all(line.item.subject.link.startswith("/") for line in lines)
    assert lines[0].due.startswith("due ")


def test_the_fragment_is_found_inside_the_page(client):
    plan = plan_on_step(1, since=ago(days=14))
    log_red(plan, at=NOW)
    client.force_login(plan.prescriber)
    page = client.get(reverse("today")).content.decode()

    fragment = client.get(reverse("today_queue"), headers={"HX-Request": "true"}).content.decode()

    assert plan.patient.chosen_name in fragment
    assert "".join(fragment.split()) in "".join(page.split())


def test_somebody_elses_work_is_not_in_my_queue(client):
    plan = plan_on_step(1, since=ago(days=14))
    log_red(plan, at=NOW)
    client.force_login(colleague(plan.patient, Role.NURSE))

    assert "Nothing waits for you right now." in text_of(client.get(reverse("today")))


def test_nothing_polls(client):
    client.force_login(make_user(Role.NURSE))

    assert "hx-trigger" not in text_of(client.get(reverse("today")))


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "²", ""])
def test_a_bent_address_shows_the_queue_from_its_start(client, after):
    client.force_login(make_user(Role.NURSE))

    assert client.get(reverse("today_queue"), {"after": after}).status_code == 200


@pytest.mark.parametrize(("role", "way"), [(Role.FRONT_DESK, "front_desk"), (Role.ADMINISTRATOR, "admin:index")])
def test_without_clinical_access_the_page_leads_to_ones_own_work_in_plain_words(client, role, way):
    plan_on_step(1)
    client.force_login(make_user(role, is_staff=role == Role.ADMINISTRATOR))

    page = text_of(client.get(reverse("today")))

    assert f'href="{reverse(way)}"' in page[page.index("<main") : page.index("</main")]
    assert not [word for word in CLINICAL_WORDS if word in strip_tags(page).lower()]
    assert client.get(reverse("today_queue")).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_the_navigation_agrees_with_the_table_of_permissions(client, role):
    client.force_login(make_user(role, is_staff=role == Role.ADMINISTRATOR))

    page = text_of(client.get(reverse("today")))

    ways = {
        "patients": Permission.OPEN_CHARTS,
        "front_desk": Permission.SEE_LOGISTICS,
        "admin:index": Permission.ADMINISTER,
    }
    for name, permission in ways.items():
        assert (f'href="{reverse(name)}"' in page) == (role in PERMISSIONS[permission])


def test_signing_out_is_a_form_that_is_posted_with_its_token(client):
    client.force_login(make_user(Role.NURSE))

    page = text_of(client.get(reverse("today")))

    form = page[page.index(f'action="{reverse("account_logout")}"') :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]
