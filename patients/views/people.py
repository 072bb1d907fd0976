"""The people around somebody: the page, adding one, and saying that it has ended. Part of the chart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.people import EmergencyContactForm, EndForm, PersonForm, PrimaryCareForm, SupporterForm
from patients.models import EmergencyContact, Patient, PrimaryCare, Supporter
from patients.models.people import Around
from patients.once import AlreadyDone, new_token, once
from patients.presentation.people import people_page
from patients.services import people_around as services
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

UNREADABLE = 422


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of people: its rows, its form, and the service that adds one."""

    model: type[Around]
    form: type[PersonForm]
    add: Callable[..., Around]


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "supporters": Kind(model=Supporter, form=SupporterForm, add=services.add_supporter),
        "primary-care": Kind(model=PrimaryCare, form=PrimaryCareForm, add=services.add_primary_care),
        "emergency": Kind(model=EmergencyContact, form=EmergencyContactForm, add=services.add_emergency_contact),
    }
)


@require_safe
def people(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Everybody around them, and forms for more."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return _page(request, "patients/people.html", patient, {"parts": people_page(patient)})


@require_POST
def add_person(request: HttpRequest, patient_id: int, around: str) -> HttpResponse:
    """Somebody is around them. What does not fit is shown again with what was typed."""
    patient, kind = _about(request, patient_id, around)
    form = kind.form(request.POST)
    if form.is_valid() and _done(request, form, lambda **common: kind.add(patient=patient, **form.told(), **common)):
        messages.success(request, _("It is recorded."))
        return redirect("people", patient.pk)
    return _page(request, "patients/told_form.html", patient, {"form": form, "back": "people"}, UNREADABLE)


@require_POST
def end_person(request: HttpRequest, patient_id: int, around: str, person_id: int) -> HttpResponse:
    """They are no longer around; the row stays."""
    patient, kind = _about(request, patient_id, around)
    row = kind.model.objects.visible_to(reader(request)).filter(patient=patient, pk=person_id).first()
    if row is None:
        raise Http404
    form = EndForm(request.POST)
    if form.is_valid() and _done(request, form, partial(services.end, row=row, **form.cleaned_data)):
        messages.success(request, _("It has ended. The record keeps it."))
        return redirect("people", patient.pk)
    return _page(request, "patients/told_form.html", patient, {"form": form, "back": "people"}, UNREADABLE)


def _about(request: HttpRequest, patient_id: int, around: str) -> tuple[Patient, Kind]:
    """The chart, and which kind of people; only for those who may write there."""
    patient = chart_for(request, patient_id)
    if not reader(request).may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    if around not in KINDS:
        raise Http404
    return patient, KINDS[around]


def _done(request: HttpRequest, form: Form, act: Callable[..., object]) -> bool:
    """Do it once; what is refused stands on the form."""
    try:
        with once(request):
            act(by=reader(request), at=timezone.now())
    except AlreadyDone:
        return True
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, found)
    return form.is_valid()


def _page(
    request: HttpRequest, template: str, patient: Patient, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)
