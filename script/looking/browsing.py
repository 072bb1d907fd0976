"""Chromium at the demo: windows of people who signed in through the form, and the way to a patient by name."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from script.looking.own_demo import Demo

ARGUMENTS = ["--disable-gpu", "--disable-sync", "--no-first-run", "--hide-scrollbars"]
PLAN = re.compile(r"/medications/plans/\d+/")
CHART = re.compile(r"/patients/\d+/")


def chromium_path() -> str:
    return shutil.which("chromium") or sys.exit("Chromium is not installed: apt-get install chromium")


def sandbox() -> list[str]:
    """Chromium's own sandbox refuses to be root's."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*ARGUMENTS, *sandbox()])
        yield browser
        browser.close()


@dataclass
class Visit:
    """Somebody's window, kept for as long as the browser; `role=None` is a stranger's."""

    browser: Browser
    demo: Demo
    windows: dict[str | None, BrowserContext] = field(default_factory=dict)

    def page_as(self, role: str | None) -> Page:
        if role not in self.windows:
            window = self.browser.new_context(base_url=self.demo.url, locale="en-GB", reduced_motion="reduce")
            self.windows[role] = window
            page = window.new_page()
            if role:
                self.sign_in(page, role)
        return self.windows[role].pages[0]

    def sign_in(self, page: Page, role: str) -> None:
        email, password = self.demo.accounts[role]
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        if "/login/" in page.url:
            sys.exit(f"The demo's {role} could not sign in.")

    def cookies(self, role: str) -> str:
        """What a browser that is signed in would send."""
        self.page_as(role)
        return "; ".join(f"{each['name']}={each['value']}" for each in self.windows[role].cookies())

    def plan_of(self, name: str) -> str:
        """The plan on the prescriber's Today that is about this patient."""
        page = self.page_as("prescriber")
        page.goto("/")
        for path in sorted(set(PLAN.findall(page.content()))):
            page.goto(path)
            if name in page.inner_text("body"):
                return path
        sys.exit(f"No plan of {name} on Today.")

    def chart_of(self, name: str) -> str:
        page = self.page_as("prescriber")
        page.goto(self.plan_of(name))
        return CHART.findall(page.content())[0]
