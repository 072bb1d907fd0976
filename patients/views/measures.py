"""Reading somebody's measures: all at a glance, one with everything that was answered, or as a table of days."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for, parts_of
from patients.measures.definitions import all_measures
from patients.measures_in_use import InUse, all_in_use, in_use
from patients.models import Patient
from patients.presentation.measures import ABOUT_ONESELF, kept_of, offered
from patients.presentation.measures_pages import flowsheet
from patients.presentation.measures_pages import one_measure as page_of_one
from patients.presentation.measures_words import standing_in_words
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission


@require_safe
def measures(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Each measure with its newest scores, what is due, and the way to fill one in."""
    patient = measured(request, patient_id)
    used = all_in_use()
    ready, waiting = offered(used)
    context = {
        "kept": kept_of(patient, used),
        "due": parts_of("measures-due", request, patient),
        "ready": ready,
        "waiting": waiting,
    }
    return measures_page(request, patient, "patients/measures.html", context)


@require_safe
def one_measure(request: HttpRequest, patient_id: int, measure: str) -> HttpResponse:
    """One measure: the graph, every filling-in with its answers, and what its figures rest on."""
    patient, used = measured(request, patient_id), measure_about_people(measure)
    before = request.GET.get("before", "")
    page = page_of_one(patient, used.measure, before=int(before) if before.isdecimal() else None)
    context = {"used": used, "page": page, "standing": standing_in_words(used.measure.standing)}
    return measures_page(request, patient, "patients/measures_one.html", context)


@require_safe
def table(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Measures down, days across, for those who prefer to read."""
    patient = measured(request, patient_id)
    page, days, rows = flowsheet(patient, request.GET.get("page"))
    context = {"page": page, "days": days, "rows": rows}
    return measures_page(request, patient, "patients/measures_table.html", context)


def measured(request: HttpRequest, patient_id: int) -> Patient:
    """The patient, for whoever may read and fill in measures."""
    patient = chart_for(request, patient_id)
    if not reader(request).may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    return patient


def measure_about_people(code: str) -> InUse:
    """The measure of that code; those about oneself and one's work are no part of anybody's chart."""
    if code not in all_measures() or all_measures()[code].respondent == ABOUT_ONESELF:
        raise Http404
    return in_use(code)


def measures_page(
    request: HttpRequest, patient: Patient, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    whole = {"banner": banner_for(request, patient), "patient": patient, **context}
    return render(request, template, {"is_read_only": patient.merged_into_id is not None, **whole}, status=status)
