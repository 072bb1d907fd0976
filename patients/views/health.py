"""What is known of somebody's health: the page, and one act for each thing that is added."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms import health as forms
from patients.known import medicine_names
from patients.models import Allergy, Patient
from patients.once import done_once, new_token
from patients.presentation.health import parts_of_health
from patients.services import recording_health as services
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

Service = Callable[..., object]


@require_safe
def health(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Everything that is known, and forms for more."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    context = {"parts": parts_of_health(patient), "medicines": medicine_names(), "once": new_token()}
    return render(request, "patients/health.html", {"banner": banner_for(request, patient), **context})


def told(request: HttpRequest, patient: Patient, form_class: type[forms.ToldForm], service: Service) -> HttpResponse:
    """Add one thing. What does not fit is shown again beside its field, with what was typed."""
    user = reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    form = form_class(request.POST)
    if form.is_valid() and taken(
        form, partial(done_once, request, partial(service, by=user, at=timezone.now(), **form.cleaned_data))
    ):
        messages.success(request, _("It is recorded."))
        return redirect("chart_health", patient.pk)
    context: dict[str, Any] = {
        "banner": banner_for(request, patient),
        "patient": patient,
        "form": form,
        "back": "chart_health",
        "once": new_token(),
        "medicines": medicine_names(),
    }
    return render(request, "patients/told_form_of_medicine.html", context, status=422)


def taken(form: forms.ToldForm, do: Callable[[], object]) -> bool:
    """Whether the service took it; if not, the form says why."""
    try:
        do()
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, found)
    return form.is_valid()


def about(request: HttpRequest, patient_id: int, form_class: type[forms.ToldForm], service: Service) -> HttpResponse:
    patient = chart_for(request, patient_id)
    return told(request, patient, form_class, partial(service, patient=patient))


@require_POST
def allergy(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.AllergyForm, services.record_allergy)


@require_POST
def no_known_allergies(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.NoKnownAllergiesForm, services.record_no_known_allergies)


@require_POST
def withdraw_allergy(request: HttpRequest, allergy_id: int) -> HttpResponse:
    """Take one back; it is reached through the chart of its patient, or not at all."""
    row = Allergy.objects.visible_to(reader(request)).filter(pk=allergy_id).first()
    if row is None:
        raise Http404
    patient = chart_for(request, row.patient_id)
    return told(request, patient, forms.WithdrawAllergyForm, partial(services.withdraw_allergy, allergy=row))


@require_POST
def condition(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.ConditionForm, services.record_condition)


@require_POST
def organ_function(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.OrganFunctionForm, services.record_organ_function)


@require_POST
def genotype(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.GenotypeForm, services.record_genotype)


@require_POST
def pregnancy_answer(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.PregnancyForm, services.record_pregnancy_answer)


@require_POST
def substance_use(request: HttpRequest, patient_id: int) -> HttpResponse:
    return about(request, patient_id, forms.SubstanceForm, services.record_substance_use)
