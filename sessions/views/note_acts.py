"""What is done with a note: begun, signed, set aside and taken up, added to, co-signed."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import done_once, new_token
from practice.staff.roles import Permission
from sessions.forms.notes import AddendumForm, BeginForm, SetAsideForm
from sessions.models import SessionNote, Visit
from sessions.note_kinds import NoteKind
from sessions.presentation import notes as shown
from sessions.presentation.times import day_and_span
from sessions.queries.begun_notes import patients_of
from sessions.rules.notes import kind_suggested
from sessions.services import signing_notes, writing_notes
from sessions.services.note_errors import CannotSign, NoteIsLocked, SomebodyElseWrote
from sessions.views.doors import visit_for
from sessions.views.note_doors import note_for, note_page, own_note_for, record_reading, writer
from sessions.views.notes import draft_page, read_page

CLOSED, UNREADABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def begin_on_chart(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Choose a kind and begin; it happens now."""
    patient = chart_for(request, patient_id)
    form = BeginForm(_posted(request), initial={"kind": kind_suggested(prescribes=_prescribes(request))})
    return _begin(request, form, patient=patient, visit=None)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_for_visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The same for a visit: time, place and people are known, and which kind it most likely is."""
    visit = visit_for(request, visit_id)
    user = reader(request)
    if not user.may(Permission.WRITE_NOTES):
        raise Http404
    patients = list(patients_of(visit).filter(pk__in=Patient.objects.visible_to(user).values("pk")))
    if visit.visit_type.is_group:
        form = BeginForm(_posted(request), kinds=[NoteKind.GROUP], initial={"kind": NoteKind.GROUP})
        return _begin(request, form, patient=None, visit=visit)
    if not patients:
        raise Http404
    chart_for(request, patients[0].pk)
    kind = kind_suggested(type_code=visit.visit_type.code, prescribes=_prescribes(request))
    form = BeginForm(_posted(request), initial={"kind": kind})
    return _begin(request, form, patient=patients[0], visit=visit)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, note_id: int) -> HttpResponse:
    """What will be signed, to be read through once more; then it is signed and locked."""
    row = own_note_for(request, note_id)
    if not row.is_draft:
        return redirect("note", row.pk)
    if request.method != "POST":
        return _to_sign(request, row)
    try:
        signing_notes.sign_note(note=row, revision=_revision(request), by=writer(request), at=timezone.now())
    except CannotSign as refused:
        return _to_sign(request, row, refused.reasons, CLOSED)
    except SomebodyElseWrote:
        return _to_sign(request, row, [_("The note was kept since you read it. Please read it once more.")], CLOSED)
    except NoteIsLocked:
        return redirect("note", row.pk)
    messages.success(request, _("It is signed and locked."))
    return redirect("note", row.pk)


@require_POST
def put_aside(request: HttpRequest, note_id: int) -> HttpResponse:
    row = own_note_for(request, note_id)
    form = SetAsideForm(request.POST, auto_id="aside-%s")
    if not form.is_valid():
        return draft_page(request, row, status=UNREADABLE, aside=form)
    try:
        writing_notes.set_aside(note=row, by=writer(request), at=timezone.now(), **form.cleaned_data)
    except NoteIsLocked as refused:
        return _refused(request, row, str(refused))
    messages.success(request, _("It is set aside. You can take it up again."))
    return redirect("note", row.pk)


@require_POST
def take_up(request: HttpRequest, note_id: int) -> HttpResponse:
    row = own_note_for(request, note_id)
    try:
        writing_notes.take_up(note=row, by=writer(request), at=timezone.now())
    except (NoteIsLocked, ValidationError) as refused:
        words = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        return _refused(request, row, words)
    return redirect("note", row.pk)


@require_POST
def add(request: HttpRequest, note_id: int) -> HttpResponse:
    """An addendum, signed as it is written; a form that is sent twice adds once."""
    row = note_for(request, note_id)
    user = writer(request)
    form = AddendumForm(request.POST)
    if not form.is_valid():
        return read_page(request, row, {"form": form}, UNREADABLE)
    words = form.cleaned_data["words"]
    try:
        done_once(request, lambda: signing_notes.add_addendum(note=row, words=words, by=user, at=timezone.now()))
    except NoteIsLocked as refused:
        return _refused(request, row, str(refused))
    messages.success(request, _("The addendum is signed."))
    return redirect("note", row.pk)


@require_POST
def cosign(request: HttpRequest, note_id: int) -> HttpResponse:
    row = note_for(request, note_id)
    try:
        signing_notes.cosign_note(note=row, by=writer(request), at=timezone.now())
    except NoteIsLocked as refused:
        return _refused(request, row, str(refused))
    messages.success(request, _("The note is co-signed."))
    return redirect("note", row.pk)


def _begin(request: HttpRequest, form: BeginForm, *, patient: Patient | None, visit: Visit | None) -> HttpResponse:
    user = writer(request)
    if form.is_bound and form.is_valid():
        try:
            row = writing_notes.begin_note(
                patient=patient, visit=visit, by=user, at=timezone.now(), **form.cleaned_data
            )
            return redirect("note", row.pk)
        except ValidationError as error:
            form.add_error(None, error.messages)
    own = SessionNote.objects.visible_to(user).filter(author=user, visit=visit, patient=patient, set_aside_at=None)
    context = {
        "form": form,
        "when": day_and_span(visit.starts_at, visit.ends_at) if visit else "",
        "begun": [(each.pk, each.get_kind_display(), each.signed_at) for each in own] if visit else [],
        "back": reverse("visit", args=[visit.pk]) if visit else reverse("chart", args=[patient.pk if patient else 0]),
        "base": "patients/chart_base.html" if patient else "base.html",
        "banner": banner_for(request, patient) if patient else None,
        "patient": patient,
        "once": new_token(),
    }
    return render(request, "sessions/note_begin.html", context, status=UNREADABLE if form.is_bound else 200)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _prescribes(request: HttpRequest) -> bool:
    return reader(request).may(Permission.PRESCRIBE)


def _to_sign(
    request: HttpRequest, row: SessionNote, refused: Sequence[str] | None = None, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    row = own_note_for(request, row.pk)
    if status == 200:
        record_reading(request, row)
    reasons = list(refused) if refused is not None else signing_notes.objections(row, at=at)
    context = {
        "title": row.get_kind_display(),
        "when": shown.when_of(row),
        "parts": shown.parts_shown(row, writer(request)),
        "reasons": reasons,
        "revision": row.text.revision,
        "supervisor": shown.supervisor_of(row.author, at),
    }
    return note_page(request, "sessions/note_sign.html", row, context, status)


def _refused(request: HttpRequest, row: SessionNote, words: str) -> HttpResponse:
    row = note_for(request, row.pk)
    if row.is_draft and row.author_id == reader(request).pk:
        raise PermissionDenied(words)
    return read_page(request, row, {"refusal": words}, CLOSED)


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
