"""Acts done in place: the same address answers its page or, asked by htmx, only the page's form.

So a clinician logs, reviews and steps beside what they are writing. What decides is the same either way; only where the
answer is put differs. Without script the links are pages of their own, and `back` (a note's id, never an address) leads
back to the note.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import trigger_client_event

RECORDED = "recorded"  # what stands beside is read again when it hears this
LONGEST_ID = 19


def is_in_place(request: HttpRequest) -> bool:
    """Whether only the form is asked for."""
    return "HX-Request" in request.headers


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The note that one came from, else the act's own page."""
    note = _note(request)
    return otherwise if note is None else reverse("note", args=[note])


def kept_way_back(request: HttpRequest) -> str:
    """The way back, for the address that a form of the page is sent to."""
    note = _note(request)
    return "" if note is None else f"?back={note}"


def _note(request: HttpRequest) -> int | None:
    typed = request.GET.get("back", "")
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST_ID else None


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, or the part of it that was asked for; `context` is the same, with where the form is sent."""
    where = {"action": request.get_full_path(), "in_place": is_in_place(request)}
    template = part if is_in_place(request) else page
    return varied(render(request, template, {**where, **context}, status=status))


def done(request: HttpRequest, words: str, *, shown_at: str, is_all: bool = True) -> HttpResponse:
    """It is done: in place a word and where it can be read, else the way back. `is_all`: nothing is left to do."""
    if not is_in_place(request):
        messages.add_message(request, messages.SUCCESS if is_all else messages.WARNING, words)
        return redirect(way_back(request, shown_at))
    kind = "success" if is_all else "warning"
    answer = render(request, "medications/_done.html", {"words": words, "url": shown_at, "kind": kind})
    return varied(trigger_client_event(answer, RECORDED))


def varied(response: HttpResponse) -> HttpResponse:
    """A cache must keep page and part apart."""
    patch_vary_headers(response, ["HX-Request"])
    return response
