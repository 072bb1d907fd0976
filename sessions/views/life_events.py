"""Life events: what a patient wants on their timeline, added and taken off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page
from patients.access import chart_for, reader
from patients.models import Patient
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission
from sessions.forms.life_events import LifeEventForm, TakeOffForm
from sessions.models import LifeEvent
from sessions.services.life_events import add_life_event, take_off_life_event
from sessions.timeline.words import life_event_said


@require_safe
def life_events(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What is there, and a form for more."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return _page(request, patient, LifeEventForm())


@require_POST
def add(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = chart_for(request, patient_id)
    form = LifeEventForm(request.POST)

    def write(**common: Any) -> object:
        return add_life_event(patient=patient, told=form.told(), **common)

    return _written(request, patient, form, write, _("It is on the timeline."))


@require_POST
def take_off(request: HttpRequest, life_event_id: int) -> HttpResponse:
    events = LifeEvent.objects.visible_to(reader(request)).standing()
    event = events.select_related("patient").filter(pk=life_event_id).first()
    if event is None:
        raise Http404
    patient = chart_for(request, event.patient_id)
    form = TakeOffForm(request.POST)

    def write(**common: Any) -> object:
        return take_off_life_event(event=event, because=form.cleaned_data["because"], **common)

    return _written(request, patient, form, write, _("It is off the timeline."), event=event)


def _written(
    request: HttpRequest,
    patient: Patient,
    form: LifeEventForm | TakeOffForm,
    write: Callable[..., object],
    done: str,
    event: LifeEvent | None = None,
) -> HttpResponse:
    """Write it once, or show the form again with what was typed."""
    user = reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    refusal = None
    if form.is_valid():
        refusal = attempt(request, lambda: write(by=user, at=timezone.now()), form)
        if refusal is None:
            messages.success(request, done)
            return redirect("life_events", patient.pk)
    if isinstance(form, LifeEventForm):
        return _page(request, patient, form, refusal)
    return _page(request, patient, LifeEventForm(), refusal, (event, form))


def _page(
    request: HttpRequest,
    patient: Patient,
    form: LifeEventForm,
    refusal: Refusal | None = None,
    taking_off: tuple[LifeEvent | None, TakeOffForm] = (None, TakeOffForm()),
) -> HttpResponse:
    of_event, its_form = taking_off
    events = LifeEvent.objects.visible_to(reader(request)).standing().filter(patient=patient)
    is_open = patient.merged_into_id is None
    context = {
        "lines": [
            {
                "event": event,
                "words": life_event_said(event),
                "form": its_form if event == of_event else TakeOffForm(auto_id=f"event-{event.pk}-%s"),
                "is_refused": event == of_event,
            }
            for event in events.select_related("recorded_by")
        ],
        "form": form if is_open else None,
        "is_open": is_open,
        "refusal": refusal.message if refusal else "",
    }
    is_refused = form.is_bound or of_event is not None
    return chart_page(request, "sessions/life_events.html", patient, context, UNREADABLE if is_refused else 200)
