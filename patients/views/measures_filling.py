"""Filling in a measure with somebody: on its own page, or as a part of another one; and taking a mistake back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from patients.access import reader
from patients.forms.measures import AnswerFields, AroundForm, TakeBackForm
from patients.measures.definitions import Measure
from patients.measures_in_use import InUse
from patients.models import Assessment, Patient
from patients.once import AlreadyDone, new_token, once
from patients.presentation.measures import in_words
from patients.presentation.measures_form import Asked, asked_of
from patients.services.assessing import record_assessment, withdraw_assessment
from patients.views.measures import measure_about_people, measured, measures_page

UNREADABLE = 422
RECORDED = "recorded"  # whatever page the form is a part of listens for it


@require_http_methods(["GET", "HEAD", "POST"])
def new_assessment(request: HttpRequest, patient_id: int, measure: str) -> HttpResponse:
    """Every question may be left out. htmx gets the form alone, or in a few words what it came to."""
    patient, used = measured(request, patient_id), measure_about_people(measure)
    if not used.may_be_filled_in:
        return _answer(request, patient, used, None)
    fields = AnswerFields(used.asked, request.POST)
    around = AroundForm(request.POST or None)
    if request.method == "POST" and around.is_valid() and not fields.errors:
        try:
            return _recorded(request, patient, used.measure, _record(request, patient, used.measure, fields, around))
        except AlreadyDone:
            return _recorded(request, patient, used.measure, None)
        except ValidationError as error:
            _tell(around, error)
    asked = asked_of(used.asked, fields, around, to=request.path)
    return _answer(request, patient, used, asked, UNREADABLE if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back_assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """It was a mistake; it stays readable, with the reason."""
    row = Assessment.objects.visible_to(reader(request)).standing().filter(pk=assessment_id).first()
    if row is None:
        raise Http404
    patient = measured(request, row.patient_id)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _taken_back(request, row, form):
        messages.success(request, _("It is taken back, and stays readable."))
        return redirect("measure", patient.pk, row.measure)
    named = measure_about_people(row.measure).measure
    context = {"measure": named, "told": in_words(named, row, []), "form": form}
    status = UNREADABLE if request.method == "POST" else 200
    return measures_page(request, patient, "patients/measures_take_back.html", context, status)


def _taken_back(request: HttpRequest, row: Assessment, form: TakeBackForm) -> bool:
    """Whether it is; if not, the form says why: a risk answer is looked at first."""
    because = form.cleaned_data["because"]
    try:
        withdraw_assessment(assessment=row, because=because, by=reader(request), at=timezone.now())
    except ValidationError as error:
        _tell(form, error)
    return form.is_valid()


def _record(
    request: HttpRequest, patient: Patient, measure: Measure, fields: AnswerFields, around: AroundForm
) -> Assessment:
    """Once, however often the same form is sent. Raises AlreadyDone; ValidationError."""
    now = timezone.now()
    with once(request):
        return record_assessment(
            patient=patient,
            measure=measure.code,
            answers={item.code: fields.answers.get(item.code) for item in measure.items},
            how=around.cleaned_data["how"],
            filled_in_at=around.cleaned_data["filled_in_at"] or now,
            in_their_words=around.cleaned_data["in_their_words"],
            by=reader(request),
            at=now,
        )


def _recorded(request: HttpRequest, patient: Patient, measure: Measure, row: Assessment | None) -> HttpResponse:
    """Where to go on: a risk answer is looked at first. None: the same form was taken before."""
    risk = reverse("risk_answer", args=[row.pk]) if row is not None and row.risk else ""
    if "HX-Request" not in request.headers:
        messages.success(request, _("It is recorded."))
        return redirect(risk or reverse("measure", args=[patient.pk, measure.code]))
    told = in_words(measure, row, []) if row is not None else None
    context = {"patient": patient, "measure": measure, "told": told, "risk": risk}
    response = render(request, "patients/_measure_recorded.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return trigger_client_event(response, RECORDED)


def _answer(
    request: HttpRequest, patient: Patient, used: InUse, asked: Asked | None, status: int = 200
) -> HttpResponse:
    """The page, or the same form alone."""
    context: dict[str, Any] = {"patient": patient, "used": used, "asked": asked, "once": new_token()}
    if "HX-Request" in request.headers:
        response = render(request, "patients/_measure_fill_in.html", context, status=status)
    else:
        response = measures_page(request, patient, "patients/measures_new.html", context, status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _tell(form: Form, error: ValidationError) -> None:
    for name, found in getattr(error, "error_dict", {None: error}).items():
        form.add_error(name if name in form.fields else None, found)
