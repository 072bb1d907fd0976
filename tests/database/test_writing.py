"""Writing a row: what refuses it speaks in its own words, and the transaction goes on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from medications.models import Regimen, RegimenDose, TitrationPlan
from medications.services.planning import store_regimen
from practice.database.writing import write
from tests.medications.builders import active_plan, daily

pytestmark = pytest.mark.django_db


def test_a_refused_constraint_is_told_in_its_own_words_and_nothing_else_is_lost():
    regimen = Regimen.objects.create()

    with pytest.raises(ValidationError) as refused:
        write(RegimenDose(regimen=regimen, amount_mg=10, every_days=2, offset=2))

    assert refused.value.messages == ["The offset is smaller than the interval."]
    write(RegimenDose(regimen=regimen, amount_mg=10, every_days=2, offset=1))
    assert regimen.doses.count() == 1


def test_a_field_that_does_not_fit_is_named():
    with pytest.raises(ValidationError) as refused:
        write(Regimen(form="cloud"))

    assert list(refused.value.message_dict) == ["form"]


def test_what_a_trigger_refuses_comes_through_as_it_is():
    step = active_plan().steps.get(position=1)
    step.hold_days = 3

    with pytest.raises(IntegrityError, match="step"):
        write(step)


def test_a_constraint_over_several_rows_speaks_too():
    plan = active_plan()
    plan.pk, plan._state.adding = None, True

    with pytest.raises(ValidationError, match="already an open plan"):
        write(plan)

    assert TitrationPlan.objects.count() == 1
    assert store_regimen(daily(5)).pk
