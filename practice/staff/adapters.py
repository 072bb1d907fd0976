"""Where Groundwork differs from allauth: no sign-up, every sign-in is an act, secrets are encrypted."""

import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from practice import encryption
from practice.audit.recording import record
from practice.staff.models import User

SECOND_FACTOR = "second-factor"


def as_counted(email: str) -> str:
    """One spelling for all that the database may take for the same address: no case, no accents, no odd letters.

    Guesses are counted under this, so a guesser gains nothing by writing an address in many ways.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", email) if not unicodedata.combining(c))
    return plain.strip().upper().casefold()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made in the administration, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        record("account.signed_in", user, by=user, at=timezone.now())

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record("account.signed_out", request.user, by=request.user, at=timezone.now())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Which account was tried, if there is one; never what was typed."""
        account = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        record("account.sign_in_failed", account, by=None, at=timezone.now())

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the account's own address: allauth would look in its table of addresses, which we do not keep."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record("account.password_changed", user, by=user, at=timezone.now())

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """allauth tells of every change of a second factor here. It becomes an act; no mail is sent."""
        app, _slash, what = template_prefix.partition("/email/")
        if app == "mfa":
            record(f"account.{what}", user, by=user, at=timezone.now())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth adds the host, which the guesser chooses.
        return as_counted(credentials.get("email", ""))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors; their secrets lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text, purpose=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text, purpose=SECOND_FACTOR)
