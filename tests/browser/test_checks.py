"""The suite's own eyes: each check finds the fault that it is for."""

import pytest

from tests.browser import axe
from tests.browser.conftest import sharing_a_practice
from tests.browser.keyboard import Keyboard
from tests.browser.visiting import runs_out_of

practice = sharing_a_practice()


@pytest.mark.parametrize(
    ("does", "found"),
    [
        ("() => console.error('a fault')", "a fault"),
        ("() => { setTimeout(() => { throw new Error('a script') }); }", "a script"),
        ("() => fetch('/static/nowhere.js')", "404"),
        ("() => fetch('https://elsewhere.example/').catch(() => 0)", "Content Security Policy"),
        ("() => document.body.setAttribute('style', 'color: red')", "style"),
    ],
)
def test_the_watch_sees_what_a_page_does_unnoticed(does, found, page_as, watch):
    page = page_as(None)
    page.goto("/")
    page.evaluate(does)
    page.evaluate("() => new Promise(done => setTimeout(done))")

    assert any(found in each for each in watch.found), watch.found
    watch.found.clear()


def test_the_watch_sees_that_another_machine_is_asked(page_as, watch):
    page = page_as(None)
    page.goto("/")
    with page.expect_request("https://elsewhere.example/"):
        page.evaluate("() => { location.href = 'https://elsewhere.example/' }")

    assert watch.found == ["asked elsewhere: https://elsewhere.example/"]
    watch.found.clear()


def test_axe_and_the_ruler_see_what_shuts_somebody_out(page_as):
    page = page_as(None)
    page.goto("/")
    page.evaluate(
        """() => {
          const wide = document.createElement("img");
          wide.width = 3000;
          document.querySelector("main").append(wide);
        }"""
    )

    assert any(fault.startswith("image-alt") for fault in axe.faults(page))
    assert runs_out_of(page)


def test_the_keyboard_sees_that_the_focus_cannot_be_seen(page_as):
    page = page_as(None)
    page.goto("/")
    page.evaluate("() => { for (const each of document.querySelectorAll('a')) each.style.outline = 'none' }")

    with pytest.raises(AssertionError, match="cannot be seen"):
        Keyboard(page).goes_round()
