"""What is known of several people at once, as plain values, in a number of questions that never grows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from patients.health_facts import HealthFacts, KnownAllergy, health_facts_of
from patients.services import recording_health as recording
from patients.services.measuring import Reading, record_measurements
from practice.staff.roles import Role
from tests.builders import make_patient, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    return {"patient": make_patient(), "source": "patient", "by": make_user(Role.NURSE), "at": timezone.now()}


def today():
    return timezone.localdate()


def facts_of(patient):
    return health_facts_of([patient.pk], today())[patient.pk]


def pulse(told, value, days_ago=0):
    reading = Reading(kind="pulse", value=Decimal(value))
    record_measurements(readings=[reading], taken_at=told["at"] - timedelta(days=days_ago), **told)


def test_of_somebody_whom_nobody_asked_nothing_is_known_and_nothing_is_a_no():
    patient = make_patient()

    facts = facts_of(patient)

    assert facts == HealthFacts()
    assert (facts.pregnant, facts.hepatic) == ("unknown", None)


def test_the_newest_answers_are_the_facts(told):
    recording.record_organ_function(organ="hepatic", impairment="severe", **told)
    recording.record_organ_function(organ="hepatic", impairment="unknown", **told)
    recording.record_organ_function(
        organ="renal", impairment="moderate", creatinine_clearance_ml_min=Decimal("41.5"), **told
    )
    recording.record_genotype(gene="CYP2C19", phenotype="poor", **told)
    recording.record_pregnancy_answer(pregnant="no", breast_feeding="declined", **told)

    facts = facts_of(told["patient"])

    assert (facts.hepatic, facts.renal, facts.creatinine_clearance) == (None, "moderate", Decimal("41.5"))
    assert (facts.pregnant, facts.breast_feeding) == ("no", "declined")
    assert facts.genotype == {"CYP2C19": "poor"}


def test_conditions_are_there_over_or_ruled_out(told):
    for condition, state in (("bulimia", "resolved"), ("asthma", "present"), ("long-qt", "ruled-out")):
        recording.record_condition(condition=condition, state=state, **told)

    facts = facts_of(told["patient"])

    assert (facts.conditions, facts.past_conditions) == ({"asthma"}, {"bulimia"})


def test_allergies_that_were_taken_back_are_no_facts(told):
    about = {name: told[name] for name in ("source", "by", "at")}
    latex = recording.record_allergy(name="Latex", kind="hypersensitivity", **told)
    recording.record_allergy(name="Sertraline", kind="intolerance", **told)
    recording.record_no_known_allergies(**told)
    recording.withdraw_allergy(allergy=latex, because="Tested.", **about)

    assert facts_of(told["patient"]).allergies == (KnownAllergy(to="sertraline", is_hypersensitivity=False),)


def test_substances_are_those_that_are_or_were_used(told):
    recording.record_substance_use(substance="alcohol", answer="uses", last_used_at=told["at"], **told)
    recording.record_substance_use(
        substance="kratom", answer="stopped", stopped_on=today(), stopped_abruptly=True, **told
    )
    recording.record_substance_use(substance="heroin", answer="never", **told)
    recording.record_substance_use(substance="cannabis", answer="declined", **told)

    alcohol, kratom = facts_of(told["patient"]).substances

    assert (alcohol.code, alcohol.last_used_at, alcohol.stopped_on) == ("alcohol", told["at"], None)
    assert (kratom.code, kratom.stopped_on, kratom.stopped_abruptly) == ("kratom", today(), True)


def test_the_newest_three_of_a_kind_are_kept_and_none_from_after_the_day(told):
    for days_ago, value in ((9, 60), (3, 63), (2, 62), (1, 61), (0, 99)):
        pulse(told, value, days_ago)
    yesterday = today() - timedelta(days=1)

    facts = health_facts_of([told["patient"].pk], yesterday)[told["patient"].pk]

    assert [each.value for each in facts.measurements] == [61, 62, 63]


def test_levels_of_two_medicines_do_not_crowd_each_other_out(told):
    for analyte, count in (("lithium", 4), ("valproate", 1)):
        for days_ago in range(count):
            reading = Reading(kind="serum-level", value=Decimal(1), analyte=analyte, unit="mmol/L")
            record_measurements(readings=[reading], taken_at=told["at"] - timedelta(days=days_ago), **told)

    analytes = [each.analyte for each in facts_of(told["patient"]).measurements]

    assert sorted(analytes) == ["lithium"] * 3 + ["valproate"]


def test_thirty_people_cost_no_more_questions_than_one(told):
    everybody, counts = [make_patient() for _each in range(30)], []
    for patient in everybody:
        pulse({**told, "patient": patient}, 70)
        recording.record_condition(condition="asthma", state="present", **{**told, "patient": patient})

    for patients in (everybody[:1], everybody):
        with CaptureQueriesContext(connection) as queries:
            facts = health_facts_of([patient.pk for patient in patients], today())
        counts.append(len(queries))

    assert counts == [3, 3]  # what there is, and the two kinds that something is known of
    assert all(each.conditions == {"asthma"} for each in facts.values())
