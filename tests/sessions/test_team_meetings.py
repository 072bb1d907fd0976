"""Team meetings: an agenda from how things stand, decisions that become somebody's work, and a close that holds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from sessions.models import DecisionOutcome, MeetingAttendance, MeetingItem, TeamDecision, TeamMeeting
from sessions.queries.agenda import patients_of, reasons_to_speak
from sessions.rules.agenda import Reason, agenda_from
from sessions.services.errors import NotPossible
from sessions.services.team_meetings import (
    Decided,
    Ended,
    close_meeting,
    decide,
    keep_item,
    note_attendance,
    open_meeting,
    say_what_became,
    speak_about,
)
from tests.builders import make_patient, make_user, on_team
from tests.patients.assessment_builders import all_answered, filled_in, low_mood

NOW = datetime(2026, 3, 20, 15, tzinfo=UTC)
SOON = NOW.date() + timedelta(days=7)


@pytest.fixture
def patient(db):
    return make_patient()


@pytest.fixture
def nurse(patient):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    return nurse


@pytest.fixture
def meeting(nurse):
    return open_meeting(visit=None, by=nurse, at=NOW)


@pytest.fixture
def item(meeting, patient, nurse):
    return speak_about(meeting=meeting, patient=patient, by=nurse, at=NOW)


def decided(item, owner, **fields):
    known = {"words": "Ring the pharmacy", "owner": owner, "due_on": SOON, **fields}
    return decide(item=item, decided=Decided(**known), by=owner, at=NOW)


def test_the_most_pressing_comes_first_and_each_patient_once():
    found = [(1, Reason.CONSENT_EXPIRING), (2, Reason.RISING_SCORE), (1, Reason.PLAN_HELD), (3, Reason.RISING_SCORE)]
    found += [(3, Reason.MISSED_VISITS)]

    agenda = agenda_from(found)

    assert [one.patient_id for one in agenda] == [3, 2, 1]
    assert agenda[2].reasons == (Reason.PLAN_HELD, Reason.CONSENT_EXPIRING)


def test_whoever_opens_it_is_there_and_others_are_noted(meeting, nurse):
    therapist = make_user(Role.THERAPIST)
    note_attendance(meeting=meeting, person=therapist, how="regrets", by=nurse, at=NOW)
    note_attendance(meeting=meeting, person=therapist, how="remote", by=nurse, at=NOW)

    assert set(meeting.attendances.values_list("person", "how")) == {(nurse.pk, "present"), (therapist.pk, "remote")}
    with pytest.raises(ValidationError):
        note_attendance(meeting=meeting, person=make_user(Role.FRONT_DESK), how="present", by=nurse, at=NOW)
    with pytest.raises(PermissionDenied):
        open_meeting(visit=None, by=make_user(Role.FRONT_DESK), at=NOW)


def test_nobody_puts_a_stranger_on_the_agenda(meeting, nurse):
    with pytest.raises(PermissionDenied):
        speak_about(meeting=meeting, patient=make_patient(), by=nurse, at=NOW)


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(item, nurse):
    keep_item(item=item, words="Sleeps better.", state="discussed", read="", by=nurse, at=NOW)

    with pytest.raises(NotPossible):
        keep_item(item=item, words="Mine.", state="discussed", read="", by=nurse, at=NOW)
    keep_item(item=item, words="Both.", state="discussed", read="Sleeps better.", by=nurse, at=NOW)
    assert MeetingItem.objects.get(pk=item.pk).words == "Both."


def test_a_decision_is_somebodys_work_until_it_is_ended(item, nurse, patient):
    decision = decided(item, nurse)

    prompt = Prompt.objects.get(kind="team-decision", key=decision.pk)
    assert (prompt.owner, prompt.closed_at, prompt.link) == (nurse, None, reverse("team_decision", args=[decision.pk]))
    say_what_became(decision=decision, ended=Ended(what="done"), by=nurse, at=NOW)
    prompt.refresh_from_db()
    assert prompt.closed_at is not None
    with pytest.raises(NotPossible):
        say_what_became(decision=decision, ended=Ended(what="not-needed"), by=nurse, at=NOW)
    with pytest.raises(DatabaseError, match="ends once"), transaction.atomic():
        DecisionOutcome.objects.create(decision=decision, what="not-needed", recorded_by=nurse)
    assert Act.objects.filter(verb="team-meeting.decided", subject_id=decision.pk).count() == 1


def test_a_moved_decision_goes_to_its_new_day_and_person(item, nurse, patient):
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist)
    decision, later = decided(item, nurse), SOON + timedelta(days=7)

    say_what_became(
        decision=decision, ended=Ended(what="moved", due_on=later, owner=therapist, words="Away."), by=nurse, at=NOW
    )

    assert Prompt.objects.get(kind="team-decision", key=decision.pk).owner == therapist
    as_it_stands: Any = TeamDecision.objects.as_it_stands().get()
    assert (as_it_stands.ended, as_it_stands.stands_with, as_it_stands.stands_until) == (None, therapist.pk, later)
    with pytest.raises(ValidationError):
        say_what_became(decision=decision, ended=Ended(what="moved"), by=nurse, at=NOW)


def test_a_decision_is_given_to_whoever_can_do_it_and_for_a_day_ahead(item, nurse):
    with pytest.raises(ValidationError, match="open this person"):
        decide(item=item, decided=Decided(words="x", owner=make_user(Role.NURSE), due_on=SOON), by=nurse, at=NOW)
    with pytest.raises(ValidationError, match="ahead"):
        decided(item, nurse, due_on=NOW.date() - timedelta(days=1))
    with pytest.raises(ValidationError):
        decided(item, nurse, words="  ")


def test_a_closed_meeting_stays_as_it_is(item, meeting, nurse, patient):
    with pytest.raises(NotPossible, match="was there"):
        close_meeting(meeting=meeting, by=make_user(Role.THERAPIST), at=NOW)
    close_meeting(meeting=meeting, by=nurse, at=NOW)

    assert MeetingItem.objects.get(pk=item.pk).state == "put-off"
    for act in (
        lambda: keep_item(item=item, words="More.", state="discussed", read="", by=nurse, at=NOW),
        lambda: decided(item, nurse),
        lambda: note_attendance(meeting=meeting, person=nurse, how="remote", by=nurse, at=NOW),
        lambda: close_meeting(meeting=meeting, by=nurse, at=NOW),
    ):
        with pytest.raises(NotPossible):
            act()
    for change in (
        lambda: TeamMeeting.objects.update(closed_at=None, closed_by=None),
        lambda: MeetingItem.objects.update(words="Other words."),
        lambda: MeetingAttendance.objects.update(how="regrets"),
        lambda: TeamDecision.objects.create(
            item=item, patient=patient, words="x", owner=nurse, due_on=SOON, decided_at=NOW, decided_by=nurse
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_page_shows_each_reader_their_own_patients(client, item, meeting, nurse, patient):
    keep_item(item=item, words="Slept badly since Sunday.", state="discussed", read="", by=nurse, at=NOW)
    stranger = make_user(Role.THERAPIST)
    address = reverse("team_meeting", args=[meeting.pk])

    client.force_login(nurse)
    assert patient.chosen_name in client.get(address).content.decode()
    client.force_login(stranger)
    theirs = client.get(address).content.decode()
    assert patient.chosen_name not in theirs
    assert "Slept badly" not in theirs
    assert "1 item is about somebody whose chart you do not open" in theirs
    viewed = Act.objects.filter(verb="team-meeting.viewed").order_by("pk").values_list("by", "details__patients")
    assert list(viewed) == [(nurse.pk, [patient.pk]), (stranger.pk, [])]
    assert client.post(reverse("keep_meeting_item", args=[item.pk]), {"words": "x"}).status_code == 404
    client.force_login(make_user(Role.FRONT_DESK))
    assert client.get(address).status_code == 403


def test_what_could_not_be_kept_is_shown_again_beside_what_a_colleague_wrote(client, item, nurse):
    keep_item(item=item, words="Hers.", state="discussed", read="", by=nurse, at=NOW)
    client.force_login(nurse)

    answer = client.post(
        reverse("keep_meeting_item", args=[item.pk]), {"words": "Mine.", "state": "discussed", "read": ""}
    )

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Hers." in page
    assert "Mine." in page


def test_the_pages_ask_the_same_with_three_people_and_with_thirty(client, meeting, nurse):
    client.force_login(nurse)
    addresses = [reverse("team_meetings"), reverse("team_meeting", args=[meeting.pk])]

    def asked():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    several(meeting, nurse, 3)
    few = asked()
    several(meeting, nurse, 27)
    assert asked() == few


def several(meeting, nurse, number):
    for _each in range(number):
        someone = make_patient()
        on_team(someone, nurse)
        item = speak_about(meeting=meeting, patient=someone, by=nurse, at=NOW)
        decided(item, nurse)
        open_meeting(visit=None, by=nurse, at=NOW)


def test_the_agenda_is_made_from_how_things_stand(meeting, nurse, patient):
    worse, told, later, quiet = patient, make_patient(), make_patient(), make_patient()
    for each in (told, later, quiet):
        on_team(each, nurse)
    filled_in(worse, nurse, "pcl5", at=NOW - timedelta(days=30), answers=all_answered("pcl5", 1))
    filled_in(worse, nurse, "pcl5", at=NOW, answers=all_answered("pcl5", 3))
    low_mood(told, nurse, at=NOW)
    decided(speak_about(meeting=meeting, patient=later, by=nurse, at=NOW), nurse, due_on=NOW.date())
    close_meeting(meeting=meeting, by=nurse, at=NOW)
    filled_in(quiet, nurse, "pcl5", at=NOW - timedelta(days=30), answers=all_answered("pcl5", 3))
    filled_in(quiet, nurse, "pcl5", at=NOW, answers=all_answered("pcl5", 1))

    theirs = patients_of([nurse.pk], reader=nurse, at=NOW)
    agenda = {one.patient_id: one.reasons for one in agenda_from(reasons_to_speak(list(theirs), at=NOW))}

    assert set(theirs) == {each.pk for each in (worse, told, later, quiet)}
    assert agenda[worse.pk] == (Reason.RISING_SCORE,)
    assert agenda[told.pk][0] == Reason.RISK_ANSWER
    assert agenda[later.pk] == (Reason.PUT_OFF, Reason.DECISION_DUE)
    assert quiet.pk not in agenda
    assert patients_of([nurse.pk], reader=make_user(Role.THERAPIST), at=NOW) == {}
