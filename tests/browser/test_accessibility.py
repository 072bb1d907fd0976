"""Nothing shuts anybody out: every page in every state, in both themes, on a desk, on a telephone, zoomed in twice.

What was sent for each page is kept: its HTML is valid, and the front desk's has no clinical word.
"""

from collections.abc import Iterator

import pytest
from django.db import OperationalError
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.conftest import sharing_a_practice
from tests.browser.everything import everything_to_see
from tests.browser.keyboard import Keyboard
from tests.browser.markup import faults_in
from tests.browser.places import path_to
from tests.browser.server import Server
from tests.browser.states import STATES, UNREADABLE
from tests.browser.test_markup import CLINICAL_WORDS, NOT_SHOWN
from tests.browser.visiting import TELEPHONE, Visitors, on_a_screen_of, shuts_out

practice = sharing_a_practice(everything_to_see)
IN_ORDER_OF_PERSON = sorted(STATES, key=lambda state: state.who or "")


@pytest.fixture(scope="module")
def visitors(browser: Browser, server: Server, practice: None) -> Iterator[Visitors]:
    visitors = Visitors(browser, server)
    yield visitors
    visitors.leave()


@pytest.mark.parametrize("state", IN_ORDER_OF_PERSON, ids=str)
def test_a_page_shuts_nobody_out(state, visitors):
    page = visitors.go_to(state)

    assert shuts_out(page, state.excused, is_shown_again=state.status == UNREADABLE) == {}
    assert visitors.went_wrong() == []


@pytest.mark.parametrize("state", IN_ORDER_OF_PERSON, ids=str)
def test_the_markup_is_valid(state, visitors):
    assert faults_in(visitors.source_of(state)) == []


@pytest.mark.parametrize("state", [state for state in STATES if state.who == "desk"], ids=str)
def test_the_front_desk_reads_no_clinical_word(state, visitors):
    assert CLINICAL_WORDS.findall(NOT_SHOWN.sub("", visitors.source_of(state))) == []


@pytest.mark.parametrize(("fault", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_a_page_that_fails_shuts_nobody_out(fault, status, page_as, watch, monkeypatch):
    def fails(*_args):
        raise fault

    monkeypatch.setattr("practice.today.queue_of", fails)
    watch.allow(status)
    page = page_as("nurse")

    assert page.goto("/").status == status
    assert shuts_out(page) == {}


def test_a_page_that_was_open_for_too_long_shuts_nobody_out(page_as):
    page = page_as(None)
    page.goto("/accounts/login/")
    page.context.clear_cookies()
    page.get_by_label("Email").fill("a@b.example")
    page.get_by_label("Password").fill("anything")
    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.get_by_role("heading", name="This page was open for too long").is_visible()
    assert shuts_out(page) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_menu_shuts_nobody_out(theme, page_as):
    page = page_as("nurse", theme=theme)
    page.goto("/")
    page.locator("summary").filter(has_text="Bea Yarrow").click()

    assert axe.faults(page) == []
    on_a_screen_of(page, TELEPHONE)
    assert axe.faults(page) == []


def test_a_dialog_shuts_nobody_out(page_as):
    page = page_as("nurse")
    page.goto("/")
    dialogs = page.locator("dialog")
    assert dialogs.count()

    for number in range(dialogs.count()):
        dialogs.nth(number).evaluate("each => { each.hidden = false; each.showModal(); }")
        assert shuts_out(page) == {}
        dialogs.nth(number).evaluate("each => each.close()")


@pytest.mark.parametrize("name", ["today", "chart", "plan", "review"])
def test_the_focus_can_be_seen_at_every_stop(name, page_as):
    page = page_as("prescriber")
    page.goto(path_to(name))

    assert Keyboard(page).goes_round() > 5
