"""The private link, for whoever books for somebody. Logistics alone: no section, no question, no answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import reader
from patients.forms.packet import LinkForm
from patients.models import Patient, PrivateLink
from patients.once import AlreadyDone, new_token, once
from patients.presentation.packet_link import standing_of_link, whole_address
from patients.services.contacting import ContactNotSafe
from patients.services.private_links import Made, make_link, revoke_link
from patients.views.person import person_for

UNREADABLE = 422


@require_http_methods(["GET", "POST"])
def packet_link(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Where the link stands, and a form for another. A new address is shown in the answer, once."""
    patient = person_for(request, patient_id)
    form = LinkForm(request.POST or None, patient=patient)
    made = _make(request, patient, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid() and (made is None or form.cleaned_data["channel"]):
        messages.success(request, _("The link is made."))
        return redirect("packet_link", patient.pk)
    context = {
        "patient": patient,
        "form": LinkForm(patient=patient) if made else form,
        "standing": standing_of_link(patient, timezone.now()),
        "address": whole_address(made.path) if made else "",
        "once": new_token(),
    }
    return render(request, "patients/packet_link.html", context, status=UNREADABLE if form.errors else 200)


@require_POST
def close_link(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Nobody opens it from now on."""
    patient = person_for(request, patient_id)
    link = PrivateLink.objects.bookable_by(reader(request)).filter(packet__patient=patient, revoked_at=None).first()
    if link is not None:
        revoke_link(link=link, by=reader(request), at=timezone.now())
        messages.success(request, _("The link is closed."))
    return redirect("packet_link", patient.pk)


def _make(request: HttpRequest, patient: Patient, form: LinkForm) -> Made | None:
    """None where the same form made it before; where it could not be made, why stands on the form."""
    try:
        with once(request):
            return make_link(patient=patient, by=reader(request), at=timezone.now(), **form.cleaned_data)
    except AlreadyDone:
        return None
    except ContactNotSafe as error:
        form.add_error("channel", error.words)
    except ValidationError as error:
        form.add_error(None, error)
    return None
