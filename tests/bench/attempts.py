"""Many attempts to book one time, each on one of several connections, all begun at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter

from django.conf import settings
from django.db import connection

from patients.models import Patient
from practice.celery import app as celery_app
from practice.staff.models import User
from sessions.models import ClinicianProfile, Location, Room, VisitType
from sessions.services.booking import VisitWish, book_visit
from sessions.services.errors import Conflicts
from tests import databases
from tests.builders import make_patient
from tests.sessions.visit_builders import MONDAY, NOW, desk, make_clinician, make_location, make_room, make_type

ATTEMPTS, CONNECTIONS, LIMIT_S = 1_000, 50, 2.0
BOOKED, TOLD = "booked", "told what is in the way"


@dataclass(frozen=True, kw_only=True)
class OneSlot:
    """A time that everybody wants: one clinician and one room, and a different patient each."""

    by: User
    kind: VisitType
    clinician: ClinicianProfile
    location: Location
    room: Room
    patients: list[Patient]

    def wish(self, number: int) -> VisitWish:
        return VisitWish(
            visit_type=self.kind,
            starts_at=MONDAY,
            clinicians=(self.clinician,),
            patients=(self.patients[number % len(self.patients)],),
            location=self.location,
            room=self.room,
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How often each answer was given, and how long all of it took."""

    answers: Counter[str]
    seconds: float


def one_slot(patients: int = 20) -> OneSlot:
    location = make_location()
    return OneSlot(
        by=desk(),
        kind=make_type(),
        clinician=make_clinician(location),
        location=location,
        room=make_room(location),
        patients=[make_patient() for _each in range(patients)],
    )


def attempt_all(slot: OneSlot, *, attempts: int, connections: int) -> Outcome:
    """Connections are open before the clock starts; each makes its attempts one after the other."""
    barrier = Barrier(connections + 1)

    def one_connection(first: int) -> Counter[str]:
        try:
            by = User.objects.get(pk=slot.by.pk)
            barrier.wait(60)
            return Counter(_attempt(slot, number, by) for number in range(first, attempts, connections))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=connections) as pool:
        running = [pool.submit(one_connection, first) for first in range(connections)]
        barrier.wait(60)
        start = perf_counter()
        answers = sum((each.result(timeout=300) for each in running), Counter[str]())
        return Outcome(answers=answers, seconds=perf_counter() - start)


def _attempt(slot: OneSlot, number: int, by: User) -> str:
    """The answer, or the name of whatever went wrong."""
    try:
        book_visit(wish=slot.wish(number), by=by, at=NOW)
    except Conflicts as error:
        return TOLD if {"clinician-taken", "room-taken"} <= {each.kind for each in error.found} else "unclear"
    except Exception as error:  # noqa: BLE001  # counted, not hidden
        return type(error).__name__
    return BOOKED


def main(attempts: int = ATTEMPTS, connections: int = CONNECTIONS) -> int:
    databases.use_test_server()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    celery_app.conf.update(broker_url="memory://", broker_transport_options={})
    with databases.copy_of(databases.template()) as name, databases.repointed(name):
        outcome = attempt_all(one_slot(), attempts=attempts, connections=connections)
    print(f"{attempts} attempts over {connections} connections: {dict(outcome.answers)} in {outcome.seconds:.2f} s")
    right = outcome.answers == Counter({BOOKED: 1, TOLD: attempts - 1})
    return 0 if right and outcome.seconds <= LIMIT_S else 1
