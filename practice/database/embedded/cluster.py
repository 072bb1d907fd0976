"""A PostgreSQL server of this checkout, for development, the demo and the tests.

It runs while somebody uses it: every process holds a shared lock on the users
file, and whoever, on leaving, can take that lock alone stops the server. It
listens on a Unix socket only, in a folder nobody else can enter; a checkout is
one person's machine, so that folder is the whole of its authentication.
Production never comes here (settings refuse to start without DATABASE_URL).

A process that is killed cannot stop the server; the next one to leave does.
"""

import atexit
import hashlib
import locale
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from practice.database.embedded import binaries
from practice.database.embedded.errors import ClusterUnavailable
from practice.database.embedded.locks import FileLock
from practice.database.embedded.process import SOCKET_NAME, ServerProcess, holds_in_time
from practice.database.roles import Layout, Role, drop_database, set_up

SUPERUSER = "postgres"
LONGEST_SOCKET_PATH = 107
LAYOUT = Layout(
    database="groundwork",
    owner=Role("groundwork_owner", creates_databases=True),
    app=Role("groundwork_app"),
)
# Nothing here outlives a crash, and no table lives long enough to be vacuumed; each database would get its turn.
FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "lock_timeout": "20s",
}


class Cluster:
    """One data directory, its server, and our place among those who use it."""

    def __init__(self, directory: Path, settings: Mapping[str, str] | None = None) -> None:
        self.directory = directory
        self.settings = dict(settings or {})
        self.socket_directory = socket_directory(directory)
        self._server = ServerProcess(directory, self.socket_directory)
        self._users = FileLock(directory.with_name(f"{directory.name}.users"))
        self._starting = FileLock(directory.with_name(f"{directory.name}.starting"))
        self._ready_mark = directory / "groundwork.ready"
        self._threads = threading.Lock()
        atexit.register(self.leave)
        os.register_at_fork(after_in_child=self._forget_after_fork)

    def connection_string(self, database: str, user: str = SUPERUSER) -> str:
        return f"host='{self.socket_directory}' dbname={database} user={user}"

    def ensure_running(self) -> None:
        """Use the server, starting it if nobody else has. Cheap when it runs."""
        with self._threads:
            if not self._users.held:
                self.directory.parent.mkdir(parents=True, exist_ok=True)
                self._users.share()
            if self.is_ready():
                return
            with self._starting.alone():
                if not self.is_ready():
                    self._start()

    def is_ready(self) -> bool:
        """Whether it answers and its roles are there."""
        return self._ready_mark.exists() and self._server.accepts_work()

    def pid(self) -> int | None:
        return self._server.pid()

    def leave(self, *, patience_seconds: float = 0.0) -> None:
        """Stop using the server; the last to leave stops it.

        With patience, others that are just ending are waited for: a process
        that was killed holds its place until the system has cleared it away.
        """
        with self._threads:
            if not self._users.held:
                return
            if holds_in_time(self._users.try_alone, patience_seconds):
                self._server.stop()
            self._users.release()

    def make_anew(self) -> None:
        """Drop the database, whoever uses it, and make an empty one."""
        self.ensure_running()
        drop_database(self.connection_string, LAYOUT.database)
        set_up(self.connection_string, LAYOUT)

    def _start(self) -> None:
        if not (self.directory / "PG_VERSION").exists():
            self._create()
        make_private(self.socket_directory)
        self._server.start([part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")])
        set_up(self.connection_string, LAYOUT)
        self._ready_mark.touch()

    def _create(self) -> None:
        """Made beside its place and then moved there, so that a killed attempt leaves nothing half made."""
        unfinished = self.directory.with_name(f"{self.directory.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        made_by = ["-D", str(unfinished), "-U", SUPERUSER, "--auth=trust", "--encoding=utf8", "--no-sync"]
        binaries.run("initdb", [*made_by, *collation()])
        unfinished.rename(self.directory)

    def _forget_after_fork(self) -> None:
        """A child shares its parent's lock, and would take it away; it takes its own on first use."""
        self._threads = threading.Lock()
        self._server.forget_child()
        self._users.forget()
        self._starting.forget()


def socket_directory(data: Path) -> Path:
    """The data directory, unless the system allows no socket with so long a name."""
    if len(os.fsencode(data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return data
    short = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"groundwork-{os.geteuid()}-{short}"


def make_private(directory: Path) -> None:
    directory.mkdir(mode=0o700, exist_ok=True)
    found = directory.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise ClusterUnavailable(f"{directory} must be a folder that only you can enter.")


def collation() -> list[str]:
    """Sorted by code point, the same on every machine.

    The character type is C.UTF-8 where there is one: trigram search has to
    know that ë is a letter.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        name = "C.UTF-8"
    except locale.Error:
        name = "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return [f"--locale={name}", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


@cache
def cluster_at(directory: Path) -> Cluster:
    """One object per directory and process, or the process would count itself twice."""
    return Cluster(directory, FOR_TESTS if directory.name == "postgres-test" else None)
