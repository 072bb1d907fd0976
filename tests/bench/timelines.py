"""What is timed: the timeline of a long treatment, whole, in part and on paper."""

import sys
from functools import partial

import time_machine
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.models import Patient
from practice.celery import app as celery_app
from practice.staff.models import User
from tests import databases
from tests.bench.finding import signed_in
from tests.bench.timing import Timed, as_table, timed
from tests.medications.builders import NOW
from tests.sessions.timeline_builders import in_care, noted, spread

LIMIT_MS = 150
YEARS, MEDICATIONS, ENTRIES, ASSESSMENTS, VISITS, NOTES = 5, 6, 3000, 400, 250, 120


def main() -> int:
    databases.use_test_server()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.REQUIRE_SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["testserver"]
    celery_app.conf.update(broker_url="memory://", broker_transport_options={})
    with databases.copy_of(databases.template()) as name, databases.repointed(name), time_machine.travel(NOW):
        patient, prescriber = five_years()
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        found = of_the_timeline(patient, prescriber)
        print(as_table(found))
        print(f"\n{queries_of(patient, prescriber)}")
    return 1 if any(one.is_too_slow for one in found) else 0


def five_years() -> tuple[Patient, User]:
    days = YEARS * 365
    patient, prescriber = in_care(
        medications=MEDICATIONS, entries=ENTRIES, assessments=ASSESSMENTS, visits=VISITS, days=days
    )
    for number, at in enumerate(spread(NOTES, days)):
        noted(patient, by=prescriber, at=at, settled_at_start=number % 8, settled_at_end=number % 8 + 2, avoidance=5)
    return patient, prescriber


def of_the_timeline(patient: Patient, user: User) -> list[Timed]:
    client = signed_in(user)
    page, sheet = (reverse(name, args=[patient.pk]) for name in ("timeline", "print_timeline"))
    part = {"HX-Request": "true"}
    return [
        timed("whole page, 5 years", partial(client.get, page, {"range": "5y"}), limit_ms=LIMIT_MS),
        timed("part of it for htmx", partial(client.get, page, {"range": "5y"}, headers=part), limit_ms=LIMIT_MS),
        timed("whole page, all there is", partial(client.get, page, {"range": "all"}), limit_ms=LIMIT_MS),
        timed("whole page, 6 months", partial(client.get, page, {"range": "6m"}), limit_ms=LIMIT_MS),
        timed("on paper, 5 years", partial(client.get, sheet, {"range": "5y"}), limit_ms=LIMIT_MS),
    ]


def queries_of(patient: Patient, user: User) -> str:
    client: Client = signed_in(user)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("timeline", args=[patient.pk]), {"range": "5y"})
    shown = [
        f"{float(one['time']) * 1000:5.0f} ms  {' '.join(one['sql'].split())[:160]}" for one in asked.captured_queries
    ]
    marks = answer.content.count(b"timeline-mark")
    told = f"{len(asked)} queries, {len(answer.content) // 1024} KiB, {marks} marks"
    return "\n".join([told, *shown]) if "--queries" in sys.argv else told
