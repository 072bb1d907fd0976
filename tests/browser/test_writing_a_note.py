"""Writing a note: it keeps itself; a second window, a time-out and no script lose nothing."""

import pytest
from playwright.sync_api import Page, expect

from sessions.models import NoteText, SessionNote
from tests.browser.conftest import sharing_a_practice
from tests.browser.demo_practice import somebody
from tests.browser.places import path_to, patient
from tests.browser.test_idle import curtain, minutes_pass, sign_in_again

practice = sharing_a_practice()
FIRST = "What they said"


@pytest.fixture
def page(page_as, watch) -> Page:
    """The prescriber begins a note about a visit to the medication."""
    watch.allow(401, 403, 409)  # signed out; in again, with the token of before; somebody else wrote
    page = page_as("prescriber")
    begin(page)
    return page


def begin(page: Page) -> None:
    page.goto(path_to("begin_note"))
    page.get_by_label("Medication visit").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("only you can read it")).to_be_visible()


def kept() -> str:
    note = SessionNote.objects.drafts_of(somebody("prescriber")).filter(patient=patient("maya")).latest("pk")
    return str(NoteText.objects.get(note=note).sections.get("subjective", ""))


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words)


def test_what_is_typed_keeps_itself_and_is_signed(page):
    page.get_by_label(FIRST).press_sequentially("The nights are quieter.")
    says(page, "Kept at")

    assert kept() == "The nights are quieter."
    page.get_by_label(FIRST).press_sequentially(" Two bad dreams.")
    page.get_by_role("button", name="Read through and sign").click()
    expect(page.get_by_text("The nights are quieter. Two bad dreams.")).to_be_visible()
    page.get_by_role("button", name="Sign and lock").click()
    expect(page.get_by_text("Signed and locked", exact=True)).to_be_visible()


def test_a_second_window_is_told_and_both_texts_can_stand(page):
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label(FIRST).fill("Written in the other window.")
    says(other, "Kept at")

    page.get_by_label(FIRST).fill("Written in the first.")
    page.get_by_role("button", name="Look at both").click()

    expect(page.get_by_text("Written in the other window.")).to_be_visible()
    page.get_by_label("Both, one below the other").check()
    page.get_by_role("button", name="Keep it like this").click()
    expect(page.get_by_label(FIRST)).to_have_value("Written in the other window.\n\nWritten in the first.")


def test_a_time_out_loses_nothing(page):
    page.clock.install()
    page.reload(wait_until="networkidle")
    minutes_pass(120)
    page.get_by_label(FIRST).fill("Typed after a long talk.")
    page.clock.fast_forward(2_000)
    expect(curtain(page)).to_be_visible()

    sign_in_again(page, "prescriber")
    page.get_by_role("button", name="I have signed in again, go on").click()
    page.clock.fast_forward(4_000)

    says(page, "Kept at")
    expect(page.get_by_label(FIRST)).to_have_value("Typed after a long talk.")
    assert kept() == "Typed after a long talk."


def test_without_script_a_button_keeps_it(page_as):
    page = page_as("prescriber", script=False)
    begin(page)
    page.get_by_label(FIRST).fill("Typed without script.")

    page.get_by_role("button", name="Keep", exact=True).click()

    expect(page.get_by_label(FIRST)).to_have_value("Typed without script.")
    assert kept() == "Typed without script."
