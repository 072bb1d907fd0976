"""What an app may register as a kind of work."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from practice.prompts.kinds import kind_named, kinds, only, register
from tests.prompts.work import kind


@pytest.mark.parametrize("name", ["Review", "a'b", "", "x", "-a", "a-", "a b", "a" * 61])
def test_a_name_goes_into_sql_and_is_checked(name):
    with pytest.raises(ImproperlyConfigured):
        kind(name)


@pytest.mark.parametrize("name", ["at", "patient_id", "lead_roles"])
def test_the_sweeps_own_parameters_are_taken(name):
    with pytest.raises(ImproperlyConfigured):
        kind(parameters={name: 1})


def test_two_kinds_mean_the_same_by_a_shared_parameter():
    register(kind("other"))

    with pytest.raises(ImproperlyConfigured):
        register(kind("third", parameters={"lead_time": 3}))

    assert [each.name for each in kinds()] == ["other", "question"]


def test_registering_again_replaces():
    register(kind(label="Another label"))

    assert [each.label for each in kinds()] == ["Another label"]


def test_a_kind_with_outcomes_is_closed_by_people():
    assert [kind().closable, kind(outcomes={"reached": "Reached"}).closable] == [False, True]


def test_a_house_with_other_kinds_ends():
    with only():
        assert kind_named("question") is None

    assert kind_named("question") is not None
