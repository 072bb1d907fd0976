"""Who gets past the front door: signed in, with a second factor where it is asked for, and never from a cache."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from practice.staff.models import User
from practice.staff.roles import CLINICAL_ROLES, Role

SECOND_FACTOR_ROLES = CLINICAL_ROLES | {Role.ADMINISTRATOR}
# Open before the second factor is set up: setting it up, and leaving.
WAY_TO_A_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_index",
        "mfa_reauthenticate",
        "health",
    }
)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; a fragment sends the whole page to sign in."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if "HX-Request" in request.headers:
            return HttpResponseClientRedirect(reverse(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


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
        target = reverse("mfa_activate_totp")
        if "HX-Request" in request.headers:
            return HttpResponseClientRedirect(target)
        return HttpResponseRedirect(target)


def lacks_second_factor(user: User) -> bool:
    """Whether this person needs a second factor and has none; recovery codes alone are none."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    needs = user.is_staff or user.is_superuser or bool(user.roles() & SECOND_FACTOR_ROLES)
    return needs and not get_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP])


def name_of(request: HttpRequest) -> str | None:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return None
