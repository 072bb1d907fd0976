"""An author's own notes: the list for one person, writing, signing, adding to them, and giving a copy."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import done_once, new_token
from patients.services.disclosing import NotReleased
from patients.services.viewing import record_view_of_part
from practice.audit.recording import record
from practice.staff.idle import unattended
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.forms.psychotherapy_notes import AddendumForm, BeginForm, CopyForm, WordsForm
from sessions.models import PsychotherapyNote, PsychotherapyNoteWords
from sessions.presentation import psychotherapy_notes as presented
from sessions.presentation.notes import kept_in_words
from sessions.rules.notes import Sending
from sessions.services import psychotherapy_notes as services
from sessions.services.errors import NotPossible
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote

CLOSED, UNREADABLE = 409, 422
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def psychotherapy_notes(request: HttpRequest, patient_id: int) -> HttpResponse:
    """One's own notes about somebody, and a way to begin one. Nobody else learns of them."""
    patient, user, now = chart_for(request, patient_id), writer(request), timezone.now()
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"about_on": timezone.localdate(now)})
    if request.method == "POST" and form.is_valid():
        note = services.begin_psychotherapy_note(patient=patient, by=user, at=now, **form.cleaned_data)
        return redirect("psychotherapy_note", note.pk)
    record_view_of_part(patient=patient, by=user, at=now)
    notes = list(PsychotherapyNote.objects.visible_to(user).filter(patient=patient).for_list())
    context = {
        "lines": presented.note_lines(notes),
        "form": None if patient.merged_into_id else form,
        "may_copy": any(note.signed_at for note in notes),
    }
    return page(request, "sessions/psychotherapy_notes.html", patient, context, UNREADABLE if form.errors else 200)


@never_cache
@require_http_methods(METHODS)
def psychotherapy_note(request: HttpRequest, own_note_id: int) -> HttpResponse:
    """A draft to write in, or a signed note to read. A draft that is sent to it is kept, as its buttons do."""
    note = note_for(request, own_note_id)
    if request.method == "POST":
        return _take(request, note)
    record("psychotherapy-note.opened", note, by=reader(request), at=timezone.now())
    return read_page(request, note) if note.signed_at else draft_page(request, note)


@require_POST
@unattended
def keep_psychotherapy_note(request: HttpRequest, own_note_id: int) -> HttpResponse:
    """The page keeps itself while somebody types."""
    note = note_for(request, own_note_id)
    form = WordsForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for error in form.errors["words"])
        return JsonResponse({"revision": note.words.revision, "said": said, "not_kept": ["words"]})
    try:
        kept = _keep(request, note, form)
    except (SomebodyElseWrote, NoteIsLocked) as refused:
        return JsonResponse({"said": str(refused)}, status=CLOSED)
    said = kept_in_words(kept.saved_at, revision=kept.revision)
    return JsonResponse({"revision": kept.revision, "said": said, "not_kept": []})


@require_POST
def sign_psychotherapy_note(request: HttpRequest, own_note_id: int) -> HttpResponse:
    """Sign what the page showed."""
    note = note_for(request, own_note_id)
    revision = number(request.POST.get("revision", ""))
    try:
        services.sign_psychotherapy_note(note=note, revision=revision, by=reader(request), at=timezone.now())
    except (NotPossible, NoteIsLocked, SomebodyElseWrote) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It is signed, and stays as it is."))
    return redirect("psychotherapy_note", note.pk)


@require_POST
def add_to_psychotherapy_note(request: HttpRequest, own_note_id: int) -> HttpResponse:
    """What comes to mind after signing."""
    note = note_for(request, own_note_id)
    form = AddendumForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]

        def act() -> object:
            return services.add_to_psychotherapy_note(note=note, words=words, by=reader(request), at=timezone.now())

        try:
            done_once(request, act)
            return redirect("psychotherapy_note", note.pk)
        except (NotPossible, ValidationError) as refused:
            form.add_error(None, str(refused))
    return read_page(request, note, form, UNREADABLE)


@never_cache
@require_http_methods(METHODS)
def copy_psychotherapy_notes(request: HttpRequest, patient_id: int) -> HttpResponse:
    """A copy for whom the patient authorised, put on record before it is printed."""
    patient, user, now = chart_for(request, patient_id), writer(request), timezone.now()
    notes = {note.pk: note for note in PsychotherapyNote.objects.visible_to(user).filter(patient=patient).for_list()}
    consents = services.authorisations_for(patient, on=timezone.localdate(now))
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        notes=presented.note_choices(notes.values()),
        consents=presented.consent_choices(consents.values()),
    )
    if request.method == "POST" and form.is_valid():
        chosen = [notes[pk] for pk in form.cleaned_data["notes"]]
        consent, how = consents[form.cleaned_data["consent"]], form.cleaned_data["how"]
        try:
            done_once(request, partial(services.give_copy, notes=chosen, consent=consent, how=how, by=user, at=now))
            copied = {"copies": [read_values(note, user) for note in chosen], "recipient": consent.recipient}
            return page(request, "sessions/psychotherapy_notes_copied.html", patient, copied)
        except (NotPossible, NotReleased) as refused:
            form.add_error(None, str(refused))
    record_view_of_part(patient=patient, by=user, at=now)
    context = {"form": form, "has_authorisation": bool(consents)}
    return page(request, "sessions/psychotherapy_notes_copy.html", patient, context, UNREADABLE if form.errors else 200)


