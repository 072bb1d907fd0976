"""The timeline's page: what is drawn is told, and it asks the same questions however much there is."""

import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.services.recording_elsewhere import record_other_medication
from medications.terms import Severity
from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import SessionNote
from sessions.timeline.axis import Range
from tests.builders import make_user, on_team
from tests.medications.builders import NOW, ago, colleague, log, no_longer_wait, plan_on_step, wait
from tests.sessions import timeline_builders as build

pytestmark = pytest.mark.django_db
MARK = re.compile(r'<g class="timeline-mark" role="img" tabindex="(-?\d)"><title>(.*?)</title>')
ROW = re.compile(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(client):
    """The page of a patient as somebody sees it."""

    def ask(patient, user, name="timeline", **kwargs):
        client.force_login(user)
        query = kwargs.pop("query", {})
        return client.get(reverse(name, args=[patient.pk]), query, **kwargs)

    return ask


def marks(response):
    return [unescape(words) for _tab, words in MARK.findall(response.content.decode())]


def rows(response):
    return [f"{unescape(days)}: {unescape(words)}" for days, _track, words in ROW.findall(response.content.decode())]


def a_full_timeline():
    """Something of every kind."""
    plan = plan_on_step(3)
    patient, prescriber = plan.patient, plan.prescriber
    log(plan, "Nausea", at=ago(days=9))
    log(plan, "Headache", severity=Severity.SEVERE, at=ago(days=3))
    wait(plan, at=ago(days=8))
    no_longer_wait(plan, at=ago(days=5))
    build.missed(plan, 2, at=ago(days=4))
    build.held(plan, at=ago(days=8), until=ago(days=5))
    record_other_medication(
        patient=patient, name="Ibuprofen", started_on=ago(days=20).date(), by=prescriber, at=ago(days=2)
    )
    for total, days in [(20, 25), (None, 20), (9, 2)]:
        build.assessment(patient, "phq9", total, at=ago(days=days), by=prescriber).save()
    build.visited(patient, build.spread(6, 60), by=prescriber)
    build.noted(
        patient,
        by=prescriber,
        at=ago(days=6),
        settled_at_start=3,
        settled_at_end=6,
        avoidance=4,
        regulation=5,
        symptoms_in_the_way="some",
    )
    build.crisis(patient, by=prescriber, at=ago(days=30))
    build.life_event(patient, by=prescriber)
    return patient, prescriber


def test_every_mark_has_its_row_in_the_table_and_every_row_its_mark(asked):
    patient, prescriber = a_full_timeline()

    response = asked(patient, prescriber)

    found = marks(response)
    assert sorted(found) == sorted(rows(response))
    whole = "\n".join(found)
    for words in [
        "start with 25 mg each morning",
        "held at this dose: Exams first.; until 15 March 2026",
        "Nausea, mild, new, Sertraline",
        "Headache, severe",
        "asked to wait: “Not before the move.”",
        "no longer asks to wait",
        "Sertraline: 2 days missed on this dose, when asked",
        "20 of 27",
        "filled in, 2 answers missing: no total",
        "9 of 27, 11 better than on 23 February 2026, enough to matter",
        "took place",
        "did not attend",
        "note signed: Individual therapy",
        "crisis or hospital contact: A night at the hospital.",
        "settled: 3 at the start, 6 at the end, of 10",
        "somewhat",
        "“Moved in with Sam.”",
    ]:
        assert words in whole, words
    assert "Ibuprofen (from elsewhere)" in response.content.decode()


def test_one_mark_of_each_track_is_reached_by_the_tab_key(asked):
    patient, prescriber = a_full_timeline()

    content = asked(patient, prescriber).content.decode()

    tracks = content.split('<div class="timeline-track">')[1:]
    assert len(tracks) > 8
    for track in tracks:
        tabs = [tab for tab, _words in MARK.findall(track)]
        assert tabs[:1] in ([], ["0"])
        assert set(tabs[1:]) <= {"-1"}


def test_only_what_is_chosen_is_read_and_drawn_and_the_rest_can_be_chosen_again(asked):
    patient, prescriber = a_full_timeline()

    response = asked(patient, prescriber, query={"range": "3m", "chosen": "on", "show": ["effects", "phq9"]})

    assert all(
        "Nausea" in words or "Headache" in words or "of 27" in words or "total" in words for words in marks(response)
    )
    content = response.content.decode()
    assert 'value="doses"' in content
    assert "show=effects" in content
    nothing = asked(patient, prescriber, query={"chosen": "on"})
    assert "Nothing that you chose lies in these days." in nothing.content.decode()


def test_it_asks_as_many_questions_for_three_of_everything_as_for_hundreds(client, asked):
    few, first = build.in_care(entries=3, assessments=3, visits=3)
    many, second = build.in_care(medications=3, entries=300, assessments=80, visits=60)

    counts = []
    for patient, user in [(few, first), (many, second)]:
        asked(patient, user)  # signs in and is recorded
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("timeline", args=[patient.pk]), {"range": "1y"})
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert len(marks(response)) > 100


