"""One's own sign-in: how it is protected, where it is open, and whether it still is."""

from math import ceil
from typing import Any

from allauth.mfa.base.views import IndexView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from practice.staff.idle import ends_at, unattended
from practice.staff.models import User
from practice.staff.signing_out import places_of, sign_out_everywhere


class SignInAndSecurityView(IndexView):
    """Password, second factors and where one is signed in, on one page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        this = self.request.session.session_key
        context["places"] = places_of(signed_in(self.request), this=this, at=timezone.now())
        return context


sign_in_and_security = SignInAndSecurityView.as_view()


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Everywhere, or everywhere but here."""
    user = signed_in(request)
    here_too = "here_too" in request.POST
    but = None if here_too else request.session.session_key
    sign_out_everywhere(user=user, by=user, at=timezone.now(), but=but)
    if here_too:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("mfa_index")


@login_not_required
@never_cache
@require_safe
@unattended
def sign_in_state(request: HttpRequest) -> JsonResponse:
    """Whether somebody is still signed in, and until when. A page asks this by itself."""
    return state_of(request)


@login_not_required
@never_cache
@require_POST
def still_here(request: HttpRequest) -> JsonResponse:
    """Somebody sits there: they pressed the button, or are writing."""
    return state_of(request)


def state_of(request: HttpRequest) -> JsonResponse:
    """`token` goes into the page's forms: signing in again gave the browser another one."""
    if not isinstance(request.user, User):
        return JsonResponse({"person": None})
    end = ends_at(request.session)
    return JsonResponse(
        {
            "person": request.user.pk,
            "seconds": ceil((end - timezone.now()).total_seconds()),
            "until": time_format(timezone.localtime(end), "H:i"),
            "token": get_token(request),
        }
    )


def signed_in(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
