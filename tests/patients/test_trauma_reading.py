"""Who reads what somebody confided: the patient's choice, as a rule, as SQL, and on every page."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from patients.models import Experience, Narrative, PartReaders, Patient, SafetyCheck, Signpost
from patients.reading_facts import sharing_of
from patients.rules.reading_rights import UNTIL_ASKED, Choice, Part, Reader, Readers, may_choose, may_read
from patients.rules.trauma import ONE_SITTING, Asking, may_write
from patients.services import sharing
from patients.services.trauma_history import record_safety_check
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.patients.trauma_builders import (
    NOW,
    a_story,
    a_therapist,
    a_trigger,
    an_experience,
    everybody_who_may_open_the_chart,
    heard,
    limits_explained,
    shared,
)

TEAM, TREATING, ONE = (Choice(readers=readers, person_id=None) for readers in Readers)
PRESCRIBER, THERAPIST, NURSE, LEAD = Role.PRESCRIBER, Role.THERAPIST, Role.NURSE, Role.CLINICAL_LEAD


def reader(*roles, own=(), covered=(), **more):
    return Reader(user_id=7, roles=frozenset(roles), own=frozenset(own), covered=frozenset(covered), **more)


@pytest.mark.parametrize(
    ("who", "team", "story_of_the_team", "treating"),
    [
        (reader(PRESCRIBER, own=[PRESCRIBER]), True, True, True),
        (reader(THERAPIST, own=[THERAPIST]), True, True, True),
        (reader(NURSE, own=[NURSE]), True, True, False),
        (reader(LEAD, own=[LEAD]), True, True, False),
        (reader(PRESCRIBER, covered=[THERAPIST]), True, True, True),
        (reader(NURSE, covered=[PRESCRIBER]), True, True, False),  # stands in, and is neither
        (reader(PRESCRIBER, own=[NURSE]), True, True, False),  # has the role, and not here
        (reader(LEAD), True, False, False),
        (reader(PRESCRIBER), True, False, False),  # a chart opened in need
        (reader(Role.FRONT_DESK, own=[NURSE]), False, False, False),
    ],
)
def test_a_part_is_read_by_those_with_whom_it_is_shared(who, team, story_of_the_team, treating):
    for part in Part:
        assert may_read(part, who, TEAM) == (story_of_the_team if part == Part.NARRATIVE else team)
        assert may_read(part, who, TREATING) == treating
        assert not may_read(part, who, Choice(readers=Readers.ONE_PERSON, person_id=8))
        theirs = Choice(readers=Readers.ONE_PERSON, person_id=7)
        assert may_read(part, who, theirs) == (bool(who.own) and Role.FRONT_DESK not in who.roles)


def test_who_writes_down_the_choice_reads_the_part_or_is_the_point_of_contact():
    somebody_else = Choice(readers=Readers.ONE_PERSON, person_id=8)

    assert may_choose(Part.ROOM, reader(NURSE, own=[NURSE]), TEAM)
    assert not may_choose(Part.ROOM, reader(NURSE, own=[NURSE]), somebody_else)
    assert may_choose(Part.ROOM, reader(NURSE, own=[NURSE], is_point_of_contact=True), somebody_else)
    assert may_choose(Part.ROOM, reader(NURSE, own=[NURSE], has_point_of_contact=False), somebody_else)
    assert not may_choose(Part.ROOM, reader(LEAD), TEAM)  # who is not on the team chooses for nobody


def test_do_not_ask_again_holds_until_they_bring_it_up_and_then_for_one_sitting():
    assert may_write(Asking(), NOW)
    assert not may_write(Asking(do_not_ask=True), NOW)
    assert may_write(Asking(do_not_ask=True, brought_up_at=NOW), NOW + ONE_SITTING / 2)
    assert not may_write(Asking(do_not_ask=True, brought_up_at=NOW), NOW + ONE_SITTING)
    assert not may_write(Asking(do_not_ask=True, brought_up_at=NOW + ONE_SITTING), NOW)


ROWS: dict[Part, Any] = {
    Part.EXPERIENCES: Experience.objects.all(),
    Part.NARRATIVE: Narrative.objects.all(),
    Part.TRIGGERS: Signpost.objects.filter(kind="trigger"),
    Part.ROOM: Signpost.objects.filter(kind="coping"),
}


@pytest.mark.django_db
def test_the_rule_and_the_queries_say_the_same_for_everybody():
    patient, people = everybody_who_may_open_the_chart()
    therapist = people["therapist"]
    limits_explained(patient, therapist)
    an_experience(patient, therapist)
    a_story(patient, therapist)
    a_trigger(patient, therapist)
    a_trigger(patient, therapist, kind="coping", about="grounding", words="Cold water")
    said: dict[tuple[Part, Readers | None], set[str]] = {}
    for readers in (None, *Readers):
        person = therapist if readers == Readers.ONE_PERSON else None
        for part, rows in ROWS.items():
            if readers:
                PartReaders.objects.create(
                    patient=patient, part=part, readers=readers, person=person, wish="theirs", recorded_by=therapist
                )
            for name, user in people.items():
                opens = Patient.objects.visible_to(user, NOW).exists()
                by_rule = opens and sharing_of(patient.pk, user, NOW).may_read(part)
                assert rows.all().visible_to(user, NOW).exists() == by_rule, (part, readers, name)
                said.setdefault((part, readers), set()).update({name} if by_rule else set())

    on_the_team = {"prescriber", "therapist", "nurse", "lead on the team", "cover of the therapist"}
    on_the_team |= {"nurse covering the prescriber"}
    treating = {"prescriber", "therapist", "cover of the therapist"}
    assert said[Part.NARRATIVE, Readers.TEAM] == on_the_team
    assert said[Part.ROOM, Readers.TEAM] == said[Part.ROOM, None] == on_the_team | {"lead", "glass"}
    for part in Part:
        assert said[part, Readers.ONE_PERSON] == {"therapist"}
        assert said[part, Readers.TREATING] == treating
        assert said[part, None] == said[part, UNTIL_ASKED[part].readers]


@pytest.mark.django_db
def test_the_choice_is_theirs_and_names_somebody_who_treats_them():
    patient = make_patient()
    therapist, nurse, outsider = a_therapist(patient), make_user(Role.NURSE), make_user(Role.THERAPIST)
    on_team(patient, nurse)

    chosen = shared(patient, therapist, Part.TRIGGERS, Readers.ONE_PERSON, therapist)
    act = Act.objects.get(verb="readers.chosen")
    assert (act.subject_id, act.by, act.details) == (chosen.pk, therapist, {})
    with pytest.raises(ValidationError, match="of the care team"):
        shared(patient, therapist, Part.TRIGGERS, Readers.ONE_PERSON, outsider)
    with pytest.raises(ValidationError, match="Name the person"):
        shared(patient, therapist, Part.TRIGGERS, Readers.ONE_PERSON)
    for stranger in (outsider, make_user(Role.CLINICAL_LEAD), make_user(Role.FRONT_DESK)):
        with pytest.raises(PermissionDenied):
            shared(patient, stranger, Part.TRIGGERS, Readers.TEAM)
    with pytest.raises(IntegrityError, match="readers_are_chosen_for_a_part"), transaction.atomic():
        PartReaders.objects.create(patient=patient, part="all", readers="team", wish="theirs", recorded_by=nurse)


@pytest.mark.django_db
def test_only_those_who_read_a_part_write_to_it_or_bring_it_up():
    patient = make_patient()
    nurse, therapist = make_user(Role.NURSE), a_therapist(patient)
    on_team(patient, nurse, is_point_of_contact=True)
    limits_explained(patient, nurse)

    for act in (
        lambda: an_experience(patient, nurse),
        lambda: a_trigger(patient, nurse),
        lambda: a_story(patient, nurse),
        lambda: sharing.record_asking_wish(part="triggers", wish="brought-up", **heard(patient, nurse)),
        lambda: sharing.record_asking_wish(part="triggers", wish="may-ask", **heard(patient, nurse)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    sharing.record_asking_wish(part="triggers", wish="do-not-ask", **heard(patient, nurse))
    with pytest.raises(ValidationError, match="rather not be asked"):
        a_trigger(patient, therapist)
    sharing.record_asking_wish(part="triggers", wish="brought-up", **heard(patient, therapist))
    assert a_trigger(patient, therapist).pk
    assert Act.objects.filter(verb="asking.wished").count() == 2


@pytest.mark.django_db
def test_a_safety_check_is_read_by_who_asked_and_by_readers_of_what_they_have_been_through():
    patient = make_patient()
    nurse, colleague, therapist = make_user(Role.NURSE), make_user(Role.NURSE), a_therapist(patient)
    on_team(patient, nurse)
    on_team(patient, colleague)

    record_safety_check(was_alone=True, found="safe", **heard(patient, nurse))

    assert [SafetyCheck.objects.visible_to(user, NOW).count() for user in (nurse, therapist, colleague)] == [1, 1, 0]
