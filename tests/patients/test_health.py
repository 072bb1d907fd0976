"""What is known of somebody's health: rows that stay, the newest of each counts, and each outdates earlier reviews."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from patients import known
from patients.models import (
    Allergy,
    ChartVersion,
    Genotype,
    HealthCondition,
    OrganFunction,
    PregnancyAnswer,
    SubstanceUse,
)
from patients.services import recording_health as recording
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Who, from whom and when, as every service takes it."""
    return {
        "patient": make_patient(),
        "source": "patient",
        "by": make_user(Role.NURSE),
        "at": timezone.now(),
    }


def version_of(patient):
    return ChartVersion.objects.get(pk=patient.pk).version


EACH: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "allergy.recorded": (recording.record_allergy, {"name": "Penicillin", "kind": "hypersensitivity"}),
    "allergy.none_known": (recording.record_no_known_allergies, {}),
    "condition.recorded": (recording.record_condition, {"condition": "bulimia", "state": "resolved"}),
    "organ_function.recorded": (recording.record_organ_function, {"organ": "hepatic", "impairment": "mild"}),
    "genotype.recorded": (recording.record_genotype, {"gene": "CYP2D6", "phenotype": "poor"}),
    "pregnancy.answered": (recording.record_pregnancy_answer, {"pregnant": "declined", "breast_feeding": "no"}),
    "substance_use.recorded": (recording.record_substance_use, {"substance": "alcohol", "answer": "uses"}),
}


@pytest.mark.parametrize("verb", EACH)
def test_what_is_told_is_one_act_and_outdates_earlier_reviews(told, verb):
    service, answers = EACH[verb]

    row = service(**told, **answers)

    act = Act.objects.get(verb=verb)
    assert (act.by, act.patient_id, act.subject_id, act.details) == (told["by"], told["patient"].pk, row.pk, {})
    assert version_of(told["patient"]) == 1


