"""Notes in their states: a draft, and one that is signed, added to and waits for a co-signature."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from sessions.models import SessionNote, Supervision
from sessions.parts.sections import laid_out
from sessions.services.signing_notes import add_addendum, sign_note
from sessions.services.writing_notes import Kept, begin_note, keep_note
from tests.browser.demo_practice import somebody
from tests.browser.places import patient


def notes(drafted: str, signed: str) -> None:
    now = timezone.now()
    therapist, prescriber = somebody("therapist"), somebody("prescriber")
    Supervision.objects.create(supervisee=therapist, supervisor=prescriber, starts_at=now - timedelta(days=90))
    draft = begin_note(kind="medication-visit", patient=patient(drafted), by=prescriber, at=now)
    write(draft)
    done = begin_note(kind="individual-therapy", patient=patient(signed), by=therapist, at=now)
    sign_note(note=done, revision=write(done).revision, by=therapist, at=now)
    add_addendum(note=done, words="She rang in the evening: the night was quiet.", by=therapist, at=timezone.now())


def write(note: SessionNote) -> Kept:
    """A sentence in each section."""
    words = {f"section-{each.code}": "Sleeping better, and walking to the lake most days." for each in laid_out(note)}
    now = timezone.now()
    return keep_note(note=note, data=QueryDict(urlencode(words)), revision=0, by=note.author, at=now)
