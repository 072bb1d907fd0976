"""`python -m tests.services COMMAND …`: the command, with a PostgreSQL and a Redis of its own (script/test --services).

Both are gone when it has ended, also by Ctrl-C. What is asked of a server beyond being there is done as an
installation does it: by `manage.py create_database`.
"""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import FrameType

import psycopg

from tests.services.servers import Missing, PostgreSQL, Redis, program

NEEDED = ("initdb", "postgres", "redis-server")


class Stopped(BaseException):
    """Somebody asked us to end; not an error."""


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        for name in NEEDED:
            program(name)
        with PostgreSQL() as postgresql, Redis() as redis:
            environment = {**os.environ, **addresses(postgresql), "REDIS_URL": redis.url}
            subprocess.run(
                [sys.executable, "manage.py", "create_database", "--for-tests"],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            print(f"   {version(postgresql)}, Redis at port {redis.port}", flush=True)
            return until_it_ends(sys.argv[1:], environment)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, Stopped):
        return 130


def addresses(postgresql: PostgreSQL) -> dict[str, str]:
    roles = {"DATABASE_URL": "groundwork_app", "MIGRATE_DATABASE_URL": "groundwork_owner"}
    found = {name: postgresql.url(role, secrets.token_urlsafe(12), "groundwork") for name, role in roles.items()}
    return found | {"SUPERUSER_DATABASE_URL": postgresql.url("postgres", postgresql.password, "postgres")}


def version(postgresql: PostgreSQL) -> str:
    with psycopg.connect(postgresql.url("postgres", postgresql.password, "postgres")) as conn:
        row = conn.execute("SELECT split_part(version(), ' on ', 1)").fetchone()
    return str(row[0]) if row else ""


def until_it_ends(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Its status. Ctrl-C reaches it too; it is given the time to leave before its servers go."""
    child = subprocess.Popen(command, env=dict(environment))
    try:
        return child.wait()
    except BaseException:
        child.send_signal(signal.SIGINT)
        child.wait()
        raise


def stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
