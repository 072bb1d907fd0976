"""What somebody told about themselves and medicines reaches the plan: gentler first doses, smaller steps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.services.plan_facts import PlanFacts
from patients.services.recording_sensitivity import Answered, record_answers, record_reaction, set_sensitivity
from tests.builders import make_patient
from tests.medications.builders import NOW, active_plan, fresh, version_of

pytestmark = pytest.mark.django_db


def sensitivity_of(plan) -> str:
    return PlanFacts(plan=fresh(plan), at=NOW).person.sensitivity


def told(plan):
    return {"patient": plan.patient, "source": "patient", "by": plan.prescriber, "at": NOW}


@pytest.mark.parametrize("on_record", ["low", "usual", "high"])
def test_without_a_profile_the_plan_goes_by_the_record(on_record):
    assert sensitivity_of(active_plan(patient=make_patient(sensitivity=on_record))) == on_record


def test_what_they_say_and_what_they_went_through_make_doses_gentler_and_a_prescriber_has_the_last_word():
    plan = active_plan()
    before = version_of(plan)
    record_answers(answers=[Answered(question="self-rated", answer="more")], whose="", **told(plan))
    assert sensitivity_of(plan) == "high"
    record_answers(answers=[Answered(question="self-rated", answer="declined")], whose="", **told(plan))
    assert sensitivity_of(plan) == "usual"
    record_reaction(name="Citalopram", effect="restless", how_bad="severe", **told(plan))
    assert sensitivity_of(plan) == "high"

    set_sensitivity(level="usual", because="That was another illness.", **told(plan))

    assert sensitivity_of(plan) == "usual"
    assert version_of(plan) == before + 4


def test_people_without_a_profile_cost_no_further_question():
    plan = fresh(active_plan())
    PlanFacts(plan=plan, at=NOW).health  # noqa: B018  # the first reading fills caches

    with CaptureQueriesContext(connection) as asked:
        PlanFacts(plan=plan, at=NOW).health  # noqa: B018

    assert len(asked) == 1
