"""A demo practice that nobody else is working in: begun anew, and gone with whoever asked for it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
VAR = Path(os.environ.get("GROUNDWORK_VAR", ROOT / "var")).resolve() / "looking"
COMES_UP_WITHIN_SECONDS = 180.0


@dataclass(frozen=True, kw_only=True)
class Demo:
    """Where it answers, and who may sign in: role to e-mail and password, the first of each role."""

    url: str
    accounts: dict[str, tuple[str, str]]


@contextmanager
def own_demo() -> Iterator[Demo]:
    note = VAR / "demo.json"
    VAR.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "practice.demo", "--fresh", "--port", str(free_port())]
    with (VAR / "demo.log").open("wb") as log:
        environment = {**os.environ, "GROUNDWORK_VAR": str(VAR)}
        demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        wait_for(note, demo)
        yield told(note)
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait()


def wait_for(note: Path, demo: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + COMES_UP_WITHIN_SECONDS
    while not note.exists():
        if demo.poll() is not None or time.monotonic() > until:
            sys.exit(f"The demo did not come up; see {VAR / 'demo.log'}")
        time.sleep(0.2)


def told(note: Path) -> Demo:
    said = json.loads(note.read_text())
    accounts: dict[str, tuple[str, str]] = {}
    for account in said["accounts"]:
        accounts.setdefault(account["role"], (account["email"], account["password"]))
    return Demo(url=said["url"].rstrip("/"), accounts=accounts)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
