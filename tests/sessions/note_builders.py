"""Notes for tests: somebody in care, a therapist on the team, and a note in the words of the practice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import SessionNote, Supervision
from sessions.note_kinds import NoteKind
from sessions.services.signing_notes import sign_note
from sessions.services.writing_notes import Kept, begin_note, keep_note
from tests.builders import LONG_AGO, make_patient, make_user, on_team

WORDS = "She slept badly, and wants to sleep better."


@dataclass(frozen=True, kw_only=True)
class Room:
    """Who is in the room."""

    patient: Patient
    author: User


def room(*roles: Role) -> Room:
    """Somebody in care and whoever treats them, a therapist unless other roles are named."""
    patient, author = make_patient(), make_user(*(roles or (Role.THERAPIST,)))
    on_team(patient, author)
    return Room(patient=patient, author=author)


def begun(at: datetime | None = None, **fields: Any) -> SessionNote:
    """A draft of individual therapy, by a therapist of the team."""
    if "patient" not in fields:
        there = room()
        fields = {"patient": there.patient, "by": there.author, **fields}
    fields = {"kind": NoteKind.INDIVIDUAL_THERAPY, "at": at or timezone.now(), **fields}
    return begin_note(**fields)


def typed(words: str = WORDS, **fields: str) -> QueryDict:
    """What a page sends; every test database has the one section of notes without a template."""
    return QueryDict(urlencode({"section-what-happened": words, **fields}))


def keep(note: SessionNote, words: str = WORDS, *, revision: int = 0, by: User | None = None, **page: Any) -> Kept:
    at = page.pop("at", timezone.now())
    return keep_note(note=note, data=typed(words), revision=revision, by=by or note.author, at=at, **page)


def signed(note: SessionNote | None = None, words: str = WORDS) -> SessionNote:
    """The same, written and signed."""
    note = note or begun()
    kept = keep(note, words)
    return sign_note(note=note, revision=kept.revision, by=note.author, at=timezone.now())


def supervised(supervisee: User, supervisor: User, **fields: Any) -> Supervision:
    """Since long ago, and still."""
    fields = {"starts_at": LONG_AGO, **fields}
    return Supervision.objects.create(supervisee=supervisee, supervisor=supervisor, **fields)


def patient_of(note: SessionNote) -> Patient:
    """Whom a note is about; a group's is about nobody."""
    assert note.patient
    return note.patient


def words_of(note: SessionNote) -> str:
    return str(SessionNote.objects.get(pk=note.pk).text.sections.get("what-happened", ""))
