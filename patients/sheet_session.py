"""Which device holds a sheet of measures. It has nothing to do with the sessions of staff.

A signed cookie holds what the device was given; it is sent to this one address alone and rests half an hour after the
last use. Each page carries a stamp, made for that device, which stands in for Django's token (see private_session).
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from patients.models import MeasureSheet
from patients.private_session import IDLE
from patients.services.measure_sheets import digest_of

COOKIE = "sheet"
SALT = "measure-sheet"
STAMP_BYTES = 12


def keep_open(response: HttpResponse, token: str, device: str) -> None:
    """From now on for another half an hour."""
    response.set_cookie(
        COOKIE,
        signing.dumps(device, salt=SALT),
        path=reverse("private_sheet", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def device_in(request: HttpRequest, sheet: MeasureSheet) -> str | None:
    """What this device holds, if it is the one that took the sheet up and has not rested for too long."""
    try:
        device = str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=IDLE))
    except signing.BadSignature:
        return None
    return device if constant_time_compare(digest_of(device), sheet.device_digest) else None


def leave(response: HttpResponse, token: str) -> None:
    response.delete_cookie(COOKIE, path=reverse("private_sheet", args=[token]), samesite="Strict")


def new_stamp(device: str) -> str:
    """For one showing of a page."""
    name = secrets.token_urlsafe(STAMP_BYTES)
    return f"{name}.{_signature(device, name)}"


def is_stamped(request: HttpRequest, device: str) -> bool:
    """Whether what was sent came from a page that this device was shown."""
    name, _dot, signature = request.POST.get("sheet", "").partition(".")
    return constant_time_compare(signature, _signature(device, name))


def _signature(device: str, name: str) -> str:
    return salted_hmac("measure-sheet-stamp", f"{device}:{name}", algorithm="sha256").hexdigest()[:32]
