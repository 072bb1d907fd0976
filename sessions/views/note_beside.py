"""What stands beside a draft: medications with their gate, the log, measures, what the note will cite, the last note.

It is a fragment of the note's page, read again whenever something was recorded in place; without script it is a page.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from medications.views.at_hand import log_at_hand, plans_at_hand
from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import new_token
from practice.staff.idle import unattended
from practice.staff.roles import Permission
from sessions.models import SessionNote
from sessions.parts import sections
from sessions.presentation.note_beside import citation_lines, measure_links
from sessions.queries.beside import last_note_before, last_visit_before, measures_to_offer
from sessions.queries.citations import Cited, left_out_of, would_cite
from sessions.services.citing import choose_citation
from sessions.views.note_doors import own_note_for


@require_safe
@unattended
def note_beside(request: HttpRequest, note_id: int) -> HttpResponse:
    """What is at hand while the author of a draft writes; nobody else has any use for it."""
    note, patient = _draft_about_somebody(request, note_id)
    return _beside(request, note, patient)


@require_POST
def choose_cited(request: HttpRequest, note_id: int) -> HttpResponse:
    """Leave something out of what the draft will cite, or take it in again."""
    note, patient = _draft_about_somebody(request, note_id)
    user, now = reader(request), timezone.now()
    wanted = Cited(request.POST.get("what", ""), _number(request.POST.get("row", "")))
    if wanted not in would_cite(note, at=now):
        raise Http404
    choose_citation(note=note, cited=wanted, is_left_out="leave_out" in request.POST, by=user, at=now)
    return _beside(request, note, patient) if _is_part(request) else redirect("note_beside", note.pk)


def _draft_about_somebody(request: HttpRequest, note_id: int) -> tuple[SessionNote, Patient]:
    """One's own draft about one person whose chart one may open; else 404."""
    note = own_note_for(request, note_id)
    if note.patient_id is None or not note.is_draft:
        raise Http404
    return note, chart_for(request, note.patient_id)


def _beside(request: HttpRequest, note: SessionNote, patient: Patient) -> HttpResponse:
    context = {"note": note, "patient": patient, "once": new_token(), **_at_hand(request, note, patient.pk)}
    if _is_part(request):
        answer = render(request, "sessions/note_beside_at_hand.html", context)
    else:
        whole = {**context, "banner": banner_for(request, patient)}
        answer = render(request, "sessions/note_beside.html", whole)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _at_hand(request: HttpRequest, note: SessionNote, patient_id: int) -> dict[str, Any]:
    user, now = reader(request), timezone.now()
    back = "" if _is_part(request) else f"?back={note.pk}"
    cited = would_cite(note, at=now)
    last = last_note_before(note, user)
    since = last_visit_before(patient_id, note.took_place_from)
    first, others = measures_to_offer(patient_id)
    return {
        "kept_way_back": back,
        "cited": citation_lines(cited, left_out_of(note) if cited else ()),
        "plans": plans_at_hand(patient_id, user=user, at=now, back=back),
        "log": log_at_hand(patient_id, user=user, since=since, at=now),
        "measures": measure_links(patient_id, first, back),
        "other_measures": measure_links(patient_id, others, back),
        "last_note": last,
        "last_note_says": sections.shown(last, user)["sections"] if last else [],
        "may_resolve": user.may(Permission.PRESCRIBE),
    }


def _is_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
