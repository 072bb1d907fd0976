"""PostgreSQL and Redis as production has them, private to one run: a free port, a password, a folder that goes away.

Nothing of the machine's own servers is touched, and root becomes somebody else first, since PostgreSQL asks for that.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psycopg
import redis

from practice.database.embedded.cluster import FOR_TESTS

HOST = "127.0.0.1"
OLDEST_POSTGRESQL = 15
UNPRIVILEGED = ("postgres", "nobody")
# Sorting by the rules of a language, not by code point as the embedded server does: production may have either.
LOCALE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB")
STARTS_WITHIN_SECONDS = 30.0
STOPS_WITHIN_SECONDS = 10.0


class Missing(Exception):
    """A server that is not installed; the message says what to install."""


class Server:
    """One server process, on the same port as long as this object lives."""

    stops_by = signal.SIGTERM

    def __init__(self) -> None:
        self.user = None if os.geteuid() else somebody_unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="groundwork-services-"))
        if self.user:
            shutil.chown(self.folder, self.user)
        self.port = free_port()
        self.password = secrets.token_urlsafe(12)
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, **self.as_somebody())
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals | None = None) -> None:
        if self.process is None:
            return
        for number in (how or self.stops_by, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOPS_WITHIN_SECONDS)
                break
        self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def as_somebody(self) -> dict[str, Any]:
        """For `subprocess`: a session of its own, as Ctrl-C is for whoever stops the servers in turn."""
        somebody = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}
        return {"stdin": subprocess.DEVNULL, "cwd": self.folder, "start_new_session": True, **somebody}

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError


class PostgreSQL(Server):
    stops_by = signal.SIGINT  # at once, whoever is connected

    def start(self) -> None:
        if not (self.folder / "data").exists():
            self._create()
        super().start()

    def _create(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        if self.user:
            shutil.chown(secret, self.user)
        options = ["-D", "data", "-U", "postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=utf8"]
        subprocess.run(
            [program("initdb"), *options, *LOCALE, "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            **self.as_somebody(),
        )

    def command(self) -> Sequence[str]:
        settings = [part for name, value in FOR_TESTS.items() for part in ("-c", f"{name}={value}")]
        return [program("postgres"), "-D", "data", "-h", HOST, "-p", str(self.port), "-k", "", *settings]

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres", self.password, "postgres")):
            return True
        return False

    def url(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@{HOST}:{self.port}/{database}"


class Redis(Server):
    def command(self) -> Sequence[str]:
        # In a file, as the list of processes shows arguments to everybody.
        options = {"bind": HOST, "port": self.port, "requirepass": self.password, "save": '""', "dir": self.folder}
        config = self.folder / "redis.conf"
        config.write_text("".join(f"{name} {value}\n" for name, value in options.items()))
        if self.user:
            shutil.chown(config, self.user)
        return [program("redis-server"), str(config)]

    def answers(self) -> bool:
        with suppress(redis.ConnectionError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"


def program(name: str) -> str:
    """Debian keeps each PostgreSQL in a folder of its own: the oldest one that we promise to run on."""
    versions = {int(path.name): path for path in Path("/usr/lib/postgresql").glob("[0-9]*")}
    folders = [versions[number] / "bin" for number in sorted(versions) if number >= OLDEST_POSTGRESQL]
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)])
    if found := shutil.which(name, path=path):
        return found
    raise Missing(f"{name} is missing. On Debian: apt-get install postgresql redis-server")


def somebody_unprivileged() -> str:
    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])
