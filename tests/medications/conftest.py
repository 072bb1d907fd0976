from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.medications.committed import Ground, ground_of


@pytest.fixture(scope="module")
def ground(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """A committed situation for the attacks of one module; see `committed`."""
    with django_db_blocker.unblock(), ground_of(database_template) as found:
        yield found
