"""A red flag of a whole class of medicines: it speaks for every member, and for nobody else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from medications.models import ClassMember, DoseChange, LogEntry, RedFlag
from medications.services.errors import GateClosed
from medications.services.stepping import order
from medications.terms import FlagClass
from medications.views.known import red_flags_of
from practice.prompts.models import Prompt
from tests.medications.builders import (
    NOW,
    ago,
    codes,
    effect,
    fresh,
    log,
    medication,
    next_step,
    ready_plan,
    sign,
    step_up,
    version_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ringing_is_red_for_every_ssri():
    RedFlag.objects.create(class_code="ssri", effect=effect("Ringing in the ears"))


def test_it_closes_the_gate_of_a_member_and_of_nobody_else():
    sertraline, prazosin = ready_plan(code="sertraline"), ready_plan(code="prazosin", amounts=(1, 2, 3, 4))

    for plan in (sertraline, prazosin):
        log(plan, "Ringing in the ears", blames=medication("melatonin"))

    assert codes(sertraline)[:2] == ["review-outdated", "red-flag-open"]
    assert "red-flag-open" not in codes(prazosin)
    assert "Ringing in the ears" in red_flags_of([sertraline.medication])
    assert "Ringing in the ears" not in red_flags_of([prazosin.medication])


def test_it_outdates_the_review_and_raises_the_urgent_prompt_whatever_is_blamed():
    plan = ready_plan(code="escitalopram", amounts=(5, 10))
    before = version_of(plan)

    entry = log(plan, "Ringing in the ears", blames=medication("melatonin"))

    assert version_of(plan) > before
    prompt = Prompt.objects.open().get(kind="red-flag", key=entry.pk)
    assert (prompt.urgent, prompt.owner_id) == (True, plan.prescriber_id)


def test_the_database_refuses_the_step_by_itself():
    plan = ready_plan(code="sertraline")
    log(plan, "Ringing in the ears")
    review = sign(plan, at=NOW)
    with pytest.raises(GateClosed):
        step_up(fresh(plan))

    with pytest.raises(IntegrityError, match="flag"), transaction.atomic():
        order(fresh(plan), to=next_step(plan), review=review, by=plan.prescriber, at=NOW, first_dose_on=NOW.date())

    assert not DoseChange.objects.filter(review=review).exists()


def test_who_leaves_the_class_leaves_its_flags():
    plan = ready_plan(code="sertraline")
    log(plan, "Ringing in the ears", at=ago(hours=2))
    ClassMember.objects.filter(class_code="ssri", member_code="sertraline").update(is_retired=True)

    assert "red-flag-open" not in codes(plan)
    assert LogEntry.objects.filter(patient=plan.patient).counting_for(plan.medication_id).count() > 1


def test_it_is_of_a_medication_or_of_a_class_that_there_is():
    both = RedFlag(medication=medication("sertraline"), class_code="ssri", effect=effect("Hiccups"))
    with pytest.raises(ValidationError, match="not both"):
        both.full_clean()
    with pytest.raises(ValidationError, match="No medicine belongs"):
        RedFlag(class_code="sssri", effect=effect("Hiccups"), flag_class=FlagClass.STOP).full_clean()
    with pytest.raises(ValidationError, match="already a red flag"):
        RedFlag(class_code="ssri", effect=effect("Ringing in the ears")).full_clean()
    RedFlag(class_code="snri", effect=effect("Ringing in the ears")).full_clean()
