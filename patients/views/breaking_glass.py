"""The page that opens a chart in need. It is reached by name, never by trying addresses: those answer 404."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from patients.access import reader
from patients.forms.chart import BreakGlassForm
from patients.models import Patient
from patients.services import breaking_glass
from practice.staff.roles import Permission


@require_http_methods(["GET", "POST"])
def break_the_glass(request: HttpRequest) -> HttpResponse:
    """Ask for a record number and a reason; then the chart opens for a while."""
    user = reader(request)
    if not user.may(Permission.BREAK_THE_GLASS):
        raise PermissionDenied
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (patient := opened(request, form)):
        return redirect("chart", patient.pk)
    return render(request, "patients/break_the_glass.html", {"form": form}, status=422 if form.is_bound else 200)


def opened(request: HttpRequest, form: BreakGlassForm) -> Patient | None:
    """The patient, whose chart is open to this person now; a chart that already was needs no breaking."""
    user = reader(request)
    number = form.cleaned_data["record_number"]
    patient = Patient.objects.breakable_by(user).filter(record_number__iexact=number).first()
    if patient is None:
        form.add_error("record_number", _("No record has this number."))
        return None
    if not Patient.objects.visible_to(user).filter(pk=patient.pk).exists():
        reason = form.cleaned_data["reason"]
        breaking_glass.break_the_glass(patient=patient, by=user, reason=reason, at=timezone.now())
    return patient
