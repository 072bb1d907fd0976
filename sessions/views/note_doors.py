"""The doors to notes: whoever may read one finds it, for everybody else it does not exist."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from patients.access import reader
from patients.banner import banner_for, parts_of
from patients.models import Patient
from patients.once import new_token
from patients.services.viewing import record_view_of_part
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import SessionNote


def writer(request: HttpRequest) -> User:
    """The person signed in, if they may write notes."""
    user = reader(request)
    if not user.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    return user


def note_for(request: HttpRequest, note_id: int) -> SessionNote:
    """A note that this person may read, else 404: of drafts their own."""
    notes = SessionNote.objects.visible_to(reader(request))
    note = notes.select_related("patient", "author", "signed_by", "cosignature__signed_by").filter(pk=note_id).first()
    if note is None:
        raise Http404
    return note


def own_note_for(request: HttpRequest, note_id: int) -> SessionNote:
    """A note of this person's own, else 404."""
    note = note_for(request, note_id)
    if note.author_id != writer(request).pk:
        raise Http404
    return note


def record_reading(request: HttpRequest, note: SessionNote) -> None:
    """A note is part of its chart; a group's is part of none, so its reading is an act of its own."""
    user, at = reader(request), timezone.now()
    if note.patient is not None:
        record_view_of_part(patient=note.patient, by=user, at=at)
    elif note.signed_at is not None:
        record("note.opened", note, by=user, at=at)


def note_page(
    request: HttpRequest, template: str, note: SessionNote, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page about a note: under the banner of its patient, where this person may open the chart."""
    whole: dict[str, Any] = {"note": note, "once": new_token(), "base": "base.html", "beside": [], **context}
    if note.patient is not None and _may_open(request, note.patient):
        beside = parts_of("note-beside", request, note.patient) if "forms" in context else []
        whole |= {
            "base": "patients/chart_base.html",
            "banner": banner_for(request, note.patient),
            "patient": note.patient,
            "beside": beside,
        }
    return render(request, template, whole, status=status)


def _may_open(request: HttpRequest, patient: Patient) -> bool:
    return Patient.objects.visible_to(reader(request)).filter(pk=patient.pk).exists()
