from collections.abc import Iterator

import pytest

from practice.prompts.kinds import only
from practice.staff.roles import Role
from tests.prompts import work


@pytest.fixture(autouse=True)
def question() -> Iterator[None]:
    """A house with one kind of work, whatever the apps above register."""
    with only(work.kind()):
        yield


@pytest.fixture
def prescriber(db):
    return work.person("robin", Role.PRESCRIBER)


@pytest.fixture
def colleague(db):
    return work.person("sam", Role.PRESCRIBER)


@pytest.fixture
def lead(db):
    return work.person("lee", Role.CLINICAL_LEAD)
