"""The pages about health and measurements: what they say, what they take, and to whom they open."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import Allergy, HealthCondition, Measurement, SubstanceUse
from patients.services import recording_health as recording
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

ACTS = {
    "record_allergy": {"name": "Penicillin", "kind": "hypersensitivity", "reaction": "hives", "certainty": "likely"},
    "record_no_known_allergies": {},
    "record_condition": {"condition": "other", "other": "Migraine", "state": "present"},
    "record_organ_function": {"organ": "renal", "impairment": "mild", "creatinine_clearance_ml_min": "72"},
    "record_genotype": {"gene": "CYP2D6", "phenotype": "poor"},
    "record_pregnancy_answer": {"pregnant": "declined", "breast_feeding": "no"},
    "record_substance_use": {"substance": "alcohol", "answer": "uses", "amount": "wine at weekends"},
}
SEEN = {
    "record_allergy": "Penicillin",
    "record_no_known_allergies": "No known allergies",
    "record_condition": "Migraine",
    "record_organ_function": "creatinine clearance 72 mL/min",
    "record_genotype": "poor metaboliser",
    "record_pregnancy_answer": "declined to say",
    "record_substance_use": "wine at weekends",
}


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


def page_of(client, name, patient):
    return client.get(reverse(name, args=[patient.pk])).content.decode()


def send(client, name, patient, /, **typed):
    return client.post(reverse(name, args=[patient.pk]), {"source": "patient", **typed})


def in_words(page):
    """What is read before any form is opened."""
    return re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("name", ACTS)
def test_what_is_told_is_recorded_from_the_page_and_stands_on_it(client, nurse, patient, name):
    response = send(client, name, patient, **ACTS[name])

    assert response.url == reverse("chart_health", args=[patient.pk])
    page = in_words(client.get(response.url).content.decode())
    assert SEEN[name] in page
    assert nurse.display_name in page


def test_what_nobody_asked_is_said_so_and_never_reads_as_no(client, patient):
    page = in_words(page_of(client, "chart_health", patient))

    assert "Nobody has asked about allergies yet." in page
    assert page.count("nobody has asked yet") == 2  # liver, kidneys
    assert "No known allergies" not in page


def test_an_allergy_goes_before_an_answer_that_there_is_none(client, patient):
    send(client, "record_no_known_allergies", patient)
    send(client, "record_allergy", patient, **ACTS["record_allergy"])

    page = in_words(page_of(client, "chart_health", patient))

    assert "Penicillin" in page
    assert "No known allergies" not in page


@pytest.mark.parametrize(
    ("name", "wrong", "kept"),
    [
        ("record_allergy", {"kind": ""}, "Penicillin"),
        ("record_condition", {"condition": "bulimia"}, "Migraine"),
        ("record_organ_function", {"organ": "hepatic"}, 'value="72"'),
        ("record_substance_use", {"stopped_on": "2999-01-01", "answer": "stopped"}, "wine at weekends"),
        ("record_substance_use", {"last_used_at": "2999-01-01T10:00"}, "2999-01-01T10:00"),
        ("record_substance_use", {"answer": "never"}, "wine at weekends"),
        ("record_genotype", {"gene": "CYP1A1"}, "poor"),
    ],
)
def test_what_does_not_fit_is_shown_again_with_what_was_typed(client, patient, name, wrong, kept):
    response = send(client, name, patient, **{**ACTS[name], **wrong})

    assert response.status_code == 422
    assert kept in response.content.decode()
    assert not Act.objects.exclude(verb__in=["chart.viewed", "signed_in"]).filter(patient_id=patient.pk).exists()


def test_an_allergy_is_taken_back_with_a_reason_and_leaves_the_page_and_the_banner(client, patient):
    send(client, "record_allergy", patient, **ACTS["record_allergy"])
    url = reverse("withdraw_allergy", args=[Allergy.objects.get().pk])

    assert client.post(url, {"source": "patient", "because": ""}).status_code == 422
    assert client.post(url, {"source": "patient", "because": "Tested: none."}).status_code == 302

    page = page_of(client, "chart_health", patient)
    assert "Penicillin" not in page
    assert "What was recorded was taken back." in page
    assert Allergy.objects.count() == 2


def test_allergies_stand_in_the_banner_of_every_page_those_that_forbid_first(client, patient):
    assert "<dt>Allergies</dt>" not in page_of(client, "chart", patient)
    send(client, "record_allergy", patient, name="Aspirin", kind="intolerance", certainty="likely", reaction="pain")
    send(client, "record_allergy", patient, **ACTS["record_allergy"])

    assert "Penicillin (hives), Aspirin (intolerance: pain)" in page_of(client, "chart", patient)


def test_many_allergies_in_the_banner_are_few_and_a_link(client, patient):
    for number in range(6):
        send(client, "record_allergy", patient, **{**ACTS["record_allergy"], "name": f"Thing {number}"})

    assert "and 2 more" in page_of(client, "chart", patient)


def test_both_pages_are_in_the_charts_navigation(client, patient):
    page = page_of(client, "chart", patient)

    for name in ("chart_health", "measurements"):
        assert f'href="{reverse(name, args=[patient.pk])}"' in page


@pytest.mark.parametrize("name", ["chart_health", "measurements"])
def test_a_page_opened_alone_is_an_act(client, nurse, patient, name):
    page_of(client, name, patient)

    assert Act.objects.get(verb="chart.viewed").patient_id == patient.pk


@pytest.mark.parametrize("name", ["chart_health", "measurements"])
def test_an_outsider_learns_nothing(client, patient, name):
    client.force_login(make_user(Role.THERAPIST))

    assert client.get(reverse(name, args=[patient.pk])).status_code == 404
    assert client.get(reverse(name, args=[10**9])).status_code == 404


def test_a_merged_chart_shows_what_is_known_and_takes_no_more(client, nurse, patient):
    old = make_patient(merged_into=patient)
    on_team(old, nurse)

    for name in ("chart_health", "measurements"):
        assert "Record it" not in page_of(client, name, old)
    assert send(client, "record_no_known_allergies", old).status_code == 403
    assert send(client, "measurements", old, pulse="72").status_code == 403


QUICK = {
    "systolic_bp": "124",
    "diastolic_bp": "81",
    "lying_systolic_bp": "130",
    "lying_diastolic_bp": "84",
    "standing_systolic_bp": "112",
    "standing_diastolic_bp": "76",
    "pulse": "72",
    "weight": "71.5",
}
LEVEL = {"analyte": "lithium", "serum_level": "0.72", "unit": "mmol/L", "hours_after_dose": "12"}


def test_one_row_takes_several_values_at_once(client, nurse, patient):
    response = send(client, "measurements", patient, **QUICK, **LEVEL, pregnancy_test="0")

    page = client.get(response.url).content.decode().replace("\xa0", " ")
    for words in ("124/81", "130/84", "112/76", "71.5", "lithium: 0.72 mmol/L, 12 hours after", "test: negative"):
        assert words in page
    assert Measurement.objects.filter(recorded_by=nurse).count() == 10
    assert Act.objects.filter(verb="measurements.recorded").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pulse": "7"}, "pulse"),
        ({"pulse": "seventy"}, "pulse"),
        ({"diastolic_bp": ""}, "diastolic_bp"),
        ({"lying_diastolic_bp": "140"}, "lying_diastolic_bp"),
        ({"hours_after_dose": "12"}, "hours_after_dose"),
        ({"serum_level": "0.7", "unit": "mmol/L"}, "analyte"),
        ({"serum_level": "0.7", "analyte": "lithium"}, "unit"),
        ({"pregnancy_test": "2"}, "pregnancy_test"),
        ({"taken_at": "2999-01-01T10:00"}, "taken_at"),
    ],
)
def test_an_error_stands_beside_its_field_and_everything_typed_is_kept(client, patient, wrong, field):
    response = send(client, "measurements", patient, **{**QUICK, **wrong})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert 'value="71.5"' in response.content.decode()
    assert f'id="error_1_measured-{field}"' in response.content.decode()
    assert not Measurement.objects.exists()


def test_an_empty_row_asks_for_a_value(client, patient):
    response = send(client, "measurements", patient)

    assert response.status_code == 422
    assert "Enter at least one value." in response.content.decode()


def measured_on(patient, by, days):
    for day in range(days):
        at = timezone.now() - timedelta(days=day)
        Measurement.objects.create(
            patient=patient, kind="pulse", value=60 + day, unit="/min", taken_at=at, source="staff", recorded_by=by
        )


def test_many_values_are_shown_a_page_at_a_time(client, nurse, patient):
    measured_on(patient, nurse, 23)

    first, second = (
        client.get(reverse("measurements", args=[patient.pk]), {"page": number}).content.decode() for number in (1, 2)
    )

    assert ("Older values" in first, "Newer values" in first) == (True, False)
    assert ("Older values" in second, "Newer values" in second) == (False, True)
    assert (first.count('<th scope="row"'), second.count('<th scope="row"')) == (20, 3)


@pytest.mark.parametrize("name", ["chart_health", "measurements"])
def test_the_number_of_questions_does_not_grow(client, nurse, patient, name):
    about, counts = {"patient": patient, "source": "patient", "at": timezone.now()}, []
    page_of(client, name, patient)
    for number in (1, 9):
        for each in range(number):
            by = make_user(Role.THERAPIST)
            recording.record_allergy(name=f"{number} {each}", kind="intolerance", by=by, **about)
            HealthCondition.objects.create(
                patient=patient,
                condition="other",
                other=f"{number} {each}",
                state="present",
                source="staff",
                recorded_by=by,
            )
            SubstanceUse.objects.create(
                patient=patient,
                substance=["alcohol", "cannabis", "kratom"][each % 3],
                answer="uses",
                source="staff",
                recorded_by=by,
            )
            measured_on(patient, by, number)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, name, patient)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_markup_of_pages_full_of_answers_is_valid(client, patient):
    for name, typed in ACTS.items():
        send(client, name, patient, **typed)
    send(client, "measurements", patient, **QUICK, **LEVEL)

    for name in ("chart_health", "measurements", "chart"):
        assert faults_in(page_of(client, name, patient)) == []


def test_what_has_a_place_of_its_own_is_not_recorded_as_words(client, patient):
    typed = {"kind": "allergy", "words": "Penicillin"}

    assert client.post(reverse("chart_event", args=[patient.pk]), typed).status_code == 422
