"""Templates of the practice: saved, used, retired; for prescribers, and about nobody."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from medications.models import PlanTemplate, Regimen, TemplateStep
from medications.rules.regimen import NOTHING
from medications.services.errors import NotPermitted, Refused
from medications.services.planning import NO_GOAL, PlanGoal, PlannedStep
from medications.services.templating import retire_template, save_template, steps_of_template, templates_for
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import NOW, daily, last_act, medication, nothing_is_written

pytestmark = pytest.mark.django_db

STEPS = (PlannedStep(regimen=daily("12.5"), hold_days=14), PlannedStep(regimen=daily(25), hold_days=7))


def templated(*, name="Slowly up", by=None, steps=STEPS, goal=NO_GOAL, code="sertraline"):
    by = by or make_user(Role.PRESCRIBER)
    return save_template(name=name, medication=medication(code), steps=steps, goal=goal, by=by, at=NOW)


def test_a_template_keeps_steps_and_goal_and_is_audited():
    goal = PlanGoal(purpose="Nightmares", indication="ptsd", target_high_mg=Decimal(50), judge_after_days=28)

    template = templated(goal=goal)

    (found,) = templates_for(template.medication)
    assert (found.purpose, found.indication, found.target_high_mg) == ("Nightmares", "ptsd", 50)
    assert [(step.regimen.doses[0].amount_mg, step.hold_days) for step in steps_of_template(found)] == [
        (Decimal("12.5"), 14),
        (25, 7),
    ]
    assert (last_act().verb, last_act().patient_id, last_act().details) == ("template.saved", None, {"steps": 2})


def test_a_retired_template_is_kept_and_not_offered():
    template = templated()

    retire_template(template=template, by=template.created_by, at=NOW)

    assert templates_for(template.medication) == []
    assert last_act().verb == "template.retired"
    with pytest.raises(Refused, match="retired already"):
        retire_template(template=template, by=template.created_by, at=NOW)
    assert templated().pk != template.pk  # its name is free again


def test_two_templates_of_a_medicine_differ_in_name():
    templated()

    with nothing_is_written(), pytest.raises(ValidationError, match="already a template of this name"):
        templated()
    assert templated(code="prazosin").name == "Slowly up"


@pytest.mark.parametrize(
    "wrong",
    [
        {"retired_at": NOW},
        {"target_low_mg": 50, "target_high_mg": 25},
        {"target_high_mg": 0},
    ],
)
def test_the_database_refuses_a_template_that_cannot_be(wrong):
    template = templated()
    PlanTemplate.objects.filter(pk=template.pk).update(target_low_mg=25, target_high_mg=25)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanTemplate.objects.filter(pk=template.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"hold_days": 0}, {"position": 0}, {"position": 2}])
def test_the_database_refuses_a_step_of_a_template_that_cannot_be(wrong):
    template = templated()
    fine = {"template": template, "position": 3, "hold_days": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateStep.objects.create(**fine | wrong, regimen=Regimen.objects.create())
    assert TemplateStep.objects.create(**fine, regimen=Regimen.objects.create()).pk


@pytest.mark.parametrize("steps", [(), (PlannedStep(regimen=NOTHING, hold_days=7),)])
def test_a_template_has_steps_with_doses(steps):
    with nothing_is_written(), pytest.raises(Refused, match="at least one step"):
        templated(steps=steps)


def test_only_prescribers_save_and_retire():
    template, nurse = templated(), make_user(Role.NURSE)

    with nothing_is_written(), pytest.raises(NotPermitted):
        templated(by=nurse, name="Another")
    with nothing_is_written(), pytest.raises(NotPermitted):
        retire_template(template=template, by=nurse, at=NOW)
    assert PlanTemplate.objects.get().retired_at is None
