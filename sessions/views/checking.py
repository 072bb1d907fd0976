"""Looking at a choice before it is booked, with everything that is in its way; then booking it, or moving to it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.once import AlreadyDone, once
from sessions.forms.booking import OverlapForm
from sessions.models import Visit
from sessions.presentation.booking import booked_in_words
from sessions.queries.choices import everything_offered
from sessions.rules.conflicts import Conflict
from sessions.services.booking import book_visit
from sessions.services.booking_series import book_series
from sessions.services.errors import Conflicts, NotPermitted, Refused
from sessions.services.moving import move_visit
from sessions.views.booking import find_page_again
from sessions.views.choice import Chosen, choice_shown, looked_at, may_overlap, one_visit
from sessions.views.doors import booker
from sessions.views.subjects import subject_of, wish_form_for, wish_from

CLOSED, FORBIDDEN, UNREADABLE = 409, 403, 422


@require_http_methods(["GET", "HEAD", "POST"])
def check_a_time(request: HttpRequest) -> HttpResponse:
    """Show the choice, or book it. What does not fit is shown again beside its field, with what was typed."""
    user = booker(request)
    sent = request.POST if request.method == "POST" else request.GET
    subject, offered = subject_of(request, sent), everything_offered()
    form = wish_form_for(subject, offered, user, data=sent)
    wish = wish_from(form, subject, offered)
    if wish is None:
        return find_page_again(request, subject, offered, form)
    chosen = Chosen(user=user, subject=subject, wish=wish, form=form, sent=sent)
    if request.method != "POST":
        return choice_shown(request, chosen, looked_at(chosen))
    return book_several(request, chosen) if chosen.is_series else book_one(request, chosen)


def book_one(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """One visit, new or moved. Warnings that the page showed are meant; two visits at once need a reason."""
    answers = {
        "overlap_reason": request.POST.get("overlap_reason", "").strip()[:200],
        "confirmed": request.POST.getlist("confirmed"),
        "by": chosen.user,
        "at": timezone.now(),
    }
    try:
        with once(request):
            visit = _moved_or_booked(chosen, answers)
    except AlreadyDone:
        return redirect(_day_of(chosen))
    except Conflicts as error:
        return _in_the_way(request, chosen, error.found)
    except (Refused, ValidationError) as error:
        return _refused(request, chosen, error)
    messages.success(request, _("It is moved.") if chosen.subject.move else _("It is booked."))
    return redirect("visit", visit.pk)


def _moved_or_booked(chosen: Chosen, answers: dict[str, Any]) -> Visit:
    if chosen.subject.move:
        return move_visit(visit=chosen.subject.move, to=chosen.wish, **answers)
    return book_visit(wish=chosen.wish, **answers)


def book_several(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """The dates that are free, each a visit of its own; and the unusual ones where that is meant."""
    confirmed = request.POST.getlist("confirmed") if request.POST.get("also_unusual") else []
    try:
        with once(request):
            done = book_series(
                wish=chosen.wish,
                every_weeks=chosen.every_weeks,
                count=chosen.count,
                confirmed=confirmed,
                by=chosen.user,
                at=timezone.now(),
            )
    except AlreadyDone:
        return redirect(_day_of(chosen))
    except (Refused, ValidationError) as error:
        return _refused(request, chosen, error)
    messages.success(request, booked_in_words(len(done.booked), len(done.not_booked)))
    return redirect("visit", done.booked[0].pk)


def _day_of(chosen: Chosen) -> str:
    return f"{reverse('visits_day')}?on={timezone.localdate(chosen.wish.starts_at)}"


def _in_the_way(request: HttpRequest, chosen: Chosen, found: Sequence[Conflict]) -> HttpResponse:
    """Everything that is in the way; a reason that is missing is asked for beside its field."""
    reasons = OverlapForm(request.POST)
    is_missing = may_overlap(chosen, found) and not reasons.is_valid()
    context = one_visit(chosen, found, reasons)
    return choice_shown(request, chosen, {**context, "is_refused": True}, UNREADABLE if is_missing else CLOSED)


def _refused(request: HttpRequest, chosen: Chosen, error: Refused | ValidationError) -> HttpResponse:
    if isinstance(error, ValidationError):
        words, status = " ".join(error.messages), UNREADABLE
    else:
        words, status = str(error), FORBIDDEN if isinstance(error, NotPermitted) else CLOSED
    return choice_shown(request, chosen, {**looked_at(chosen), "refusal": words}, status)
