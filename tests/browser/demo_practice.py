"""Databases with the demo practice in them: loaded once per state of the code and hour, then copied.

Per hour, because the demo's days and moments are counted back from the moment of loading.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from practice.staff.models import User
from sessions.demo.load import load_demo
from sessions.demo.reading import read
from tests import databases

LOADING_THE_DEMO = 7_201_103  # the key of an advisory lock
PRACTICES_KEPT = 3  # of earlier hours and states of the code; another session may be using them
SOURCES = ("*.py", "*.yaml", "*.sql")


def template(empty: str) -> str:
    """The name of a database with the demo practice as of this hour; made if this is its first use."""
    name = f"gw_demo_{fingerprint(empty)}_{timezone.now():%Y%m%d%H}"
    with databases.maintenance() as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", [LOADING_THE_DEMO])
        made = databases.databases_like(conn, "gw_demo_%")
        if name not in made:
            for old in made[:-PRACTICES_KEPT]:
                databases.drop(conn, old)
            load(empty, name)
    return name


def load(empty: str, name: str) -> None:
    """Under another name until it is done, so that a half-loaded one is never used."""
    with databases.copy_of(empty) as unfinished:
        with databases.repointed(unfinished):
            load_demo(at=timezone.now())
        with databases.maintenance() as conn:
            databases.execute(conn, "ALTER DATABASE {} RENAME TO {}", unfinished, name)


def fingerprint(empty: str) -> str:
    """Changes with anything that the loading may depend on."""
    digest = hashlib.sha256(empty.encode())
    for app in databases.APPS:
        for path in sorted(path for kind in SOURCES for path in (databases.ROOT / app).rglob(kind)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def copy_of(name: str) -> Iterator[None]:
    """A copy that everything in this process reads and writes until the end of the block."""
    with databases.copy_of(name) as copy, databases.repointed(copy):
        yield


def somebody(who: str) -> User:
    """A member of the demo practice's staff, by their key in staff.yaml."""
    return User.objects.get(email=read("staff")[who]["email"])


def password_of(who: str) -> str:
    return str(read("staff")[who]["password"])
