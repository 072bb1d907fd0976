"""Notes begun, kept, signed, set aside, added to, co-signed."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from patients.merging_objections import objections
from patients.models import Patient
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from sessions.models import NoteText, SessionNote
from sessions.note_kinds import NoteKind
from sessions.prompt_kinds.cosigns import NOTE_COSIGN
from sessions.services.note_errors import CannotSign, NoteIsLocked, SomebodyElseWrote
from sessions.services.signing_notes import add_addendum, cosign_note, sign_note
from sessions.services.writing_notes import set_aside, take_up
from tests.builders import make_patient, make_user, on_team
from tests.sessions.note_builders import WORDS, begun, keep, patient_of, room, signed, supervised, typed, words_of
from tests.sessions.visit_builders import booked, make_clinician, make_group_type, make_location, make_room

pytestmark = pytest.mark.django_db


def acts(note):
    return list(Act.objects.filter(verb__startswith="note.").order_by("id").values_list("verb", flat=True))


def test_a_note_from_the_chart_begins_now_and_is_a_draft():
    at = timezone.now()
    note = begun(at)

    assert (note.took_place_from, note.is_draft, note.text.revision) == (at, True, 0)
    assert acts(note) == ["note.begun"]


def test_a_note_from_a_visit_knows_when_where_and_who():
    there = room()
    place = make_location(name="Old mill")
    clinician = make_clinician(place, user=there.author)
    visit = booked(clinician, there.patient, location=place, room=make_room(place, name="Garden"))

    note = begun(patient=there.patient, by=there.author, visit=visit)
    again = begun(patient=there.patient, by=there.author, visit=visit)
    other = begun(patient=there.patient, by=there.author, visit=visit, kind=NoteKind.FAMILY)

    assert (note.took_place_from, note.took_place_until, note.place) == (
        visit.starts_at,
        visit.ends_at,
        "Old mill, Garden",
    )
    assert note.present == f"{there.patient.chosen_name}, {there.author.display_name}"
    assert (again.pk, other.pk != note.pk) == (note.pk, True)


def test_a_groups_note_names_no_member():
    there = room()
    visit = booked(make_clinician(user=there.author), there.patient, visit_type=make_group_type(needs_room=False))

    note = begun(patient=None, by=there.author, visit=visit, kind=NoteKind.GROUP)

    assert note.present == there.author.display_name
    with pytest.raises(ValidationError, match="from its visit"):
        begun(patient=None, by=there.author, kind=NoteKind.GROUP)


def test_a_note_is_begun_by_whoever_writes_notes_about_somebody_they_treat():
    for by in (make_user(Role.THERAPIST), make_user(Role.FRONT_DESK)):
        with pytest.raises(PermissionDenied):
            begun(patient=make_patient(), by=by)


def test_what_is_typed_is_kept_without_an_act_for_each_time():
    note = begun()

    first = keep(note, "She slept")
    second = keep(note, WORDS, revision=first.revision)

    assert (second.revision, words_of(note)) == (2, WORDS)
    assert acts(note) == ["note.begun"]


def test_a_second_writer_is_told_and_overwrites_nothing():
    note = begun()
    keep(note, "In one window", page="one", turn=1)

    with pytest.raises(SomebodyElseWrote) as told:
        keep(note, "In another", page="two", turn=1)

    assert (told.value.revision, words_of(note)) == (1, "In one window")


def test_a_page_that_missed_its_answer_goes_on():
    note = begun()
    keep(note, "One", page="one", turn=1)
    keep(note, "One two", page="one", turn=2)

    late = keep(note, "One", page="one", turn=1)
    keep(note, "One two three", page="one", turn=3)

    assert (late.revision, words_of(note)) == (2, "One two three")


def test_what_cannot_be_read_holds_nothing_else_back():
    note = begun()
    before = note.took_place_from

    data = typed(**{"header-on": "yesterday", "header-start": "10:00", "header-until": "", "header-place": "Garden"})
    kept = keep_all(note, data)

    note = SessionNote.objects.get(pk=note.pk)
    assert set(kept.errors["header"]) == {"on"}
    assert (words_of(note), note.place, note.took_place_from) == (WORDS, "Garden", before)


def test_a_field_that_the_page_had_not_stays():
    note = begun()
    keep(note)

    keep_all(note, typed(**{"header-place": "Garden"}), revision=1, without="section-what-happened")

    assert words_of(note) == WORDS


def test_a_section_that_is_far_too_long_says_so_and_the_rest_is_kept():
    note = begun()

    kept = keep_all(note, typed("a" * 50_001, **{"header-present": "Both of us"}))

    assert set(kept.errors["sections"]) == {"what-happened"}
    assert SessionNote.objects.get(pk=note.pk).present == "Both of us"


def keep_all(note, data, revision=0, without=""):
    from sessions.services.writing_notes import keep_note

    data = data.copy()
    data.pop(without, None)
    return keep_note(note=note, data=data, revision=revision, by=note.author, at=timezone.now())


def test_only_its_author_writes_in_a_draft():
    note = begun()
    colleague = make_user(Role.THERAPIST)
    on_team(patient_of(note), colleague)

    with pytest.raises(PermissionDenied):
        keep(note, by=colleague)


def test_signing_locks_what_was_read_last():
    note = begun()
    kept = keep(note)

    with pytest.raises(SomebodyElseWrote):
        sign_note(note=note, revision=kept.revision - 1, by=note.author, at=timezone.now())
    note = sign_note(note=note, revision=kept.revision, by=note.author, at=timezone.now())

    assert note.signed_by == note.author
    assert acts(note)[-1] == "note.signed"
    with pytest.raises(NoteIsLocked):
        keep(note, "Something else", revision=kept.revision)


def test_an_empty_note_is_not_signed():
    note = begun()

    with pytest.raises(CannotSign, match="Nothing is written"):
        sign_note(note=note, revision=0, by=note.author, at=timezone.now())


def test_a_draft_that_is_not_needed_is_set_aside_and_taken_up_again():
    note = begun()
    with pytest.raises(ValidationError):
        set_aside(note=note, because=" ", by=note.author, at=timezone.now())

    set_aside(note=note, because="Begun twice.", by=note.author, at=timezone.now())
    with pytest.raises(NoteIsLocked):
        keep(note)
    take_up(note=note, by=note.author, at=timezone.now())
    keep(note)

    assert words_of(note) == WORDS
    assert acts(note) == ["note.begun", "note.set_aside", "note.taken_up"]


def test_an_addendum_is_signed_by_whoever_reads_the_note_and_writes_notes():
    note = signed()
    colleague, outsider = make_user(Role.NURSE), make_user(Role.NURSE)
    on_team(patient_of(note), colleague)

    addendum = add_addendum(note=note, words="She called later.", by=colleague, at=timezone.now())

    assert (addendum.signed_by, words_of(note)) == (colleague, WORDS)
    assert acts(note)[-1] == "note.addendum_signed"
    with pytest.raises(PermissionDenied):
        add_addendum(note=note, words="Nor me.", by=outsider, at=timezone.now())
    with pytest.raises(PermissionDenied):
        add_addendum(note=begun(), words="Not yet.", by=colleague, at=timezone.now())


def test_a_supervisees_note_waits_for_the_supervisor_alone():
    there = room()
    supervisor = make_user(Role.THERAPIST)
    supervised(there.author, supervisor)

    note = signed(begun(patient=there.patient, by=there.author))

    prompt = Prompt.objects.get(kind="note-cosign", key=note.pk)
    assert (prompt.owner, prompt.closed_at) == (supervisor, None)
    for other in (there.author, make_user(Role.CLINICAL_LEAD)):
        with pytest.raises(PermissionDenied):
            cosign_note(note=note, by=other, at=timezone.now())
    cosign_note(note=note, by=supervisor, at=timezone.now())
    prompt.refresh_from_db()
    assert prompt.closed_at is not None
    assert acts(note)[-1] == "note.cosigned"
    with pytest.raises(NoteIsLocked):
        cosign_note(note=note, by=supervisor, at=timezone.now())


def test_a_new_supervisor_co_signs_what_waits_and_reads_nothing_else():
    there, before, after = room(), make_user(Role.THERAPIST), make_user(Role.THERAPIST)
    never_waited = signed(begun(patient=there.patient, by=there.author))
    first = supervised(there.author, before, starts_at=timezone.now())
    waits = signed(begun(patient=there.patient, by=there.author))
    first.ends_at = timezone.now()
    first.save()
    supervised(there.author, after, starts_at=first.ends_at)

    assert set(SessionNote.objects.visible_to(after)) == {waits}
    assert never_waited not in SessionNote.objects.visible_to(before)
    cosign_note(note=waits, by=after, at=timezone.now())
    assert not SessionNote.objects.visible_to(after).exists()


def test_without_supervision_at_that_moment_nothing_waits():
    there = room()
    now = timezone.now()
    supervised(there.author, make_user(Role.THERAPIST), ends_at=now - timedelta(days=1))

    signed(begun(patient=there.patient, by=there.author))

    assert not Prompt.objects.filter(kind="note-cosign").exists()


def test_a_merged_record_is_only_read():
    note = begun()
    Patient.objects.filter(pk=patient_of(note).pk).update(merged_into=make_patient())

    with pytest.raises(NoteIsLocked):
        keep(note)


def test_words_are_found_as_they_stand_and_by_their_stem():
    note = begun()
    keep(note, "Will said no to sleeping pills")

    def found(words, config):
        return NoteText.objects.filter(search=SearchQuery(words, config=config, search_type="websearch")).exists()

    assert found("will no", "simple")
    assert found("sleep pill", "english")
    assert not found("what-happened", "simple")


def test_a_draft_stands_in_the_way_of_merging_until_it_is_set_aside():
    note = begun()

    def in_the_way():
        return [each for each in objections(patient_of(note), make_patient()) if "begun to write" in each]

    assert in_the_way()
    set_aside(note=note, because="Begun twice.", by=note.author, at=timezone.now())
    assert not in_the_way()


def test_whoever_is_asked_to_co_sign_learns_whose_note_it_is_and_others_nothing():
    there, supervisor = room(), make_user(Role.THERAPIST)
    supervised(there.author, supervisor)
    note = signed(begun(patient=there.patient, by=there.author))

    told = NOTE_COSIGN.subjects([note.pk], supervisor)[note.pk]

    assert (told.who, told.link) == (there.patient.chosen_name, f"/notes/{note.pk}/")
    assert NOTE_COSIGN.subjects([note.pk], make_user(Role.NURSE)) == {}
