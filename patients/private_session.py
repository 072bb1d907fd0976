"""Who has opened a private link, in this browser, a moment ago. It has nothing to do with the sessions of staff.

A signed cookie names the opening; it is sent to this one address alone, ends half an hour after the last use, and with
the browser. Each showing of a page carries a sheet, signed for that opening, and nothing is taken without one: that
stands in for Django's own token, which needs an `Origin` that browsers do not tell where no referrer may be told.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from patients.models import LinkOpening, PrivateLink

COOKIE = "pages"
SALT = "private-pages"
IDLE = timedelta(minutes=30)
SHEET_BYTES = 12


def keep_open(response: HttpResponse, token: str, opening: LinkOpening) -> None:
    """From now on for another half an hour."""
    response.set_cookie(
        COOKIE,
        signing.dumps([opening.link_id, opening.pk], salt=SALT),
        path=reverse("private_door", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def opening_in(request: HttpRequest, link: PrivateLink) -> LinkOpening | None:
    """The opening of this very link, unless it has rested for too long."""
    try:
        link_id, opening_id = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=IDLE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return link.openings.filter(pk=opening_id).first() if link_id == link.pk else None


def leave(response: HttpResponse, token: str) -> None:
    response.delete_cookie(COOKIE, path=reverse("private_door", args=[token]), samesite="Strict")


def new_sheet(opening: LinkOpening) -> str:
    """For one showing of a page."""
    name = secrets.token_urlsafe(SHEET_BYTES)
    return f"{name}.{_signature(opening, name)}"


def sheet_of(request: HttpRequest, opening: LinkOpening) -> str | None:
    """The name of the sheet that was sent, if it was made for this opening."""
    name, _dot, signature = request.POST.get("sheet", "").partition(".")
    return name if constant_time_compare(signature, _signature(opening, name)) else None


def _signature(opening: LinkOpening, name: str) -> str:
    return salted_hmac("private-sheet", f"{opening.pk}:{name}", algorithm="sha256").hexdigest()[:32]
