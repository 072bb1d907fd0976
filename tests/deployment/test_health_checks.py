"""Each container's health check says no when its service does not do its work."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from practice.prompts.models.heartbeat import SWEEP, Heartbeat, beat
from tests.deployment.files import ROOT


def check(script, **environment):
    command = [sys.executable, f"deploy/{script}.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).returncode


@contextmanager
def answering(status: int) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """A port where everything is answered with `status`, and what was asked."""
    asked: list[dict[str, str]] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({**self.headers, "path": self.path})
            self.send_response(status)
            self.send_header("Location", "https://practice.example.org/health/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (301, 1), (400, 1), (503, 1)])
def test_web_is_well_when_it_answers_200_and_only_then(status, code):
    with answering(status) as (port, asked):
        assert check("is_up", ALLOWED_HOSTS="practice.example.org,other", PORT=str(port)) == code

    assert (asked[0]["Host"], asked[0]["path"]) == ("practice.example.org", "/health/")


def test_web_that_is_not_there_is_not_well():
    with answering(200) as (port, _):
        pass

    assert check("is_up", ALLOWED_HOSTS="practice.example.org", PORT=str(port)) == 1


@pytest.mark.parametrize(("allowed", "asked_for"), [(".example.org", "example.org"), ("*", "localhost")])
def test_the_check_takes_a_name_that_is_allowed(allowed, asked_for):
    with answering(200) as (port, asked):
        check("is_up", ALLOWED_HOSTS=allowed, PORT=str(port))

    assert asked[0]["Host"] == asked_for


def test_asked_like_that_the_real_page_answers_and_does_not_send_away(db, settings):
    settings.ALLOWED_HOSTS = ["practice.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    as_the_check_does = {"Host": "practice.example.org", "X-Forwarded-Proto": "https"}

    assert Client().get("/health/", headers=as_the_check_does).status_code == 200
    assert Client().get("/health/", headers={"Host": "practice.example.org"}).status_code == 301


@pytest.mark.parametrize(("seconds", "code"), [(5, 0), (170, 0), (200, 1)])
def test_beat_is_well_while_its_schedule_is_fresh(tmp_path, seconds, code):
    (tmp_path / "beat-schedule").touch()
    os.utime(tmp_path / "beat-schedule", times=(time.time() - seconds,) * 2)

    assert check("is_ticking", GROUNDWORK_VAR=str(tmp_path)) == code


def test_beat_without_a_schedule_is_not_well(tmp_path):
    assert check("is_ticking", GROUNDWORK_VAR=str(tmp_path)) == 1


def test_the_worker_is_not_well_before_the_first_sweep(db):
    with pytest.raises(CommandError, match="No sweep yet"):
        call_command("check_sweep")


@pytest.mark.parametrize(("minutes", "is_well"), [(14, True), (16, False)])
def test_the_worker_is_well_while_sweeps_come(db, capsys, minutes, is_well):
    beat(SWEEP)
    Heartbeat.objects.filter(name=SWEEP).update(beat_at=timezone.now() - timedelta(minutes=minutes))

    if is_well:
        call_command("check_sweep")
        assert "seconds ago" in capsys.readouterr().out
    else:
        with pytest.raises(CommandError, match="seconds ago"):
            call_command("check_sweep")


def test_the_worker_is_not_well_without_the_database(committing_db):
    connection.settings_dict["PORT"], before = "1", connection.settings_dict["PORT"]
    connection.close()

    try:
        with pytest.raises(CommandError, match="away"):
            call_command("check_sweep")
    finally:
        connection.settings_dict["PORT"] = before
