from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.medications.committed import Ground, ground_of


@pytest.fixture(scope="session")
def prepared(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, Ground]]:
    """The situation of `committed`, made once; the name of its database, which is copied and not used."""
    with django_db_blocker.unblock(), ground_of(database_template) as found:
        yield found


@pytest.fixture(scope="module")
def ground(prepared: tuple[str, Ground], django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """A committed situation for the attacks of one module; see `committed`."""
    name, found = prepared
    with django_db_blocker.unblock(), databases.copy_of(name) as copy, databases.repointed(copy):
        yield deepcopy(found)
