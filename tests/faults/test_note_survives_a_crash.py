"""The web process is killed while somebody types: nothing typed more than five seconds before is lost.

The pages come from a process of its own, which is killed without warning and started again; the page stays open.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from practice.staff.roles import Role
from sessions.models import NoteText, SessionNote
from sessions.services.writing_notes import begin_note
from tests.browser.conftest import browser  # noqa: F401  # a fixture
from tests.builders import make_patient, make_user, on_team
from tests.services.processes import Processes, QueueOnDisk

pytestmark = [pytest.mark.usefixtures("committing_db"), pytest.mark.slow, pytest.mark.browser]

LOST_AT_MOST_SECONDS = 5.0
PATIENCE_MS = 30_000
FIELD = "[name=section-what-happened]"
SENTENCE = "She came in from the rain and said that the week had been long. "


class WebServer:
    """gunicorn on a port of its own, as in production; a kill takes its workers along."""

    def __init__(self, var: Path) -> None:
        self.processes = Processes(var, QueueOnDisk(var))
        self.processes.environment |= {"REQUIRE_SECOND_FACTOR": "false", "SECRET_KEY": settings.SECRET_KEY}
        with closing(socket.socket()) as found:
            found.bind(("127.0.0.1", 0))
            self.port = int(found.getsockname()[1])
        self.url = f"http://localhost:{self.port}"  # the one name that the browser may ask for
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["-m", "gunicorn", "practice.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "2"]
        self.process = self.processes.start([sys.executable, *command])
        self.processes.wait_for(self.answers)

    def answers(self) -> bool:
        """A worker has answered; the port is open long before."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=1) as answer:  # noqa: S310
                return bool(answer.status)
        except OSError:
            return False

    def kill(self) -> None:
        if self.process is not None:
            self.processes.kill(self.process)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[WebServer]:
    web = WebServer(tmp_path)
    web.start()
    yield web
    web.kill()


@pytest.fixture
def note() -> SessionNote:
    patient, author = make_patient(), make_user(Role.THERAPIST)
    on_team(patient, author)
    return begin_note(kind="individual-therapy", patient=patient, by=author, at=timezone.now())


@pytest.fixture
def page(browser: Browser, web: WebServer, note: SessionNote) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(base_url=web.url)
    client = Client()
    client.force_login(note.author)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": web.url}])
    page = context.new_page()
    page.goto(f"/notes/{note.pk}/")
    yield page
    context.close()


def kept(note: SessionNote) -> str:
    return str(NoteText.objects.get(note=note).sections.get("what-happened", ""))


def test_nothing_typed_more_than_five_seconds_before_is_lost(page: Page, web: WebServer, note: SessionNote) -> None:
    typed: list[tuple[float, str]] = []
    field = page.locator(FIELD)
    field.focus()
    until = time.monotonic() + LOST_AT_MOST_SECONDS + 2
    while time.monotonic() < until:
        page.keyboard.type(SENTENCE, delay=5)
        typed.append((time.monotonic(), field.input_value()))
    web.kill()
    killed_at = time.monotonic()

    long_ago = [words for at, words in typed if at < killed_at - LOST_AT_MOST_SECONDS]
    assert long_ago
    assert kept(note).startswith(long_ago[-1].strip())

    page.keyboard.type("And then the light went out.")
    expect(page.locator("[data-said]")).to_contain_text("Not kept yet")
    web.start()
    expect(page.locator("[data-said]")).to_contain_text("Kept at", timeout=PATIENCE_MS)
    assert kept(note) == field.input_value().strip()

    page.keyboard.type(" It came back.")
    expect(page.locator("[data-said]")).to_contain_text("Kept at", timeout=PATIENCE_MS)
    wait_until(lambda: kept(note).endswith("It came back."))


def wait_until(truth: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_MS / 1000
    while not truth():
        assert time.monotonic() < until, "it was not kept"
        time.sleep(0.1)
