"""The demo's processes: started, watched, and stopped without a remainder."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Self

from practice.demo.errors import DemoFailed, Stopped

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LEAVES_WITHIN_SECONDS = 3.0  # a worker on the queue on disk would take seven; what it leaves, the next sweep finds


class Children:
    """Each child leads a session of its own: Ctrl-C reaches us alone, and a kill reaches its children too.

    A signal only leaves a note, read where nothing is half done, so that a
    process that was started is always one that we know.
    """

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = False

    def listen(self) -> None:
        for number in ENDING_SIGNALS:
            signal.signal(number, self._note)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._running.values():
            with suppress(ProcessLookupError):
                child.terminate()
        until = time.monotonic() + LEAVES_WITHIN_SECONDS
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, until - time.monotonic()))
            # What a child left of its own session, and the child itself if it did not listen.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.stop_if_asked()
        with self.log_of(name).open("wb") as log:
            self._running[name] = started(command, environment, output=log, errors=log)

    def run(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> str:
        """A child that ends; what it said. If it fails, its last line is the reason."""
        self.stop_if_asked()
        answer = self.log_of(f"{name} answer")
        with answer.open("wb") as output, self.log_of(name).open("wb") as errors:
            child = self._running[name] = started(command, environment, output=output, errors=errors)
        self.wait_for(lambda: child.poll() is not None)
        del self._running[name]
        if child.returncode:
            said = self.log_of(name).read_text(errors="replace").strip().splitlines()
            raise DemoFailed(said[-1] if said else f"The {name} failed with status {child.returncode}.")
        return answer.read_text()

    def wait_for(self, condition: Callable[[], bool], seconds: float | None = None) -> bool:
        """Whether it came true in time; ends at once if we are asked to stop."""
        until = None if seconds is None else time.monotonic() + seconds
        while not condition():
            self.stop_if_asked()
            if until is not None and time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def one_has_ended(self) -> bool:
        for name, child in self._running.items():
            if child.poll() is not None:
                raise DemoFailed(f"The {name} stopped with status {child.returncode}; see {self.log_of(name)}")
        return False

    def stop_if_asked(self) -> None:
        if self._asked_to_stop:
            raise Stopped

    def log_of(self, name: str) -> Path:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self.logs / f"{name.replace(' ', '-')}.log"

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True


def started(
    command: Sequence[str], environment: Mapping[str, str], *, output: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        start_new_session=True,
    )
