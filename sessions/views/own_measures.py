"""Measures about oneself and one's work: filled in, read and deleted by the person alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import reader
from patients.forms.measures import AnswerFields
from patients.measures.definitions import Measure
from patients.once import done_once, new_token
from patients.presentation.measures_form import questions_of
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.presentation.own_measures import in_words
from sessions.services.own_measures import delete_own, own_assessments, own_measures, record_own

UNREADABLE = 422


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What one filled in so far."""
    user = _somebody(request)
    filled = [in_words(each) for each in own_assessments(user)]
    return render(request, "sessions/own_measures.html", {"offered": own_measures(), "filled": filled})


@require_http_methods(["GET", "HEAD", "POST"])
def new_own(request: HttpRequest, own_measure: str) -> HttpResponse:
    """Fill one in. Every question may be left out."""
    user, measure = _somebody(request), _measure(own_measure)
    fields = AnswerFields(measure, request.POST)
    errors = list(fields.errors.values())
    if request.method == "POST" and not errors:
        errors = _kept(request, user, measure, fields)
        if not errors:
            messages.success(request, _("It is kept, for you alone."))
            return redirect("own_measures")
    context = {
        "measure": measure,
        "questions": questions_of(measure, fields.answers, fields.errors),
        "errors": list(dict.fromkeys(errors)),
        "once": new_token(),
    }
    return render(
        request, "sessions/own_measures_new.html", context, status=UNREADABLE if request.method == "POST" else 200
    )


@require_POST
def delete(request: HttpRequest, own_id: int) -> HttpResponse:
    """Gone for good; somebody else's does not exist."""
    if not delete_own(user=_somebody(request), own_id=own_id):
        raise Http404
    messages.success(request, _("It is deleted."))
    return redirect("own_measures")


def _kept(request: HttpRequest, user: User, measure: Measure, fields: AnswerFields) -> list[str]:
    """Keep it; what stands in the way, if anything does."""
    answers = {item.code: fields.answers.get(item.code) for item in measure.items}
    try:
        done_once(request, lambda: record_own(user=user, measure=measure.code, answers=answers, at=timezone.now()))
    except ValidationError as error:
        return list(error.messages)
    return []


def _measure(code: str) -> Measure:
    found = next((used.asked for used in own_measures() if used.measure.code == code and used.may_be_filled_in), None)
    if found is None:
        raise Http404
    return found


def _somebody(request: HttpRequest) -> User:
    """Somebody who works with patients; it asks about that work."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    return user
