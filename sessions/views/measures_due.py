"""Measures that wait, across people, without opening their charts."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from patients.access import reader
from practice.staff.roles import Permission
from sessions.presentation.measures_due import due_lines
from sessions.queries.measures_due import Place, due_across, named_by

A_PAGE = 25
EVERYBODY, BEFORE_TODAY = "everybody", "before-today"


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Who, which measure, and why; the longest due first. Mine to ask, unless everybody's is asked for."""
    user, now = reader(request), timezone.now()
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    whose, when = request.GET.get("whose", ""), request.GET.get("when", "")
    found = due_across(
        user,
        at=now,
        only_mine=whose != EVERYBODY,
        only_before_today=when == BEFORE_TODAY,
        after=place_of(request.GET.get("after", "")),
        size=A_PAGE + 1,
    )
    rows = found[:A_PAGE]
    plans, schedules = named_by(rows)
    context = {
        "lines": due_lines(rows, plans=plans, schedules=schedules, today=timezone.localdate(now)),
        "next_after": rows[-1].place if len(found) > A_PAGE else "",
        "is_later_page": "after" in request.GET,
        "whose": EVERYBODY if whose == EVERYBODY else "",
        "when": BEFORE_TODAY if when == BEFORE_TODAY else "",
    }
    return render(request, "sessions/measures_due.html", context)


def place_of(typed: str) -> Place | None:
    """Where the page before ended; anything else begins at the top."""
    day, _dot, rest = typed.partition(".")
    patient, _dot, measure = rest.partition(".")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    is_a_key = patient.isascii() and patient.isdecimal() and len(patient) < 19
    return Place(due_on=on, patient_id=int(patient), measure=measure[:40]) if is_a_key else None
