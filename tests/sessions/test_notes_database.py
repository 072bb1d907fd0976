"""A signed note cannot be changed: each known way, by the ORM and by SQL, as the application and as the owner.

Also what the database keeps by itself: constraints, each refused once and allowed once.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from patients.models import Patient
from practice.database.writing import write
from practice.staff.roles import Role
from sessions.models import GroupLine, NoteAddendum, NoteCosignature, NoteFrame, NoteText, SessionNote, Supervision
from sessions.note_kinds import NoteKind
from tests.builders import LONG_AGO, make_patient, make_user
from tests.sessions.note_builders import begun, keep, patient_of, room, signed, supervised

NOW = "now() - interval '1 minute'"
ATTACKS = {
    "another patient": "UPDATE clinical_sessions_sessionnote SET present = 'somebody else'",
    "unsigned": "UPDATE clinical_sessions_sessionnote SET signed_at = NULL, signed_by_id = NULL",
    "signed again": f"UPDATE clinical_sessions_sessionnote SET signed_at = {NOW}",
    "nothing at all": "UPDATE clinical_sessions_sessionnote SET place = place",
    "deleted": "DELETE FROM clinical_sessions_sessionnote",
    "truncated": "TRUNCATE clinical_sessions_sessionnote CASCADE",
    "other words": "UPDATE clinical_sessions_notetext SET sections = '{}'",
    "another revision": "UPDATE clinical_sessions_notetext SET revision = 9",
    "words away": "DELETE FROM clinical_sessions_notetext",
    "addendum changed": "UPDATE clinical_sessions_noteaddendum SET words = 'other words'",
    "addendum away": "DELETE FROM clinical_sessions_noteaddendum",
    "co-signature changed": f"UPDATE clinical_sessions_notecosignature SET signed_at = {NOW}",
    "co-signature away": "DELETE FROM clinical_sessions_notecosignature",
    "frame changed": "UPDATE clinical_sessions_noteframe SET homework = 'other'",
    "frame away": "DELETE FROM clinical_sessions_noteframe",
    "a frame later": "INSERT INTO clinical_sessions_noteframe SELECT * FROM clinical_sessions_noteframe",
    "triggers off": "ALTER TABLE clinical_sessions_notetext DISABLE TRIGGER ALL",
}
REFUSED = (
    "stays as it was signed|permission denied|append-only|kept for good|may not be disabled|must be owner|protected"
)


@pytest.fixture(scope="module")
def locked(module_db):
    """A note with everything: words, a frame, an addendum, a co-signature."""
    there, supervisor = room(), make_user(Role.THERAPIST)
    supervised(there.author, supervisor)
    note = begun(patient=there.patient, by=there.author)
    NoteFrame.objects.update_or_create(note=note)
    note = signed(note)
    at = timezone.now()
    write(NoteAddendum(note=note, words="Later.", signed_at=at, signed_by=supervisor))
    write(NoteCosignature(note=note, signed_at=at, signed_by=supervisor))
    return note


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_signed_note_is_not_changed_by_sql(locked, alias, attack):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(alias), connections[alias].cursor() as cursor:
        cursor.execute(ATTACKS[attack])


def test_a_signed_note_is_not_changed_by_the_orm(locked):
    text, addendum = NoteText.objects.get(), NoteAddendum.objects.get()
    text.sections, addendum.words = {}, "Other"
    tries = [
        lambda: SessionNote.objects.filter(pk=locked.pk).update(place="elsewhere"),
        lambda: SessionNote.objects.get(pk=locked.pk).save(),
        lambda: SessionNote.objects.get(pk=locked.pk).delete(),
        lambda: SessionNote.objects.bulk_update([locked], ["place"]),
        text.save,
        text.delete,
        addendum.save,
        lambda: NoteText.objects.update_or_create(note=locked, defaults={"sections": {}}),
        lambda: NoteFrame.objects.filter(note=locked).update(homework="other"),
    ]
    for attempt in tries:
        with refused_by_the_database():
            attempt()


@contextmanager
def refused_by_the_database():
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        yield


@pytest.mark.django_db
def test_what_belongs_to_a_draft_is_written_while_it_is_one():
    note = begun()
    NoteText.objects.filter(note=note).update(sections={"what-happened": "words"})
    SessionNote.objects.filter(pk=note.pk).update(place="Garden")

    for attempt in (
        lambda: write(NoteAddendum(note=note, words="Early.", signed_at=timezone.now(), signed_by=note.author)),
        lambda: SessionNote.objects.filter(pk=note.pk).update(patient=make_patient()),
        lambda: SessionNote.objects.filter(pk=note.pk).update(author=make_user(Role.NURSE)),
        lambda: SessionNote.objects.filter(pk=note.pk).update(kind=NoteKind.FAMILY),
        lambda: SessionNote.objects.filter(pk=note.pk).update(signed_at=timezone.now()),
        lambda: SessionNote.objects.filter(pk=note.pk).update(
            signed_at=timezone.now(), signed_by=make_user(Role.THERAPIST)
        ),
        lambda: SessionNote.objects.filter(pk=note.pk).update(
            signed_at=timezone.now() + timedelta(hours=1), signed_by=note.author
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.django_db
def test_nobody_co_signs_but_a_supervisor_and_never_themselves():
    there, supervisor = room(), make_user(Role.THERAPIST)
    supervised(there.author, supervisor)
    note, at = signed(begun(patient=there.patient, by=there.author)), timezone.now()

    for by in (there.author, make_user(Role.CLINICAL_LEAD)):
        with pytest.raises(DatabaseError, match="the supervisor"), transaction.atomic():
            NoteCosignature.objects.create(note=note, signed_at=at, signed_by=by)
    write(NoteCosignature(note=note, signed_at=at, signed_by=supervisor))


@pytest.mark.django_db
def test_supervision_is_one_persons_at_a_time_and_somebody_elses():
    one, two = make_user(Role.THERAPIST), make_user(Role.THERAPIST)
    supervised(one, two, ends_at=LONG_AGO + timedelta(days=30))
    later = {"starts_at": LONG_AGO + timedelta(days=30)}
    write(Supervision(supervisee=one, supervisor=make_user(Role.PRESCRIBER), **later))

    for refused in (
        Supervision(supervisee=one, supervisor=two, starts_at=LONG_AGO + timedelta(days=10)),
        Supervision(supervisee=two, supervisor=two, starts_at=LONG_AGO),
        Supervision(supervisee=two, supervisor=one, starts_at=LONG_AGO, ends_at=LONG_AGO),
    ):
        with pytest.raises(ValidationError):
            write(refused)


@pytest.mark.django_db
def test_a_note_keeps_its_constraints():
    there, at = room(), timezone.now()
    about = {"author": there.author, "began_at": at, "took_place_from": at}
    write(SessionNote(kind=NoteKind.TELEPHONE, patient=there.patient, **about))
    write(SessionNote(kind=NoteKind.GROUP, **about))

    for fields in (
        {"kind": NoteKind.TELEPHONE},
        {"kind": NoteKind.GROUP, "patient": there.patient},
        {"kind": NoteKind.TELEPHONE, "patient": there.patient, "took_place_until": at - timedelta(minutes=1)},
        {"kind": NoteKind.TELEPHONE, "patient": there.patient, "set_aside_at": at},
    ):
        with pytest.raises((ValidationError, DatabaseError)), transaction.atomic():
            write(SessionNote(**{**about, **fields}))


@pytest.mark.django_db
def test_a_merged_record_takes_no_note_and_no_words():
    note = begun()
    done = signed(begun(patient=note.patient, by=note.author))
    Patient.objects.filter(pk=patient_of(note).pk).update(merged_into=make_patient())

    for attempt in (
        lambda: NoteText.objects.filter(note=note).update(revision=3),
        lambda: SessionNote.objects.filter(pk=note.pk).update(place="x"),
        lambda: write(NoteAddendum(note=done, words="More.", signed_at=timezone.now(), signed_by=note.author)),
        lambda: write(
            SessionNote(
                kind=NoteKind.TELEPHONE,
                patient=Patient.objects.get(pk=patient_of(note).pk),
                author=note.author,
                began_at=timezone.now(),
                took_place_from=timezone.now(),
            )
        ),
    ):
        with pytest.raises(DatabaseError, match="merged record"), transaction.atomic():
            attempt()


@pytest.mark.django_db
def test_a_line_of_a_signed_group_note_stays():
    note = begun_group()
    line = GroupLine.objects.create(note=note, patient=make_patient(), words="Spoke little.")
    keep(note)
    signed_note = signed_again(note)

    for attempt in (
        lambda: GroupLine.objects.filter(pk=line.pk).update(words="Other."),
        lambda: GroupLine.objects.create(note=signed_note, patient=make_patient()),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def begun_group():
    there, at = room(), timezone.now()
    note = SessionNote(kind=NoteKind.GROUP, author=there.author, began_at=at, took_place_from=at)
    write(note)
    write(NoteText(note=note, saved_at=at, saved_by=there.author))
    return note


def signed_again(note):
    from sessions.services.signing_notes import sign_note

    revision = NoteText.objects.get(note=note).revision
    return sign_note(note=note, revision=revision, by=note.author, at=timezone.now())
