"""Frames, looks at readiness and groups for tests, in the words of the practice."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from patients.models import Patient
from practice.staff.models import User
from sessions.models import Booking, Readiness, SessionNote, Technique, Visit
from sessions.note_kinds import NoteKind
from sessions.services.attending import mark
from sessions.services.grouping import join_group
from sessions.services.readiness import Look, record_readiness
from sessions.services.signing_notes import sign_note
from sessions.services.writing_notes import keep_note
from tests.sessions.note_builders import WORDS, begun, room
from tests.sessions.visit_builders import booked, desk, make_clinician, make_group_type

READY = {
    "safety": "enough",
    "sleep": "enough",
    "support": "enough",
    "medication": "enough",
    "person_agrees": "yes",
    "therapist_agrees": "yes",
    "way_to_stop": "A raised hand; then we look out of the window.",
}


def exposure() -> Technique:
    return Technique.objects.get_or_create(code="prolonged-exposure", name="Prolonged exposure", is_exposure=True)[0]


def grounding() -> Technique:
    return Technique.objects.get_or_create(code="grounding", name="Grounding")[0]


def framed(note: SessionNote, words: str = WORDS, **frame: Any) -> SessionNote:
    """Keep words and a frame, as a page sends them."""
    typed: Mapping[str, Any] = {
        "section-what-happened": words,
        "frame-sent": "1",
        **{f"frame-{name}": value for name, value in frame.items()},
    }
    return kept(note, typed)


def kept(note: SessionNote, typed: Mapping[str, Any]) -> SessionNote:
    note = SessionNote.objects.get(pk=note.pk)
    data = QueryDict(urlencode(typed, doseq=True))
    keep_note(note=note, data=data, revision=note.text.revision, by=note.author, at=timezone.now())
    return SessionNote.objects.get(pk=note.pk)


def sign(note: SessionNote) -> SessionNote:
    note = SessionNote.objects.get(pk=note.pk)
    return sign_note(note=note, revision=note.text.revision, by=note.author, at=timezone.now())


def looked(patient: Patient | None, by: User, note: SessionNote | None = None, **look: Any) -> Readiness:
    """Nothing speaks against it, unless said otherwise."""
    assert patient
    return record_readiness(patient=patient, note=note, look=Look(**{**READY, **look}), by=by, at=timezone.now())


def planned_work() -> SessionNote:
    """A draft that says: they chose to go near it, and exposure work was done."""
    there = room()
    note = begun(patient=there.patient, by=there.author)
    return framed(note, near_trauma="chose-to", techniques=[exposure().code])


def group_of(*patients: Patient, author: User) -> SessionNote:
    """A draft about a group that these people came to."""
    first, *others = patients
    visit = booked(make_clinician(user=author), first, visit_type=make_group_type())
    for patient in others:
        join_group(visit=visit, patient=patient, by=desk(), at=visit.booked_at)
    return begun(patient=None, by=author, visit=visit, kind=NoteKind.GROUP)


def came(visit: Visit | None, patient: Patient) -> Booking:
    assert visit
    booking = Booking.objects.get(visit=visit, patient=patient)
    return mark(booking=booking, status="arrived", by=desk(), at=visit.starts_at)


def lined(note: SessionNote, lines: Mapping[Patient, str], words: str = WORDS, **more: Any) -> SessionNote:
    """Keep a group's text and these people's lines, as a page sends them."""
    typed = {"section-what-happened": words, "lines-sent": "1", **more}
    for patient, line in lines.items():
        typed |= {f"lines-came-{patient.pk}": "on", f"lines-words-{patient.pk}": line}
    return kept(note, typed)
