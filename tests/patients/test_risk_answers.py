"""Answers that are never just a number: a person is called at once, the log knows, and somebody looks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medications.models import Effect, LogEntry, RedFlag
from medications.services.logging_effects import resolve_entry
from medications.terms import Resolution
from patients.measures.definitions import RiskItem, measure_named
from patients.measures.scoring import score
from patients.models import ChartVersion, RiskAgreement, RiskLook
from patients.prompt_kinds.risk_answers import subjects
from patients.rules.risk_answers import Assessed, is_news, risk_answers, severity_of
from patients.services.risk_answers import look_at_risk_answer
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.patients.assessment_builders import all_answered, filled_in, low_mood

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PHQ9 = measure_named("phq9")
THOUGHTS = PHQ9.risk_items[0]
CLINICAL = ("death", "hurting", "suicid", "PHQ", "mood", "self-harm")


def answered(value):
    return risk_answers(PHQ9, score(PHQ9, all_answered("phq9", 0, q9=value)))


# --- The rule -----------------------------------------------------------------------------------------------


def test_how_grave_an_answer_is_follows_from_its_place():
    assert answered(0) == []
    assert [answered(value)[0].severity for value in (1, 2, 3)] == ["mild", "moderate", "severe"]
    from_two = RiskItem(item="9", from_value=2, topic=THOUGHTS.topic)
    assert [severity_of(PHQ9, from_two, value) for value in (2, 3)] == ["mild", "severe"]


@pytest.mark.parametrize(
    ("now", "then", "days", "news"),
    [
        (1, None, 0, True),
        (1, "mild", 13, False),
        (1, "mild", 14, False),
        (1, "mild", 15, True),
        (1, "severe", 3, False),
        (2, "mild", 3, True),
        (3, "moderate", 0, True),
        (3, "severe", 0, False),
    ],
)
def test_it_is_news_unless_somebody_looked_lately_and_it_is_no_graver(now, then, days, news):
    seen = [Assessed(severity=then, at=NOON - days * DAY)] if then else []

    assert is_news(answered(now)[0], seen, at=NOON) is news


# --- What follows when it is written down -------------------------------------------------------------------


@pytest.fixture
def prescriber(db):
    return make_user(Role.PRESCRIBER)


@pytest.fixture
def patient(prescriber):
    patient = make_patient(chosen_name="Robin")
    on_team(patient, prescriber)
    return patient


def entries_about(patient):
    return LogEntry.objects.filter(patient=patient, kind="report", effect__term="Suicidal ideation").order_by("pk")


def open_prompts():
    return Prompt.objects.filter(kind="risk-answer", closed_at=None)


def looked(row, by, at=None):
    return look_at_risk_answer(
        assessment=row, found="Tired, safe tonight.", done="Sister stays.", by=by, at=at or timezone.now()
    )


def test_a_person_is_called_at_once_and_the_log_knows_and_reviews_are_outdated(patient, prescriber):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse, is_point_of_contact=True)

    row = low_mood(patient, nurse, thoughts=2, how="tablet")

    prompt = open_prompts().get()
    assert (prompt.key, prompt.owner, prompt.urgent) == (row.pk, nurse, True)
    entry = entries_about(patient).get()
    assert (entry.severity, entry.course, entry.source, entry.happened_at) == (
        "moderate",
        "new",
        "patient",
        row.filled_in_at,
    )
    assert (entry.medication, entry.recorded_by) == (None, nurse)
    assert ChartVersion.objects.get(pk=patient.pk).version == 1
    assert Act.objects.get(verb="assessment.recorded").details == {"measure": "phq9", "missing": 0}


def test_no_such_answer_calls_nobody(patient, prescriber):
    low_mood(patient, prescriber, thoughts=0)

    assert not open_prompts().exists()
    assert not LogEntry.objects.exists()


def test_a_measure_with_gaps_calls_a_person_all_the_same(patient, prescriber):
    filled_in(patient, prescriber, answers={"9": 3})

    assert open_prompts().get().owner == prescriber
    assert entries_about(patient).get().severity == "severe"


def test_without_a_team_it_goes_to_the_clinical_leads_and_says_nothing_of_what_was_answered(db):
    lead, alone = make_user(Role.CLINICAL_LEAD), make_patient(chosen_name="Sol")
    row = low_mood(alone, lead)

    (subject,) = subjects([row.pk], lead).values()

    assert open_prompts().get().owner is None
    assert subject.link == reverse("risk_answer", args=[row.pk]) == open_prompts().get().link
    assert subject.who == "Sol"
    assert not any(word in f"{subject.why} {subject.link}" for word in CLINICAL)
    assert subjects([row.pk], make_user(Role.NURSE)) == {}


def test_the_same_again_within_two_weeks_of_a_look_is_no_second_entry_and_graver_is(patient, prescriber):
    now = timezone.now()
    first = low_mood(patient, prescriber, at=now - 15 * DAY)
    looked(first, prescriber, at=now - 13 * DAY)

    low_mood(patient, prescriber, at=now - 2 * DAY)
    assert entries_about(patient).count() == 1
    assert open_prompts().count() == 1

    low_mood(patient, prescriber, thoughts=2, at=now - DAY)
    assert [entry.course for entry in entries_about(patient)] == ["new", "worse"]


def test_what_nobody_looked_at_or_long_ago_is_written_again(patient, prescriber):
    now = timezone.now()
    low_mood(patient, prescriber, at=now - 30 * DAY)
    second = low_mood(patient, prescriber, at=now - 29 * DAY)
    looked(second, prescriber, at=now - 15 * DAY)

    low_mood(patient, prescriber, at=now)

    assert entries_about(patient).count() == 3


@pytest.mark.parametrize(
    ("resolution", "entries"), [(Resolution.OTHER_CAUSE, 1), (Resolution.LONG_STANDING, 1), (Resolution.ENDED, 2)]
)
def test_what_a_prescriber_looked_into_in_the_log_counts_unless_it_had_ended(patient, prescriber, resolution, entries):
    low_mood(patient, prescriber)
    told = {"reason": "We spoke.", "by": prescriber, "at": timezone.now()}
    resolve_entry(entry=entries_about(patient).get(), resolution=resolution, **told)

    low_mood(patient, prescriber)

    assert entries_about(patient).count() == entries


def test_where_the_formulary_lacks_the_term_it_begins_there(patient, prescriber):
    Effect.objects.filter(term="Suicidal ideation").update(term="Suicidal ideation, formerly")

    low_mood(patient, prescriber)

    assert entries_about(patient).count() == 1


def test_looking_closes_the_prompt_and_is_an_act(patient, prescriber):
    row = low_mood(patient, prescriber)

    look = looked(row, prescriber)

    assert not open_prompts().exists()
    act = Act.objects.get(verb="assessment.looked_at")
    assert (act.by, act.patient_id, act.details) == (prescriber, patient.pk, {"assessment": row.pk})
    assert (look.found, look.done, look.looked_by) == ("Tired, safe tonight.", "Sister stays.", prescriber)


def test_a_look_needs_words_a_risk_answer_and_a_clinician(patient, prescriber):
    row, plain, now = low_mood(patient, prescriber), filled_in(patient, prescriber), timezone.now()
    told = {"found": "x", "done": "y", "by": prescriber, "at": now}
    with pytest.raises(ValidationError) as empty:
        look_at_risk_answer(assessment=row, **{**told, "found": " ", "done": ""})
    assert set(empty.value.message_dict) == {"found", "done"}
    with pytest.raises(ValidationError, match="Nothing in this"):
        look_at_risk_answer(assessment=plain, **told)
    with pytest.raises(PermissionDenied):
        look_at_risk_answer(assessment=row, **{**told, "by": make_user(Role.FRONT_DESK)})


def test_the_database_keeps_looks_as_they_are_and_about_risk_answers(patient, prescriber):
    row, plain, now = low_mood(patient, prescriber), filled_in(patient, prescriber), timezone.now()
    good = {"assessment": row, "found": "x", "done": "y", "looked_at": now, "looked_by": prescriber}

    def refused(**told):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            RiskLook(**{**good, **told}).save()
        return str(error.value)

    assert "risk-look-is-about-a-risk-answer" in refused(assessment=plain)
    assert "risk_look_says_what_was_found_and_done" in refused(found="")
    assert "risk_look_lies_in_the_past" in refused(looked_at=now + DAY)
    RiskLook(**good).save()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        RiskLook.objects.update(found="z")
    with pytest.raises(DatabaseError, match="risk_agreement_says"), transaction.atomic():
        RiskAgreement(topic="self-harm-thoughts").save()


# --- The page -----------------------------------------------------------------------------------------------


def test_the_page_shows_what_was_answered_and_what_was_agreed_and_takes_what_was_found_once(
    client, patient, prescriber
):
    row = low_mood(patient, prescriber, thoughts=3, in_their_words="I am so tired.")
    RiskAgreement.objects.create(topic="self-harm-thoughts", words="Ask the same day.\n\nRing the lead.")
    RedFlag.objects.filter(effect__term="Suicidal ideation").update(agreed_action="Sit with them.")
    client.force_login(prescriber)
    url = reverse("risk_answer", args=[row.pk])

    page = client.get(url).content.decode()

    for words in ("nearly every day", "I am so tired.", "Ask the same day.", "Ring the lead.", "Nobody yet"):
        assert words in page
    agreed = page.split('id="agreed-title"')[1].split("</section>")[0]
    assert agreed.count("Sit with them.") == 1
    assert Act.objects.filter(verb="chart.viewed", by=prescriber).exists()
    again = client.post(url, {"found": "Safe tonight.", "done": " "})
    assert again.status_code == 422
    assert faults_in(page) == faults_in(again.content.decode()) == []
    assert "Safe tonight." in again.content.decode()
    typed = {"found": "Safe tonight.", "done": "Sister stays.", "once": "one-token"}
    assert [client.post(url, typed).status_code for _each in range(2)] == [302, 302]
    assert RiskLook.objects.get().done == "Sister stays."
    assert "Sister stays." in client.get(url).content.decode()


def test_the_page_is_there_for_risk_answers_alone_and_says_when_nothing_was_agreed(client, patient, prescriber):
    plain, row = filled_in(patient, prescriber), low_mood(patient, prescriber)
    client.force_login(prescriber)

    assert client.get(reverse("risk_answer", args=[plain.pk])).status_code == 404
    assert "has not written this down yet" in client.get(reverse("risk_answer", args=[row.pk])).content.decode()


def test_the_page_asks_as_many_questions_for_many_looks_as_for_few(client, patient, prescriber):
    row = low_mood(patient, prescriber)
    client.force_login(prescriber)
    client.get(reverse("risk_answer", args=[row.pk]))
    counts = []
    for looks in (3, 9):
        for _each in range(looks):
            looked(row, prescriber)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("risk_answer", args=[row.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
