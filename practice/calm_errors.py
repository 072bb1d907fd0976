"""When the database is away, people read a calm page that says so; nothing here asks the database again.

An error in a view comes to `CalmErrorsMiddleware`. One in another middleware (sessions lie in the database too) never
reaches it: Django hands those to `handler500`, so `server_error` gives the same answer there.
"""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

DATABASE_AWAY = (OperationalError, InterfaceError)
RETRY_AFTER_SECONDS = "30"


def service_unavailable() -> HttpResponse:
    """503, made without the request: no session, no account, no query."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})


def server_error(request: HttpRequest) -> HttpResponse:
    """The project's `handler500`: a plain page without data, or 503 if it was the database."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return service_unavailable()
    return HttpResponse(render_to_string("500.html"), status=500)


class CalmErrorsMiddleware:
    """Answers 503 where a view lost the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return service_unavailable() if isinstance(exception, DATABASE_AWAY) else None
