"""Handing measures over to the person: this browser is signed out first, or another tablet opens them with a code."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import chart_for, reader
from patients.forms.measures import HandOverForm
from patients.models import MeasureSheet, Patient
from patients.once import AlreadyDone, new_token, once
from patients.presentation.measures_handing import handed_over, to_choose_from
from patients.presentation.packet_link import whole_address
from patients.services.measure_sheets import TakenUp, new_code, revoke_sheet, take_up
from patients.services.measure_sheets import hand_over as hand_over_sheet
from patients.views.measures import measured, measures_page
from patients.views.measures_sheet import to_the_sheet

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Choose measures and hand them over; what was handed over before is shown, and can be ended."""
    patient = measured(request, patient_id)
    form = HandOverForm(request.POST or None, offered=to_choose_from())
    if request.method == "POST" and form.is_valid():
        try:
            if "elsewhere" in request.POST:
                return _elsewhere(request, patient, form)
            return _here(request, _handed_over_and_signed_out(request, patient, form))
        except AlreadyDone:
            return redirect("hand_over_measures", patient.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, patient, form, status=UNREADABLE if request.method == "POST" else 200)


@require_POST
def end_sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Nobody fills it in from now on."""
    sheet = _sheet(request, sheet_id)
    revoke_sheet(sheet=sheet, by=reader(request), at=timezone.now())
    messages.success(request, _("It is closed. What was not sent is gone."))
    return redirect("hand_over_measures", sheet.patient_id)


@require_POST
def another_code(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """To go on with it on another tablet, or on this one after it rested. It is shown in the answer, once."""
    sheet = _sheet(request, sheet_id)
    if not MeasureSheet.objects.visible_to(reader(request)).in_force(timezone.now()).filter(pk=sheet.pk).exists():
        return redirect("hand_over_measures", sheet.patient_id)
    patient = measured(request, sheet.patient_id)
    return _page(request, patient, HandOverForm(offered=to_choose_from()), code=new_code(sheet=sheet))


@transaction.atomic
def _handed_over_and_signed_out(request: HttpRequest, patient: Patient, form: HandOverForm) -> TakenUp:
    """Both or neither: whoever holds the tablet then is nobody here."""
    at = timezone.now()
    with once(request):
        sheet = hand_over_sheet(patient=patient, measures=form.cleaned_data["measures"], by=reader(request), at=at)
        taken = take_up(sheet=sheet, at=at)
    get_adapter(request).logout(request)
    return taken


def _here(request: HttpRequest, taken: TakenUp) -> HttpResponse:
    """Nothing of what was on this screen before can be called back with the browser's own button."""
    response = to_the_sheet(taken)
    response["Clear-Site-Data"] = '"cache"'
    return response


def _elsewhere(request: HttpRequest, patient: Patient, form: HandOverForm) -> HttpResponse:
    with once(request):
        sheet = hand_over_sheet(
            patient=patient, measures=form.cleaned_data["measures"], by=reader(request), at=timezone.now()
        )
        code = new_code(sheet=sheet)
    return _page(request, patient, HandOverForm(offered=to_choose_from()), code=code)


def _page(
    request: HttpRequest, patient: Patient, form: HandOverForm, *, code: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "handed": handed_over(patient, timezone.now()),
        "code": f"{code[:4]} {code[4:]}" if code else "",
        "code_address": whole_address(reverse("private_sheet_code")),
        "once": new_token(),
    }
    return measures_page(request, patient, "patients/measures_hand_over.html", context, status)


def _sheet(request: HttpRequest, sheet_id: int) -> MeasureSheet:
    sheet = MeasureSheet.objects.visible_to(reader(request)).filter(pk=sheet_id).first()
    if sheet is None:
        raise Http404
    chart_for(request, sheet.patient_id)
    return sheet
