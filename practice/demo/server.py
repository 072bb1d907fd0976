"""The demo's database server and queue: up before anything else, down after everything else."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from practice.database.embedded.base import own_cluster
from practice.demo.errors import DemoFailed

EMBEDDED = "practice.database.embedded"
ENDS_WITHIN_SECONDS = 2.0


@contextmanager
def running(*, fresh: bool) -> Iterator[None]:
    """Holds the embedded server; one that DATABASE_URL names is somebody else's to start."""
    if settings.DATABASES["owner"]["ENGINE"] == EMBEDDED:
        own_cluster().ensure_running()
        try:
            if fresh:
                own_cluster().make_anew()
                forget_the_queue()
            make_the_queue()
            yield
        finally:
            own_cluster().leave(patience_seconds=ENDS_WITHIN_SECONDS)
    elif fresh:
        raise DemoFailed("--fresh drops the embedded database only, and DATABASE_URL names another one.")
    else:
        make_the_queue()
        yield


def forget_the_queue() -> None:
    shutil.rmtree(settings.BROKER_DIR, ignore_errors=True)
    Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).unlink(missing_ok=True)


def make_the_queue() -> None:
    for option in settings.CELERY_BROKER_TRANSPORT_OPTIONS.values():
        if str(option).startswith(str(settings.BROKER_DIR)):
            Path(str(option)).mkdir(parents=True, exist_ok=True)
