"""Signing in and out: what is recorded, who is let in, and how often somebody may guess."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connections
from django.test import Client
from django.urls import NoReverseMatch, reverse

from practice.audit.models import Act
from practice.staff.adapters import as_counted
from practice.staff.models import User
from practice.staff.roles import Role
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

GUESSES_FOR_ONE_ACCOUNT = 5
GUESSES_FROM_ONE_ADDRESS = 10


@pytest.fixture
def nurse():
    return make_user(Role.NURSE, email="sam.inez@practice.example", display_name="Sam Inez")


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def acts():
    return list(Act.objects.order_by("id").values_list("verb", "by", "subject_id"))


@pytest.fixture
def hashed(monkeypatch):
    """How often a password reached the hasher, for a real account or to hide that there is none."""
    counted = []
    for name in ("verify", "encode"):
        original = getattr(MD5PasswordHasher, name)

        def counting(self, *args, _original=original, **kwargs):
            counted.append(1)
            return _original(self, *args, **kwargs)

        monkeypatch.setattr(MD5PasswordHasher, name, counting)
    # Verifying encodes once more.
    return lambda verifying=True: len(counted) / 2 if verifying else len(counted)


def test_signing_in_leads_to_today_and_is_an_act(client, nurse):
    response = sign_in(client, nurse.email)

    assert response.url == reverse("today")
    assert acts() == [("account.signed_in", nurse.pk, nurse.pk)]


def test_the_case_of_the_address_does_not_matter(client, nurse):
    assert sign_in(client, "SAM.Inez@Practice.Example").status_code == 302


def test_signing_out_is_an_act(client, nurse):
    client.force_login(nurse)

    client.post(reverse("account_logout"))

    assert acts() == [("account.signed_out", nurse.pk, nurse.pk)]
    assert "_auth_user_id" not in client.session


def test_a_failed_sign_in_is_an_act_without_what_was_typed(client, nurse):
    sign_in(client, nurse.email, "wrong")
    sign_in(client, "nobody@practice.example", "wrong")

    assert acts() == [("account.sign_in_failed", None, nurse.pk), ("account.sign_in_failed", None, None)]
    assert not Act.objects.exclude(details={}).exists()


def test_a_wrong_password_and_an_unknown_address_look_the_same(client, nurse):
    wrong, unknown = (sign_in(client, email, "wrong") for email in (nurse.email, "nobody@practice.example"))

    def said(response):
        return response.context["form"].errors.as_json()

    assert said(wrong) == said(unknown)


def test_an_account_that_is_switched_off_is_out_at_once(client, nurse):
    client.force_login(nurse)
    assert client.get(reverse("patients")).status_code == 200

    User.objects.filter(pk=nurse.pk).update(is_active=False)

    assert client.get(reverse("patients")).status_code == 302
    client.logout()
    assert sign_in(client, nurse.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("account_inactive")).status_code == 200


def test_nobody_signs_up_and_nothing_is_reset_by_mail(client):
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/accounts/signup/").status_code == 404


def test_every_page_asks_for_a_sign_in_and_fragments_send_the_whole_page_there(client):
    assert client.get(reverse("today")).url == f"{reverse('account_login')}?next=/"

    fragment = client.get(reverse("today_queue"), headers={"HX-Request": "true"})

    assert fragment.headers["HX-Redirect"] == reverse("account_login")
    assert fragment.content == b""


@pytest.mark.parametrize("name", ["today", "patients", "account_change_password"])
def test_what_staff_read_is_kept_out_of_caches(client, nurse, name):
    client.force_login(nurse)

    assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_not_found_pages_of_staff_are_kept_out_of_caches_too(client, nurse):
    client.force_login(nurse)

    assert "no-store" in client.get("/nowhere/").headers["Cache-Control"]


def test_the_sign_in_leads_nowhere_else(client, nurse):
    response = client.post(
        reverse("account_login") + "?next=https://elsewhere.example/", {"login": nurse.email, "password": PASSWORD}
    )

    assert response.url == reverse("today")


def test_changing_ones_password_is_an_act_and_asks_for_the_old_one(client, nurse):
    client.force_login(nurse)
    new = {"password1": "a much longer staple", "password2": "a much longer staple"}

    client.post(reverse("account_change_password"), {"oldpassword": "wrong", **new})
    assert acts() == []
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    assert acts() == [("account.password_changed", nurse.pk, nurse.pk)]
    nurse.refresh_from_db()
    assert nurse.check_password("a much longer staple")


def test_confirming_ones_password_works_without_a_table_of_addresses(client, nurse):
    sign_in(client, nurse.email)
    assert not EmailAddress.objects.exists()

    response = client.post(reverse("account_reauthenticate") + "?next=/patients/", {"password": PASSWORD})

    assert response.url == "/patients/"


@pytest.mark.parametrize("name", ["account_login", "account_reauthenticate", "account_logout"])
def test_the_pages_have_forms_that_post(client, nurse, name):
    if name != "account_login":
        client.force_login(nurse)

    page = client.get(reverse(name)).content.decode()

    assert f'action="{reverse(name)}"' in page
    assert "csrfmiddlewaretoken" in page
    assert "style=" not in page


@pytest.mark.parametrize(
    "written",
    [
        "SAM.INEZ@practice.example",
        "sam.ínez@practice.example",
        "sam.i\u0301nez@practice.example",
        "sam.ınez@practice.example",
        "ſam.inez@practice.example",
        " ｓam.inez@practice.example ",
    ],
)
def test_every_way_to_write_an_address_is_counted_as_one(written):
    assert as_counted(written) == "sam.inez@practice.example"


def spellings(email, many):
    """The same address in ever other case, as a guesser would write it."""
    letters = [i for i, letter in enumerate(email) if letter.isalpha()]
    for number in range(many):
        chosen = {letters[bit] for bit in range(10) if number >> bit & 1}
        yield "".join(c.upper() if i in chosen else c for i, c in enumerate(email))


def test_guessing_at_one_account_ends_however_the_address_and_the_headers_vary(nurse, hashed, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number, email in enumerate(spellings(nurse.email, 40)):
        response = sign_in(
            Client(),
            email,
            f"guess {number}",
            REMOTE_ADDR=f"198.51.100.{number}",
            headers={"Host": f"h{number}.example", "X-Forwarded-For": f"203.0.113.{number}", "User-Agent": str(number)},
        )

    assert "Too many" in response.content.decode()
    assert hashed() == GUESSES_FOR_ONE_ACCOUNT


def test_guessing_from_one_address_ends_whatever_it_claims_to_be(hashed):
    for number in range(40):
        sign_in(Client(), f"n{number}@practice.example", "guess", headers={"X-Forwarded-For": f"203.0.113.{number}"})

    assert hashed(verifying=False) == GUESSES_FROM_ONE_ADDRESS


def test_the_right_password_does_not_help_somebody_who_guessed_too_often(client, nurse):
    for _each in range(GUESSES_FOR_ONE_ACCOUNT):
        sign_in(client, nurse.email, "guess")

    assert sign_in(client, nurse.email).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.slow
def test_a_burst_over_many_connections_is_counted_too(committing_db, hashed):
    nurse = make_user(Role.NURSE)

    def guess(email):
        try:
            return sign_in(Client(), email, "guess").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(guess, spellings(nurse.email, 24))) <= {200, 429}

    # The builder hashed the account's own password once.
    assert 0 < hashed(verifying=False) - 1 <= 2 * GUESSES_FOR_ONE_ACCOUNT
