"""One's own calendar: making its private address, taking it back; and the address itself, which needs no sign-in."""

import pghistory
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import reader
from patients.once import AlreadyDone, new_token, once
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import CalendarFeed
from sessions.presentation.calendar import DAYS_AHEAD, DAYS_BACK, calendar_of
from sessions.services.feeding import feed_at, make_feed, revoke_feed

MOST_READS, WINDOW_SECONDS = 60, 300  # by everybody at one network address; several calendars may share one
TOO_MANY = 429


def clinician(request: HttpRequest) -> User:
    """Somebody with visits of their own."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    return user


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and since when; never the address itself."""
    return _page(request, clinician(request))


@require_POST
def new_feed(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once."""
    user = clinician(request)
    try:
        with once(request):
            _feed, secret = make_feed(by=user, at=timezone.now())
    except AlreadyDone:
        return redirect("feeds")
    return _page(request, user, address=request.build_absolute_uri(reverse("feed", args=[secret])))


@require_POST
def stop_feed(request: HttpRequest) -> HttpResponse:
    """The address finds nothing from now on."""
    user = clinician(request)
    try:
        revoke_feed(by=user, at=timezone.now())
        messages.success(request, _("The address is taken back. Calendars that use it find nothing any more."))
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar. An address that is unknown, or was taken back, does not exist."""
    pghistory.context(url="")
    if reads_too_often(request):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": str(WINDOW_SECONDS), **_PRIVATE})
    now = timezone.now()
    found = feed_at(secret, at=now)
    if found is None:
        raise Http404
    return HttpResponse(
        calendar_of(found.user, now), content_type="text/calendar; charset=utf-8", headers={**_PRIVATE, **_AS_A_FILE}
    )


def reads_too_often(request: HttpRequest) -> bool:
    """Count this reading for its network address."""
    key = f"calendar-reads:{get_adapter(request).get_client_ip(request)}"
    if cache.add(key, 1, WINDOW_SECONDS):
        return False
    try:
        return cache.incr(key) > MOST_READS
    except ValueError:  # the window ended just now
        return False


_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
_AS_A_FILE = {"Content-Disposition": 'inline; filename="visits.ics"'}


def _page(request: HttpRequest, user: User, address: str = "") -> HttpResponse:
    context = {
        "address": address,
        "feed": CalendarFeed.objects.visible_to(user).in_use().first(),
        "earlier": CalendarFeed.objects.visible_to(user).exclude(revoked_at=None)[:5],
        "days_back": DAYS_BACK.days,
        "days_ahead": DAYS_AHEAD.days,
        "once": new_token(),
    }
    return render(request, "sessions/feeds.html", context)
