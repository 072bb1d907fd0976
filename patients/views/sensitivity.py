"""How somebody does with medicines: the page, and one act for each thing that is added or taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms import sensitivity as forms
from patients.forms.health import ToldForm
from patients.known import medicine_names
from patients.models import EarlierReaction, Patient, SensitivityAnswer
from patients.once import done_once, new_token
from patients.presentation.sensitivity import judgement_in_words, judgement_of, known_of, parts_of_sensitivity
from patients.services import recording_sensitivity as services
from patients.services.viewing import record_view_of_part
from patients.views.health import taken
from practice.staff.roles import Permission

Service = Callable[..., object]
Row = TypeVar("Row", EarlierReaction, SensitivityAnswer)
UNREADABLE = 422


@require_safe
def sensitivity(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Everything that is known, their own words first, and forms for more."""
    patient = chart_for(request, patient_id)
    user = reader(request)
    record_view_of_part(patient=patient, by=user, at=timezone.now())
    known = known_of(patient)
    words, *parts = parts_of_sensitivity(patient, known, user)
    context = {"judged": judgement_in_words(judgement_of(patient, known)), "words": words, "parts": parts}
    return _page(request, "patients/sensitivity.html", patient, context)


@require_POST
def answers(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What they said in one conversation; whatever was skipped is left as it was."""
    patient = chart_for(request, patient_id)
    form = forms.AnswersForm(request.POST)

    def record(**common: Any) -> object:
        typed = form.cleaned_data
        return services.record_answers(
            patient=patient, answers=form.answered(), whose=typed["whose"], source=typed["source"], **common
        )

    return _told(request, patient, form, record)


@require_POST
def reaction(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = chart_for(request, patient_id)
    form = forms.ReactionForm(request.POST)
    return _told(request, patient, form, _with_what_was_typed(form, services.record_reaction, patient=patient))


@require_POST
def withdraw_reaction(request: HttpRequest, reaction_id: int) -> HttpResponse:
    row = _row_for(request, EarlierReaction, reaction_id)
    form = forms.WithdrawForm(request.POST)
    return _told(request, row.patient, form, _with_what_was_typed(form, services.withdraw_reaction, reaction=row))


@require_POST
def withdraw_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    row = _row_for(request, SensitivityAnswer, answer_id)
    form = forms.WithdrawForm(request.POST)
    return _told(request, row.patient, form, _with_what_was_typed(form, services.withdraw_answer, answer=row))


@require_POST
def setting(request: HttpRequest, patient_id: int) -> HttpResponse:
    """A prescriber's own judgement."""
    patient = chart_for(request, patient_id)
    form = forms.SettingForm(request.POST)
    act = _with_what_was_typed(form, services.set_sensitivity, patient=patient)
    return _told(request, patient, form, act, Permission.PRESCRIBE)


def _with_what_was_typed(form: ToldForm, service: Service, **about: object) -> Service:
    return lambda **common: service(**about, **form.cleaned_data, **common)


def _told(
    request: HttpRequest,
    patient: Patient,
    form: ToldForm,
    service: Service,
    permission: Permission = Permission.LOG_EFFECTS,
) -> HttpResponse:
    """Write it down once. What does not fit is shown again beside its field, with what was typed."""
    user = reader(request)
    if not user.may(permission):
        raise PermissionDenied
    if form.is_valid() and taken(form, partial(done_once, request, partial(service, by=user, at=timezone.now()))):
        messages.success(request, _("It is recorded."))
        return redirect("sensitivity", patient.pk)
    return _page(
        request, "patients/told_form_of_medicine.html", patient, {"form": form, "back": "sensitivity"}, UNREADABLE
    )


def _row_for(request: HttpRequest, kind: type[Row], key: int) -> Row:
    """A row, reached through the chart of its patient, or not at all."""
    row = kind.objects.visible_to(reader(request)).select_related("patient").filter(pk=key).first()
    if row is None:
        raise Http404
    chart_for(request, row.patient_id)
    return row


def _page(
    request: HttpRequest, template: str, patient: Patient, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {
        "banner": banner_for(request, patient),
        "patient": patient,
        "once": new_token(),
        "medicines": medicine_names(),
        **context,
    }
    return render(request, template, whole, status=status)
