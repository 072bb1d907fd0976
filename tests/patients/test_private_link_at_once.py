"""Many wrong words at the same moment, over many connections: each is counted, and none slips past the pause."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from patients.services.private_links import Tried, open_with
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.patients.packet_builders import NOW, WORD, a_link, publish_section

pytestmark = pytest.mark.usefixtures("committing_db")
AT_ONCE = 12


def test_no_guess_escapes_the_count_however_many_come_at_once():
    publish_section("morning", "long")
    made = a_link(make_patient(), make_user(Role.FRONT_DESK))
    token, start = made.path.split("/")[2], Barrier(AT_ONCE)

    def guess(number: int) -> Tried:
        try:
            start.wait(20)
            return open_with(token=token, typed=f"wrong {number}", address="10.0.0.1", at=NOW)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        tried = Counter(pool.map(guess, range(AT_ONCE), timeout=60))

    made.link.refresh_from_db()
    assert tried == {Tried.WRONG: 5, Tried.PAUSED: AT_ONCE - 5}
    assert made.link.wrong_tries == 5
    assert open_with(token=token, typed=WORD, address="10.0.0.2", at=NOW)[0] == Tried.PAUSED
