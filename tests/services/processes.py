"""A broker, and the worker and the scheduler that use it, as processes of a test's own.

In the ordinary run the broker is the queue on disk; in script/test --services it is Redis.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import redis
from celery import Celery
from django.conf import settings
from django.db import connection

from tests import databases
from tests.services.servers import Redis

PATIENCE_SECONDS = 60.0
WORKER = [sys.executable, "-m", "celery", "-A", "practice", "worker"]
WORKER_OPTIONS = ["--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
FOLDERS = {
    "data_folder_in": "queue",
    "data_folder_out": "queue",
    "processed_folder": "processed",
    "control_folder": "control",
}


class QueueOnDisk:
    """The stand-in, where the settings put it below a folder."""

    address = ""

    def __init__(self, var: Path) -> None:
        self.folder = var / "broker"
        self.make()

    def make(self) -> None:
        for name in set(FOLDERS.values()):
            (self.folder / name).mkdir(parents=True)

    def client(self) -> Celery:
        options = {option: str(self.folder / name) for option, name in FOLDERS.items()}
        return Celery(broker="filesystem://", set_as_current=False, broker_transport_options=options)

    def loses_everything(self) -> None:
        shutil.rmtree(self.folder)
        self.make()


class QueueInRedis:
    def __init__(self, server: Redis) -> None:
        self.server = server
        self.address = server.url

    def client(self) -> Celery:
        return Celery(
            broker=self.address,
            set_as_current=False,
            broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
        )

    def loses_everything(self) -> None:
        with redis.Redis.from_url(self.address) as client:
            client.flushall()


Queue = QueueOnDisk | QueueInRedis


@contextmanager
def queue_below(var: Path) -> Iterator[Queue]:
    if not settings.CELERY_BROKER_URL.startswith("redis:"):
        yield QueueOnDisk(var)
        return
    with Redis() as server:
        yield QueueInRedis(server)


class Processes:
    """What a test started: each leads a group of its own, so that a kill leaves no child behind."""

    def __init__(self, var: Path, queue: Queue) -> None:
        self.mail = var / "mail"
        self.log = var / "processes.log"
        self.environment = {
            **os.environ,
            "DEPLOYMENT": "development",
            "DATABASE_URL": databases.address(),
            "REDIS_URL": queue.address,
            "GROUNDWORK_VAR": str(var),
            "EMAIL_URL": f"filemail:///{self.mail}",
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start([*WORKER, *WORKER_OPTIONS])

    def scheduler(self) -> subprocess.Popen[bytes]:
        """Beat with the real entries, each due every second."""
        return self.start([sys.executable, "-m", "tests.services.quick_beat"])

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_for(self, truth: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not truth():
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def messages(self) -> list[str]:
        """The Message-ID of each message that went out."""
        lines = [line for file in self.mail.glob("*") for line in file.read_text().splitlines()]
        return sorted(line for line in lines if line.startswith("Message-ID: "))


def waiting() -> list[int]:
    """The server's process ids of this test's connections that wait for another's lock."""
    with connection.cursor() as cursor:
        # Not by pg_stat_activity: within a transaction that stays as it was first read.
        cursor.execute(
            "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE NOT granted AND datname = current_database()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def forget(pids: list[int]) -> None:
    """What the server does by itself once it notices that a client is gone; a lock that is waited for delays that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [pids])


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
