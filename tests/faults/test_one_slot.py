"""Everybody wants the same time at the same moment, over real connections.

`python -m tests.bench.one_slot` does it with 1,000 attempts over 50 connections and looks at the clock too.
"""

from collections import Counter

import pytest

from sessions.models import Booking, Visit
from tests.bench.attempts import BOOKED, TOLD, attempt_all, one_slot

pytestmark = [pytest.mark.usefixtures("committing_db"), pytest.mark.slow]
ATTEMPTS, CONNECTIONS = 200, 20


def test_one_visit_is_booked_and_everybody_else_is_told_what_is_in_the_way():
    outcome = attempt_all(one_slot(), attempts=ATTEMPTS, connections=CONNECTIONS)

    assert outcome.answers == Counter({BOOKED: 1, TOLD: ATTEMPTS - 1})
    assert (Visit.objects.count(), Booking.objects.count()) == (1, 1)
