"""Notes to write, the notes of a chart, and words in notes."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.services.viewing import record_view_of_part
from practice.audit.recording import record
from practice.staff.models import User
from sessions.forms.finding_notes import NarrowForm, WordsForm
from sessions.presentation.finding_notes import found_rows, missing_row, note_row
from sessions.queries.finding_notes import authors_of, drafts_of, notes_of, to_cosign, visits_without_a_note
from sessions.queries.finding_words import PAGE, find_words
from sessions.views.note_doors import writer

UNREADABLE = 422


@require_safe
def notes_to_write(request: HttpRequest) -> HttpResponse:
    """One's own drafts, visits that nobody has written about, and notes that wait for one's co-signature."""
    user, now = writer(request), timezone.now()
    context = {
        "drafts": [note_row(each) for each in drafts_of(user)],
        "missing": [missing_row(each) for each in visits_without_a_note(user, now)],
        "to_cosign": [note_row(each) for each in to_cosign(user, now)],
        "form": WordsForm(),
    }
    return render(request, "sessions/notes_to_write.html", context)


@require_safe
def notes_of_chart(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Everything that was written about one person, as far as this one may read it; newest first."""
    patient, user = chart_for(request, patient_id), reader(request)
    record_view_of_part(patient=patient, by=user, at=timezone.now())
    form = NarrowForm(request.GET or None, authors=authors_of(patient.pk, user))
    chosen: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    narrowed = {name: chosen[name] for name in ("kind", "author") if chosen.get(name)}
    page = notes_of(patient.pk, user, before=_number(request.GET.get("before", "")), **narrowed)
    context = {
        "banner": banner_for(request, patient),
        "patient": patient,
        "form": form,
        "rows": [note_row(each, names_them=False) for each in page.rows],
        "older_url": f"?{urlencode({**narrowed, 'before': page.next_before})}" if page.next_before else "",
        "is_narrowed": bool(narrowed),
        "may_begin": patient.merged_into_id is None,
    }
    return render(request, "sessions/notes_of_chart.html", context, status=UNREADABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def find_notes(request: HttpRequest) -> HttpResponse:
    """Words travel in the body, so that none stands in an address; what was searched for is recorded nowhere."""
    user = writer(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= _found(form.cleaned_data, user)
    return render(request, "sessions/find_notes.html", context, status=UNREADABLE if form.errors else 200)


def _found(asked: dict[str, Any], user: User) -> dict[str, Any]:
    page = asked["page"] or 0
    found = find_words(asked["words"], user, page=page)
    record("notes.searched", by=user, at=timezone.now(), found=found.number)
    return {
        "found": found,
        "rows": found_rows(found),
        "words": asked["words"],
        "earlier": page - 1 if page else None,
        "later": page + 1 if (page + 1) * PAGE < found.number else None,
    }


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
