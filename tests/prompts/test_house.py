"""The kinds that the apps of this house really register: each keeps the promises of `PromptKind`."""

import pytest

from practice.prompts.kinds import PromptKind, kinds, only
from practice.prompts.services.sweeping import refresh, sweep
from tests.prompts.work import MONDAY, person

# Collected before any test puts its own house in place.
HOUSE = kinds()


@pytest.mark.parametrize("kind", HOUSE, ids=lambda kind: kind.name)
def test_each_kind_can_be_swept_and_refreshed(db, kind: PromptKind):
    with only(kind):
        assert sweep(at=MONDAY).failed == refresh(patient_id=1, at=MONDAY).failed == []


def test_all_kinds_go_into_one_statement(db):
    with only(*HOUSE):
        assert sweep(at=MONDAY).failed == refresh(patient_id=1, at=MONDAY).failed == []


@pytest.mark.parametrize("kind", HOUSE, ids=lambda kind: kind.name)
def test_each_kind_tells_nothing_about_keys_it_does_not_know(db, kind: PromptKind):
    assert not kind.subjects([-1], person("kim"))


@pytest.mark.parametrize("kind", HOUSE, ids=lambda kind: kind.name)
def test_no_kind_asks_the_wall_clock(kind: PromptKind):
    sql = f"{kind.due_sql} {kind.keys_sql}".lower()

    assert not any(clock in sql for clock in ["now()", "current_date", "current_time", "localtime", "_timestamp("])
