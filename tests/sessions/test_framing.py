"""The frame of a note, and readiness before going near the trauma."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from sessions.models import NoteFrame, Readiness, SessionNote, Technique
from sessions.services.note_errors import CannotSign
from tests.builders import make_patient, make_user, on_team
from tests.sessions.frame_builders import exposure, framed, grounding, kept, looked, planned_work, sign
from tests.sessions.note_builders import begun, room

pytestmark = pytest.mark.django_db


def refused(by: str):
    return pytest.raises(IntegrityError, match=by)


def test_what_was_said_is_kept_and_what_was_not_said_stays_open():
    note = begun()
    grounding()

    framed(note, settled_at_start="3", near_trauma="chose-not-to", techniques=["grounding"], avoidance="12")
    frame = NoteFrame.objects.get(note=note)
    assert (frame.settled_at_start, frame.settled_at_end, frame.avoidance) == (3, None, None)
    assert (frame.near_trauma, frame.techniques, frame.room_for_work) == ("chose-not-to", ["grounding"], "not-asked")

    kept(note, {"section-what-happened": "More."})
    assert NoteFrame.objects.get(note=note).settled_at_start == 3

    framed(note, settled_at_end="7")
    frame.refresh_from_db()
    assert (frame.settled_at_start, frame.settled_at_end, frame.techniques) == (None, 7, [])


def test_a_frame_in_which_nothing_is_said_is_no_row():
    assert not NoteFrame.objects.filter(note=framed(begun())).exists()


def test_a_frame_changes_no_more_once_the_note_is_signed():
    note = framed(begun(), settled_at_end="7")
    sign(note)

    with refused("signed note stays"), transaction.atomic():
        NoteFrame.objects.filter(note=note).update(settled_at_end=9)
    with refused("signed note stays"), transaction.atomic():
        NoteFrame.objects.create(note=sign(framed(begun())), homework="A walk.")


def test_a_frame_says_numbers_and_answers_of_ours_alone():
    note, other = begun(), begun()
    for wrong in ({"avoidance": 11}, {"near_trauma": "maybe"}, {"room_for_work": "some"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoteFrame.objects.create(note=note, **wrong)
    with refused("chosen from the list"), transaction.atomic():
        NoteFrame.objects.create(note=note, techniques=["unheard-of"])

    grounding()
    NoteFrame.objects.create(note=note, avoidance=10, near_trauma="chose-to", techniques=["grounding"])
    NoteFrame.objects.create(note=other, avoidance=0, room_for_work="too-much-dulled")


def test_a_technique_keeps_its_meaning():
    technique = exposure()

    with refused("keeps its code"), transaction.atomic():
        Technique.objects.filter(pk=technique.pk).update(is_exposure=False)
    Technique.objects.filter(pk=technique.pk).update(is_offered=False, name="Exposure, step by step")


def test_planned_work_is_signed_after_readiness_that_allowed_it():
    note = planned_work()
    with pytest.raises(CannotSign, match="near the trauma by plan"):
        sign(note)

    looked(note.patient, note.author, note, safety="not-yet")
    with pytest.raises(CannotSign):
        sign(note)
    row = looked(note.patient, note.author, note)

    assert sign(note).signed_at
    act = Act.objects.filter(verb="readiness.looked_at").latest("pk")
    assert (act.subject_id, act.patient_id, act.details) == (row.pk, note.patient_id, {"note": note.pk})
    assert not Prompt.objects.filter(kind="readiness").exists()


def test_readiness_of_another_session_allows_nothing_now():
    note = planned_work()
    looked(note.patient, note.author)
    looked(note.patient, note.author, begun(patient=note.patient, by=note.author))

    with pytest.raises(CannotSign):
        sign(note)


def test_the_database_alone_refuses_planned_work_without_readiness_or_the_truth():
    note = planned_work()
    at = timezone.now()
    signing = {"signed_at": at, "signed_by": note.author}

    with refused("needs readiness"), transaction.atomic():
        SessionNote.objects.filter(pk=note.pk).update(**signing)
    NoteFrame.objects.filter(note=note).update(near_trauma="")
    with refused("needs readiness"), transaction.atomic():
        SessionNote.objects.filter(pk=note.pk).update(**signing)

    NoteFrame.objects.filter(note=note).update(near_trauma="came-up-by-itself")
    SessionNote.objects.filter(pk=note.pk).update(**signing)


def test_the_plain_truth_is_enough_and_asks_to_look_before_the_next_time():
    note = planned_work()
    framed(
        note,
        near_trauma="chose-to",
        techniques=["prolonged-exposure"],
        without_readiness="We began, then saw we had not.",
    )

    signed = sign(note)

    prompt = Prompt.objects.get(kind="readiness", key=note.patient_id or 0)
    assert signed.signed_at
    assert (prompt.owner, prompt.due_at) == (note.author, signed.signed_at + timedelta(days=7))
    looked(note.patient, note.author)
    prompt.refresh_from_db()
    assert prompt.closed_at is not None


def test_who_treats_looks_and_only_who_does_the_work_agrees_in_the_therapists_place():
    patient, nurse, desk, lead = make_patient(), *map(make_user, [Role.NURSE, Role.FRONT_DESK, Role.CLINICAL_LEAD])
    on_team(patient, nurse)

    with pytest.raises(ValidationError) as error:
        looked(patient, nurse)
    assert list(error.value.message_dict) == ["therapist_agrees"]
    row = looked(patient, nurse, therapist_agrees="not-asked")
    assert (row.allows, row.looked_by) == (False, nurse)
    for somebody in (desk, lead):
        with pytest.raises(PermissionDenied):
            looked(patient, somebody)


def test_readiness_belongs_to_ones_own_draft_about_the_same_person():
    own, there = room(), room()
    note = begun(patient=own.patient, by=own.author)
    on_team(own.patient, there.author)
    mine = {"looked_at": timezone.now(), "looked_by": note.author, "steps": "Slowly."}

    with pytest.raises(PermissionDenied):
        looked(note.patient, there.author, note)
    with pytest.raises(PermissionDenied):
        looked(there.patient, note.author, note)
    with refused("your own draft"), transaction.atomic():
        Readiness.objects.create(patient=there.patient, note=note, **mine)
    with refused("your own draft"), transaction.atomic():
        Readiness.objects.create(patient=own.patient, note=note, **{**mine, "looked_by": there.author})
    looked(note.patient, note.author, note)
    sign(framed(note))
    with refused("your own draft"), transaction.atomic():
        Readiness.objects.create(patient=own.patient, note=note, **mine)


def test_a_look_says_something_in_our_words_and_stays():
    there = room()
    nothing: dict[str, Any] = dict.fromkeys(
        ("safety", "sleep", "support", "medication", "person_agrees", "therapist_agrees"), "not-asked"
    )

    with pytest.raises(ValidationError, match="Nothing is filled in"):
        looked(there.patient, there.author, **nothing, way_to_stop=" ")
    with pytest.raises(ValidationError):
        looked(there.patient, there.author, sleep="perhaps")
    row = looked(there.patient, there.author, **nothing)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Readiness.objects.filter(pk=row.pk).update(way_to_stop="")
