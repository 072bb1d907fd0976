"""Copies for the person: what they agreed to, or the text with a line to sign on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from patients.access import chart_for, reader
from patients.presentation.consents import about, given, line_of
from patients.rules.consent import ConsentKind
from patients.services.consenting import newest_wording
from patients.services.viewing import record_view_of_part
from patients.views.consent_pages import consent_for, may_write


@require_safe
def copy(request: HttpRequest, consent_id: int) -> HttpResponse:
    """The consent as it was given, with the text in the version in which it was given."""
    consent = consent_for(request, consent_id)
    record_view_of_part(patient=consent.patient, by=reader(request), at=timezone.now())
    context = {
        "practice": settings.PRACTICE_NAME,
        "patient": consent.patient,
        "wording": consent.wording,
        "title": consent.wording.title if consent.wording else consent.get_kind_display(),
        "about": about(consent),
        "given": given(consent),
        "line": line_of(consent, timezone.localdate()),
        "printed_on": timezone.localdate(),
    }
    return render(request, "patients/consent_print.html", context)


@require_safe
def blank(request: HttpRequest, patient_id: int, consent_kind: str) -> HttpResponse:
    """The text with lines to fill in and to sign, for whoever would rather have paper."""
    patient = chart_for(request, patient_id)
    may_write(request)
    wording = newest_wording(consent_kind) if consent_kind in ConsentKind.values else None
    if wording is None:
        raise Http404
    context = {
        "practice": settings.PRACTICE_NAME,
        "patient": patient,
        "wording": wording,
        "title": wording.title,
        "is_blank": True,
        "is_release": consent_kind == ConsentKind.RELEASE,
        "printed_on": timezone.localdate(),
    }
    return render(request, "patients/consent_print.html", context)
