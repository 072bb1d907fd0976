"""The page of readiness: looked at together, recorded once, seen by everybody who treats."""

import pytest
from django.urls import reverse

from practice.audit.models import Act
from practice.staff.roles import Role
from sessions.models import Readiness
from tests.builders import make_user, on_team
from tests.sessions.frame_builders import READY, looked
from tests.sessions.note_builders import begun, room

pytestmark = pytest.mark.django_db


def page(client, patient, **data):
    return client.get(reverse("readiness", args=[patient.pk]), data)


def send(client, patient, **typed):
    return client.post(reverse("record_readiness", args=[patient.pk]), typed)


def test_a_look_is_recorded_once_and_leads_back_to_its_note(client):
    note = begun()
    client.force_login(note.author)
    once = page(client, note.patient, note=note.pk).context["once"]
    typed = {**READY, "note": note.pk, "their_words": "I want to.", "once": once}

    answers = [send(client, note.patient, **typed) for _twice in range(2)]

    assert {answer.url for answer in answers} == {reverse("note", args=[note.pk])}
    row = Readiness.objects.get(patient=note.patient)
    assert (row.note, row.allows, row.their_words) == (note, True, "I want to.")
    draft = client.get(answers[0].url).content.decode()
    assert "Nothing spoke against it" in draft
    assert READY["way_to_stop"] in draft


def test_what_cannot_be_recorded_is_shown_again_with_what_was_typed(client):
    there = room(Role.NURSE)
    client.force_login(there.author)

    empty = send(client, there.patient)
    too_long = send(client, there.patient, safety="enough", way_to_stop="x" * 301)

    assert (empty.status_code, too_long.status_code) == (422, 422)
    assert "Nothing is filled in yet" in empty.content.decode()
    assert "x" * 301 in too_long.content.decode()
    assert "therapist_agrees" not in empty.context["form"].fields
    assert not Readiness.objects.exists()


def test_the_way_to_stop_is_looked_at_again_and_stands_on_the_chart(client, django_assert_max_num_queries):
    there = room()
    nurse = make_user(Role.NURSE)
    on_team(there.patient, nurse)
    looked(there.patient, there.author, person_agrees="not-now", their_words="Not this week.")
    client.force_login(nurse)

    first = page(client, there.patient)
    for _more in range(9):
        looked(there.patient, there.author)
    with django_assert_max_num_queries(40) as asked:
        many = page(client, there.patient)

    assert first.context["form"]["way_to_stop"].value() == READY["way_to_stop"]
    assert "“Not this week.”" in first.content.decode()
    assert len(many.context["looks"]) == 10
    with django_assert_max_num_queries(len(asked)):
        page(client, there.patient)
    assert READY["way_to_stop"] in client.get(reverse("chart", args=[there.patient.pk])).content.decode()
    assert Act.objects.filter(verb="chart.viewed", by=nurse, patient_id=there.patient.pk).exists()


def test_the_lead_reads_and_who_does_not_treat_records_nothing(client):
    there = room()
    client.force_login(make_user(Role.CLINICAL_LEAD))

    assert page(client, there.patient).context["form"] is None
    assert send(client, there.patient, **READY).status_code == 403
    client.force_login(make_user(Role.THERAPIST))
    assert page(client, there.patient).status_code == 404
