"""`script/demo` from outside: it comes up, it says one line when it cannot, and it leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from practice.database.embedded.process import holds_in_time

pytestmark = pytest.mark.embedded
ROOT = Path(__file__).parents[2]
COMES_UP_WITHIN_SECONDS = 240  # a new practice is half a minute of work, on a processor that others use too


@pytest.fixture
def port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def prepared_demo(tmp_path_factory):
    """A folder whose demo practice the first test makes; the others find it there."""
    return tmp_path_factory.mktemp("prepared")


@pytest.fixture
def var(request, tmp_path):
    """Where the demo lives: the prepared folder if a test asks for it, else one of its own."""
    return request.getfixturevalue("prepared_demo") if "prepared_demo" in request.fixturenames else tmp_path


@pytest.fixture
def demo(var, port):
    """Starts the demo, and ends what a failed test leaves."""
    started = []

    def start(*arguments, **environment):
        process = subprocess.Popen(
            [sys.executable, "-m", "practice.demo", "--port", str(port), *arguments],
            cwd=ROOT,
            env={**os.environ, "GROUNDWORK_VAR": str(var), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
    for pid in processes_of(var):
        os.kill(pid, signal.SIGKILL)


def processes_of(var):
    """Whatever was started with our folder, the server's processes too."""
    marks = [f"GROUNDWORK_VAR={var}".encode(), f"{var}/postgres".encode()]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if any(mark in told for mark in marks):
            found.append(int(process.name))
    return found


def comes_up(process, var):
    note = var / "demo.json"
    assert holds_in_time(lambda: note.exists() or process.poll() is not None, COMES_UP_WITHIN_SECONDS)
    assert note.exists(), process.communicate()
    return json.loads((var / "demo.json").read_text())


@pytest.mark.slow
def test_it_comes_up_refuses_a_second_and_leaves_nothing(demo, var, prepared_demo):
    process = demo()
    said = comes_up(process, var)

    with urlopen(f"{said['url']}health/") as answer:
        assert answer.status == 200
    assert {"role", "email", "password"} <= said["accounts"][0].keys()
    assert len(processes_of(var)) > 4
    assert "already running" in only_line_of(demo())

    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=15)

    assert (process.returncode, errors) == (0, "")
    assert said["accounts"][0]["email"] in output
    assert processes_of(var) == []
    assert not (var / "demo.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.8, 3.2])
def test_it_can_be_stopped_while_it_starts(demo, var, seconds):
    process = demo()
    time.sleep(seconds)

    process.terminate()
    _output, errors = process.communicate(timeout=15)

    assert errors == ""
    assert processes_of(var) == []


@pytest.mark.slow
def test_a_failed_child_is_one_line(demo, var, prepared_demo):
    process = demo(GUNICORN_CMD_ARGS="--no-such-option")

    assert "web server stopped" in only_line_of(process)
    assert processes_of(var) == []


@pytest.mark.slow
def test_a_child_that_dies_later_ends_the_demo_with_one_line(demo, var, prepared_demo):
    process = demo()
    comes_up(process, var)
    beat = next(pid for pid in processes_of(var) if b"beat" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(beat, signal.SIGKILL)

    assert "scheduler stopped" in only_line_of(process)
    assert processes_of(var) == []


def test_a_taken_port_is_one_line(demo, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        assert f"Port {port} cannot be used" in only_line_of(demo())


def test_a_database_that_is_away_is_one_line(demo):
    line = only_line_of(demo(DATABASE_URL="postgresql://nobody@127.0.0.1:1/groundwork"))

    assert line.startswith("demo: ")
    assert "refused" in line


def only_line_of(process):
    _output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    (line,) = errors.splitlines()
    return line
