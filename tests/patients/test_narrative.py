"""Somebody's story: encrypted, folded, opened by those they chose, each opening recorded exactly once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from patients.models import Narrative, NarrativeOpening
from patients.rules.reading_rights import Part, Readers
from patients.services.narrative import open_narrative, take_back_narrative
from practice.audit.models import Act
from practice.encryption import UnreadableSecretError
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team
from tests.patients.trauma_builders import (
    NOTE,
    NOW,
    STORY,
    a_story,
    a_therapist,
    everybody_who_may_open_the_chart,
    heard,
    limits_explained,
    shared,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def therapist(patient):
    return a_therapist(patient)


@pytest.fixture
def story(patient, therapist):
    limits_explained(patient, therapist)
    return a_story(patient, therapist)


def openings(by=None):
    acts = Act.objects.filter(verb="narrative.opened", **({"by": by} if by else {}))
    rows = NarrativeOpening.objects.filter(**({"opened_by": by} if by else {}))
    return acts.count(), rows.count()


def every_text_in_the_database():
    """All rows of all tables as text, as a copy of the database would show them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(it::text, ' '), '') FROM \"{table}\" it")
            yield table, cursor.fetchone()[0]


def test_no_table_holds_the_words_and_the_database_takes_none_in_plain(story, patient, therapist):
    open_narrative(narrative=story, by=therapist, at=NOW)

    assert [table for table, text in every_text_in_the_database() if "canary" in text.lower()] == []
    row = Narrative(patient=patient, source="session", recorded_by=therapist, whose="theirs", content_note=NOTE)
    for words, said in ((STORY, "narrative_is_encrypted"), ("", "narrative_is_somebodys")):
        row.words_sealed = words
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            row.save()


def test_each_opening_is_recorded_exactly_once_with_what_is_read(story, therapist):
    assert open_narrative(narrative=story, by=therapist, at=NOW) == STORY
    assert openings() == (1, 1)
    open_narrative(narrative=story, by=therapist, at=NOW)

    assert openings(therapist) == (2, 2)
    act = Act.objects.filter(verb="narrative.opened").latest("id")
    assert (act.subject_id, act.patient_id, act.details) == (story.pk, story.patient_id, {})


def test_what_cannot_be_recorded_is_not_read(story, therapist, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("patients.services.narrative.record", fails)
    with pytest.raises(DatabaseError), transaction.atomic():
        open_narrative(narrative=story, by=therapist, at=NOW)

    assert openings() == (0, 0)


def test_only_those_they_chose_open_it():
    patient, people = everybody_who_may_open_the_chart()
    limits_explained(patient, people["therapist"])
    story = a_story(patient, people["therapist"])

    def opened_by():
        found = set()
        for name, user in people.items():
            try:
                with transaction.atomic():
                    open_narrative(narrative=story, by=user, at=NOW)
                found.add(name)
            except PermissionDenied:
                pass
        return found

    treating = {"prescriber", "therapist", "cover of the therapist"}
    assert opened_by() == treating
    shared(patient, people["therapist"], Part.NARRATIVE, Readers.TEAM)
    team = {"nurse", "lead on the team", "nurse covering the prescriber"}
    assert opened_by() == treating | team  # neither the lead nor a chart opened in need
    shared(patient, people["therapist"], Part.NARRATIVE, Readers.ONE_PERSON, people["therapist"])
    assert opened_by() == {"therapist"}
    assert openings() == (3 + 6 + 1, 3 + 6 + 1)


def test_a_further_version_leaves_the_first_and_what_is_taken_back_is_not_opened(story, patient, therapist):
    newer = a_story(patient, therapist, words="Told anew.")
    assert [open_narrative(narrative=each, by=therapist, at=NOW) for each in (story, newer)] == [STORY, "Told anew."]

    take_back_narrative(because="They would rather not.", **heard(patient, therapist))

    for each in (story, newer):
        with pytest.raises(ValidationError, match="taken this back"):
            open_narrative(narrative=each, by=therapist, at=NOW)
    with pytest.raises(ValidationError, match="nothing to take back"):
        take_back_narrative(because="Again.", **heard(patient, therapist))
    third = a_story(patient, therapist, words="Once more.")
    assert list(Narrative.objects.that_stand()) == [third]
    assert Act.objects.filter(verb="narrative.taken_back").count() == 1


def test_the_words_belong_to_their_patient(story, therapist):
    other = make_patient()
    on_team(other, therapist)
    limits_explained(other, therapist)
    moved = Narrative.objects.create(
        patient=other,
        source="session",
        recorded_by=therapist,
        words_sealed=story.words_sealed,
        whose="theirs",
        content_note=NOTE,
    )

    with pytest.raises(UnreadableSecretError):
        open_narrative(narrative=moved, by=therapist, at=NOW)
    opening = NarrativeOpening(patient=other, narrative=story, opened_at=NOW, opened_by=therapist)
    with pytest.raises(DatabaseError, match="somebody else"), transaction.atomic():
        opening.save()


def page_of(client, patient, name="trauma_history"):
    return client.get(reverse(name, args=[patient.pk])).content.decode()


def test_the_page_has_the_content_note_and_never_the_words_which_stand_on_a_page_nobody_keeps(
    client, story, patient, therapist
):
    client.force_login(therapist)
    page = page_of(client, patient)
    assert NOTE in page
    assert "canary" not in page
    assert openings() == (0, 0)

    opened = client.post(reverse("open_narrative", args=[story.pk]))

    assert STORY in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert faults_in(opened.content.decode()) == []
    assert openings(therapist) == (1, 1)
    assert client.get(reverse("open_narrative", args=[story.pk])).status_code == 405
    assert openings() == (1, 1)


def test_the_point_of_contact_sees_who_opened_it_and_nobody_else_does(client, story, patient, therapist):
    contact, prescriber = make_user(Role.NURSE), make_user(Role.PRESCRIBER)
    on_team(patient, contact, is_point_of_contact=True)
    on_team(patient, prescriber)
    open_narrative(narrative=story, by=therapist, at=NOW)
    seen = f"{therapist.display_name}, 20 November 2026, "

    for user, sees in ((contact, True), (prescriber, False)):
        client.force_login(user)
        for name in ("trauma_history", "chart"):
            page = page_of(client, patient, name)
            assert (seen in page) == sees, (name, user)
            assert "canary" not in page
    client.force_login(contact)
    page = page_of(client, patient)
    assert NOTE not in page
    assert client.post(reverse("open_narrative", args=[story.pk])).status_code == 404
    assert openings() == (1, 1)
