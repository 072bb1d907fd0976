"""Who this chart is about, on every clinical page, with what other floors hang up there and beside the work."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from patients.access import reader
from patients.models import Patient
from practice.panels import panels_for


def banner_for(request: HttpRequest, patient: Patient) -> dict[str, Any]:
    """What templates/patients/chart_base.html reads, as `banner`."""
    age = patient.age_on(timezone.localdate())
    return {
        "patient_id": patient.pk,
        "chosen_name": patient.chosen_name,
        "pronouns": patient.pronouns,
        "age_in_words": ngettext("%(age)d year old", "%(age)d years old", age) % {"age": age}
        if age is not None
        else "",
        "birth_date": patient.birth_date,
        "language": patient.language,
        "record_number": patient.record_number,
        "merged_into_id": patient.merged_into_id,
        "parts": parts_of("banner", request, patient),
        "navigation": parts_of("chart-navigation", request, patient),
    }


def parts_of(page: str, request: HttpRequest, patient: Patient) -> list[SafeString]:
    """The panels of a page about this patient, made, in order."""
    user = reader(request)
    return [
        render_to_string(panel.template, {**panel.context(user, patient.pk)}, request)
        for panel in panels_for(page, user)
    ]
