"""Psychotherapy notes: their author's alone, closed once signed, and told only on an authorisation of their own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from patients.models import Disclosure
from patients.services.disclosing import NotReleased, disclose
from practice.audit.models import Act
from practice.encryption import UnreadableSecretError
from practice.staff.roles import Role
from sessions.models import PsychotherapyNote, PsychotherapyNoteCopy, PsychotherapyNoteWords
from sessions.rules.notes import Sending
from sessions.services.errors import NotPossible
from sessions.services.note_errors import NoteIsLocked, SomebodyElseWrote
from sessions.services.psychotherapy_notes import (
    add_to_psychotherapy_note,
    addenda_of,
    authorisations_for,
    begin_psychotherapy_note,
    give_copy,
    keep_psychotherapy_note,
    sign_psychotherapy_note,
    words_of,
)
from tests.builders import covers, glass_broken, make_patient, make_user, on_team
from tests.patients.consent_builders import DAY, HOUR, NOW, consented, release, signed, wording

pytestmark = pytest.mark.django_db

MARK = "Xylophone-Quartz"


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def author(patient):
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist)
    return therapist


@pytest.fixture
def note(patient, author):
    return begin(patient, author)


def begin(patient, author, kind="psychotherapy"):
    return begin_psychotherapy_note(patient=patient, kind=kind, about_on=NOW.date(), by=author, at=NOW)


def keep(note, words=f"What I wonder about. {MARK}", *, revision=0, by=None):
    return keep_psychotherapy_note(
        note=note, words=words, sending=Sending(revision=revision), by=by or note.author, at=NOW
    )


def signed_note(patient, author, kind="psychotherapy"):
    note = begin(patient, author, kind)
    keep(note)
    return sign_psychotherapy_note(note=note, revision=1, by=author, at=NOW)


def authorised(patient, author, *scope, **fields):
    agreed = release(scope=scope or ("psychotherapy-notes",), **fields)
    return consented(patient, author, agreed=agreed, vouched=signed(), wording=wording())


def test_words_are_kept_sealed_and_read_back_by_their_author(note, author):
    keep(note)

    row = PsychotherapyNoteWords.objects.get(note=note)
    assert row.words_sealed.startswith("v1.")
    assert MARK not in row.words_sealed
    assert MARK in words_of(PsychotherapyNote.objects.get(pk=note.pk), by=author)
    assert list(Act.objects.filter(patient_id=note.patient_id).values_list("verb", flat=True)) == [
        "psychotherapy-note.begun"
    ]


def test_words_moved_to_another_note_stay_shut(note, patient, author):
    keep(note)
    other = begin(patient, author, "counselling")
    sealed = PsychotherapyNoteWords.objects.get(note=note).words_sealed
    PsychotherapyNoteWords.objects.filter(note=other).update(words_sealed=sealed, revision=1)

    with pytest.raises(UnreadableSecretError):
        words_of(PsychotherapyNote.objects.get(pk=other.pk), by=author)


def test_an_empty_note_of_the_day_is_taken_up_again(note, patient, author):
    assert begin(patient, author) == note
    keep(note)
    assert begin(patient, author) != note


def test_nobody_else_finds_opens_or_writes_it(note, patient):
    keep(note)
    lead, colleague, stand_in, in_need = (make_user(role) for role in (Role.CLINICAL_LEAD, *3 * [Role.THERAPIST]))
    on_team(patient, colleague)
    covers(stand_in, note.author, starts_at=NOW - DAY)
    glass_broken(patient, in_need, at=NOW)

    for other in (lead, colleague, stand_in, in_need):
        assert not PsychotherapyNote.objects.visible_to(other).exists()
        with pytest.raises(PermissionDenied):
            words_of(note, by=other)
        with pytest.raises(PermissionDenied):
            addenda_of(note, by=other)
        with pytest.raises(PermissionDenied):
            keep(note, revision=1, by=other)
        with pytest.raises(PermissionDenied):
            sign_psychotherapy_note(note=note, revision=1, by=other, at=NOW)


def test_a_second_writer_is_told_and_nothing_is_merged(note):
    keep(note, "The first tab.")

    with pytest.raises(SomebodyElseWrote):
        keep(note, "The second tab.")
    with pytest.raises(SomebodyElseWrote):
        sign_psychotherapy_note(note=note, revision=0, by=note.author, at=NOW)
    with pytest.raises(DatabaseError, match="counts one more"), transaction.atomic():
        PsychotherapyNoteWords.objects.filter(note=note).update(words_sealed="v1.x", revision=1)
    assert words_of(PsychotherapyNote.objects.get(pk=note.pk), by=note.author) == "The first tab."


def test_a_note_without_words_is_not_signed(note):
    with pytest.raises(NotPossible):
        sign_psychotherapy_note(note=note, revision=0, by=note.author, at=NOW)
    with pytest.raises(DatabaseError, match="signed with words"), transaction.atomic():
        PsychotherapyNote.objects.filter(pk=note.pk).update(signed_at=NOW)


def test_what_is_signed_stays_and_can_be_added_to(note, patient, author):
    with pytest.raises(NotPossible):
        add_to_psychotherapy_note(note=note, words="Too early.", by=author, at=NOW)
    note = signed_note(patient, author)

    with pytest.raises(NoteIsLocked):
        keep(note, revision=1)
    add_to_psychotherapy_note(note=note, words=f"Later. {MARK}", by=author, at=NOW + HOUR)
    assert addenda_of(note, by=author) == [(NOW + HOUR, f"Later. {MARK}")]


LOCKED = {
    "its words": "UPDATE clinical_sessions_psychotherapynotewords SET words_sealed = 'v1.x', revision = 9",
    "its author": "UPDATE clinical_sessions_psychotherapynote SET author_id = author_id + 1",
    "its signature": "UPDATE clinical_sessions_psychotherapynote SET signed_at = NULL",
    "an addendum": "UPDATE clinical_sessions_psychotherapynoteaddendum SET words_sealed = 'v1.x'",
    "the note away": "DELETE FROM clinical_sessions_psychotherapynote",
    "its words away": "DELETE FROM clinical_sessions_psychotherapynotewords",
    "a copy away": "DELETE FROM clinical_sessions_psychotherapynotecopy",
}


@pytest.mark.parametrize("attack", LOCKED.values(), ids=LOCKED)
def test_the_database_keeps_what_is_signed(patient, author, attack):
    note = signed_note(patient, author)
    add_to_psychotherapy_note(note=note, words="Later.", by=author, at=NOW)

    with pytest.raises((DatabaseError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_a_draft_changes_neither_hands_nor_subject(note):
    for change in ({"author": make_user(Role.THERAPIST)}, {"patient": make_patient()}, {"kind": "counselling"}):
        with pytest.raises(DatabaseError, match="only ever signed"), transaction.atomic():
            PsychotherapyNote.objects.filter(pk=note.pk).update(**change)


def test_a_copy_goes_to_whom_an_authorisation_of_its_own_names(patient, author):
    note = signed_note(patient, author)
    consent = authorised(patient, author)

    told = give_copy(notes=[note], consent=consent, how="handed", by=author, at=NOW + HOUR)

    assert told.what == ["psychotherapy-notes"]
    assert list(PsychotherapyNoteCopy.objects.values_list("note", "disclosure")) == [(note.pk, told.pk)]
    assert set(authorisations_for(patient, on=NOW.date())) == {consent.pk}
    assert Act.objects.filter(verb="psychotherapy-note.copied").count() == 1


def test_no_copy_without_it(patient, author):
    note, draft = signed_note(patient, author), begin(patient, author)
    keep(draft)
    whole = consented(patient, author, agreed=release(scope=("whole-record",)))
    apart = authorised(patient, author)
    to_counselling = authorised(patient, author, "counselling-notes", covers_substance_use=True)
    wording("redisclosure")
    told = {"how": "handed", "by": author, "at": NOW + HOUR}

    for notes, consent in (([note], whole), ([note], to_counselling), ([draft], apart), ([], apart)):
        with pytest.raises(NotPossible):
            give_copy(notes=notes, consent=consent, **told)
    with pytest.raises(NotReleased):
        give_copy(notes=[note], consent=apart, **{**told, "at": NOW + 400 * DAY})
    with pytest.raises(NotReleased):
        disclose(consent=apart, what=["psychotherapy-notes"], **told)
    with pytest.raises(PermissionDenied):
        give_copy(notes=[note], consent=apart, **{**told, "by": make_user(Role.CLINICAL_LEAD)})
    assert not Disclosure.objects.exists()


def test_the_database_lets_nobody_but_the_author_give_a_copy(patient, author):
    note, colleague = signed_note(patient, author), make_user(Role.THERAPIST)
    consent = authorised(patient, author)
    told = {"patient": patient, "recipient": consent.recipient, "how": "handed", "disclosed_at": NOW + HOUR}
    theirs = Disclosure.objects.create(consent=consent, what=["psychotherapy-notes"], disclosed_by=colleague, **told)

    with pytest.raises(DatabaseError, match="given by the author"), transaction.atomic():
        PsychotherapyNoteCopy.objects.create(note=note, disclosure=theirs)


def test_nobody_begins_one_about_a_merged_record(patient, author):
    merged = make_patient(merged_into=patient)
    on_team(merged, author)

    with pytest.raises(PermissionDenied):
        begin(merged, author)
