"""The visits of a day, and the words that are said of them with one click."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from patients.access import reader
from patients.once import AlreadyDone, new_token, once
from sessions.forms.choosing import DayForm
from sessions.models import Booking, Visit
from sessions.presentation.day import day_of, visit_row
from sessions.presentation.statuses import UNDO
from sessions.queries.arranging import needs_of_all
from sessions.queries.choices import clinicians_and_locations
from sessions.queries.lines import VisitLine
from sessions.queries.notes_of_visits import notes_of_visits
from sessions.services.attending import mark, undo_mark
from sessions.services.errors import Refused
from sessions.views.doors import booker, booking_for

UNREADABLE = 422


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """Every visit that this person may arrange, of one day, perhaps of one clinician or at one place."""
    user, now = booker(request), timezone.now()
    form = DayForm(request.GET or None, offered=clinicians_and_locations())
    asked = form.cleaned_data if form.is_valid() else {}
    on = asked.get("on") or localdate(now)
    lines = narrowed(Visit.objects.bookable_by(user).for_day(on), asked)
    kept = {name: asked[name] for name in ("clinician", "location") if asked.get(name)}
    notes = notes_of_visits(lines, user, now)
    whole = day_of(lines, on=on, today=localdate(now), at=now, needs=needs_of_all(lines), asked=kept, notes=notes)
    if not form.is_bound:
        form.initial["on"] = on
    context = {"day": whole, "form": form, "once": new_token()}
    return render(request, "sessions/day.html", context, status=UNREADABLE if form.errors else 200)


def narrowed(lines: Sequence[VisitLine], asked: dict[str, Any]) -> list[VisitLine]:
    clinician, location = asked.get("clinician"), asked.get("location")
    return [
        line
        for line in lines
        if (clinician is None or clinician in [each.clinician_id for each in line.clinicians])
        and (location is None or location == line.location_id)
    ]


@require_POST
def mark_booking(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Arrived, in the room, done, did not attend, or the last of these taken back. htmx gets the visit's row again."""
    booking = booking_for(request, booking_id)
    words = _said(booking, request)
    if words:
        messages.warning(request, words)
    elif "HX-Request" in request.headers:
        return _row(request, booking)
    back = _back(request, booking)
    return HttpResponseClientRedirect(back) if "HX-Request" in request.headers else redirect(back)


def _said(booking: Booking, request: HttpRequest) -> str:
    """Empty once it is said, now or by the same form before; else why not."""
    status, user, now = request.POST.get("status", ""), reader(request), timezone.now()
    try:
        with once(request):
            if status == UNDO:
                undo_mark(booking=booking, by=user, at=now)
            else:
                mark(booking=booking, status=status, by=user, at=now)
    except AlreadyDone:
        return ""
    except Refused as refused:
        return str(refused)
    return ""


def _row(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The visit as it stands on the day's page."""
    lines = Visit.objects.bookable_by(reader(request)).filter(pk=booking.visit_id).as_lines()
    now = timezone.now()
    note = notes_of_visits(lines, reader(request), now).get(booking.visit_id)
    row = visit_row(lines[0], now, needs_of_all(lines), note)
    context = {"row": row, "on": localdate(booking.visit.starts_at), "once": new_token()}
    return render(request, "sessions/_day_visit.html", context)


def _back(request: HttpRequest, booking: Booking) -> str:
    """To the day that it was said on, or to the visit's own page."""
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        return reverse("visit", args=[booking.visit_id])
    return f"{reverse('visits_day')}?on={on}#visit-{booking.visit_id}"
