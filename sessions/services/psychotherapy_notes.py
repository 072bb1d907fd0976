"""Writing, signing and reading psychotherapy notes, and giving a copy: by their author, and by nobody else."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import Consent, Disclosure, Patient
from patients.rules.consent import authorises
from patients.services.disclosing import disclose, facts_of
from practice.audit.recording import record
from practice.database.writing import write
from practice.encryption import decrypt, encrypt
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import (
    AUTHORISED_AS,
    KeptApart,
    PsychotherapyNote,
    PsychotherapyNoteAddendum,
    PsychotherapyNoteCopy,
    PsychotherapyNoteWords,
)
from sessions.rules.notes import Answer, LastKept, Sending, answer_to
from sessions.services.errors import NotPossible
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote

LONGEST = 100_000


@transaction.atomic
def begin_psychotherapy_note(
    *, patient: Patient, kind: str, about_on: date, by: User, at: datetime
) -> PsychotherapyNote:
    """A new note without words; one that was begun for that day and is still empty is taken up again."""
    if not by.may(Permission.WRITE_NOTES) or patient.merged_into_id is not None:
        raise PermissionDenied
    if kind not in KeptApart.values:
        raise ValidationError(_("Choose which kind of note it is."))
    own = PsychotherapyNote.objects.visible_to(by).filter(patient=patient, kind=kind, about_on=about_on)
    empty = own.filter(signed_at=None, words__words_sealed="").first()
    if empty is not None:
        return empty
    note = PsychotherapyNote(patient=patient, kind=kind, author=by, about_on=about_on, begun_at=at)
    write(note)
    write(PsychotherapyNoteWords(note=note, saved_at=at))
    record("psychotherapy-note.begun", note, by=by, at=at)
    return note


@transaction.atomic
def keep_psychotherapy_note(
    *, note: PsychotherapyNote, words: str, sending: Sending, by: User, at: datetime
) -> PsychotherapyNoteWords:
    """Keep what was typed so far.

    Raises SomebodyElseWrote where the words were kept elsewhere since, with nothing written; NoteIsLocked once signed.
    """
    note = _own(note, by=by)
    kept = note.words
    if note.signed_at is not None:
        raise NoteIsLocked(_("This note is signed. What comes to mind later is written as an addendum."))
    answer = answer_to(sending, LastKept(revision=kept.revision, page=kept.typed_in, turn=kept.typed_turn))
    if answer is Answer.SOMEBODY_ELSE_WROTE:
        raise SomebodyElseWrote(revision=kept.revision, kept_at=kept.saved_at)
    if answer is Answer.KEPT_BEFORE:
        return kept
    if len(words) > LONGEST:
        raise ValidationError(_("This is longer than a note can be. Please go on in another one."))
    kept.words_sealed = encrypt(words, purpose=_purpose(note)) if words.strip() else ""
    kept.revision, kept.typed_in, kept.typed_turn = kept.revision + 1, sending.page, sending.turn or 0
    kept.saved_at = at
    write(kept)
    return kept


@transaction.atomic
def sign_psychotherapy_note(*, note: PsychotherapyNote, revision: int, by: User, at: datetime) -> PsychotherapyNote:
    """Sign what was kept last; from then on it stays. Raises SomebodyElseWrote, NotPossible."""
    note = _own(note, by=by)
    if note.signed_at is not None:
        raise NoteIsLocked(_("This note is signed already."))
    if note.words.revision != revision:
        raise SomebodyElseWrote(revision=note.words.revision, kept_at=note.words.saved_at)
    if not note.words.words_sealed:
        raise NotPossible(_("There are no words in it yet."))
    note.signed_at = at
    write(note)
    record("psychotherapy-note.signed", note, by=by, at=at)
    return note


@transaction.atomic
def add_to_psychotherapy_note(
    *, note: PsychotherapyNote, words: str, by: User, at: datetime
) -> PsychotherapyNoteAddendum:
    """Add to a signed note; it is signed as it is written."""
    note = _own(note, by=by)
    if note.signed_at is None:
        raise NotPossible(_("It is not signed yet; go on writing in it."))
    if not words.strip():
        raise ValidationError({"words": _("Write what you want to add.")})
    addendum = PsychotherapyNoteAddendum(
        note=note, words_sealed=encrypt(words.strip(), purpose=_purpose(note)), signed_at=at
    )
    write(addendum)
    record("psychotherapy-note.added-to", note, by=by, at=at, addendum=addendum.pk)
    return addendum


def words_of(note: PsychotherapyNote, *, by: User) -> str:
    """The words, for their author. Raises PermissionDenied for everybody else."""
    if note.author_id != by.pk:
        raise PermissionDenied
    return decrypt(note.words.words_sealed, purpose=_purpose(note)) if note.words.words_sealed else ""


def addenda_of(note: PsychotherapyNote, *, by: User) -> list[tuple[datetime, str]]:
    """When each addendum was signed, and its words, the oldest first."""
    if note.author_id != by.pk:
        raise PermissionDenied
    return [(row.signed_at, decrypt(row.words_sealed, purpose=_purpose(note))) for row in note.addenda.all()]


@transaction.atomic
def give_copy(
    *, notes: Collection[PsychotherapyNote], consent: Consent, how: str, by: User, at: datetime
) -> Disclosure:
    """Put on record that copies of these signed notes of one kind go to whom the patient authorised.

    To be called before anything leaves the house. Raises NotReleased, NotPossible or PermissionDenied; nothing is
    written then.
    """
    own = [_own(note, by=by) for note in notes]
    kinds = {KeptApart(note.kind) for note in own}
    if len(kinds) != 1 or any(note.signed_at is None for note in own):
        raise NotPossible(_("Choose signed notes of one kind."))
    if {note.patient_id for note in own} != {consent.patient_id}:
        raise PermissionDenied
    part = AUTHORISED_AS[kinds.pop()]
    if not authorises(facts_of(consent), part):
        raise NotPossible(_("This needs an authorisation of these notes and nothing else."))
    told = disclose(consent=consent, what=[part], how=how, by=by, at=at, is_their_author=True)
    for note in own:
        write(PsychotherapyNoteCopy(note=note, disclosure=told))
    record("psychotherapy-note.copied", told, by=by, at=at, notes=[note.pk for note in own])
    return told


def authorisations_for(patient: Patient, *, on: date) -> Mapping[int, Consent]:
    """The patient's valid authorisations of notes that are kept apart, by their ids."""
    releases = Consent.objects.filter(patient=patient, kind="release").valid_on(on)
    return {row.pk: row for row in releases if any(authorises(facts_of(row), part) for part in AUTHORISED_AS.values())}


def _own(note: PsychotherapyNote, *, by: User) -> PsychotherapyNote:
    """The note, held. Raises PermissionDenied for whoever did not write it."""
    held = PsychotherapyNote.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=note.pk).first()
    if held is None:
        raise PermissionDenied
    return held


def _purpose(note: PsychotherapyNote) -> str:
    """What is sealed for one note cannot be moved to another and read there."""
    return f"{note.kind} note {note.pk} of author {note.author_id} about patient {note.patient_id}"
