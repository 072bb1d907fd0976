"""Where somebody is signed in, and ending that everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.audit.models import Act
from practice.staff.browsers import browser_in_words
from practice.staff.models import SignIn, User
from practice.staff.roles import Role
from practice.staff.signing_out import places_of, sign_out_everywhere
from practice.staff.tasks import clear_sessions
from tests.builders import PASSWORD, make_administrator, make_user

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


def browser_of(user, user_agent=FIREFOX):
    """A browser in which somebody has signed in."""
    client = Client(headers={"User-Agent": user_agent})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get(reverse("sign_in_state")).json()["person"] is not None


def last_act():
    act = Act.objects.latest("id")
    return act.verb, act.by, act.subject_id, act.details


def test_ones_own_sign_ins_are_seen_by_kind_of_browser(nurse):
    with time_machine.travel(NOW, tick=False):
        browser_of(nurse, IPHONE)
        here = browser_of(nurse)
        shown = " ".join(here.get(reverse("mfa_index")).content.decode().split())

    assert "Firefox on Windows" in shown
    assert "Safari on iPhone" in shown
    assert "since 20 Nov, 10:00, last used 10:00" in shown
    assert shown.count("this one") == 1


def test_nobody_elses_are_seen_and_no_key_or_address_is_kept_or_shown(nurse):
    browser_of(make_user(Role.NURSE), IPHONE)
    here = browser_of(nurse)

    shown = here.get(reverse("mfa_index")).content.decode()

    assert "iPhone" not in shown
    assert here.session.session_key not in shown
    assert "127.0.0.1" not in str(list(here.session.items()))
    assert "Gecko" not in str(list(here.session.items()))


def test_those_that_ran_out_or_have_an_old_password_are_not_listed(nurse):
    with time_machine.travel(NOW, tick=False) as clock:
        browser_of(nurse, IPHONE)
        clock.shift(timedelta(minutes=21))
        browser_of(nurse)
        (place,) = places_of(nurse, this=None, at=timezone.now())
        assert place.browser == "Firefox on Windows"

        nurse.set_password("another long staple")
        assert places_of(nurse, this=None, at=timezone.now()) == []


def test_signing_out_everywhere_else_leaves_this_one(nurse):
    phone, other, here = browser_of(nurse, IPHONE), browser_of(nurse), browser_of(nurse)

    answer = here.post(reverse("sign_out_everywhere"))

    assert answer.url == reverse("mfa_index")
    assert "signed out everywhere else" in here.get(answer.url).content.decode()
    assert [is_in(client) for client in (phone, other, here)] == [False, False, True]
    assert last_act() == ("account.signed_out_everywhere", nurse, nurse.pk, {"sign_ins": 2, "but_one": True})


def test_signing_out_everywhere_is_here_too(nurse):
    phone, here = browser_of(nurse, IPHONE), browser_of(nurse)

    answer = here.post(reverse("sign_out_everywhere"), {"here_too": "yes"})

    assert answer.url == reverse("account_login")
    assert [is_in(client) for client in (phone, here)] == [False, False]
    assert last_act() == ("account.signed_out_everywhere", nurse, nurse.pk, {"sign_ins": 2, "but_one": False})


def test_other_people_stay_signed_in(nurse):
    colleague = browser_of(make_user(Role.NURSE))

    sign_out_everywhere(user=nurse, by=nurse, at=NOW)

    assert is_in(colleague)


def test_a_cookie_that_was_kept_opens_nothing_any_more(nurse):
    kept = browser_of(nurse).cookies[settings.SESSION_COOKIE_NAME].value
    browser_of(nurse).post(reverse("sign_out_everywhere"), {"here_too": "yes"})

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept

    assert thief.get(reverse("today")).status_code == 302


def test_if_the_act_cannot_be_written_nobody_is_signed_out(nurse, monkeypatch):
    client = browser_of(nurse)

    def broken(*arguments, **ids):
        raise RuntimeError

    monkeypatch.setattr("practice.staff.signing_out.record", broken)
    with pytest.raises(RuntimeError):
        sign_out_everywhere(user=nurse, by=nurse, at=NOW)

    assert is_in(client)


def test_it_is_only_done_by_pressing(nurse):
    assert browser_of(nurse).get(reverse("sign_out_everywhere")).status_code == 405


def test_a_changed_password_signs_out_the_others(nurse):
    phone, here = browser_of(nurse, IPHONE), browser_of(nurse)
    new = "a much longer staple"

    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [is_in(client) for client in (phone, here)] == [False, True]
    assert SignIn.objects.filter(signed_in_by=nurse).count() == 1
    assert last_act() == ("account.password_changed", nurse, nurse.pk, {"sign_ins_ended": 1})


# --- In the administration ----------------------------------------------------------------------------------


@pytest.fixture
def administration(client):
    client.force_login(make_administrator())
    return client


def act_on(administration, *users, **fields):
    data = {"action": "sign_out_everywhere", "_selected_action": [user.pk for user in users], **fields}
    return administration.post(reverse("admin:staff_user_changelist"), data)


def test_an_administrator_is_asked_once_more(administration, nurse):
    client = browser_of(nurse)

    asked = act_on(administration, nurse)

    assert nurse.display_name in asked.content.decode()
    assert is_in(client)


def test_an_administrator_signs_somebody_out_everywhere(administration, nurse):
    phone, laptop = browser_of(nurse, IPHONE), browser_of(nurse)

    act_on(administration, nurse, confirmed="yes")

    assert [is_in(client) for client in (phone, laptop)] == [False, False]
    verb, by, subject, details = last_act()
    assert (verb, subject, details) == ("account.signed_out_everywhere", nurse.pk, {"sign_ins": 2, "but_one": False})
    assert by != nurse


def test_superusers_are_out_of_an_administrators_reach_here_too(administration):
    root = make_user(is_superuser=True, is_staff=True)
    client = browser_of(root)

    act_on(administration, root, confirmed="yes")

    assert is_in(client)


def test_an_account_switched_off_and_on_again_opens_no_old_sign_in(administration, nurse):
    client = browser_of(nurse)
    fields = {"email": nurse.email, "display_name": nurse.display_name}

    administration.post(reverse("admin:staff_user_change", args=[nurse.pk]), fields)
    assert not User.objects.get(pk=nurse.pk).is_active
    administration.post(reverse("admin:staff_user_change", args=[nurse.pk]), {**fields, "is_active": "on"})

    assert User.objects.get(pk=nurse.pk).is_active
    assert not is_in(client)


# --- Sessions -----------------------------------------------------------------------------------------------


def test_a_session_says_whose_it_is_once_somebody_has_signed_in(nurse):
    client = Client(headers={"Host": "localhost"})
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert SignIn.objects.get().signed_in_by is None

    client.post(reverse("account_login"), {"login": nurse.email, "password": PASSWORD})

    assert SignIn.objects.get().signed_in_by == nurse


def test_its_key_is_in_no_log(nurse):
    client = browser_of(nurse)

    assert client.session.session_key not in str(SignIn.objects.get())


def test_rows_that_ran_out_are_cleared(nurse):
    with time_machine.travel(NOW, tick=False):
        browser_of(nurse)
    with time_machine.travel(NOW + timedelta(hours=11), tick=False):
        clear_sessions()
        assert SignIn.objects.exists()
    with time_machine.travel(NOW + timedelta(hours=13), tick=False):
        clear_sessions()
        assert not SignIn.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36 Edg/143.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.5 Safari/605.1",
            "Safari on macOS",
        ),
        ("curl/8.5", "a browser"),
        ("", "a browser"),
        ("<script>" * 1000, "a browser"),
    ],
)
def test_browsers_are_told_apart_in_two_words(user_agent, words):
    assert browser_in_words(user_agent) == words
