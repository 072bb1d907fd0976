"""The timeline: on the screen, in part for htmx, and on one sheet of paper."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.services.viewing import record_view_of_part
from sessions.forms.timeline import RANGES, TimelineForm
from sessions.timeline.picture import Asked, Whole, whole_of

UNREADABLE = 422


@require_safe
def timeline(request: HttpRequest, patient_id: int) -> HttpResponse:
    """The page, or, asked for by htmx, only the picture and what can be chosen."""
    patient = chart_for(request, patient_id)
    is_part = "HX-Request" in request.headers
    context, status = _shown(request, patient)
    if not is_part:
        context = {**context, "banner": banner_for(request, patient)}
    template = "sessions/_timeline.html" if is_part else "sessions/timeline.html"
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def print_timeline(request: HttpRequest, patient_id: int) -> HttpResponse:
    """The same on one page, to look at together or to take home."""
    patient = chart_for(request, patient_id)
    context, status = _shown(request, patient, on_paper=True)
    return render(request, "sessions/timeline_print.html", dict(context), status=status)


def _shown(request: HttpRequest, patient: Patient, *, on_paper: bool = False) -> tuple[Mapping[str, Any], int]:
    user, now = reader(request), timezone.now()
    record_view_of_part(patient=patient, by=user, at=now)
    today = timezone.localdate(now)
    form = TimelineForm(request.GET)
    asked = form.asked(request.GET.getlist("show"), today)
    whole = whole_of(patient, user, asked, on_paper=on_paper)
    context = {
        "patient": patient,
        "whole": whole,
        "picture": whole.picture,
        "ranges": [(code, name, code == asked.range) for code, name in RANGES],
        "until": asked.until if asked.until < today else None,
        "printed_on": today,
        **_ways(patient, asked, whole),
    }
    return context, UNREADABLE if form.errors else 200


def _ways(patient: Patient, asked: Asked, whole: Whole) -> Mapping[str, str]:
    """The days before and after, and the sheet to print, with the same tracks."""
    here = reverse("timeline", args=[patient.pk])
    ways = {"print_url": _with(reverse("print_timeline", args=[patient.pk]), asked, asked.until.isoformat())}
    for name, until in (("earlier_url", whole.earlier), ("later_url", whole.later)):
        ways[name] = _with(here, asked, until.isoformat()) if until else ""
    return {"here": here, **ways}


def _with(address: str, asked: Asked, until: str) -> str:
    """Only what this page understands comes along."""
    kept = QueryDict(mutable=True)
    kept["range"], kept["until"] = asked.range.value, until
    if asked.shown is not None:
        kept["chosen"] = "on"
        kept.setlist("show", sorted(asked.shown))
    return f"{address}?{kept.urlencode()}"
