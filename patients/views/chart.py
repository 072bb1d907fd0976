"""The chart: who it is about, and the parts that each floor offers."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for, parts_of
from patients.forms.chart import ChartEventForm
from patients.models import Patient
from patients.services.charting import record_chart_event
from patients.services.viewing import record_view, record_view_of_part
from practice.panels import panel_named
from practice.staff.models import User


@require_safe
def chart(request: HttpRequest, patient_id: int) -> HttpResponse:
    """The whole chart; opening it is one act, whatever its parts."""
    patient = chart_for(request, patient_id)
    record_view(patient=patient, by=reader(request), at=timezone.now())
    context = {
        "banner": banner_for(request, patient),
        "parts": parts_of("chart", request, patient),
        "beside": parts_of("chart-beside", request, patient),
    }
    return render(request, "patients/chart.html", context)


@require_safe
def chart_panel(request: HttpRequest, patient_id: int, name: str) -> HttpResponse:
    """One part of the chart, the same as inside it."""
    patient = chart_for(request, patient_id)
    user = reader(request)
    panel = panel_named("chart", name, user) or panel_named("chart-beside", name, user)
    if panel is None:
        raise Http404
    record_view_of_part(patient=patient, by=user, at=timezone.now())
    return render(request, panel.template, {**panel.context(user, patient.pk)})


@require_POST
def chart_event(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Something else changed. What does not fit is shown again beside its field, with what was typed."""
    patient = chart_for(request, patient_id)
    form = ChartEventForm(request.POST)
    if form.is_valid() and recorded(patient, reader(request), form):
        return redirect("chart", patient_id)
    context = {"banner": banner_for(request, patient), "patient": patient, "form": form}
    return render(request, "patients/chart_event.html", context, status=422)


def recorded(patient: Patient, by: User, form: ChartEventForm) -> bool:
    """Whether the service took it; if not, the form says why."""
    now = timezone.now()
    try:
        record_chart_event(
            patient=patient,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            happened_at=form.cleaned_data["happened_at"] or now,
            by=by,
            at=now,
        )
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()
