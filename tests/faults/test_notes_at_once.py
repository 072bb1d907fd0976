"""Keeping and signing one note at the same moment, on real connections: no word is written beside a signature."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from sessions.models import NoteText, SessionNote
from sessions.services.errors import Refused
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote
from sessions.services.signing_notes import sign_note
from tests.sessions.note_builders import WORDS, begun, keep, words_of

pytestmark = [pytest.mark.usefixtures("module_db"), pytest.mark.slow]
LATER = "Typed while it was signed"


def first_then(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """The second begins while the first is done but not committed; answers what became of it."""
    with ThreadPoolExecutor(1) as background:
        with transaction.atomic():
            first()
            outcome = background.submit(outcome_of, second)
            wait_until_somebody_waits()
        return outcome.result(timeout=20)


def outcome_of(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except (Refused, DatabaseError) as error:
        return error
    finally:
        connections.close_all()


def wait_until_somebody_waits() -> None:
    until = monotonic() + 10
    while monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.fetchone() != (0,):
                return
        sleep(0.01)
    raise AssertionError("the second act did not wait for the first")


def signing(note: SessionNote, revision: int) -> Callable[[], Any]:
    return lambda: sign_note(note=note, revision=revision, by=note.author, at=timezone.now())


def test_what_is_kept_while_somebody_signs_comes_too_late_and_is_told_so():
    note = begun()
    keep(note)

    outcome = first_then(signing(note, 1), lambda: keep(note, LATER, revision=1))

    assert isinstance(outcome, NoteIsLocked)
    assert words_of(note) == WORDS


def test_a_signature_does_not_cover_words_that_nobody_read():
    note = begun()
    keep(note)

    outcome = first_then(lambda: keep(note, LATER, revision=1), signing(note, 1))

    assert isinstance(outcome, SomebodyElseWrote)
    assert SessionNote.objects.get(pk=note.pk).is_draft


def test_no_statement_of_sql_gets_words_in_beside_a_signature():
    note = begun()
    keep(note)
    written = NoteText.objects.filter(note=note)

    outcome = first_then(signing(note, 1), lambda: written.update(sections={"what-happened": LATER}))

    assert isinstance(outcome, DatabaseError)
    assert words_of(note) == WORDS


def test_of_two_windows_at_the_same_moment_one_is_told():
    note = begun()

    outcome = first_then(lambda: keep(note, "One", page="one", turn=1), lambda: keep(note, "Two", page="two", turn=1))

    assert isinstance(outcome, SomebodyElseWrote)
    assert words_of(note) == "One"


def test_a_note_is_begun_once_for_a_visit_by_two_clicks():
    from tests.sessions.note_builders import room
    from tests.sessions.visit_builders import booked, make_clinician

    there = room()
    visit = booked(make_clinician(user=there.author), there.patient)

    def begin() -> SessionNote:
        return begun(patient=there.patient, by=there.author, visit=visit)

    outcome = first_then(begin, begin)

    assert SessionNote.objects.filter(visit=visit).get() == outcome
