"""A lock between processes, on a file; the kernel lets go of it when a process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def share(self) -> None:
        """Hold it together with others; waits while somebody holds it alone."""
        self._open_and_lock(fcntl.LOCK_SH)

    @contextmanager
    def alone(self) -> Iterator[None]:
        self._open_and_lock(fcntl.LOCK_EX)
        try:
            yield
        finally:
            self.release()

    def try_alone(self) -> bool:
        """From shared to alone if nobody else holds it; otherwise the share is lost."""
        if self._file is None:
            return False
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def forget(self) -> None:
        """Closing a descriptor inherited by a fork leaves the parent's lock in place."""
        self.release()

    def _open_and_lock(self, how: int) -> None:
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, how)
        except BaseException:
            os.close(file)
            raise
        self._file = file
