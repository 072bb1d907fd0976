"""A browser at the demo practice: each test gets a practice of its own and people who are signed in to it.

`page_as("nurse")` opens a page as somebody of sessions/demo/staff.yaml, `page_as(None)` as a stranger. A page that
breaks its script, writes an error to the console or asks another machine fails its test (watch.py).

A module whose tests change nothing may share one practice:

    practice = sharing_a_practice()
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.browser import demo_practice
from tests.browser.server import Server, serving
from tests.browser.watch import Watch

HERE = Path(__file__).parent
ARGUMENTS = [
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # Each window would start a page of its own for suggestions below an address bar that nobody sees.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND",
]
PATIENCE_MS = 10_000
Theme = Literal["light", "dark"]


class OpensPages(Protocol):
    def __call__(self, who: str | None, *, theme: Theme = "light", width: int = 1280, script: bool = True) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # The same Chromium without a window's parts, which nobody sees here, takes two thirds of the time.
    executable = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if executable is None:
        pytest.skip("Chromium is not installed: apt-get install chromium-headless-shell")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop is at home in this thread; Django would refuse every query for that.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS + as_root)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="package")
def demo_template(database_template: str, django_db_blocker: DjangoDbBlocker) -> str:
    with django_db_blocker.unblock():
        return demo_practice.template(database_template)


@contextmanager
def a_practice(template: str, server: Server, blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), demo_practice.copy_of(template):
        yield
        server.comes_to_rest()


@pytest.fixture
def practice(demo_template: str, server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo practice, for this test alone."""
    with a_practice(demo_template, server, django_db_blocker):
        yield


def sharing_a_practice(prepare: Callable[[], None] | None = None) -> Callable[..., Iterator[None]]:
    """A fixture in place of `practice`: one for the whole module, after whatever `prepare` adds to it."""

    @pytest.fixture(scope="module")
    def practice(demo_template: str, server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        with a_practice(demo_template, server, django_db_blocker):
            if prepare:
                prepare()
            yield

    return practice


def new_page(
    browser: Browser, server: Server, who: str | None, *, theme: Theme = "light", width: int = 1280, script: bool = True
) -> Page:
    """A window of somebody's own, who is signed in already."""
    context = browser.new_context(
        base_url=server.url,
        color_scheme=theme,
        java_script_enabled=script,
        locale="en-GB",
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    context.set_default_timeout(PATIENCE_MS)
    if who:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(who), "url": server.url}])
    return context.new_page()


def session_of(who: str) -> str:
    """The cookie of somebody of the demo practice who has signed in, and confirmed it, just now."""
    client, user = Client(), demo_practice.somebody(who)
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def watch(server: Server) -> Watch:
    return Watch(server.url)


@pytest.fixture
def page_as(browser: Browser, server: Server, practice: None, watch: Watch) -> Iterator[OpensPages]:
    pages: list[Page] = []

    def open_page(who: str | None, *, theme: Theme = "light", width: int = 1280, script: bool = True) -> Page:
        page = new_page(browser, server, who, theme=theme, width=width, script=script)
        watch.over(page)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.context.close()
    watch.finds_nothing()
