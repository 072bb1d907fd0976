"""What is foreseen is what the gate will say: the same facts, read before there is a plan."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.models import Presentation
from medications.presentation.preview import preview
from medications.rules.foreseeing import AGAINST, BEFOREHAND, foresee
from medications.rules.gate import every_blocker
from medications.rules.presentations import Presentation as Piece
from medications.services.foreseeing import facts_before, known_now, presentations_of, schedule_of
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, close_plan, draft_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.terms import Form
from patients.models import Allergy
from tests.builders import make_patient
from tests.medications.builders import (
    NOW,
    ago,
    colleague,
    daily,
    fresh,
    medication,
    plan_on_step,
    proposed,
)

pytestmark = pytest.mark.django_db


def nothing_special(plan):
    pass


def allergic(plan):
    Allergy.objects.create(
        patient=plan.patient, kind="hypersensitivity", to="sertraline", name="Sertraline", recorded_by=plan.prescriber
    )


def beside_tramadol(plan):
    record_other_medication(
        patient=plan.patient, name="tramadol", medication=medication("tramadol"), by=plan.prescriber, at=NOW
    )


def very_sensitive(plan):
    plan.patient.sensitivity = "high"
    plan.patient.save()


@pytest.mark.parametrize("told", [nothing_special, allergic, beside_tramadol, very_sensitive])
@pytest.mark.parametrize("amount_mg", [60, 110, 210, 25])
def test_what_is_foreseen_of_the_next_step_is_what_the_gate_says_of_it(told, amount_mg):
    before = plan_on_step(2, since=ago(days=3))
    told(before)
    steps = [PlannedStep(regimen=daily(amount_mg), hold_days=7)]
    goal = PlanGoal(indication="ptsd")
    facts = facts_before(patient=before.patient, medication=before.medication, at=NOW, goal=goal)

    (foreseen,) = foresee(known_now(facts, by=before.prescriber), steps)

    gate = every_blocker(proposed(_written_after(before, steps, goal)))
    assert list(foreseen.against) == [one for one in gate if one.code in AGAINST]
    assert list(foreseen.beforehand) == [one for one in gate if one.code in BEFOREHAND]


def _written_after(before, steps, goal):
    by = before.prescriber
    close_plan(plan=before, reason="Another way.", by=by, at=NOW)
    plan = draft_plan(
        patient=before.patient, medication=before.medication, prescriber=by, steps=steps, by=by, at=NOW, goal=goal
    )
    return fresh(activate_plan(plan=plan, by=by, at=NOW))


def test_the_questions_are_the_same_for_any_number_of_steps():
    plan = plan_on_step(2)

    def questions(count):
        steps = [PlannedStep(regimen=daily(50 + number), hold_days=7) for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            preview(patient=plan.patient, medication=plan.medication, steps=steps, by=plan.prescriber, at=NOW)
        return len(asked)

    questions(1)
    assert questions(1) == questions(30) <= 14


def test_only_what_is_in_use_and_holds_something_is_a_presentation():
    sertraline = medication("sertraline")
    Presentation.objects.filter(medication=sertraline).exclude(strength_mg=25).update(is_retired=True)

    assert set(presentations_of(sertraline)) == {
        Piece(form=Form.TABLET, strength_mg=Decimal(25), is_splittable=True),
    }


def test_a_schedule_is_one_of_the_medicine_and_goes_up():
    sertraline = medication("sertraline")
    schedule = sertraline.schedules.get(code="sertraline_ptsd_label")

    assert schedule_of(sertraline, schedule.pk) == schedule
    assert schedule_of(medication("prazosin"), schedule.pk) is None
    assert schedule_of(sertraline, None) is None


def test_nothing_is_written_for_a_plan_that_is_only_thought_of():
    patient = make_patient()
    facts = facts_before(patient=patient, medication=medication("sertraline"), at=NOW)

    known_now(facts, by=colleague(patient))

    assert not patient.plans.exists()
