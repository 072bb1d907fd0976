"""One visit: what was agreed, who comes, what happened; and cancelling it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import reader
from patients.forms.chart import SearchForm
from patients.models import Patient
from patients.once import AlreadyDone, new_token, once
from patients.views.searching import first_of, found
from practice.staff.models import User
from sessions.forms.cancelling import CancelForm, MeetingForm
from sessions.models import Visit
from sessions.presentation.day import note_mark
from sessions.presentation.times import day_and_span
from sessions.presentation.visit import visit_page
from sessions.queries.arranging import needs_of_all
from sessions.queries.events import events_of
from sessions.queries.notes_of_visits import notes_of_visits
from sessions.services.cancelling import cancel_visit
from sessions.services.errors import NotPermitted, Refused
from sessions.views.doors import visit_for

FORBIDDEN, CLOSED, UNREADABLE = 403, 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The page; sent to it, a search for somebody who may join the group, so that no name stands in an address."""
    row = visit_for(request, visit_id)
    if request.method != "POST":
        return visit_shown(request, row)
    search = SearchForm(request.POST, auto_id="who-%s")
    page = first_of(found(Patient.objects.bookable_by(reader(request)), search))
    context = {"search": search, "found": page["rows"], "there_are_more": page["there_are_more"]}
    return visit_shown(request, row, context, 200 if search.is_valid() else UNREADABLE)


def visit_shown(
    request: HttpRequest, row: Visit, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    user = reader(request)
    lines = Visit.objects.bookable_by(user).filter(pk=row.pk).as_lines()
    now = timezone.now()
    page = visit_page(row, lines[0], events_of(row, user), needs=needs_of_all(lines), reader=user, at=now)
    note = notes_of_visits(lines, user, now).get(row.pk)
    whole = {
        "page": page,
        "note": note and note_mark(row.pk, note),
        "search": SearchForm(auto_id="who-%s"),
        "once": new_token(),
        **(context or {}),
    }
    return render(request, "sessions/visit.html", whole, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Ask who cancels, and cancel it."""
    row = visit_for(request, visit_id)
    kind = MeetingForm if row.visit_type.is_team_meeting else CancelForm
    form = kind(request.POST if request.method == "POST" else None)
    page = {
        "title": _("Cancel this visit?"),
        "lead": told_apart(row, reader(request)),
        "button": _("Cancel the visit"),
        "back": reverse("visit", args=[row.pk]),
    }
    if not (form.is_bound and form.is_valid()):
        return confirm_page(request, page, form, UNREADABLE if form.is_bound else 200)
    try:
        with once(request):
            cancel_visit(visit=row, by=reader(request), at=timezone.now(), **form.cleaned_data)
    except AlreadyDone:
        pass
    except (Refused, ValidationError) as error:
        return confirm_page(request, page, form, status_of(error), refusal=in_a_sentence(error))
    messages.success(request, _("It is cancelled; the time is free again."))
    return redirect("visit", row.pk)


def told_apart(row: Visit, user: User) -> str:
    """When it is and with whom, so that nobody cancels another one."""
    people = Patient.objects.bookable_by(user).filter(bookings__visit=row, bookings__is_live=True)
    names = people.order_by("chosen_name").values_list("chosen_name", flat=True)
    return ", ".join([day_and_span(row.starts_at, row.ends_at), *names])


def confirm_page(
    request: HttpRequest, page: dict[str, str], form: CancelForm, status: int, refusal: str = ""
) -> HttpResponse:
    context = {"page": page, "form": form, "refusal": refusal, "once": new_token()}
    return render(request, "sessions/cancel.html", context, status=status)


def in_a_sentence(error: Refused | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def status_of(error: Refused | ValidationError) -> int:
    if isinstance(error, ValidationError):
        return UNREADABLE
    return FORBIDDEN if isinstance(error, NotPermitted) else CLOSED
