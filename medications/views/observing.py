"""Recording a dose found in use: on arrival, or set by somebody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.doses import ObservedDoseForm, dose_rows, regimen_from
from medications.models import Medication
from medications.services.recording_elsewhere import record_observed_dose
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page, posted, require_may
from medications.views.known import named_medications
from patients.access import chart_for, reader
from patients.models import Patient
from practice.staff.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def observed_dose(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What somebody takes already, or was given elsewhere: recorded, never gated."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    form = ObservedDoseForm(posted(request), medications=named_medications())
    rows = dose_rows(posted(request))
    refusal: Refusal | None = None
    if form.is_bound and form.is_valid() & rows.is_valid():
        refusal = attempt(request, lambda: _observe(request, patient, form.cleaned_data, rows.filled()), form)
        if refusal is None:
            messages.success(request, _("The dose in use is recorded."))
            return redirect("chart", patient_id)
    status = refusal.status if refusal else (UNREADABLE if form.is_bound else 200)
    context = {"form": form, "rows": rows, "refusal": refusal}
    return chart_page(request, "medications/observed_dose.html", patient, context, status)


def _observe(request: HttpRequest, patient: Patient, answers: dict[str, Any], doses: list[dict[str, Any]]) -> object:
    now = timezone.now()
    return record_observed_dose(
        patient=patient,
        medication=Medication.objects.get(pk=answers["medication"]),
        regimen=regimen_from(doses, answers["form"]),
        source=answers["source"],
        taken_since=answers["taken_since"],
        observed_at=now,
        by=reader(request),
        at=now,
    )
