"""The pages of a sheet of measures, for whoever holds the tablet: they lead nowhere else.

Unknown, over and rested are all answered alike, with the page that asks for a code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from patients import sheet_session
from patients.forms.measures import AnswerFields
from patients.models import MeasureSheet, PatientPagesSetting
from patients.presentation.measures_sheet import page_of, stops_of
from patients.services.measure_sheets import TakenUp, TooManyTries, sheet_behind, take_up_by_code
from patients.services.sending_measures import keep_answers, send_sheet
from patients.views.private import TOO_MANY, UNREADABLE, private

RESTED = 401
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A sheet in the hands of the device that took it up."""

    sheet: MeasureSheet
    token: str
    device: str


View = Callable[..., HttpResponse]


def in_hand(view: View) -> View:
    """For the one device that took the sheet up, while it is open; nothing is taken without the page's own stamp."""

    @private
    @wraps(view)
    def page(request: HttpRequest, token: str, **place: Any) -> HttpResponse:
        sheet = sheet_behind(token, at=timezone.now())
        device = sheet_session.device_in(request, sheet) if sheet else None
        if sheet is None or device is None:
            return _closed(request)
        if request.method == "POST" and not sheet_session.is_stamped(request, device):
            return _closed(request)
        return view(request, Held(sheet=sheet, token=token, device=device), **place)

    return page


@private
def by_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code that staff read out; what is behind it opens on this device alone."""
    if request.method != "POST":
        return _ask_for_the_code(request, was_closed="closed" in request.GET)
    address = get_adapter(request).get_client_ip(request)
    try:
        taken = take_up_by_code(typed=request.POST.get("code", ""), address=address, at=timezone.now())
    except TooManyTries:
        said = _("There were several wrong codes. Please wait a quarter of an hour, and try again.")
        return _ask_for_the_code(request, said=said, status=TOO_MANY)
    if taken is None:
        said = _("Nothing opens with this code. Please look at it again, or ask for a new one.")
        return _ask_for_the_code(request, said=said, status=UNREADABLE)
    return to_the_sheet(taken)


def to_the_sheet(taken: TakenUp) -> HttpResponse:
    """From here on this device holds it."""
    response = redirect("private_sheet", taken.token)
    sheet_session.keep_open(response, taken.token, taken.device)
    return response


@in_hand
def all_of_it(request: HttpRequest, held: Held) -> HttpResponse:
    """What there is to fill in, and sending it."""
    return _own_page(request, held, "private/measures.html", {"stops": stops_of(held.sheet)})


@in_hand
def one_measure(request: HttpRequest, held: Held, place: int) -> HttpResponse:
    """One measure: what is chosen is kept at once, one answer after the other."""
    if not 1 <= place <= len(held.sheet.measures):
        return redirect("private_sheet", held.token)
    if request.method == "POST":
        return _take(request, held, place)
    return _own_page(request, held, "private/measure.html", {"page": page_of(held.sheet, place)})


@in_hand
def sending(request: HttpRequest, held: Held) -> HttpResponse:
    """Send it, all at once; then there is nothing here any more."""
    if request.method != "POST":
        return redirect("private_sheet", held.token)
    try:
        send_sheet(sheet=held.sheet, at=timezone.now())
    except ValidationError:
        return _closed(request)
    response = render(request, "private/measures_sent.html", {"frame": PatientPagesSetting.in_force()})
    sheet_session.leave(response, held.token)
    return response


def _take(request: HttpRequest, held: Held, place: int) -> HttpResponse:
    """Keep what was chosen: one question that keeps itself gets a word in answer, the whole page the next one."""
    page = page_of(held.sheet, place)
    fields = AnswerFields(page.measure, request.POST)
    words = request.POST.get("words")
    try:
        keep_answers(
            sheet=held.sheet, measure=page.measure.code, answers=fields.answers, words=words, at=timezone.now()
        )
    except ValidationError:
        return _closed(request)
    if "X-Autosave" in request.headers:
        response = HttpResponse(_("Kept"), content_type=PLAIN)
    elif place < len(held.sheet.measures):
        response = redirect("private_sheet_measure", held.token, place + 1)
    else:
        response = redirect("private_sheet", held.token)
    sheet_session.keep_open(response, held.token, held.device)
    return response


def _own_page(request: HttpRequest, held: Held, template: str, context: dict[str, Any]) -> HttpResponse:
    frame = PatientPagesSetting.in_force()
    about = {"sheet_token": held.token, "frame": frame, "sheet": sheet_session.new_stamp(held.device)}
    response = render(request, template, {**about, **context})
    sheet_session.keep_open(response, held.token, held.device)
    return response


def _closed(request: HttpRequest) -> HttpResponse:
    if "X-Autosave" in request.headers:
        return HttpResponse(_("Not kept: these pages are closed."), content_type=PLAIN, status=RESTED)
    response = redirect("private_sheet_code")
    response["Location"] += "?closed"
    return response


def _ask_for_the_code(
    request: HttpRequest, *, said: str = "", was_closed: bool = False, status: int = 200
) -> HttpResponse:
    context = {"said": said, "was_closed": was_closed, "frame": PatientPagesSetting.in_force()}
    return render(request, "private/measures_code.html", context, status=status)
