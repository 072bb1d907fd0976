"""A sign-in ends when nobody uses it. What a page asks for by itself is no use, and no typed word is led away from."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from practice.audit.models import Act
from practice.staff.models import SignIn
from practice.staff.roles import Role
from tests.builders import PASSWORD, make_patient, make_user, on_team

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEMPLATES, SCRIPTS = settings.BASE_DIR / "templates", settings.BASE_DIR / "static" / "js"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def nurse(client, clock):
    nurse = make_user(Role.NURSE)
    client.force_login(nurse)
    return nurse


def state(client):
    return client.get(reverse("sign_in_state")).json()


def is_signed_in(client):
    return state(client)["person"] is not None


def acts():
    return list(Act.objects.order_by("id").values_list("verb", "by", "subject_id"))


# --- The server decides -------------------------------------------------------------------------------------


def test_after_twenty_quiet_minutes_it_has_ended_and_that_is_an_act(client, clock, nurse):
    clock.shift(20 * MINUTE)

    assert client.get(reverse("patients")).url == f"{reverse('account_login')}?next=/patients/"
    assert acts() == [("account.timed_out", None, nurse.pk)]
    assert not SignIn.objects.filter(signed_in_by=nurse).exists()


def test_a_minute_before_it_is_open(client, clock, nurse):
    clock.shift(19 * MINUTE)

    assert client.get(reverse("patients")).status_code == 200


def test_a_real_click_keeps_it_open(client, clock, nurse):
    for _each in range(6):
        clock.shift(15 * MINUTE)
        assert client.get(reverse("patients")).status_code == 200


def test_pages_that_ask_for_an_hour_by_themselves_do_not(client, clock, nurse):
    asked = []
    for _each in range(60):
        clock.shift(MINUTE)
        asked.append(is_signed_in(client))

    assert asked == [True] * 19 + [False] * 41


def test_the_button_keeps_it_open(client, clock, nurse):
    clock.shift(19 * MINUTE)

    answer = client.post(reverse("still_here")).json()

    assert answer["seconds"] == 20 * 60
    clock.shift(19 * MINUTE)
    assert is_signed_in(client)


def test_a_cookie_that_was_kept_opens_nothing(client, clock, nurse):
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    clock.shift(30 * MINUTE)
    client.get(reverse("today"))

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    clock.shift(-25 * MINUTE)

    assert thief.get(reverse("today")).status_code == 302
    assert state(thief) == {"person": None}


def test_tabs_of_one_browser_share_one_sign_in(client, clock, nurse):
    other_tab = Client()
    other_tab.cookies = client.cookies
    clock.shift(15 * MINUTE)
    other_tab.get(reverse("patients"))
    clock.shift(15 * MINUTE)

    assert state(client)["seconds"] == 5 * 60


def test_another_browser_of_the_same_person_does_not_keep_this_one_open(client, clock, nurse):
    elsewhere = Client()
    elsewhere.force_login(nurse)
    for _each in range(2):
        clock.shift(12 * MINUTE)
        elsewhere.get(reverse("patients"))

    assert is_signed_in(elsewhere)
    assert not is_signed_in(client)


def test_after_twelve_hours_it_ends_however_busy_it_is(client, clock, nurse):
    for _each in range(71):
        clock.shift(10 * MINUTE)
        assert client.get(reverse("patients")).status_code == 200

    clock.shift(10 * MINUTE)

    assert client.get(reverse("patients")).status_code == 302
    assert acts() == [("account.timed_out", None, nurse.pk)]


def test_signing_in_begins_it(client, clock):
    nurse = make_user(Role.NURSE)
    client.post(reverse("account_login"), {"login": nurse.email, "password": PASSWORD})

    assert state(client)["seconds"] == 20 * 60


def test_the_practice_chooses_how_long(client, clock, nurse, settings):
    settings.IDLE_TIMEOUT = timedelta(minutes=5)
    clock.shift(5 * MINUTE)

    assert not is_signed_in(client)


def test_many_clicks_write_it_down_once(client, clock, nurse, django_assert_num_queries):
    clock.shift(MINUTE)
    client.post(reverse("still_here"))
    clock.shift(timedelta(seconds=5))

    with django_assert_num_queries(2):  # the session and the account, both read
        client.post(reverse("still_here"))


# --- What pages ask for by themselves -----------------------------------------------------------------------

BY_ITSELF = re.compile(r"every|load|revealed|intersect|sse")
ADDRESS = re.compile(r"""hx-(?:get|post)="\{% url ["']([\w:]+)["']""")
TAG = re.compile(r"<(?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*?>", re.DOTALL)
# Each request of the scripts: what stands in fetch( ), the address, and whether somebody asked for it.
REQUESTS_OF_SCRIPTS = {
    ("idle.js", "stillHereForm.action, options"): ("still_here", True),
    ("idle.js", "warning.dataset.state"): ("sign_in_state", False),
    ("note.js", "form.dataset.note, options"): ("keep_note", False),
    ("note.js", "form.dataset.note, options).then((answer"): ("keep_psychotherapy_note", False),
    ("passkeys.js", 'form.action, { headers: { Accept: "application/json" } }'): ("mfa_login_webauthn", True),
}


def asked_by_themselves(markup: str) -> list[str]:
    """The names of the addresses that this markup asks for without anybody's doing."""
    found = []
    for tag in TAG.findall(markup):
        trigger = re.search(r'hx-trigger="([^"]*)"', tag)
        if trigger and BY_ITSELF.search(trigger[1]):
            address = ADDRESS.search(tag)
            assert address, f"Say the address beside hx-trigger, by its name: {tag}"
            found.append(address[1])
    return found


