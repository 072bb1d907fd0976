"""Start everything, say where it is, and stay until asked to stop."""

import argparse
import fcntl
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from practice.demo.children import Children
from practice.demo.errors import DemoFailed, Stopped

HOST = "127.0.0.1"
ANSWERS_WITHIN_SECONDS = 60.0
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "practice.celery"]
Account = dict[str, str]


def main() -> int:
    options = parsed()
    os.environ["DEPLOYMENT"] = "demo"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    os.environ.setdefault("PUBLIC_URL", address(options.port).rstrip("/"))
    var = Path(os.environ.get("GROUNDWORK_VAR", Path(__file__).parents[2] / "var")).resolve()
    children = Children(logs=var / "log")
    children.listen()
    try:
        with only_one(var):
            run(children, note=var / "demo.json", port=options.port, fresh=options.fresh)
    except DemoFailed as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except Stopped:
        print("\nStopped.")
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description="Run Groundwork with a demo practice.")
    parser.add_argument("--port", type=int, default=8000, help="where it answers on 127.0.0.1 (default: 8000)")
    parser.add_argument("--fresh", action="store_true", help="drop the demo's data and begin anew")
    return parser.parse_args()


def run(children: Children, *, note: Path, port: int, fresh: bool) -> None:
    fail_if_taken(port)
    note.unlink(missing_ok=True)
    print("Preparing the demo practice …", flush=True)
    with database(fresh=fresh), children:
        prepare = [sys.executable, "-m", "practice.demo.practice_data"]
        accounts: list[Account] = json.loads(children.run("demo practice", prepare, os.environ))
        start(children, port)
        if not children.wait_for(lambda: children.one_has_ended() or is_healthy(port), ANSWERS_WITHIN_SECONDS):
            raise DemoFailed(f"{address(port)}health/ does not answer; see {children.log_of('web server')}")
        note.write_text(json.dumps({"url": address(port), "accounts": accounts}, indent=2) + "\n")
        try:
            announce(port, accounts)
            children.wait_for(children.one_has_ended)
        finally:
            note.unlink(missing_ok=True)


@contextmanager
def database(*, fresh: bool) -> Iterator[None]:
    # Settings read the environment when first touched, so nothing of Django is imported before here.
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        from practice.demo.server import running

        with running(fresh=fresh):
            yield
    except (ImproperlyConfigured, DatabaseError) as error:
        raise DemoFailed(" ".join(str(error).split())) from None


def start(children: Children, port: int) -> None:
    web = [sys.executable, "-m", "gunicorn", "practice.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2"]
    children.start("web server", [*web, "--preload", "--no-control-socket", "--log-level", "warning"], os.environ)
    worker = ["worker", "--concurrency", "1", "--loglevel", "warning", "--without-gossip", "--without-mingle"]
    children.start("worker", [*CELERY, *worker], os.environ)
    children.start("scheduler", [*CELERY, "beat", "--loglevel", "warning", "--pidfile="], os.environ)


def is_healthy(port: int) -> bool:
    try:
        with urlopen(f"{address(port)}health/", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def fail_if_taken(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise DemoFailed(f"Port {port} cannot be used ({error}); choose another with --port.") from None


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Two demos would share one queue and one database."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoFailed("A demo is already running in this checkout; stop it first.") from None
        yield


def announce(port: int, accounts: list[Account]) -> None:
    print(f"\nGroundwork is at {address(port)}\n")
    for account in accounts:
        print(f"  {account['role']:<14} {account['email']:<36} {account['password']}")
    print(f"\nThe second factor is off in the demo; to try a passkey, use http://localhost:{port}/ instead.")
    print("E-mail goes to var/log/worker.log.")
    print("Ctrl-C stops everything.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
