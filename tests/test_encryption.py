"""Secrets in a column: keys change and retire, nothing is read with the wrong one."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from practice.encryption import UnreadableSecretError, decrypt, encrypt

OLD = base64.urlsafe_b64encode(b"o" * 32).decode()
NEW = base64.urlsafe_b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


def test_what_was_encrypted_is_read_again_and_does_not_show():
    value = encrypt("dove", purpose="test")

    assert decrypt(value, purpose="test") == "dove"
    assert "dove" not in value
    assert value != encrypt("dove", purpose="test")


def test_the_development_key_of_the_settings_is_a_key(settings):
    from practice import settings as defaults

    settings.FIELD_ENCRYPTION_KEYS = defaults.FIELD_ENCRYPTION_KEYS

    assert decrypt(encrypt("dove", purpose="test"), purpose="test") == "dove"


def test_a_retired_key_stays_readable_and_the_new_one_encrypts(settings):
    before = encrypt("dove", purpose="test")

    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    after = encrypt("dove", purpose="test")

    assert decrypt(before, purpose="test") == "dove"
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert decrypt(after, purpose="test") == "dove"


def test_a_key_that_is_gone_is_told_by_its_id_alone(settings):
    value = encrypt("dove", purpose="test")
    settings.FIELD_ENCRYPTION_KEYS = [NEW]

    with pytest.raises(UnreadableSecretError, match=f"Key {value.split('.')[1]} is not among"):
        decrypt(value, purpose="test")


def test_a_value_cannot_be_moved_to_another_purpose():
    with pytest.raises(UnreadableSecretError, match="another purpose"):
        decrypt(encrypt("dove", purpose="test"), purpose="other")


@pytest.mark.parametrize("tail", ["AAAA", "A", "é"])
def test_a_changed_value_is_not_read(tail):
    version, key_id, _sealed = encrypt("dove", purpose="test").split(".")

    with pytest.raises(UnreadableSecretError):
        decrypt(f"{version}.{key_id}.{tail}", purpose="test")


@pytest.mark.parametrize("value", ["", "dove", "v2.abc.def", "v1.abc"])
def test_plain_text_is_not_taken_for_a_secret(value):
    with pytest.raises(UnreadableSecretError, match="not an encrypted value"):
        decrypt(value, purpose="test")


@pytest.mark.parametrize("keys", [[], ["short"], ["é"], [base64.urlsafe_b64encode(b"x" * 16).decode()]])
def test_a_wrong_key_is_told_plainly(settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys

    with pytest.raises(ImproperlyConfigured, match="FIELD_ENCRYPTION_KEYS"):
        encrypt("dove", purpose="test")
    with pytest.raises(SystemCheckError, match="FIELD_ENCRYPTION_KEYS"):
        call_command("check")
