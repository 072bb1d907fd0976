"""The server process of one data directory, whoever started it."""

import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from practice.database.embedded import binaries
from practice.database.embedded.errors import ClusterUnavailable

SOCKET_NAME = ".s.PGSQL.5432"
STARTS_WITHIN_SECONDS = 60.0  # it may have a crash to recover from
STOPS_WITHIN_SECONDS = 10.0
STATUS_LINE = 7  # of the pid file; the server writes "ready" there


class ServerProcess:
    def __init__(self, directory: Path, sockets: Path) -> None:
        self.directory = directory
        self.sockets = sockets
        self.log = directory.with_name(f"{directory.name}.log")
        self._pid_file = directory / "postmaster.pid"
        self._child: int | None = None

    def start(self, settings: Sequence[str]) -> None:
        self._see_off_a_dying_child()
        self._forget_a_dead_server()
        arguments = ["-D", str(self.directory), "-h", "", "-k", str(self.sockets), *settings]
        self._child = binaries.spawn("postgres", arguments, log=self.log)
        if not holds_in_time(lambda: self.accepts_work() or self._child_has_ended(), STARTS_WITHIN_SECONDS):
            raise ClusterUnavailable(f"PostgreSQL did not start in time; see {self.log}")
        if self._child is None:
            raise ClusterUnavailable(f"PostgreSQL did not start: {self._last_words()}")

    def stop(self) -> None:
        """By process id: first politely, then at once."""
        pid = self._child or (self.pid() if self._answers() else None)
        if pid is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT):
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            if holds_in_time(lambda: self._has_gone(pid), STOPS_WITHIN_SECONDS):
                return

    def accepts_work(self) -> bool:
        """A pid file alone may be stale, and a socket answers before a crash is recovered from."""
        lines = self._pid_file_lines()
        return len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready" and self._answers()

    def pid(self) -> int | None:
        lines = self._pid_file_lines()
        return int(lines[0]) if lines and lines[0].strip().isdigit() else None

    def forget_child(self) -> None:
        """After a fork it is our parent's."""
        self._child = None

    def _see_off_a_dying_child(self) -> None:
        """A killed server stops answering before the system has cleared it away; until then its locks hold."""
        if not self._child_has_ended() and not self._answers():
            holds_in_time(self._child_has_ended, STOPS_WITHIN_SECONDS)

    def _forget_a_dead_server(self) -> None:
        """After a crash its process id may belong to somebody else, and PostgreSQL would wait for them."""
        pid = self.pid()
        if pid is not None and not self._answers() and not is_postgres(pid):
            for left_behind in (self._pid_file, self.sockets / f"{SOCKET_NAME}.lock"):
                left_behind.unlink(missing_ok=True)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.sockets / SOCKET_NAME)) == 0

    def _pid_file_lines(self) -> list[str]:
        try:
            return self._pid_file.read_text().splitlines()
        except FileNotFoundError:
            return []

    def _has_gone(self, pid: int) -> bool:
        """Our own child we have to wait for; another's server removes its pid file last."""
        if self._child == pid:
            return self._child_has_ended()
        return self.pid() != pid or not is_postgres(pid)

    def _child_has_ended(self) -> bool:
        if self._child is not None:
            try:
                ended = os.waitpid(self._child, os.WNOHANG) != (0, 0)
            except ChildProcessError:  # somebody else in this process has waited for it
                ended = True
            self._child = None if ended else self._child
        return self._child is None

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return next((line for line in reversed(lines) if "FATAL" in line), f"see {self.log}")


def is_postgres(pid: int) -> bool:
    """Where the system cannot tell, PostgreSQL decides by itself. A zombie has no command line."""
    if not Path("/proc/self/cmdline").exists():
        return True
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def holds_in_time(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
