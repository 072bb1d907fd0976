"""allauth's forms for codes and passkeys, with an act for each that fails (settings.MFA_FORMS)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import extract_user_from_response
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practice.audit.recording import record
from practice.staff.models import User

CODE, PASSKEY = "code", "passkey"
NAME_LENGTH = 60
NOT_EVEN_LOOKED_AT = "too_many_login_attempts"


@contextmanager
def failing_is_an_act(verb: str, user: User | None, kind: str) -> Iterator[None]:
    """One act for each try that was looked at; the limit on tries limits the acts too."""
    try:
        with only_errors_of_forms():
            yield
    except ValidationError as error:
        if error.code != NOT_EVEN_LOOKED_AT:
            record(verb, user, by=None, at=timezone.now(), kind=kind)
        raise


@contextmanager
def only_errors_of_forms() -> Iterator[None]:
    """Whatever a browser may send: fido2 raises these for what it cannot read."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class CodeForm(AuthenticateForm):
    """A code beside the password."""

    def clean_code(self) -> str:
        with failing_is_an_act("account.second_factor_failed", self.user, CODE):
            return str(super().clean_code())


class ConfirmCodeForm(ReauthenticateForm):
    """A code, to confirm who sits there."""

    def clean_code(self) -> str:
        with failing_is_an_act("account.second_factor_failed", self.user, CODE):
            return str(super().clean_code())


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey beside the password."""

    def clean_credential(self) -> Authenticator:
        with failing_is_an_act("account.second_factor_failed", self.user, PASSKEY):
            return super().clean_credential()


class ConfirmPasskeyForm(ReauthenticateWebAuthnForm):
    """A passkey, to confirm who sits there."""

    def clean_credential(self) -> Authenticator:
        with failing_is_an_act("account.second_factor_failed", self.user, PASSKEY):
            return super().clean_credential()


class SignInPasskeyForm(LoginWebAuthnForm):
    """A passkey in place of a password. Whose it is, only the passkey says."""

    def clean_credential(self) -> Authenticator:
        with failing_is_an_act("account.sign_in_failed", self.claimed(), PASSKEY):
            return super().clean_credential()

    def claimed(self) -> User | None:
        try:
            with only_errors_of_forms():
                return extract_user_from_response(self.cleaned_data["credential"])
        except ValidationError:
            return None


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey. Each can sign in by itself, so there is nothing to choose."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, required=False, help_text=_("So that you can tell it from others.")
    )
    passwordless = None

    def clean(self) -> dict[str, Any]:
        with only_errors_of_forms():
            return super().clean()


class RenamePasskeyForm(EditWebAuthnForm):
    """A passkey's name, for its owner alone."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)

    @transaction.atomic
    def save(self) -> Authenticator:
        saved = super().save()
        record("account.passkey_renamed", self.instance.user, by=context.request.user, at=timezone.now())
        return saved
