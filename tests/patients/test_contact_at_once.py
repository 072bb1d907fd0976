"""A change of how somebody may be reached, at the very moment when something goes out, on real connections."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from patients.models import OutgoingContact
from patients.services.contacting import ContactNotSafe, contact
from patients.services.sending_contacts import send_contacts
from practice.staff.roles import Role
from tests.builders import make_patient, make_user
from tests.patients.contact_builders import CALL, EMAIL, TUESDAY_TEN, agree

pytestmark = pytest.mark.usefixtures("committing_db")

BEHIND_US = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def on_a_connection_of_its_own(act: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return run


def until_it_waits(act: "Future[Any]") -> None:
    """Until it stands before a lock that we hold."""
    deadline = monotonic() + 20
    while monotonic() < deadline and not act.done():
        with connection.cursor() as cursor:
            cursor.execute(BEHIND_US)
            if cursor.fetchone() == (1,):
                return
        sleep(0.01)
    raise AssertionError("It did not wait.")


def test_what_goes_out_beside_a_change_waits_for_it_and_obeys_it(settings):
    settings.TIME_ZONE = "UTC"
    desk, patient = make_user(Role.FRONT_DESK), make_patient()
    asked: dict[str, Any] = {
        "patient": patient,
        "channel": "e-mail",
        "message_kind": "please-ring",
        "by": None,
        "at": TUESDAY_TEN,
    }
    agree(patient, desk, CALL, EMAIL)
    contact(**asked)

    def beside_a_change(act: Callable[[], Any]) -> "Future[Any]":
        with ThreadPoolExecutor(1) as pool, transaction.atomic():
            agree(patient, desk, CALL)
            future = pool.submit(on_a_connection_of_its_own(act))
            until_it_waits(future)
        return future

    assert isinstance(beside_a_change(lambda: contact(**asked)).exception(), ContactNotSafe)
    agree(patient, desk, CALL, EMAIL)
    assert beside_a_change(lambda: send_contacts(at=TUESDAY_TEN)).result().withdrawn == 1

    assert OutgoingContact.objects.get().state == "withdrawn"
    assert mail.outbox == []
