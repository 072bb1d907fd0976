"""What somebody needs around visits: one page that shows and keeps it. Logistics alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import reader
from patients.forms.needs import SUGGESTED, NeedsForm
from patients.models import LogisticNeeds, Patient
from patients.once import AlreadyDone, new_token, once
from patients.services.needs import Needs, keep_needs
from patients.views.person import person_for


@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Every question at once, each of which may be left alone."""
    patient = person_for(request, patient_id)
    known = LogisticNeeds.objects.bookable_by(reader(request)).of_many([patient.pk]).get(patient.pk)
    form = NeedsForm(request.POST or None, initial=vars(known) if known else None)
    if request.method == "POST" and form.is_valid() and _kept(request, patient, form):
        messages.success(request, _("It is kept. It stands on the list of every day with a visit."))
        return redirect("person", patient.pk)
    context = {"patient": patient, "form": form, "languages": SUGGESTED, "once": new_token()}
    return render(request, "patients/needs.html", context, status=422 if request.method == "POST" else 200)


def _kept(request: HttpRequest, patient: Patient, form: NeedsForm) -> bool:
    """Whether it was kept, once; what does not fit stands on the form."""
    try:
        with once(request):
            said = Needs(**form.cleaned_data)
            keep_needs(patient=patient, needs=said, by=reader(request), at=timezone.now())
    except AlreadyDone:
        return True
    except ValidationError as error:
        form.add_error(None, error.messages)
    return form.is_valid()
