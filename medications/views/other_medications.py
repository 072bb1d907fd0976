"""Medications from elsewhere: recording one, and that one was raised or stopped."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.elsewhere import OtherChange, OtherChangeForm, OtherMedicationForm
from medications.models import Medication
from medications.services.recording_elsewhere import change_other_medication, record_other_medication
from medications.views.access import other_for
from medications.views.answering import ActPage, act, posted, require_may
from medications.views.known import named_medications
from patients.access import chart_for, reader
from patients.models import Patient
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def record_other(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What somebody else prescribes, or the patient takes by themselves."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        medication = Medication.objects.filter(pk=answers.pop("medication")).first()
        return record_other_medication(
            patient=patient, medication=medication, by=reader(request), at=timezone.now(), **answers
        )

    page = _page(
        patient,
        heading=_("A medication from elsewhere"),
        lead=_("It orders nothing. What was started or raised lately is weighed before a dose goes up."),
        button=_("Record it"),
        done=_("The medication is recorded."),
    )
    return act(request, page, OtherMedicationForm(posted(request), medications=named_medications()), do)


@require_http_methods(FORM_METHODS)
def change_other(request: HttpRequest, other_id: int) -> HttpResponse:
    """It was raised or stopped; what is taken again after that is recorded anew."""
    other = other_for(request, other_id)
    require_may(request, Permission.LOG_EFFECTS)
    if other.stopped_on is not None:
        messages.info(request, _("It is recorded as stopped. If it is taken again, record it anew."))
        return redirect("chart", other.patient_id)

    def do(answers: dict[str, Any]) -> object:
        is_raised = answers["what"] == OtherChange.RAISED
        return change_other_medication(
            other=other,
            dose=answers["dose"] or None,
            changed_on=answers["on"] if is_raised else None,
            stopped_on=None if is_raised else answers["on"],
            by=reader(request),
            at=timezone.now(),
        )

    page = _page(
        other.patient,
        heading=_("%(medication)s: raised or stopped") % {"medication": other.name},
        lead=_("Told so far: %(dose)s.") % {"dose": other.dose} if other.dose else "",
        button=_("Record the change"),
        done=_("The change is recorded."),
    )
    return act(request, page, OtherChangeForm(posted(request)), do)


def _page(patient: Patient, **words: str) -> ActPage:
    return ActPage(patient=patient, back=reverse("chart", args=[patient.pk]), **words)
