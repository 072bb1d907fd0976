"""What is timed: a week of visits for the front desk and for a clinician, and the search for a free time."""

from datetime import timedelta
from functools import partial
from itertools import product

import time_machine
from django.conf import settings
from django.db import connections
from django.urls import reverse

from patients.models import Patient
from practice.celery import app as celery_app
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Booking, ClinicianProfile, Visit, VisitClinician
from sessions.queries.slots import SlotWish, free_slots
from tests import databases
from tests.bench.finding import AT_MOST, Compared, beyond, run, signed_in, statements_of
from tests.bench.timing import Timed, as_table, timed, timed_in_turn
from tests.builders import make_patient, make_user, on_team
from tests.sessions.visit_builders import (
    DAY,
    HOUR,
    MONDAY,
    NOW,
    desk,
    make_clinician,
    make_location,
    make_room,
    make_type,
)

BARE = "new_waiting"  # a form and nothing else, as the page that is compared with it has one
CLINICIANS, DAYS, VISITS_A_DAY, WEEKS_BEFORE = 20, 5, 6, 20


def main() -> int:
    databases.use_test_server()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.REQUIRE_SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["testserver"]
    celery_app.conf.update(broker_url="memory://", broker_transport_options={})
    with databases.copy_of(databases.template()) as name, databases.repointed(name), time_machine.travel(NOW):
        front = desk()
        clinicians = full_weeks(front)
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        weeks = [of_the_week("front desk", front), of_the_week("clinical lead", make_user(Role.CLINICAL_LEAD))]
        parts = [timing for each in weeks for timing in (each.page, each.sql, each.bare)]
        print(as_table([*parts, *of_reading(front, clinicians), *of_the_search(front)]))
        print("\n" + "\n".join(map(str, weeks)))
    return 1 if any(each.times > AT_MOST for each in weeks) else 0


def full_weeks(front: User) -> list[ClinicianProfile]:
    """Twenty clinicians with thirty visits a week, this week and twenty weeks before; half of them on a team."""
    house = make_location()
    for _number in range(CLINICIANS):
        make_room(house)
    clinicians = [make_clinician(house) for _number in range(CLINICIANS)]
    patients = [make_patient() for _number in range(DAYS * CLINICIANS * VISITS_A_DAY)]
    for number, patient in enumerate(patients[::2]):
        on_team(patient, clinicians[number % CLINICIANS].user)
    for week in range(WEEKS_BEFORE + 1):
        _one_week(clinicians, patients, front, week)
    return clinicians


def _one_week(clinicians: list[ClinicianProfile], patients: list[Patient], front: User, week: int) -> None:
    kind = make_type(code=f"week-{week}")
    told = {"visit_type": kind, "is_telehealth": True, "booked_at": NOW, "booked_by": front}
    begins = [
        MONDAY - week * timedelta(weeks=1) + day * DAY + hour * HOUR
        for day, hour, _who in product(range(DAYS), range(VISITS_A_DAY), range(CLINICIANS))
    ]
    rows = Visit.objects.bulk_create(Visit(starts_at=each, ends_at=each + HOUR / 2, **told) for each in begins)
    VisitClinician.objects.bulk_create(
        VisitClinician(visit=row, clinician=clinicians[number % CLINICIANS]) for number, row in enumerate(rows)
    )
    by = {"status_at": NOW, "status_by": front, "booked_at": NOW, "booked_by": front}
    Booking.objects.bulk_create(
        Booking(visit=row, patient=patient, **by) for row, patient in zip(rows, patients, strict=True)
    )


def of_the_week(what: str, user: User) -> Compared:
    """The whole page, its own SQL, and a page that asks next to nothing: one after the other in each round.

    It is the Friday before that week, so the page shows some 700 free times besides the 600 visits.
    """
    client = signed_in(user)
    page = partial(client.get, reverse("visits_week"), {"on": MONDAY.date().isoformat()})
    bare = partial(client.get, reverse(BARE))
    sql = partial(run, beyond(statements_of(page), statements_of(bare)))
    found = timed_in_turn({f"week, {what}": page, f"  its SQL ({what})": sql, f"  a bare page ({what})": bare})
    return Compared(page=found[0], sql=found[1], bare=found[2])


def of_reading(user: User, clinicians: list[ClinicianProfile]) -> list[Timed]:
    """What the page reads, without what it makes of it."""
    ids = [each.pk for each in clinicians]
    read = partial(Visit.objects.bookable_by(user).for_week, MONDAY.date(), ids)
    return timed_in_turn({"reading the visits": read, "  its SQL alone": partial(run, statements_of(read))})


def of_the_search(front: User) -> list[Timed]:
    wish = SlotWish(visit_type=make_type(), patient=make_patient())
    return [timed("free times of everybody", lambda: free_slots(wish=wish, on_behalf_of=front, at=NOW))]
