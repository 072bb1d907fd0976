"""Beginning a note, keeping what is typed, setting it aside. What was kept is not lost, and nobody is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import NoteTemplate, NoteText, SessionNote, Visit
from sessions.note_parts import NotePart, parts_of
from sessions.queries.begun_notes import begun_before, seen_in_visit
from sessions.queries.note_templates import template_in_force
from sessions.rules.notes import Answer, LastKept, Sending, answer_to
from sessions.services.locking import lock_visit
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote

Errors = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was kept, and what was not: sentences by part and field. Everything else was kept all the same."""

    revision: int
    kept_at: datetime
    errors: Errors = field(default_factory=dict)


@transaction.atomic
def begin_note(
    *,
    kind: str,
    patient: Patient | None,
    visit: Visit | None = None,
    template: NoteTemplate | None = None,
    by: User,
    at: datetime,
) -> SessionNote:
    """A draft, with time, people and place of the visit where there is one; else it happens now.

    A second note of the same kind by the same person for one visit is the one that was begun.
    """
    _may_begin(patient, visit, by)
    if visit is not None:
        lock_visit(visit.pk)
    if visit is not None and (begun := begun_before(visit, kind=kind, patient=patient, by=by)):
        return begun
    seen = seen_in_visit(visit, patient) if visit is not None else {"took_place_from": at}
    template = template or _usual_template(kind)
    note = SessionNote(kind=kind, patient=patient, visit=visit, template=template, author=by, began_at=at, **seen)
    write(note)
    write(NoteText(note=note, saved_at=at, saved_by=by))
    record("note.begun", note, by=by, at=at, kind=kind, visit=visit.pk if visit else None)
    _refresh(note, at)
    return note


@transaction.atomic
def keep_note(
    *,
    note: SessionNote,
    data: QueryDict,
    revision: int,
    by: User,
    at: datetime,
    page: str = "",
    turn: int | None = None,
) -> Kept:
    """Keep what stands in an open page, part by part: what cannot be read holds nothing else back.

    Raises SomebodyElseWrote where another page kept the note since `revision`; NoteIsLocked where it is no draft.
    """
    note = hold_draft(note, by=by)
    text = note.text
    last = LastKept(revision=text.revision, page=text.typed_in, turn=text.typed_turn)
    answer = answer_to(Sending(revision=revision, page=page, turn=turn), last)
    if answer is Answer.SOMEBODY_ELSE_WROTE:
        raise SomebodyElseWrote(revision=text.revision, kept_at=text.saved_at)
    if answer is Answer.KEPT_BEFORE:
        return Kept(revision=text.revision, kept_at=text.saved_at)
    errors = {part.name: found for part in parts_of(note.kind) if (found := _keep_part(part, note, data, by=by, at=at))}
    text.revision, text.typed_in, text.typed_turn = text.revision + 1, page, turn or 0
    text.saved_at, text.saved_by = at, by
    write(text)
    return Kept(revision=text.revision, kept_at=at, errors=errors)


@transaction.atomic
def set_aside(*, note: SessionNote, because: str, by: User, at: datetime) -> SessionNote:
    """A draft that is not needed after all. It stays, its author can read it and take it up again."""
    lock_chart_of(note)
    note = hold_draft(note, by=by)
    if not because.strip():
        raise ValidationError({"because": _("Say why the note is set aside.")})
    note.set_aside_at, note.set_aside_by, note.set_aside_because = at, by, because.strip()
    write(note)
    record("note.set_aside", note, by=by, at=at)
    _refresh(note, at)
    return note


@transaction.atomic
def take_up(*, note: SessionNote, by: User, at: datetime) -> SessionNote:
    """Go on with a draft that was set aside. Raises ValidationError where another took its place for the visit."""
    lock_chart_of(note)
    note = hold(note, by=by)
    if note.set_aside_at is None:
        return note
    note.set_aside_at, note.set_aside_by, note.set_aside_because = None, None, ""
    write(note)
    record("note.taken_up", note, by=by, at=at)
    _refresh(note, at)
    return note


def hold(note: SessionNote, *, by: User) -> SessionNote:
    """The note's newest state, held until the transaction ends; its author's alone, and not yet signed."""
    held = SessionNote.objects.select_for_update(no_key=True, of=("self",)).select_related("patient", "author")
    note = held.get(pk=note.pk)
    if note.author_id != by.pk or not by.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    if note.signed_at is not None:
        raise NoteIsLocked(_("This note is signed. What comes to mind later is written as an addendum."))
    if note.patient is not None and note.patient.merged_into_id is not None:
        raise NoteIsLocked(_("This record was merged into another one and can only be read."))
    return note


def hold_draft(note: SessionNote, *, by: User) -> SessionNote:
    """The same of one that is not set aside."""
    note = hold(note, by=by)
    if note.set_aside_at is not None:
        raise NoteIsLocked(_("This note was set aside. Take it up again before you write in it."))
    return note


def lock_chart_of(note: SessionNote) -> None:
    """Before the note itself, in the same order everywhere."""
    if note.patient_id is not None:
        lock_chart(note.patient_id)


def _keep_part(part: NotePart, note: SessionNote, data: QueryDict, *, by: User, at: datetime) -> dict[str, list[str]]:
    """Keep what can be kept of it; what cannot, in sentences by field."""
    form = part.form(note, data)
    is_valid = form.is_valid()
    errors = {name: [str(each) for each in found] for name, found in form.errors.items()}
    if not is_valid and not part.keeps_what_fits:
        return errors
    try:
        with transaction.atomic():
            part.keep(note, form, by=by, at=at)
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        errors |= {str(name): sentences for name, sentences in found.items()}
    return errors


def _may_begin(patient: Patient | None, visit: Visit | None, by: User) -> None:
    """Whoever writes notes, about somebody whose chart they may open; a group's about a visit of their own."""
    if not by.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    if patient is not None:
        if not Patient.objects.visible_to(by).filter(pk=patient.pk).exists():
            raise PermissionDenied
        lock_chart(patient.pk)
    elif visit is None:
        raise ValidationError(_("A note about a group is begun from its visit."))


def _usual_template(kind: str) -> NoteTemplate | None:
    """As a practice has set it; without one a note is one section."""
    try:
        return template_in_force(kind)
    except NoteTemplate.DoesNotExist:
        return None


def _refresh(note: SessionNote, at: datetime) -> None:
    if note.patient_id is not None:
        refresh(patient_id=note.patient_id, at=at)
