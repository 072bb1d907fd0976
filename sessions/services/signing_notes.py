"""Signing a note, and what may follow: addenda and a supervisor's co-signature. Nothing signed ever changes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import NoteAddendum, NoteCosignature, SessionNote
from sessions.note_parts import parts_of
from sessions.services.citing import cite
from sessions.services.note_errors import CannotSign, NoteIsLocked, SomebodyElseWrote
from sessions.services.writing_notes import hold_draft, lock_chart_of


@transaction.atomic
def sign_note(*, note: SessionNote, revision: int, by: User, at: datetime) -> SessionNote:
    """Lock the note as its author read it last; from then on the database refuses every change.

    Raises SomebodyElseWrote where it was kept since, CannotSign with everything that is still open.
    """
    lock_chart_of(note)
    note = hold_draft(note, by=by)
    if note.text.revision != revision:
        raise SomebodyElseWrote(revision=note.text.revision, kept_at=note.text.saved_at)
    if reasons := objections(note, at=at):
        raise CannotSign(reasons)
    cited = cite(note=note, by=by, at=at)
    note.signed_at, note.signed_by = at, by
    write(note)
    record("note.signed", note, by=by, at=at, kind=note.kind, revision=revision, cited=len(cited))
    _refresh(note, at)
    return note


def objections(note: SessionNote, *, at: datetime) -> list[str]:
    """What keeps the note from being signed, said by its parts."""
    return [each for part in parts_of(note.kind) for each in part.objects(note, at=at)]


@transaction.atomic
def add_addendum(*, note: SessionNote, words: str, by: User, at: datetime) -> NoteAddendum:
    """Add to a signed note; whoever may write notes and read this one. It is signed as it is written."""
    _hold_signed(note, by=by, at=at)
    addendum = NoteAddendum(note=note, words=words.strip(), signed_at=at, signed_by=by)
    if not addendum.words:
        raise ValidationError({"words": _("Write what you want to add.")})
    write(addendum)
    record("note.addendum_signed", addendum, by=by, at=at, patient_id=note.patient_id, note=note.pk)
    return addendum


@transaction.atomic
def cosign_note(*, note: SessionNote, by: User, at: datetime) -> NoteCosignature:
    """The supervisor of whoever wrote it has read it, and signs too. Raises PermissionDenied for everybody else."""
    _hold_signed(note, by=by, at=at)
    if NoteCosignature.objects.filter(note=note).exists():
        raise NoteIsLocked(_("This note is co-signed already."))
    if not SessionNote.objects.for_cosigning_by(by, at).filter(pk=note.pk).exists():
        raise PermissionDenied
    cosignature = NoteCosignature(note=note, signed_at=at, signed_by=by)
    write(cosignature)
    record("note.cosigned", cosignature, by=by, at=at, patient_id=note.patient_id, note=note.pk)
    _refresh(note, at)
    return cosignature


def _hold_signed(note: SessionNote, *, by: User, at: datetime) -> None:
    """A signed note that this person may read, and add to."""
    lock_chart_of(note)
    if not by.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    if not SessionNote.objects.visible_to(by, at).signed().filter(pk=note.pk).exists():
        raise PermissionDenied
    if note.patient is not None and note.patient.merged_into_id is not None:
        raise NoteIsLocked(_("This record was merged into another one and can only be read."))


def _refresh(note: SessionNote, at: datetime) -> None:
    if note.patient_id is not None:
        refresh(patient_id=note.patient_id, at=at)
