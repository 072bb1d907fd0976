"""What was measured: a row to type into, and a table of what is there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.measuring import MeasurementsForm, field_name
from patients.known import medicine_names
from patients.models import Patient
from patients.presentation.measurements import page_of_rows
from patients.services.measuring import record_measurements
from patients.services.viewing import record_view_of_part
from practice.staff.models import User
from practice.staff.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def measurements(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Read, or write down several values at once. What does not fit stays, with its error beside it."""
    patient, user = chart_for(request, patient_id), reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    form = MeasurementsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and recorded(patient, user, form):
        messages.success(request, _("It is recorded."))
        return redirect("measurements", patient.pk)
    record_view_of_part(patient=patient, by=user, at=timezone.now())
    return shown(request, patient, form)


def shown(request: HttpRequest, patient: Patient, form: MeasurementsForm) -> HttpResponse:
    page, rows = page_of_rows(patient, request.GET.get("page"))
    context = {
        "banner": banner_for(request, patient),
        "form": None if patient.merged_into_id else form,
        "medicines": medicine_names(),
        "page": page,
        "rows": rows,
    }
    return render(request, "patients/measurements.html", context, status=422 if form.is_bound else 200)


def recorded(patient: Patient, by: User, form: MeasurementsForm) -> bool:
    """Whether the service took it; if not, the form says why, each beside its field."""
    now = timezone.now()
    answers = form.cleaned_data
    try:
        record_measurements(
            patient=patient,
            readings=form.readings(),
            taken_at=answers["taken_at"] or now,
            source=answers["source"],
            by=by,
            at=now,
        )
    except ValidationError as error:
        for key, found in getattr(error, "error_dict", {"": error}).items():
            form.add_error(field_name(key) if field_name(key) in form.fields else None, found)
    return form.is_valid()
