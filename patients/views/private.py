"""The door of a person's own pages, and the ways around it. Nobody signs in here, and nothing tells whose these are.

Unknown, over and closed links get one and the same answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pghistory
from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from patients import private_session
from patients.models import LinkOpening, PatientPagesSetting, PrivateLink
from patients.presentation.packet import progress_of
from patients.services.private_links import Tried, link_of, open_with

GONE, UNREADABLE, TOO_MANY, RESTED = 404, 422, 429, 401
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Open without a sign-in and apart from it; kept out of caches, indexes, referrers, histories and other frames.

    The sheet (patients.private_session) stands in for Django's token against forged requests.
    """

    @login_not_required
    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        pghistory.context(url="")
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return page


@private
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the word; behind it, the list of sections."""
    link = link_of(token, at=timezone.now())
    if link is None:
        return gone(request)
    if request.method == "POST":
        return _try(request, token, link)
    opening = private_session.opening_in(request, link)
    if opening is None:
        return _ask_for_the_word(request, link)
    context = {"progress": progress_of(link.packet), "sheet": private_session.new_sheet(opening)}
    return own_page(request, token, opening, "private/sections.html", context)


@private
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Away from here at once; the pages are shut behind them. It leads the same way whatever the link is."""
    response = redirect(PatientPagesSetting.in_force().leave_to)
    private_session.leave(response, token)
    return response


@private
def elsewhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that was cut off or added to leads to its door."""
    return redirect("private_door", rest.partition("/")[0] or "-")


def own_page(
    request: HttpRequest, token: str, opening: LinkOpening, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response = render(
        request, template, {"token": token, "frame": PatientPagesSetting.in_force(), **context}, status=status
    )
    private_session.keep_open(response, token, opening)
    return response


def rested(request: HttpRequest, token: str) -> HttpResponse:
    """The pages shut themselves; the word opens them again."""
    if "X-Autosave" in request.headers:
        words = _("Not kept: these pages have rested. Open them again with your word.")
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=RESTED)
    response = redirect("private_door", token)
    if request.method == "POST":
        response["Location"] += "?rested"
    return response


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "private/gone.html", status=GONE)


def _try(request: HttpRequest, token: str, link: PrivateLink) -> HttpResponse:
    typed = request.POST.get("word", "")
    address = get_adapter(request).get_client_ip(request)
    tried, opening = open_with(token=token, typed=typed, address=address, at=timezone.now())
    if opening is not None:
        response = redirect("private_door", token)
        private_session.keep_open(response, token, opening)
        return response
    if tried == Tried.GONE:
        return gone(request)
    is_paused = tried == Tried.PAUSED
    said = (
        _("There were several wrong words. Please wait a quarter of an hour, and try again.")
        if is_paused
        else _("That is not the word that was agreed on. Please try again.")
    )
    return _ask_for_the_word(request, link, said=said, status=TOO_MANY if is_paused else UNREADABLE)


def _ask_for_the_word(request: HttpRequest, link: PrivateLink, *, said: str = "", status: int = 200) -> HttpResponse:
    """The same words whoever asks; what was typed before is not shown again."""
    is_birth_date = link.opens_with == PrivateLink.OpensWith.BIRTH_DATE
    context = {"is_birth_date": is_birth_date, "said": said, "rested": "rested" in request.GET}
    return render(request, "private/door.html", context, status=status)
