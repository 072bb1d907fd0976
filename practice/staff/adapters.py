"""Where Groundwork differs from allauth: no sign-up, every sign-in is an act, secrets are encrypted."""

import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from practice import encryption
from practice.audit.recording import record
from practice.staff.browsers import browser_in_words
from practice.staff.models import User
from practice.staff.signing_out import BROWSER, end_sign_ins

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
        request.session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))
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
        """Whoever is signed in elsewhere with the old password is signed out."""
        super().set_password(user, password)
        ended = end_sign_ins(user, but=context.request.session.session_key)
        record("account.password_changed", user, by=user, at=timezone.now(), sign_ins_ended=ended)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, str]]:
        """In our words: allauth calls a passkey a security key."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        for method in methods:
            if method["id"] == "mfa_reauthenticate:webauthn":
                method["description"] = _("Use a passkey")
        return methods

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """allauth tells of every change of a second factor here. It becomes an act; no mail is sent."""
        app, _slash, what = template_prefix.partition("/email/")
        if app == "mfa":
            what = what.replace("webauthn", "passkey")
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

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner calls it something else."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom passkeys belong to: this domain. The host is one of ALLOWED_HOSTS."""
        domain = settings.PASSKEY_DOMAIN or context.request.get_host().partition(":")[0]
        return {"id": domain, "name": settings.PRACTICE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.display_name}
