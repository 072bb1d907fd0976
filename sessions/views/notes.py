"""Writing a note and reading one: the page of a draft, its autosave, two versions side by side, the signed note."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import reader
from patients.once import new_token
from practice.staff.idle import unattended
from practice.staff.roles import Permission
from sessions.forms.notes import AddendumForm, SetAsideForm
from sessions.models import SessionNote
from sessions.presentation import notes as shown
from sessions.presentation.note_beside import cited_by
from sessions.presentation.note_settling import chosen, differences, typed_pairs
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote
from sessions.services.writing_notes import Kept, keep_note
from sessions.views.note_doors import note_for, note_page, own_note_for, record_reading, writer

CLOSED, UNREADABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """A draft to write in, or a note to read. Sent to it, a draft is kept whole."""
    row = note_for(request, note_id)
    if request.method == "POST":
        return _take(request, own_note_for(request, note_id))
    record_reading(request, row)
    is_writable = row.is_draft and (row.patient is None or row.patient.merged_into_id is None)
    return draft_page(request, row) if is_writable else read_page(request, row)


@require_POST
@unattended
def keep(request: HttpRequest, note_id: int) -> HttpResponse:
    """The page keeps itself while somebody types; this alone keeps no sign-in alive (see static/js/idle.js)."""
    row = own_note_for(request, note_id)
    try:
        kept = _keep(request, row, request.POST)
    except (SomebodyElseWrote, NoteIsLocked) as refused:
        return JsonResponse({"said": _elsewhere(refused)}, status=CLOSED)
    return JsonResponse(
        {
            "revision": kept.revision,
            "said": shown.answer_in_words(row, kept.kept_at, kept.revision, kept.errors),
            "not_kept": shown.names_of_errors(row, kept.errors),
        }
    )


@require_POST
def settle(request: HttpRequest, note_id: int) -> HttpResponse:
    """Somebody looked at both versions and chose, field by field."""
    return _take(request, own_note_for(request, note_id), chooses=True)


def draft_page(
    request: HttpRequest,
    row: SessionNote,
    data: QueryDict | None = None,
    kept: Kept | None = None,
    status: int = 200,
    aside: SetAsideForm | None = None,
) -> HttpResponse:
    """The writing page, with what is kept or with what was typed; `page` names this page among all open ones."""
    errors = kept.errors if kept else {}
    context = {
        "title": row.get_kind_display(),
        "when": shown.when_of(row),
        "forms": shown.forms_of(row, data, errors),
        "kept": shown.answer_in_words(row, row.text.saved_at, row.text.revision, errors),
        "revision": row.text.revision,
        "page": new_token(),
        "aside": aside or SetAsideForm(auto_id="aside-%s"),
    }
    return note_page(request, "sessions/note_draft.html", row, context, status)


def read_page(
    request: HttpRequest, row: SessionNote, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A signed note with what followed it; also one that was set aside, for its author."""
    user, at = reader(request), timezone.now()
    cosignature = getattr(row, "cosignature", None)
    waiting = SessionNote.objects.visible_to(user).waiting_for_cosign().filter(pk=row.pk)
    is_open = row.patient is None or row.patient.merged_into_id is None
    may_add = is_open and row.signed_at is not None and user.may(Permission.WRITE_NOTES)
    whole = {
        "title": row.get_kind_display(),
        "when": shown.when_of(row),
        "parts": shown.parts_shown(row, user),
        "cited": cited_by(row, user) if row.signed_at else None,
        "signature": shown.signature_of(row.signed_by, row.signed_at),
        "cosignature": shown.signature_of(cosignature.signed_by, cosignature.signed_at) if cosignature else None,
        "waits_for_cosign": waiting.exists(),
        "may_cosign": is_open and waiting.for_cosigning_by(user, at).exists(),
        "may_take_up": is_open and row.set_aside_at is not None,
        "set_aside": shown.signature_of(row.set_aside_by, row.set_aside_at),
        "addenda": shown.addenda_of(row),
        "form": AddendumForm() if may_add else None,
        **(context or {}),
    }
    return note_page(request, "sessions/note.html", row, whole, status)


def _keep(request: HttpRequest, row: SessionNote, data: QueryDict) -> Kept:
    turn = request.POST.get("turn", "")
    return keep_note(
        note=row,
        data=data,
        revision=_number(request.POST.get("revision", "")) or 0,
        by=writer(request),
        at=timezone.now(),
        page=request.POST.get("page", "")[:40],
        turn=_number(turn),
    )


def _take(request: HttpRequest, row: SessionNote, *, chooses: bool = False) -> HttpResponse:
    """Keep what was sent and go where the button leads; whatever stands in the way is shown with what was typed."""
    data = chosen(row, request.POST) if chooses else request.POST
    try:
        kept = _keep(request, row, data)
    except SomebodyElseWrote as refused:
        return _side_by_side(request, row, refused)
    except NoteIsLocked as refused:
        return _too_late(request, row, str(refused))
    row.refresh_from_db()
    if kept.errors:
        return draft_page(request, row, data, kept, UNREADABLE)
    act = request.POST.get("act", "")
    if act == "look":
        return redirect("sign_note", row.pk)
    if act == "close":
        messages.success(request, _("It is kept as a draft. Only you can read it."))
        return redirect(way_back(row))
    return redirect("note", row.pk)


def _side_by_side(request: HttpRequest, row: SessionNote, refused: SomebodyElseWrote) -> HttpResponse:
    """Both versions; where they say the same there is nothing to choose."""
    found = differences(row, request.POST)
    if not found:
        return redirect("note", row.pk)
    context = {
        "title": row.get_kind_display(),
        "differences": found,
        "typed": typed_pairs(request.POST),
        "revision": refused.revision,
        "elsewhere": _elsewhere(refused),
    }
    return note_page(request, "sessions/note_settle.html", row, context, CLOSED)


def _too_late(request: HttpRequest, row: SessionNote, refusal: str) -> HttpResponse:
    """It was signed or set aside meanwhile; what was typed here stands ready to be added."""
    found = [f"{each.label}: {each.mine}" for each in differences(row, request.POST) if each.mine]
    context: dict[str, Any] = {"refusal": refusal, "typed_since": found}
    if row.signed_at is not None:
        context["form"] = AddendumForm(initial={"words": "\n\n".join(found)})
    return read_page(request, row, context, CLOSED)


def _elsewhere(refused: SomebodyElseWrote | NoteIsLocked) -> str:
    if isinstance(refused, NoteIsLocked):
        return str(refused)
    when = shown.kept_in_words(refused.kept_at, revision=refused.revision)
    return _("%(when)s from another window or device. Nothing of yours is lost: please look at both.") % {"when": when}


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def way_back(row: SessionNote) -> str:
    """Where somebody goes from a note: the notes of the chart, or for a group its visit."""
    if row.patient_id is not None:
        return reverse("notes_of_chart", args=[row.patient_id])
    return reverse("visit", args=[row.visit_id]) if row.visit_id else reverse("today")