def test_many_in_one_place_become_one_mark_that_says_how_many(asked):
    patient, prescriber = build.in_care(entries=200, assessments=0, visits=0, days=20)

    found = marks(asked(patient, prescriber, query={"range": "5y"}))

    severe = re.findall(r"(\d+) severe report", "\n".join(found))
    assert sum(map(int, severe)) == 20
    assert re.search(r"\d+ mild reports: [A-Z][a-z ]+ \d+", "\n".join(found))


def test_a_range_ends_where_asked_begins_with_the_dose_or_shows_all_there_is(asked):
    patient, prescriber = build.in_care(days=800)

    before = asked(patient, prescriber, query={"range": "30d", "until": ago(days=400).date().isoformat()})
    since_dose = asked(patient, prescriber, query={"range": "dose"})
    everything = asked(patient, prescriber, query={"range": "all"})

    assert "14 January 2025 to 13 February 2025" not in before.content.decode()
    assert f"until={(ago(days=430)).date().isoformat()}" in before.content.decode()
    assert f"until={(ago(days=370)).date().isoformat()}" in before.content.decode()
    assert "10 March 2026 to 20 March 2026" in since_dose.content.decode()
    assert "sertraline that began on 10 March 2026" in since_dose.content.decode()
    assert len(marks(everything)) > len(marks(since_dose))
    assert "2024" in everything.content.decode()


def test_every_range_can_be_asked_of_somebody_of_whom_little_is_known(asked):
    patient, prescriber = build.in_care(medications=0, entries=0, assessments=1, visits=0, days=900)
    record_other_medication(
        patient=patient, name="Ibuprofen", started_on=ago(days=2000).date(), by=prescriber, at=ago(days=2)
    )
    build.life_event(patient, on=ago(days=3000).date(), by=prescriber)

    answers = {code: asked(patient, prescriber, query={"range": code}) for code in Range}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert "No dose of ours is recorded yet" in answers[Range.DOSE].content.decode()
    assert "Moved in with Sam." not in "".join(marks(answers[Range.FIVE_YEARS]))
    assert "Moved in with Sam." in "".join(marks(answers[Range.ALL]))
    assert "taken: dose not told" in "".join(marks(answers[Range.MONTH]))


def test_a_range_that_there_is_not_is_answered_with_the_usual_one(asked):
    patient, prescriber = build.in_care()

    response = asked(patient, prescriber, query={"range": "for ever", "until": "soon"})

    assert response.status_code == 422
    assert "20 September 2025 to 20 March 2026" in response.content.decode()


def test_htmx_gets_the_part_that_the_page_holds(asked):
    patient, prescriber = a_full_timeline()

    page = asked(patient, prescriber).content.decode()
    part = asked(patient, prescriber, headers={"HX-Request": "true"})

    assert part.content.decode().strip() in page
    assert "HX-Request" in part["Vary"]


def test_it_can_be_printed_whole_and_opening_it_is_recorded_once(asked):
    patient, prescriber = a_full_timeline()

    sheet = asked(patient, prescriber, name="print_timeline", query={"range": "1y"})
    asked(patient, prescriber)

    content = sheet.content.decode()
    assert content.count('<svg class="timeline"') == 1
    assert patient.chosen_name in content
    assert Act.objects.filter(patient_id=patient.pk, by=prescriber, verb="chart.viewed").count() == 1


def test_drafts_and_what_was_chosen_near_the_trauma_are_not_on_it(asked):
    patient, prescriber = build.in_care()
    therapist = colleague(patient, Role.THERAPIST)
    draft = {"kind": "family", "patient": patient, "author": prescriber}
    SessionNote.objects.create(began_at=ago(days=2), took_place_from=ago(days=2), **draft)
    build.noted(patient, by=prescriber, at=ago(days=3), near_trauma="chose-to", settled_at_end=4)

    content = asked(patient, therapist).content.decode()

    assert "Family" not in content
    assert "chose" not in content.split('id="timeline-days"')[1]
    assert "settled at the end: 4 of 10" in content


def test_it_belongs_to_the_chart(asked):
    patient, _prescriber = build.in_care(assessments=1)
    outsider, desk = make_user(Role.NURSE), make_user(Role.FRONT_DESK)
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)

    assert asked(patient, nurse).status_code == 200
    assert asked(patient, outsider).status_code == 404
    assert asked(patient, desk).status_code in {403, 404}
