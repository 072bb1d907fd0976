"""The pages of psychotherapy notes: open to their author, and telling nobody else that there are any."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import Disclosure
from practice.staff.roles import Role
from sessions.models import PsychotherapyNote
from sessions.services.psychotherapy_notes import begin_psychotherapy_note
from tests.browser.markup import faults_in
from tests.builders import glass_broken, make_patient, make_user, on_team
from tests.patients.consent_builders import consented, release, signed, wording

pytestmark = pytest.mark.django_db

MARK = "Xylophone-Quartz"


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def author(patient, client):
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist)
    client.force_login(therapist)
    return therapist


@pytest.fixture
def note(patient, author, client):
    client.post(reverse("psychotherapy_notes", args=[patient.pk]), {"kind": "psychotherapy", "about_on": "2026-03-19"})
    return PsychotherapyNote.objects.get()


def keep(client, note, words, **fields):
    return client.post(reverse("keep_psychotherapy_note", args=[note.pk]), {"words": words, "revision": "0", **fields})


def signed_by_page(client, note):
    keep(client, note, f"What I wonder about. {MARK}")
    client.post(reverse("sign_psychotherapy_note", args=[note.pk]), {"revision": "1"})
    return PsychotherapyNote.objects.get(pk=note.pk)


def page_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert faults_in(text) == []
    return text


def test_it_is_kept_while_typed_signed_and_added_to(client, note, patient):
    answer = keep(client, note, "First.", page="a", turn="1").json()
    assert answer["revision"] == 1
    assert "First." in page_of(client, "psychotherapy_note", note.pk)

    keep(client, note, "Second.", page="a", turn="2")
    client.post(reverse("sign_psychotherapy_note", args=[note.pk]), {"revision": "2"})
    client.post(reverse("add_to_psychotherapy_note", args=[note.pk]), {"words": "Later."})

    text = page_of(client, "psychotherapy_note", note.pk)
    assert "Second." in text
    assert "Later." in text
    assert "signed" in page_of(client, "psychotherapy_notes", patient.pk)


def test_a_second_window_is_told_and_sees_both(client, note):
    keep(client, note, "The first window.")

    assert keep(client, note, "The second window.").status_code == 409
    answer = client.post(
        reverse("psychotherapy_note", args=[note.pk]), {"words": "The second window.", "revision": "0"}
    )

    assert answer.status_code == 409
    both = answer.content.decode()
    assert "The first window." in both
    assert "The second window." in both
    assert faults_in(both) == []


def test_words_that_come_after_signing_stand_ready_to_be_added(client, note):
    signed_by_page(client, note)

    answer = client.post(reverse("psychotherapy_note", args=[note.pk]), {"words": "In the other tab.", "revision": "1"})

    assert answer.status_code == 409
    assert "In the other tab." in answer.content.decode()


def test_too_long_is_said_and_nothing_is_cut_off(client, note):
    answer = keep(client, note, "x" * 100_001)

    assert answer.json()["not_kept"] == ["words"]
    assert PsychotherapyNote.objects.get().words.revision == 0


def test_for_others_there_is_nothing(client, note, patient):
    signed_by_page(client, note)
    lead, colleague, in_need = make_user(Role.CLINICAL_LEAD), make_user(Role.PRESCRIBER), make_user(Role.NURSE)
    on_team(patient, colleague)
    glass_broken(patient, in_need, at=timezone.now())

    for other in (lead, colleague, in_need):
        client.force_login(other)
        assert client.get(reverse("psychotherapy_note", args=[note.pk])).status_code == 404
        assert "You have no notes of your own" in page_of(client, "psychotherapy_notes", patient.pk)
        assert MARK not in page_of(client, "chart", patient.pk)


def test_no_table_holds_the_words_in_the_open(client, note):
    signed_by_page(client, note)
    client.post(reverse("add_to_psychotherapy_note", args=[note.pk]), {"words": f"Later. {MARK}"})
    tables = connection.introspection.table_names()

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS found WHERE found::text ILIKE %s', [f"%{MARK}%"])
            assert cursor.fetchone() == (0,), table
    assert len(tables) > 100


def test_a_copy_is_on_record_before_it_is_shown_and_once(client, note, patient, author):
    signed_by_page(client, note)
    assert "no such authorisation" in page_of(client, "copy_psychotherapy_notes", patient.pk)
    agreed = release(scope=("psychotherapy-notes",))
    consent = consented(patient, author, agreed=agreed, vouched=signed(), wording=wording())
    sent = {"notes": [note.pk], "consent": consent.pk, "how": "handed", "once": "abc"}

    for _twice in range(2):
        answer = client.post(reverse("copy_psychotherapy_notes", args=[patient.pk]), sent)
        assert MARK in answer.content.decode()
        assert faults_in(answer.content.decode()) == []
    assert Disclosure.objects.count() == 1


def test_the_list_asks_the_same_with_three_notes_and_with_thirty(client, note, patient, author):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "psychotherapy_notes", patient.pk)
        return len(queries)

    for days in range(1, 31):
        begin_psychotherapy_note(
            patient=patient, kind="psychotherapy", about_on=date(2026, 1, days), by=author, at=timezone.now()
        )
        if days == 3:
            asked()  # the first page of a sign-in asks once more
            few = asked()
    assert asked() == few
