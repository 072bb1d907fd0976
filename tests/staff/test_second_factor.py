"""A second factor for everybody with clinical access, and for whoever administers."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SECRET = generate_totp_secret()
GUESSES_FOR_ONE_ACCOUNT = 5
OPEN_BEFORE = ["account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"]


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def current_code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_second_factor(user):
    TOTP.activate(user, SECRET)
    return user


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FRONT_DESK])
def test_without_one_every_page_leads_to_setting_one_up(client, role):
    client.force_login(make_user(role))

    for name in ("today", "patients", "break_the_glass", "account_change_password", "admin:index"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    assert client.post(reverse("patients"), {"words": "Robin"}).url == reverse("mfa_index")


def test_fragments_are_refused_too(client):
    client.force_login(make_user(Role.NURSE))

    fragment = client.get(reverse("today_queue"), headers={"HX-Request": "true"})

    assert fragment.headers["HX-Redirect"] == reverse("mfa_index")
    assert fragment.content == b""


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}])
def test_whoever_may_open_the_administration_needs_one_whatever_their_role(client, fields):
    client.force_login(make_user(**fields))

    assert client.get(reverse("today")).url == reverse("mfa_index")


@pytest.mark.parametrize("name", OPEN_BEFORE)
def test_setting_it_up_and_leaving_stay_open(client, name):
    client.force_login(make_user(Role.NURSE))

    response = client.get(reverse(name))

    assert response.status_code == 200 or response.url.startswith(reverse("account_reauthenticate"))


def test_the_front_desk_needs_none(client):
    client.force_login(make_user(Role.FRONT_DESK))

    assert client.get(reverse("front_desk")).status_code == 200


def test_nobody_needs_one_where_the_practice_turned_it_off(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(make_user(Role.NURSE))

    assert client.get(reverse("today")).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    nurse = make_user(Role.NURSE)
    RecoveryCodes.activate(nurse)
    client.force_login(nurse)

    assert client.get(reverse("today")).url == reverse("mfa_index")


def test_setting_one_up_opens_the_house(client, django_capture_on_commit_callbacks):
    nurse = make_user(Role.NURSE)
    sign_in(client, nurse)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "style=" not in page.content.decode().split("<main")[1]

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})

    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get(done.url).status_code == 200
    assert client.get(reverse("today")).status_code == 200
    assert Act.objects.filter(verb="account.totp_activated", by=nurse, subject_id=nurse.pk).exists()


def test_its_secret_lies_encrypted_in_the_database(client):
    nurse = with_second_factor(make_user(Role.NURSE))

    stored = Authenticator.objects.get(user=nurse).data["secret"]

    assert stored.startswith("v1.")
    assert SECRET not in stored


def test_the_password_alone_signs_nobody_in(client):
    nurse = with_second_factor(make_user(Role.NURSE))

    response = sign_in(client, nurse)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("today")).url.startswith(reverse("account_login"))


def test_the_code_signs_in_and_a_wrong_one_does_not(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    sign_in(client, nurse)

    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": current_code()}).url == reverse("today")
    assert client.get(reverse("today")).status_code == 200


def test_a_recovery_code_signs_in_once(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    code = RecoveryCodes.activate(nurse).get_unused_codes()[0]
    sign_in(client, nurse)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == reverse("today")

    client.post(reverse("account_logout"))
    sign_in(client, nurse)

    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_removing_it_is_an_act_and_leads_to_setting_up_another(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    sign_in(client, nurse)
    client.post(reverse("mfa_authenticate"), {"code": current_code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert Act.objects.filter(verb="account.totp_deactivated", by=nurse).exists()
    assert client.get(reverse("today")).url == reverse("mfa_index")


def test_guessing_codes_ends_and_so_do_the_acts(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    sign_in(client, nurse)
    for number in range(8):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})

    client.post(reverse("mfa_authenticate"), {"code": current_code()})

    assert "_auth_user_id" not in client.session
    failed = Act.objects.filter(verb="account.second_factor_failed", by=None, subject_id=nurse.pk)
    assert [act.details for act in failed] == [{"kind": "code"}] * GUESSES_FOR_ONE_ACCOUNT


def test_a_wrong_code_while_confirming_is_an_act_too(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    client.force_login(nurse)

    client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    assert Act.objects.filter(verb="account.second_factor_failed", subject_id=nurse.pk).count() == 1


def test_the_right_code_is_no_failure(client):
    nurse = with_second_factor(make_user(Role.NURSE))
    sign_in(client, nurse)

    client.post(reverse("mfa_authenticate"), {"code": current_code()})

    assert not Act.objects.filter(verb="account.second_factor_failed").exists()


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_ones_own_second_factor_can_be_looked_after(client, name):
    nurse = with_second_factor(make_user(Role.NURSE))
    RecoveryCodes.activate(nurse)
    sign_in(client, nurse)
    client.post(reverse("mfa_authenticate"), {"code": current_code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(name)).status_code == 200
