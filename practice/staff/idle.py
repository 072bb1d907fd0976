"""A sign-in ends when nobody has used it for a while. The server decides; pages warn before it (static/js/idle.js).

What a person asks for counts as use. What a page asks for by itself, on a timer or while it loads, does not: its view
is marked `@unattended`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from practice.audit.recording import record
from practice.staff.models import SignIn, User
from practice.staff.session_store import ACTIVE_AT, SIGNED_IN_AT

WRITTEN_EVERY_SECONDS = 15  # one click after the other need not each be written down
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def unattended(view: View) -> View:
    """Pages ask for this by themselves, so that asking keeps no sign-in alive."""
    view.is_unattended = True  # type: ignore[attr-defined]
    return view


def ends_at(session: SessionBase | dict[str, Any]) -> datetime:
    """When a sign-in ends if nobody uses it from now on; without a moment inside it has ended."""
    idle = moment(session, ACTIVE_AT) + settings.IDLE_TIMEOUT
    at_the_latest = moment(session, SIGNED_IN_AT) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(idle, at_the_latest)


def moment(session: SessionBase | dict[str, Any], name: str) -> datetime:
    return datetime.fromtimestamp(session.get(name, 0), tz=UTC)


def keep_alive(session: SessionBase, at: datetime) -> None:
    """Somebody used this sign-in."""
    if at - moment(session, ACTIVE_AT) >= timedelta(seconds=WRITTEN_EVERY_SECONDS):
        session[ACTIVE_AT] = int(at.timestamp())


class IdleMiddleware:
    """Ends a sign-in that ran out, before anything else sees who it was; and notes when it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User) and ends_at(request.session) <= timezone.now():
            end(request, request.user, timezone.now())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], *arguments: object) -> None:
        if isinstance(request.user, User) and not getattr(view, "is_unattended", False):
            keep_alive(request.session, timezone.now())


@transaction.atomic
def end(request: HttpRequest, user: User, at: datetime) -> None:
    """One act, also when several requests find out at once."""
    ended, _each = SignIn.objects.filter(session_key=request.session.session_key).delete()
    if ended:
        record("account.timed_out", user, by=None, at=at)
    logout(request)