def view_named(name: str):
    (pattern,) = [each for each in get_resolver().reverse_dict.getlist(name)]
    route = re.sub(r"%\(\w+\)s", "1", pattern[0][0][0])
    return resolve(f"/{route}").func


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_what_a_template_asks_for_by_itself_is_marked(path: Path):
    for name in asked_by_themselves(path.read_text()):
        assert view_named(name).is_unattended, f'{path.name} asks for "{name}" by itself: mark its view @unattended.'


def test_the_rule_sees_a_page_that_asks_by_itself():
    markup = '<p>{{ x }}</p><div class="a" hx-get="{% url "today_queue" %}?a=1" hx-trigger="every 30s, click"></div>'

    assert asked_by_themselves(markup) == ["today_queue"]
    assert asked_by_themselves(markup.replace("every 30s, click", "click")) == []
    assert not hasattr(view_named("today_queue"), "is_unattended")


def test_every_request_of_the_scripts_is_known_and_marked_where_nobody_asked_for_it():
    found = {
        (path.name, asked)
        for path in SCRIPTS.glob("*.js")
        for asked in re.findall(r"fetch\((.*?)\)[;\s)]", path.read_text())
    }

    assert found == set(REQUESTS_OF_SCRIPTS)
    for name, is_somebodys in REQUESTS_OF_SCRIPTS.values():
        assert hasattr(view_named(name), "is_unattended") is not is_somebodys
    assert not [
        path
        for path in SCRIPTS.glob("*.js")
        if re.search(r"XMLHttpRequest|sendBeacon|EventSource|htmx\.(?!config\b)", path.read_text())
    ]


# --- Nothing typed is lost ----------------------------------------------------------------------------------


@pytest.fixture
def chart_event(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return reverse("chart_event", args=[patient.pk])


def test_a_form_that_comes_too_late_is_answered_with_what_to_do_and_not_with_what_was_typed(client, clock, chart_event):
    clock.shift(30 * MINUTE)

    answer = client.post(chart_event, {"words": "She told me about the fire."})

    shown = answer.content.decode()
    assert answer.status_code == 401
    assert "Nothing was saved" in shown
    assert "Back button" in shown
    assert "fire" not in shown
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_fragment_that_comes_too_late_hides_the_page_and_leads_nowhere(client, clock, chart_event):
    clock.shift(30 * MINUTE)

    answer = client.post(chart_event, {"words": "fire"}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["HX-Trigger"] == '{"groundwork:signed-out": {}}'
    assert "HX-Redirect" not in answer.headers


def test_a_form_whose_account_was_switched_off_is_answered_so_too(client, nurse, chart_event):
    nurse.is_active = False
    nurse.save()

    assert client.post(chart_event, {"words": "fire"}).status_code == 401


# --- What the page is told ----------------------------------------------------------------------------------


def test_the_state_tells_an_id_a_time_and_a_token_that_works(clock, nurse):
    checking = Client(enforce_csrf_checks=True)
    checking.force_login(nurse)

    told = state(checking)

    assert set(told) == {"person", "seconds", "until", "token"}
    assert (told["person"], told["seconds"], told["until"]) == (nurse.pk, 1200, "10:20")
    assert checking.post(reverse("still_here")).status_code == 403
    assert checking.post(reverse("still_here"), headers={"X-CSRFToken": told["token"]}).status_code == 200


def test_a_stranger_is_told_nothing_and_it_is_never_cached(client):
    answer = client.get(reverse("sign_in_state"))

    assert answer.json() == {"person": None}
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_page_carries_the_time_that_is_left_and_the_curtain(client, clock, nurse):
    shown = client.get(reverse("today")).content.decode()

    assert 'data-seconds="1200"' in shown
    assert 'data-warning-seconds="120"' in shown
    assert f'data-person="{nurse.pk}"' in shown
    assert "data-idle-curtain" not in Client().get(reverse("account_login")).content.decode()


def test_whoever_has_no_second_factor_yet_is_warned_too(client, clock, nurse, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    assert is_signed_in(client)
    assert client.post(reverse("still_here")).json()["person"] == nurse.pk
