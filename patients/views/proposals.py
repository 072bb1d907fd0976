"""What a referral or a form brought, read beside the chart and taken over one by one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.proposals import DeclineForm
from patients.known import medicine_names
from patients.landing import landing_of
from patients.models import Patient, ProposedEntry
from patients.once import AlreadyDone, new_token, once
from patients.presentation.proposals import answered_lines, left_out_of, waiting_lines
from patients.services.proposing import accept_proposal, decline_proposal
from practice.staff.roles import Permission

ANSWERED_SHOWN = 50
UNREADABLE = 422


@require_safe
def proposals(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Everything that waits, what was answered, and what of a referral was not taken over."""
    patient = chart_for(request, patient_id)
    entries = ProposedEntry.objects.visible_to(reader(request)).filter(patient=patient)
    context = {
        "waiting": waiting_lines(entries.waiting()),
        "answered": answered_lines(entries.answered()[:ANSWERED_SHOWN]),
        "left_out": left_out_of(patient),
    }
    return render(request, "patients/proposals.html", {"banner": banner_for(request, patient), **context})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One entry: as it was told, and the form that takes it over. `act` says which of the two forms was sent."""
    entry = ProposedEntry.objects.visible_to(reader(request)).select_related("patient").filter(pk=proposal_id).first()
    if entry is None:
        raise Http404
    patient = chart_for(request, entry.patient_id)
    if not reader(request).may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    if entry.accepted_at or entry.declined_at:
        messages.info(request, _("Somebody has answered this already."))
        return redirect("proposals", patient.pk)
    sent = request.POST.get("act") if request.method == "POST" else None
    landing = landing_of(entry.kind)
    accepting = landing.form(request.POST if sent == "accept" else None, initial=entry.details)
    declining = DeclineForm(request.POST if sent == "decline" else None)
    if _taken(request, entry, accepting, declining):
        messages.success(request, _("It is recorded in the chart.") if sent == "accept" else _("It is not taken over."))
        return redirect("proposals", patient.pk)
    context = {"entry": entry, "label": landing.label, "accepting": accepting, "declining": declining}
    return _page(request, patient, context, UNREADABLE if request.method == "POST" else 200)


def _taken(request: HttpRequest, entry: ProposedEntry, accepting: Form, declining: Form) -> bool:
    """Whether the form that was sent was answered; if it does not fit, it says why."""
    by, at = reader(request), timezone.now()
    form = next((form for form in (accepting, declining) if form.is_bound), None)
    if form is None or not form.is_valid():
        return False
    try:
        with once(request):
            if form is accepting:
                accept_proposal(entry=entry, details=form.cleaned_data, by=by, at=at)
            else:
                decline_proposal(entry=entry, because=form.cleaned_data["because"], by=by, at=at)
    except AlreadyDone:
        return True
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, found)
    return form.is_valid()


def _page(request: HttpRequest, patient: Patient, context: dict[str, Any], status: int) -> HttpResponse:
    whole = {
        "banner": banner_for(request, patient),
        "patient": patient,
        "once": new_token(),
        "medicines": medicine_names(),
        **context,
    }
    return render(request, "patients/proposal.html", whole, status=status)