def _take(request: HttpRequest, note: PsychotherapyNote) -> HttpResponse:
    """Keep what was sent and go where the button leads; what stands in the way is shown with what was typed."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return draft_page(request, note, form, UNREADABLE)
    try:
        _keep(request, note, form)
    except SomebodyElseWrote as refused:
        return _both(request, note, form.cleaned_data["words"], refused)
    except NoteIsLocked as refused:
        later = AddendumForm(initial={"words": form.cleaned_data["words"]})
        messages.warning(request, str(refused))
        return read_page(request, note, later, CLOSED)
    if request.POST.get("act") == "close":
        messages.success(request, _("It is kept. Only you can read it."))
        return redirect("psychotherapy_notes", note.patient_id)
    return redirect("psychotherapy_note", note.pk)


def _keep(request: HttpRequest, note: PsychotherapyNote, form: WordsForm) -> PsychotherapyNoteWords:
    turn = request.POST.get("turn", "")
    sending = Sending(
        revision=number(request.POST.get("revision", "")),
        page=request.POST.get("page", "")[:40],
        turn=number(turn) if turn else None,
    )
    return services.keep_psychotherapy_note(
        note=note, words=form.cleaned_data["words"], sending=sending, by=reader(request), at=timezone.now()
    )


def _both(request: HttpRequest, note: PsychotherapyNote, typed: str, refused: SomebodyElseWrote) -> HttpResponse:
    """Both versions; what stands is written by hand, and nothing is mixed by itself."""
    theirs = services.words_of(note, by=reader(request))
    if typed.strip() == theirs.strip():
        return redirect("psychotherapy_note", note.pk)
    both = WordsForm(initial={"words": f"{theirs}\n\n{typed}".strip()})
    context = {"mine": typed, "theirs": theirs, "form": both, "revision": refused.revision, "refusal": str(refused)}
    return note_page(request, "sessions/psychotherapy_note_both.html", note, context, CLOSED)


def draft_page(
    request: HttpRequest, note: PsychotherapyNote, form: WordsForm | None = None, status: int = 200
) -> HttpResponse:
    words = services.words_of(note, by=reader(request))
    context = {
        "form": form or WordsForm(initial={"words": words}),
        "revision": note.words.revision,
        "page": new_token(),
        "kept": kept_in_words(note.words.saved_at, revision=note.words.revision),
        "is_empty": not words,
    }
    return note_page(request, "sessions/psychotherapy_note_draft.html", note, context, status)


def read_page(
    request: HttpRequest, note: PsychotherapyNote, form: AddendumForm | None = None, status: int = 200
) -> HttpResponse:
    is_merged = note.patient.merged_into_id is not None
    context = {**read_values(note, reader(request)), "form": None if is_merged else form or AddendumForm()}
    return note_page(request, "sessions/psychotherapy_note.html", note, context, status)


def read_values(note: PsychotherapyNote, user: User) -> Mapping[str, Any]:
    """A signed note with what was added."""
    return {
        "note": note,
        "words": services.words_of(note, by=user),
        "signed": presented.signed_in_words(note),
        "addenda": services.addenda_of(note, by=user),
    }


def note_page(
    request: HttpRequest, template: str, note: PsychotherapyNote, context: Mapping[str, Any], status: int
) -> HttpResponse:
    back = reverse("psychotherapy_notes", args=[note.patient_id])
    return page(request, template, note.patient, {"note": note, "back": back, **context}, status)


def page(
    request: HttpRequest, template: str, patient: Patient, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)


def writer(request: HttpRequest) -> User:
    user = reader(request)
    if not user.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    return user


def note_for(request: HttpRequest, own_note_id: int) -> PsychotherapyNote:
    """One's own note, else 404."""
    notes = PsychotherapyNote.objects.visible_to(writer(request)).select_related("patient", "words")
    note = notes.filter(pk=own_note_id).first()
    if note is None:
        raise Http404
    chart_for(request, note.patient_id)
    return note


def number(typed: str) -> int:
    """What the page says its revision is; anything else is none of ours and meets no words."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
