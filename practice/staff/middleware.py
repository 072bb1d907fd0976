"""Who gets past the front door: signed in, with a second factor where it is asked for, and never from a cache."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from practice.staff.models import User
from practice.staff.roles import CLINICAL_ROLES, Role

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SECOND_FACTOR_ROLES = CLINICAL_ROLES | {Role.ADMINISTRATOR}
# Open before the second factor is set up: setting it up, and leaving.
WAY_TO_A_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "sign_in_state",
        "sign_out_everywhere",
        "still_here",
        "health",
    }
)
SIGNED_OUT = "groundwork:signed-out"  # static/js/idle.js listens for it


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; a fragment sends the whole page to sign in.

    Where something was sent, somebody wrote it: then nothing leads away from the page that still holds their words.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        is_fragment = "HX-Request" in request.headers
        if request.method not in {"GET", "HEAD"}:
            return signed_out(request, is_fragment=is_fragment)
        if is_fragment:
            return HttpResponseClientRedirect(reverse(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


def signed_out(request: HttpRequest, *, is_fragment: bool) -> HttpResponse:
    """Nothing was taken. What was sent is not shown again: nobody knows who sits there now."""
    response = HttpResponse(status=401) if is_fragment else render(request, "account/signed_out.html", status=401)
    response["WWW-Authenticate"] = 'Cookie realm="Groundwork"'
    add_never_cache_headers(response)
    return trigger_client_event(response, SIGNED_OUT) if is_fragment else response


class StaffMiddleware:
    """Leads staff without a second factor to set one up, and keeps what they read out of caches.

    Whether an account is still switched on needs nothing here: the sign-in backend reads it with every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self.get_response(request)
        response = self.lead_to_second_factor(request, user) or self.get_response(request)
        add_never_cache_headers(response)
        return response

    @staticmethod
    def lead_to_second_factor(request: HttpRequest, user: User) -> HttpResponse | None:
        if name_of(request) in WAY_TO_A_SECOND_FACTOR or not lacks_second_factor(user):
            return None
        target = reverse("mfa_index")
        if "HX-Request" in request.headers:
            return HttpResponseClientRedirect(target)
        return HttpResponseRedirect(target)


def lacks_second_factor(user: User) -> bool:
    """Whether this person needs a second factor and has none; recovery codes alone are none."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    needs = user.is_staff or user.is_superuser or bool(user.roles() & SECOND_FACTOR_ROLES)
    return needs and not get_adapter().is_mfa_enabled(user, SECOND_FACTORS)


def name_of(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return None
