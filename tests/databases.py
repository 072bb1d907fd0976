"""Test databases: one migrated template per state of the code, and cheap copies of it.

A copy takes a tenth of a second, so a test that commits gets one of its own
and nothing is ever flushed: append-only tables refuse TRUNCATE, in tests too.
"""

import atexit
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from practice.database.embedded.base import DatabaseWrapper as EmbeddedWrapper
from practice.database.embedded.cluster import cluster_at
from practice.database.roles import MAINTENANCE_DATABASE, prepare_database

ROOT = Path(__file__).parent.parent
ALIASES = ("default", "owner")
TEMPLATES_KEPT = 4  # of earlier states of the code; another session may be using them
BUILDING_A_TEMPLATE = 7_201_102  # the key of an advisory lock
# A copy is 1,700 files, and some file systems (ext4 without a journal) step past each file deleted in the last minute
# when they make one: the copy after a dropped one takes a second. So whatever is done with is dropped at the end, or
# where it would fill the disk (30 MB each).
DONE_WITH_AND_KEPT = 60
APPS = ("practice", "patients", "medications", "sessions")
WHAT_A_TEMPLATE_DEPENDS_ON = ("migrations/*.py", "models.py", "models/**/*.py", "*.sql", "*.yaml", "loading_*.py")
AND_ON = ("uv.lock", "practice/settings.py", "practice/database/**/*.py", "practice/staff/*.py", "tests/databases.py")
copy_numbers = count(1)
done_with: list[str] = []


def use_test_server() -> None:
    """Point both aliases to the tests' own server, unless the environment names one."""
    for alias in ALIASES:
        settings.DATABASES[alias]["CONN_MAX_AGE"] = 0
    if embedded():
        cluster = cluster_at(Path(settings.VAR_DIR) / "postgres-test")
        cluster.ensure_running()
        for alias in ALIASES:
            connections[alias].settings_dict["HOST"] = str(cluster.socket_directory)
    atexit.register(drop_done_with)  # the cluster's own is older, so the server stops after this


def embedded() -> bool:
    return isinstance(connections["owner"], EmbeddedWrapper)


def template() -> str:
    """The name of the template for the code as it is; built if this is its first use."""
    name = f"gw_template_{fingerprint()}"
    with maintenance() as conn:
        conn.execute("SET lock_timeout = 0")  # on a busy machine another process may build for a minute
        conn.execute("SELECT pg_advisory_lock(%s)", [BUILDING_A_TEMPLATE])
        drop_leftovers(conn)
        if name not in databases_like(conn, "gw_template_%"):
            drop_old_templates(conn)
            build(conn, name)
    return name


def fingerprint() -> str:
    found = {path for pattern in AND_ON for path in ROOT.glob(pattern)}
    found |= {path for app in APPS for pattern in WHAT_A_TEMPLATE_DEPENDS_ON for path in (ROOT / app).rglob(pattern)}
    digest = hashlib.sha256()
    for path in sorted(found):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def build(conn: psycopg.Connection, name: str) -> None:
    """Under another name until it is done, so that an interrupted build is never used."""
    unfinished = f"gw_building_{os.getpid()}"
    drop(conn, unfinished)
    execute(conn, "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", unfinished, role("owner"))
    with maintenance(unfinished) as inside:
        prepare_database(inside)
    with repointed(unfinished):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_formulary", stdout=StringIO())
    execute(conn, "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", unfinished)
    execute(conn, "ALTER DATABASE {} RENAME TO {}", unfinished, name)


@contextmanager
def copy_of(template_name: str) -> Iterator[str]:
    name = f"gw_test_{os.getpid()}_{next(copy_numbers)}"
    with maintenance() as conn:
        drop(conn, name)
        execute(conn, "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy", name, role("owner"), template_name)
        # A copy has the tables' grants, but not the database's.
        execute(conn, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
        execute(conn, "GRANT CONNECT ON DATABASE {} TO {}", name, role("default"))
    try:
        yield name
    finally:
        done_with.append(name)
        if len(done_with) > DONE_WITH_AND_KEPT:
            drop_done_with()
        else:
            end_connections(name)


def drop_done_with() -> None:
    if done_with:
        with maintenance() as conn:
            while done_with:
                drop(conn, done_with.pop())


def end_connections(name: str) -> None:
    """Whoever is still there, so that no thread of an earlier test holds a connection for good."""
    with maintenance() as conn:
        conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


@contextmanager
def repointed(name: str) -> Iterator[None]:
    """Both aliases, in every thread that connects from now on, to another database."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    try:
        point_to(dict.fromkeys(ALIASES, name))
        yield
    finally:
        point_to(before)


def point_to(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


def close_what_ended() -> None:
    """Close connections that the server has ended; the next use connects anew."""
    for alias in ALIASES:
        wrapper = connections[alias]
        if wrapper.connection is not None and not wrapper.in_atomic_block and not wrapper.is_usable():
            wrapper.close()


@contextmanager
def maintenance(database: str = MAINTENANCE_DATABASE) -> Iterator[psycopg.Connection]:
    """As superuser where we know one: on the embedded server or by SUPERUSER_DATABASE_URL. Else as the owner, who then
    needs CREATEDB; without a superuser there is no guard, and its own tests fail."""
    with psycopg.connect(superuser(database), autocommit=True) as conn:
        yield conn


def superuser(database: str) -> str:
    if address := os.environ.get("SUPERUSER_DATABASE_URL"):
        return make_conninfo(address, dbname=database)
    params: dict[str, Any] = connections["owner"].get_connection_params()
    names = ("host", "port", "user", "password", "sslmode")
    wanted: dict[str, Any] = {name: params[name] for name in names if name in params}
    wanted["dbname"] = database
    if embedded():
        wanted["user"] = "postgres"
    return make_conninfo(**wanted)


def address(alias: str = "default") -> str:
    """Where this test's database is, for a process that the test starts."""
    params: dict[str, Any] = connections[alias].get_connection_params()
    who = quote(params["user"]) + (f":{quote(params['password'])}" if params.get("password") else "")
    where: dict[str, object] = {name: params[name] for name in ("host", "port") if name in params}
    return f"postgresql://{who}@/{params['dbname']}?{urlencode(where)}"


def role(alias: str) -> str:
    return str(connections[alias].settings_dict["USER"])


def databases_like(conn: psycopg.Connection, pattern: str) -> list[str]:
    rows = conn.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [pattern])
    return [name for (name,) in rows]


def drop_old_templates(conn: psycopg.Connection) -> None:
    for name in databases_like(conn, "gw_template_%")[:-TEMPLATES_KEPT]:
        drop(conn, name)


def drop_leftovers(conn: psycopg.Connection) -> None:
    """What killed sessions left behind (on a server that is ours alone)."""
    if embedded():
        for name in databases_like(conn, "gw_test_%") + databases_like(conn, "gw_building_%"):
            if not is_alive(int(name.split("_")[2])):
                drop(conn, name)


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, 0)
        return True
    return False


def drop(conn: psycopg.Connection, name: str) -> None:
    execute(conn, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def execute(conn: psycopg.Connection, statement: LiteralString, *names: str) -> None:
    conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
