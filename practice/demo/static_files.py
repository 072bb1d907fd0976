"""The demo serves static files as production does: collected, named after their content, compressed."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import cast

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.management import call_command


def collect_if_changed() -> None:
    """Collecting takes some seconds, so it is done only where a file, a library or the place is another one."""
    stamp = Path(settings.VAR_DIR, "static.collected")
    found = fingerprint()
    if stamp.exists() and stamp.read_text() == found and Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return
    # Half collected is not collected.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found)


def fingerprint() -> str:
    """Changes with the name, size or time of any file that would be collected, and with where they go."""
    told = "\n".join([str(settings.STATIC_ROOT), *sorted(sources())])
    return sha256(told.encode()).hexdigest()


def sources() -> Iterator[str]:
    ignored = cast(StaticFilesConfig, apps.get_app_config("staticfiles")).ignore_patterns
    for finder in finders.get_finders():
        for path, storage in finder.list(ignored):
            file = Path(storage.path(path)).stat()
            yield f"{path} {file.st_size} {file.st_mtime_ns}"