@pytest.mark.parametrize("verb", EACH)
def test_the_front_desk_and_the_administrator_write_nothing(told, verb):
    service, answers = EACH[verb]

    for role in (Role.FRONT_DESK, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            service(**{**told, "by": make_user(role)}, **answers)
    assert version_of(told["patient"]) == 0


def test_of_several_answers_about_one_thing_the_newest_counts(told):
    recording.record_pregnancy_answer(pregnant="unknown", breast_feeding="no", **told)
    newest = recording.record_pregnancy_answer(pregnant="yes", breast_feeding="no", **told)
    liver = recording.record_organ_function(organ="hepatic", impairment="mild", **told)
    recording.record_organ_function(organ="renal", impairment="mild", **told)
    kidneys = recording.record_organ_function(organ="renal", impairment="severe", **told)

    assert list(PregnancyAnswer.objects.newest()) == [newest]
    assert set(OrganFunction.objects.newest()) == {liver, kidneys}


def test_an_allergy_that_was_none_is_taken_back_by_a_further_row_with_a_reason(told):
    allergy = recording.record_allergy(name="Penicillin", kind="hypersensitivity", **told)
    about = {name: told[name] for name in ("source", "by", "at")}

    with pytest.raises(ValidationError):
        recording.withdraw_allergy(allergy=allergy, because=" ", **about)
    later = recording.withdraw_allergy(allergy=allergy, because="Tested: none.", **about)

    assert list(Allergy.objects.newest()) == [later]
    assert not later.is_known_of
    assert Allergy.objects.count() == 2


def test_a_medicine_is_known_by_its_code_and_anything_else_by_its_small_letters(told, monkeypatch):
    monkeypatch.setattr(known._registry, "names", [lambda: [("venlafaxine_xr", "Venlafaxine")]])

    one = recording.record_allergy(name=" venlafaxine ", kind="intolerance", **told)
    other = recording.record_allergy(name="Latex", kind="hypersensitivity", **told)

    assert (one.to, one.name) == ("venlafaxine_xr", "venlafaxine")
    assert (other.to, other.name) == ("latex", "Latex")


YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011  # any day that is over
FITS = [
    (recording.record_condition, {"condition": "other", "other": "Migraine", "state": "present"}),
    (
        recording.record_organ_function,
        {"organ": "renal", "impairment": "mild", "creatinine_clearance_ml_min": Decimal(72)},
    ),
    (
        recording.record_substance_use,
        {"substance": "kratom", "answer": "stopped", "stopped_on": YESTERDAY, "stopped_abruptly": True},
    ),
    (recording.record_substance_use, {"substance": "heroin", "answer": "declined"}),
]
DOES_NOT_FIT = [
    (recording.record_allergy, {"name": " ", "kind": "hypersensitivity"}),
    (recording.record_allergy, {"name": "Latex", "kind": "none-known"}),
    (recording.record_allergy, {"name": "Latex", "kind": "dislike"}),
    (recording.record_condition, {"condition": "other", "state": "present"}),
    (recording.record_condition, {"condition": "bulimia", "other": "Migraine", "state": "present"}),
    (
        recording.record_organ_function,
        {"organ": "hepatic", "impairment": "mild", "creatinine_clearance_ml_min": Decimal(72)},
    ),
    (
        recording.record_organ_function,
        {"organ": "renal", "impairment": "mild", "creatinine_clearance_ml_min": Decimal(900)},
    ),
    (recording.record_genotype, {"gene": "CYP1A1", "phenotype": "poor"}),
    (recording.record_pregnancy_answer, {"pregnant": "maybe", "breast_feeding": "no"}),
    (recording.record_substance_use, {"substance": "alcohol", "answer": "stopped"}),
    (recording.record_substance_use, {"substance": "alcohol", "answer": "uses", "stopped_on": YESTERDAY}),
    (recording.record_substance_use, {"substance": "alcohol", "answer": "never", "amount": "a lot"}),
    (recording.record_substance_use, {"substance": "alcohol", "answer": "stopped", "stopped_on": date(2999, 1, 1)}),
    (
        recording.record_substance_use,
        {"substance": "alcohol", "answer": "uses", "last_used_at": timezone.now() + timedelta(days=1)},
    ),
]


@pytest.mark.parametrize(("service", "answers"), FITS)
def test_what_fits_is_written_down(told, service, answers):
    assert service(**told, **answers).pk


@pytest.mark.parametrize(("service", "answers"), DOES_NOT_FIT)
def test_what_does_not_fit_is_refused_and_nothing_is_written(told, service, answers):
    with pytest.raises(ValidationError):
        service(**told, **answers)

    assert version_of(told["patient"]) == 0
    assert not Act.objects.exists()


# One row past the services for each constraint: the database itself says no.
PAST_THE_SERVICES = {
    "allergy_says_to_what": Allergy(kind="hypersensitivity"),
    "allergy_code_is_in_small_letters": Allergy(kind="hypersensitivity", to="Latex", name="Latex"),
    "condition_outside_the_list_has_a_name": HealthCondition(condition="other", state="present"),
    "clearance_is_of_the_kidneys": OrganFunction(
        organ="hepatic", impairment="mild", creatinine_clearance_ml_min=Decimal(70)
    ),
    "clearance_is_plausible": OrganFunction(organ="renal", impairment="mild", creatinine_clearance_ml_min=Decimal(900)),
    "gene_is_one_we_know": Genotype(gene="CYP1A1", phenotype="poor"),
    "pregnancy_answer_is_one_of_four": PregnancyAnswer(pregnant="maybe", breast_feeding="no"),
    "substance_stopped_on_a_day": SubstanceUse(substance="alcohol", answer="stopped"),
    "substance_amount_needs_use": SubstanceUse(substance="alcohol", answer="never", amount="a lot"),
    "substance_last_used_in_the_past": SubstanceUse(
        substance="alcohol", answer="uses", last_used_at=timezone.now() + timedelta(days=1)
    ),
}


@pytest.mark.parametrize("constraint", PAST_THE_SERVICES)
def test_the_database_refuses_what_the_services_would(told, constraint):
    row = PAST_THE_SERVICES[constraint]
    row.patient, row.recorded_by, row.source = told["patient"], told["by"], "patient"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def facts_of_the_formulary():
    for path in sorted((settings.BASE_DIR / "medications/formulary/facts").glob("*.yaml")):
        for medicine in yaml.safe_load(path.read_text()):
            yield from medicine.get("facts", [])


def test_every_condition_that_the_formulary_names_can_be_recorded():
    named = set()
    for fact in facts_of_the_formulary():
        named |= set(fact.get("when", {}).get("conditions", []))
        named |= set(fact.get("names", [])) if fact["kind"] in {"contraindicated", "caution"} else set()

    assert "seizure-disorder" in named
    assert named <= set(known.ConditionName.values)
