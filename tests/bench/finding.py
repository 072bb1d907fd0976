"""What is timed: the pages that find people, their own SQL, and a page that asks next to nothing."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patients.rules.likeness import Described
from patients.services.finding_duplicates import likely_matches
from practice.celery import app as celery_app
from practice.staff.models import User
from practice.staff.roles import Role
from tests import databases
from tests.bench.many_people import a_hundred_thousand_people
from tests.bench.timing import Timed, as_table, timed, timed_in_turn
from tests.builders import make_user

AT_MOST = 1.5
ASKED: Mapping[str, Mapping[str, str]] = {
    "a name": {"words": "Marguerite Ellsford"},
    "a misspelt name": {"words": "Margerite Elsford"},
    "one common word": {"words": "Maya"},
    "a part of a name": {"words": "thorn"},
    "a name nobody has": {"words": "Xqzvw Kjhgf"},
    "a record number": {"words": "B012345"},
    "a birth date": {"born_on": "1991-05-06"},
    "a name and a birth date": {"words": "Ruth Lavison", "born_on": "1991-05-06"},
}
WHO_CALLS = Described(chosen_name="Margerite Elsford", legal_name="Pat Elsford", phone="555 0134777")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A page's time beside that of its SQL and of a bare page."""

    page: Timed
    sql: Timed
    bare: Timed

    @property
    def times(self) -> float:
        return self.page.middle_ms / (self.sql.middle_ms + self.bare.middle_ms)

    def __str__(self) -> str:
        is_slow = "  TOO SLOW" if self.times > AT_MOST else ""
        return f"{self.page.what}: {self.times:.2f} times its SQL and a bare page{is_slow}"


def main() -> int:
    databases.use_test_server()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.REQUIRE_SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["testserver"]
    celery_app.conf.update(broker_url="memory://", broker_transport_options={})
    with databases.copy_of(databases.template()) as name, databases.repointed(name):
        desk, nurse = make_user(Role.FRONT_DESK), make_user(Role.NURSE)
        a_hundred_thousand_people(treated_by=nurse)
        found = [*compared("front_desk", "front_desk", desk), *compared("patients", "break_the_glass", nurse)]
        duplicates = timed("looking for the same person", lambda: likely_matches(WHO_CALLS))
        print(as_table([*(timing for each in found for timing in (each.page, each.sql, each.bare)), duplicates]))
        print("\n" + "\n".join(map(str, found)))
        if "--explain" in sys.argv:
            explain(signed_in(desk))
    return 1 if any(each.times > AT_MOST for each in found) else 0


def compared(page: str, bare: str, user: User) -> list[Compared]:
    client = signed_in(user)
    return [against_its_sql(client, page, bare, what, asked) for what, asked in ASKED.items()]


def against_its_sql(client: Client, page: str, bare: str, what: str, asked: Mapping[str, str]) -> Compared:
    """One after the other in each round, as the machine is not equally busy all the time."""
    post: Callable[[], object] = partial(client.post, reverse(page), asked)
    get: Callable[[], object] = partial(client.get, reverse(bare))
    sql = partial(run, beyond(statements_of(post), statements_of(get)))
    names = (f"{page}, {what}", f"  its SQL ({what})", "  a bare page")
    found = timed_in_turn(dict(zip(names, (post, sql, get), strict=True)))
    return Compared(page=found[0], sql=found[1], bare=found[2])


def statements_of(ask: Callable[[], object]) -> list[str]:
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return [str(one["sql"]) for one in queries.captured_queries]


def beyond(of_page: Sequence[str], of_bare: Sequence[str]) -> list[str]:
    """What a page asks and the bare one does not (those ask who is there, before anything else)."""
    return list(of_page[len(of_bare) :])


def run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
            cursor.fetchall()


def explain(client: Client) -> None:
    get = statements_of(partial(client.get, reverse("front_desk")))
    for what, asked in ASKED.items():
        search, *_rest = beyond(statements_of(partial(client.post, reverse("front_desk"), asked)), get)
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + search)
            plan = "\n".join(row[0] for row in cursor.fetchall())
        print(f"\n--- {what}\n{plan}")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
