"""Passkeys: a second factor, and a way in by themselves."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36
from fido2.webauthn import AuthenticatorData

from practice.audit.models import Act
from practice.staff.models import User
from practice.staff.roles import Role
from tests.builders import PASSWORD, make_user
from tests.staff.soft_key import SoftKey

pytestmark = pytest.mark.django_db

SIGN_IN = "mfa_login_webauthn"
TRIES_IN_FIVE_MINUTES = 5


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def client():
    return Client(headers={"Host": "localhost"})


@pytest.fixture
def nurse():
    return make_user(Role.NURSE)


def handle_of(user):
    """What a passkey calls the account that it opens."""
    return int_to_base36(user.pk)


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def confirmed(client, user):
    """Signed in, and has just confirmed that it is them."""
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def add(client, key, name="Telephone"):
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": key.makes(options)})


def key_of(user):
    """A key that this person has set up."""
    key, elsewhere = SoftKey(handle_of(user)), Client(headers={"Host": "localhost"})
    confirmed(elsewhere, user)
    add(elsewhere, key)
    elsewhere.post(reverse("account_logout"))
    return key


def asked(client):
    """What the sign-in page asks the browser for."""
    return client.get(reverse(SIGN_IN), headers={"Accept": "application/json"}).json()["request_options"]


def sign_in_with(client, key, **fields):
    return client.post(reverse(SIGN_IN), {"credential": key.answers(asked(client)), **fields})


def verbs(**narrower):
    return list(Act.objects.filter(**narrower).order_by("id").values_list("verb", flat=True))


def test_adding_one_opens_the_house_and_is_an_act(client, nurse):
    confirmed(client, nurse)
    assert client.get(reverse("today")).url == reverse("mfa_index")

    done = add(client, SoftKey(handle_of(nurse)), "Blue key")

    assert done.url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("today")).status_code == 200
    assert "Blue key" in client.get(reverse("mfa_index")).content.decode()
    assert verbs(by=nurse) == ["account.passkey_added"]


def test_one_that_does_not_ask_who_sits_there_is_not_taken(client, nurse):
    confirmed(client, nurse)

    answer = add(client, SoftKey(handle_of(nurse), asks_who=False))

    assert answer.status_code == 200
    assert "could not be added" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_it_signs_in_by_itself(client, nurse):
    key = key_of(nurse)

    response = sign_in_with(client, key)

    assert response.url == reverse("today")
    assert client.get(reverse("today")).status_code == 200
    assert verbs(by=nurse)[-1] == "account.signed_in"


def test_it_leads_to_the_page_that_was_asked_for_and_nowhere_else(client, nurse):
    key = key_of(nurse)

    assert sign_in_with(client, key, next="/patients/").url == "/patients/"
    client.post(reverse("account_logout"))
    assert sign_in_with(client, key, next="https://elsewhere.example/").url == reverse("today")


def test_it_is_a_second_factor_beside_the_password(client, nurse):
    key = key_of(nurse)
    assert sign_in(client, nurse).url == reverse("mfa_authenticate")
    page = client.get(reverse("mfa_authenticate"))

    response = client.post(
        reverse("mfa_authenticate"), {"credential": key.answers(page.context["js_data"]["request_options"])}
    )

    assert 'data-options="passkey-options"' in page.content.decode()
    assert response.url == reverse("today")


def test_who_has_none_is_not_offered_one_as_second_factor(client, nurse):
    TOTP.activate(nurse, generate_totp_secret())
    sign_in(client, nurse)

    assert "data-passkey" not in client.get(reverse("mfa_authenticate")).content.decode()


def test_an_account_that_is_switched_off_is_not_opened(client, nurse):
    key = key_of(nurse)
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    response = sign_in_with(client, key)

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_an_answer_is_taken_once(client, nurse):
    key = key_of(nurse)
    answer = key.answers(asked(client))
    client.post(reverse(SIGN_IN), {"credential": answer})
    client.post(reverse("account_logout"))

    client.post(reverse(SIGN_IN), {"credential": answer})

    assert "_auth_user_id" not in client.session


def of_another_key(nurse):
    return SoftKey(handle_of(nurse))


def of_the_same_name(nurse):
    return SoftKey(handle_of(nurse), credential_id=key_of(nurse).credential_id)


def from_another_site(nurse):
    key = key_of(nurse)
    key.origin = "https://practice.example.net"
    return key


def over_plain_http(nurse):
    key = key_of(nurse)
    key.origin = "http://practice.example.org"
    return key


def without_asking_who(nurse):
    key = key_of(nurse)
    key.asks_who = False
    return key


@pytest.mark.parametrize(
    "wrong", [of_another_key, of_the_same_name, from_another_site, over_plain_http, without_asking_who]
)
def test_a_wrong_answer_signs_nobody_in_and_is_an_act(client, nurse, wrong):
    key = wrong(nurse)

    response = sign_in_with(client, key)

    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert Act.objects.filter(verb="account.sign_in_failed", by=None, subject_id=nurse.pk).count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "null",
        "{}",
        "[1]",
        "not json",
        '{"id": 1}',
        '{"id": "eA", "rawId": "eA", "response": {"userHandle": "é"}}',
        '{"response": []}',
        json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA"}}),
    ],
)
def test_whatever_is_sent_is_answered_calmly(client, nurse, sent):
    asked(client)
    assert client.post(reverse(SIGN_IN), {"credential": sent}).url == reverse("account_login")

    confirmed(client, nurse)
    client.get(reverse("mfa_add_webauthn"))
    assert client.post(reverse("mfa_add_webauthn"), {"credential": sent}).status_code == 200


def test_trying_to_sign_in_with_one_ends_and_so_do_the_acts(client, nurse):
    wrong = SoftKey(handle_of(nurse))

    answers = [sign_in_with(client, wrong).status_code for _each in range(20)]

    assert answers[-1] == 429
    assert Act.objects.filter(verb="account.sign_in_failed").count() == answers.count(302) < 20


def test_a_wrong_passkey_beside_the_password_is_an_act_and_the_tries_end(client, nurse):
    key_of(nurse)
    wrong = SoftKey(handle_of(nurse))
    sign_in(client, nurse)

    for _each in range(TRIES_IN_FIVE_MINUTES + 3):
        options = client.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
        answer = client.post(reverse("mfa_authenticate"), {"credential": wrong.answers(options)})

    assert "That passkey did not work here." in answer.content.decode()
    failed = Act.objects.filter(verb="account.second_factor_failed", by=None, subject_id=nurse.pk)
    assert [act.details for act in failed] == [{"kind": "passkey"}] * TRIES_IN_FIVE_MINUTES


def test_confirming_with_one_and_failing_to(client, nurse):
    key = key_of(nurse)
    client.force_login(nurse)
    url = reverse("mfa_reauthenticate_webauthn") + "?next=/patients/"
    options = client.get(url).context["js_data"]["request_options"]

    failed = client.post(url, {"credential": SoftKey(handle_of(nurse)).answers(options)})
    assert "That passkey did not work here." in failed.content.decode()
    assert verbs(verb="account.second_factor_failed") == ["account.second_factor_failed"]
    options = failed.context["js_data"]["request_options"]

    assert client.post(url, {"credential": key.answers(options), "next": "/patients/"}).url == "/patients/"


def test_it_is_renamed_by_its_owner(client, nurse):
    key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    confirmed(client, nurse)

    done = client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Laptop"})

    assert done.url == reverse("mfa_index")
    assert "Laptop" in client.get(reverse("mfa_index")).content.decode()
    assert verbs(by=nurse)[-1] == "account.passkey_renamed"
    assert "Laptop" not in str(list(Act.objects.values()))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_somebody_elses_does_not_exist(client, nurse, name):
    key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    colleague = make_user(Role.NURSE)
    confirmed(client, colleague)
    add(client, SoftKey(handle_of(colleague)))

    assert client.get(reverse(name, args=[passkey.pk])).status_code == 404
    assert client.post(reverse(name, args=[passkey.pk]), {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_changing_passkeys_asks_to_confirm_first(client, nurse, name):
    key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    client.force_login(nurse)

    response = client.post(reverse(name, args=[] if name == "mfa_add_webauthn" else [passkey.pk]), {"name": "x"})

    assert response.url.startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.get(pk=passkey.pk).wrap().name == "Telephone"


def test_removing_the_last_one_is_an_act_and_leads_to_setting_up_another(client, nurse):
    key = key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    confirmed(client, nurse)
    assert "asked to set one up" in client.get(reverse("mfa_remove_webauthn", args=[passkey.pk])).content.decode()

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert not Authenticator.objects.exists()  # nor are the recovery codes left over
    assert client.get(reverse("today")).url == reverse("mfa_index")
    assert verbs(by=nurse)[-1] == "account.passkey_removed"
    client.post(reverse("account_logout"))
    sign_in_with(client, key)
    assert "_auth_user_id" not in client.session


def test_removing_one_of_two_leaves_the_house_open(client, nurse):
    TOTP.activate(nurse, generate_totp_secret())
    key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    confirmed(client, nurse)

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert client.get(reverse("today")).status_code == 200


def test_if_the_act_cannot_be_written_nothing_is_removed(client, nurse, monkeypatch):
    key_of(nurse)
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    confirmed(client, nurse)

    def broken(*arguments, **ids):
        raise RuntimeError

    monkeypatch.setattr("practice.staff.adapters.record", broken)
    client.raise_request_exception = False
    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_passkeys_belong_to_the_domain_that_the_practice_names(client, nurse, settings):
    settings.PASSKEY_DOMAIN = "practice.example.org"

    assert asked(client)["publicKey"]["rpId"] == "practice.example.org"


def test_each_page_says_that_a_passkey_needs_script_and_hides_its_form_until_then(client, nurse):
    confirmed(client, nurse)
    pages = [client.get(reverse("mfa_add_webauthn")), Client().get(reverse("account_login"))]

    for page in pages:
        shown = page.content.decode()
        assert "A passkey needs JavaScript" in shown
        assert "hidden" in shown.split("data-passkey=")[1].split(">")[0]


def test_the_soft_key_says_what_it_should():
    data = AuthenticatorData(SoftKey("7").data())

    assert data.is_user_verified()
    assert not AuthenticatorData(SoftKey("7", asks_who=False).data()).is_user_verified()
