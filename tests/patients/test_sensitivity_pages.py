"""The page about sensitivity, and the line in the banner: what they say, what they take, and to whom they open."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import EarlierReaction, SensitivityAnswer, SensitivitySetting
from patients.services import recording_sensitivity as recording
from patients.services.recording_health import record_genotype
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

REACTION: dict[str, Any] = {
    "name": "Citalopram",
    "effect": "could not sit still",
    "how_bad": "severe",
    "dose": "10 mg",
    "dose_then": "low",
    "when": "spring 2019",
    "helped": "stopping it",
}
ANSWERS = {
    "hopes": "To sleep through.",
    "fears": "Not being myself.",
    "avoid_later": "on",
    "whose": "theirs",
    "self_rated": "much-more",
}
SETTING = {"level": "usual", "because": "Tolerates usual doses now."}
START_LOW = "High sensitivity: start low"


@pytest.fixture
def prescriber(client):
    user = make_user(Role.PRESCRIBER)
    client.force_login(user)
    return user


@pytest.fixture
def patient(prescriber):
    patient = make_patient()
    on_team(patient, prescriber)
    return patient


def page_of(client, patient, name="sensitivity"):
    return client.get(reverse(name, args=[patient.pk])).content.decode()


def send(client, name, key, /, **typed):
    return client.post(reverse(name, args=[key]), {"source": "patient", **typed})


def in_words(page):
    """What is read before any form is opened."""
    return re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


def test_where_nobody_asked_the_page_says_so_and_the_banner_is_silent(client, patient):
    page = in_words(page_of(client, patient))

    assert "Usual sensitivity, as far as is known." in page
    assert "Nobody has asked yet." in page
    assert START_LOW not in page
    assert faults_in(page_of(client, patient)) == []


def test_what_is_told_stands_on_the_page_their_own_words_first(client, patient, prescriber):
    for name, typed in [("record_reaction", REACTION), ("record_sensitivity_answers", ANSWERS)]:
        assert send(client, name, patient.pk, **typed).url == reverse("sensitivity", args=[patient.pk])
    record_genotype(
        patient=patient, gene="CYP2D6", phenotype="poor", source="records", by=prescriber, at=timezone.now()
    )

    page = in_words(page_of(client, patient))

    places = [
        page.index(words)
        for words in (
            "They rate themselves as more sensitive than others.",
            "“To sleep through.”",
            "“Not being myself.”",
            "much more sensitive than others",
            "asked, and not now",
            "could not sit still · on 10 mg, a low dose · spring 2019 · what helped: stopping it",
            "poor metaboliser",
        )
    ]
    assert places == sorted(places)
    assert "in their own words" in page
    assert prescriber.display_name in page
    assert faults_in(page_of(client, patient)) == []


def test_the_banner_of_every_page_says_start_low_and_leads_to_the_page(client, patient):
    send(client, "record_reaction", patient.pk, **REACTION)

    for name in ("chart", "chart_health", "measurements", "sensitivity"):
        page = page_of(client, patient, name)
        assert START_LOW in page
        assert page.count(f'href="{reverse("sensitivity", args=[patient.pk])}"') >= 2  # navigation, banner
    assert faults_in(page) == []


def test_a_prescribers_setting_goes_first_and_can_be_given_up_again(client, patient):
    send(client, "record_reaction", patient.pk, **REACTION)
    send(client, "set_sensitivity", patient.pk, **SETTING)
    page = in_words(page_of(client, patient))
    assert START_LOW not in page
    assert "A prescriber set it." in page
    assert SETTING["because"] in page

    send(client, "set_sensitivity", patient.pk, level="as-told", because="Let it follow.")

    assert START_LOW in page_of(client, patient)


def test_somebody_else_does_not_find_the_form_nor_its_address(client, patient):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    client.force_login(nurse)

    assert reverse("set_sensitivity", args=[patient.pk]) not in page_of(client, patient)
    assert send(client, "set_sensitivity", patient.pk, **SETTING).status_code == 403
    assert not SensitivitySetting.objects.exists()


def test_both_are_taken_back_with_a_reason_and_leave_page_and_banner(client, patient):
    send(client, "record_reaction", patient.pk, **REACTION)
    send(client, "record_sensitivity_answers", patient.pk, **ANSWERS)
    hopes = SensitivityAnswer.objects.get(question="hopes").pk
    rated = SensitivityAnswer.objects.get(question="self-rated").pk

    for name, key in [
        ("withdraw_reaction", EarlierReaction.objects.get().pk),
        ("withdraw_sensitivity_answer", hopes),
        ("withdraw_sensitivity_answer", rated),
    ]:
        assert send(client, name, key, because="").status_code == 422
        assert send(client, name, key, because="A mistake.").status_code == 302

    page = in_words(page_of(client, patient))
    for gone in ("Citalopram", "To sleep through", "much more sensitive", START_LOW):
        assert gone not in page
    assert "Not being myself." in page


@pytest.mark.parametrize(
    ("name", "typed", "wrong", "kept"),
    [
        ("record_reaction", REACTION, {"how_bad": ""}, "could not sit still"),
        ("record_reaction", REACTION, {"name": ""}, "spring 2019"),
        ("record_sensitivity_answers", ANSWERS, {"fears_later": "on"}, "Not being myself."),
        ("record_sensitivity_answers", {}, {"whose": "theirs"}, "Everything was skipped."),
        ("set_sensitivity", SETTING, {"level": ""}, "Tolerates usual doses now."),
    ],
)
def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient, name, typed, wrong, kept):
    response = send(client, name, patient.pk, **{**typed, **wrong})

    assert response.status_code == 422
    assert kept in response.content.decode()
    assert faults_in(response.content.decode()) == []
    assert not Act.objects.exclude(verb__in=["chart.viewed", "signed_in"]).filter(patient_id=patient.pk).exists()


def test_the_same_form_sent_twice_is_recorded_once(client, patient):
    once = client.get(reverse("sensitivity", args=[patient.pk])).context["once"]

    answers = [send(client, "record_reaction", patient.pk, **REACTION, once=once) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert EarlierReaction.objects.count() == 1


def test_an_outsider_learns_nothing_and_the_desk_does_not_get_in(client, patient):
    send(client, "record_reaction", patient.pk, **REACTION)
    row = EarlierReaction.objects.get().pk
    for role, status in ((Role.THERAPIST, 404), (Role.FRONT_DESK, 404)):
        client.force_login(make_user(role))
        assert client.get(reverse("sensitivity", args=[patient.pk])).status_code == status
        assert client.get(reverse("sensitivity", args=[10**9])).status_code == 404
        assert send(client, "record_reaction", patient.pk, **REACTION).status_code == status
        assert send(client, "withdraw_reaction", row, because="No.").status_code == status
    assert EarlierReaction.objects.count() == 1


def test_a_merged_chart_shows_what_is_known_and_takes_no_more(client, prescriber, patient):
    old = make_patient(merged_into=patient)
    on_team(old, prescriber)

    assert "Record it" not in page_of(client, old)
    assert send(client, "record_reaction", old.pk, **REACTION).status_code == 403


def test_the_page_opened_alone_is_an_act(client, prescriber, patient):
    page_of(client, patient)

    assert Act.objects.get(verb="chart.viewed").patient_id == patient.pk


def questions(client, patient, name):
    with CaptureQueriesContext(connection) as queries:
        page_of(client, patient, name)
    return len(queries)


@pytest.mark.parametrize("name", ["sensitivity", "chart"])
def test_the_number_of_questions_is_the_same_for_nobody_asked_and_for_many_answers(client, patient, name):
    told = {"patient": patient, "source": "patient", "at": timezone.now()}
    page_of(client, patient, name)
    counts = [questions(client, patient, name)]
    for number in (3, 9):
        for each in range(number):
            by = make_user(Role.NURSE)
            recording.record_reaction(**{**REACTION, "name": f"Medicine {number} {each}"}, by=by, **told)
            said = recording.Answered(question=["hopes", "fears", "avoid"][each % 3], answer="said", words="So.")
            recording.record_answers(answers=[said], whose="theirs", by=by, **told)
        counts.append(questions(client, patient, name))

    assert len(set(counts)) == 1
