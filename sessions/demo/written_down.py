"""What was written down, measured and agreed in two months: notes, measures, what Samuel wants on his timeline."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from patients.measures.definitions import measure_named
from patients.models import Assessment
from patients.services.assessing import record_assessment
from patients.services.risk_answers import look_at_risk_answer
from sessions.demo.house import House
from sessions.models import MeetingItem, SessionNote
from sessions.note_kinds import NoteKind
from sessions.rules.notes import Sending
from sessions.services.life_events import Told, add_life_event
from sessions.services.psychotherapy_notes import (
    begin_psychotherapy_note,
    keep_psychotherapy_note,
    sign_psychotherapy_note,
)
from sessions.services.readiness import Look, record_readiness
from sessions.services.scheduling_measures import schedule_measure
from sessions.services.signing_notes import add_addendum, sign_note
from sessions.services.team_meetings import Decided, close_meeting, decide, keep_item, open_meeting, speak_about
from sessions.services.writing_notes import begin_note, keep_note

# What stands in each of Samuel's notes.
EACH_TIME = {
    "techniques": ["grounding", "breathing"],
    "wanted_today": "To get through the week.",
    "homework": "Cold water, and a walk before the shops open.",
    "room_for_work": "enough",
    "symptoms_in_the_way": "some",
}
# Each row: days ago, how settled at the start and at the end, avoidance, regulation.
SAMUELS_SESSIONS = ((42, 3, 4, 8, 3), (28, 3, 5, 7, 4), (14, 4, 6, 6, 5))


def answered(house: House, who: str, measure: str, total: int, *, days_ago: int, by: str = "nurse") -> Assessment:
    """A measure filled in whole, with answers that come to about this total, the first items highest."""
    items = measure_named(measure).items
    low = min(choice.value for choice in items[0].choices)
    high = max(choice.value for choice in items[0].choices)
    left, answers = total, {}
    for place, item in enumerate(items):
        fair = -(-left // (len(items) - place))
        answers[item.code] = max(low, min(high, fair))
        left -= answers[item.code]
    return record_assessment(
        patient=house.scene.patients[who],
        measure=measure,
        answers=answers,
        how=Assessment.How.ASKED,
        filled_in_at=house.scene.on(days_ago, 9, 30),
        by=house.scene.staff[by],
        at=house.scene.on(days_ago, 9, 30),
    )


def written(
    house: House, who: str, kind: NoteKind, by: str, *, days_ago: int, words: Mapping[str, str], **frame: Any
) -> SessionNote:
    """A note of a session at three in the afternoon, kept; not signed yet."""
    scene, at = house.scene, house.scene.on(days_ago, 15)
    note = begin_note(kind=kind, patient=scene.patients[who], by=scene.staff[by], at=at)
    typed = {f"section-{code}": text for code, text in words.items()}
    typed |= {f"frame-{name}": value for name, value in ({"sent": "1", **frame} if frame else {}).items()}
    data = QueryDict(urlencode(typed, doseq=True))
    keep_note(note=note, data=data, revision=0, by=note.author, at=at + timedelta(minutes=40))
    return note


def signed(house: House, note: SessionNote, *, days_ago: int) -> SessionNote:
    at = house.scene.on(days_ago, 16)
    return sign_note(note=note, revision=1, by=note.author, at=at)


def maya_is_seen(house: House) -> None:
    """Her scores before the first dose and since, and the note of her last medication visit."""
    for total, days_ago in ((46, 25), (38, 8)):
        answered(house, "maya", "pcl5", total, days_ago=days_ago)
    answered(house, "maya", "gad7", 14, days_ago=25)
    words = {
        "subjective": "The first days were queasy, then it settled. She sleeps through two nights of three.",
        "assessment": "Less on edge; the dose is borne well.",
        "decision": "We stay for another week and look together at what she has noticed.",
        "plan": "The nurse rings on Thursday.",
    }
    note = written(house, "maya", NoteKind.MEDICATION_VISIT, "prescriber", days_ago=7, words=words)
    signed(house, note, days_ago=7)
    add_addendum(note=note, words="She rang: the pharmacy had it after all.", by=note.author, at=house.scene.on(6, 11))


def samuel_is_asked(house: House) -> None:
    """How it is after what happened, three times so far, and every four weeks from here on."""
    scene, therapist = house.scene, house.scene.staff["therapist"]
    for total, days_ago in ((52, 44), (47, 29), (35, 13)):
        answered(house, "samuel", "pcl5", total, days_ago=days_ago, by="therapist")
    schedule_measure(
        patient=scene.patients["samuel"],
        measure="pcl5",
        way="every-weeks",
        every_weeks=4,
        begins_on=scene.day(13),
        by=therapist,
        at=scene.on(13, 15),
    )


def samuel_works_with_his_therapist(house: House) -> None:
    """Three sessions that are signed, and a telephone call whose note is not."""
    for days_ago, start, end, avoidance, regulation in SAMUELS_SESSIONS:
        note = written(
            house,
            "samuel",
            NoteKind.INDIVIDUAL_THERAPY,
            "therapist",
            days_ago=days_ago,
            words={"data": "He told of the week, and of the way home.", "plan": "Again in two weeks."},
            settled_at_start=start,
            settled_at_end=end,
            avoidance=avoidance,
            regulation=regulation,
            near_trauma="chose-not-to" if days_ago > 14 else "came-up-by-itself",
            **EACH_TIME,
        )
        signed(house, note, days_ago=days_ago)
    written(house, "samuel", NoteKind.TELEPHONE, "therapist", days_ago=3, words={"said": "He rang from the bus."})


def samuel_looks_ahead(house: House) -> None:
    """Whether it is time to go near the trauma, and what he wants on his timeline."""
    scene, therapist = house.scene, house.scene.staff["therapist"]
    look = Look(
        safety="enough",
        sleep="not-yet",
        support="enough",
        medication="enough",
        reason="Two short nights a week; he feels steady enough.",
        person_agrees="yes",
        their_words="With the door open.",
        therapist_agrees="yes",
        way_to_stop="A raised hand; then we look out of the window.",
        steps="Ten minutes, then a walk.",
    )
    record_readiness(patient=scene.patients["samuel"], look=look, by=therapist, at=scene.on(7, 15))
    for happened, days_ago in (("Moved to a quieter street", 33), ("Began to swim again", 11)):
        told = Told(on=scene.day(days_ago), words=happened, exactness="day", was_asked_for=True)
        add_life_event(patient=scene.patients["samuel"], told=told, by=therapist, at=scene.on(5, 15))


def the_therapist_keeps_something_apart(house: House) -> None:
    """A psychotherapy note, which nobody else learns of."""
    scene, therapist, at = house.scene, house.scene.staff["therapist"], house.scene.on(14, 17, 20)
    own = begin_psychotherapy_note(
        patient=scene.patients["samuel"], kind="psychotherapy", about_on=scene.day(14), by=therapist, at=at
    )
    keep_psychotherapy_note(
        note=own, words="What the door means to him.", sending=Sending(revision=0), by=therapist, at=at
    )
    sign_psychotherapy_note(note=own, revision=1, by=therapist, at=at)


def bram_is_asked(house: House) -> None:
    """One answer that is never just a number; somebody looked at it the same day."""
    asked = answered(house, "bram", "phq9", 12, days_ago=20, by="therapist")
    look_at_risk_answer(
        assessment=asked,
        found="He thinks of it at night, and has no plan. His sister knows.",
        done="We went through whom to ring, and speak again tomorrow.",
        by=house.scene.staff["therapist"],
        at=house.scene.on(20, 11),
    )


def the_team_meets(house: House) -> None:
    """Last week: about Samuel and Esther, with one thing that the nurse will do."""
    scene = house.scene
    nurse, therapist, at = scene.staff["nurse"], scene.staff["therapist"], scene.on(6, 13)
    meeting = open_meeting(visit=None, by=nurse, at=at, people=[therapist, scene.staff["prescriber"]])
    for who, by, words in (
        ("samuel", therapist, "He would like to wait with the next step until after the move."),
        ("esther", nurse, "On hold since the fall; walking well again."),
    ):
        item = speak_about(meeting=meeting, patient=scene.patients[who], by=by, at=at, because="How it goes on")
        keep_item(item=item, words=words, state=MeetingItem.State.DISCUSSED, read="", by=by, at=at)
        if who == "esther":
            ask = Decided(words="Ask her how the stairs go, and say so", owner=nurse, due_on=scene.day(-2))
            decide(item=item, decided=ask, by=nurse, at=at)
    close_meeting(meeting=meeting, by=nurse, at=scene.on(6, 14))


WRITTEN = (
    maya_is_seen,
    samuel_is_asked,
    samuel_works_with_his_therapist,
    samuel_looks_ahead,
    the_therapist_keeps_something_apart,
    bram_is_asked,
    the_team_meets,
)
