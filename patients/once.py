"""A form that is sent twice does its work once: each page that is shown carries a token that can be spent once."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from patients.access import reader

FIELD = "once"
KEPT_SECONDS = 24 * 60 * 60


class AlreadyDone(Exception):
    """This very form was taken before."""


def new_token() -> str:
    return secrets.token_urlsafe(16)


@contextmanager
def once(request: HttpRequest) -> Iterator[None]:
    """Spend the form's token around an act, in the act's own transaction: both stay, or neither.

    The cache is a table of the same database, so a second sending waits until the first is done. Without a token
    nothing is checked. Raises AlreadyDone where the same person sent the same form before.
    """
    token = request.POST.get(FIELD, "")[:64]
    with transaction.atomic():
        if token and not cache.add(f"once:{reader(request).pk}:{token}", True, KEPT_SECONDS):
            raise AlreadyDone
        yield


def done_once(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do it, unless the same form did so before; either way it is done."""
    try:
        with once(request):
            act()
    except AlreadyDone:
        return
