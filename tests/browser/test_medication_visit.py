"""A medication visit in one sitting: from the day's list to a signed note, and the page never leaves the note."""

import pytest
from playwright.sync_api import Page, expect

from sessions.models import SessionNote
from tests.browser.places import patient
from tests.browser.visiting import DESK, TELEPHONE


def beside(page: Page):
    return page.locator("#at-hand")


def in_place(page: Page):
    return page.locator("#in-place")


def begin_from_the_day(page: Page) -> str:
    """The address of the note."""
    page.goto("/visits/day/")
    visit = page.get_by_role("listitem").filter(has_text="Maya Juniper").filter(has_text="Begin a note").first
    visit.get_by_role("link", name="Begin a note").click()
    page.get_by_role("radio", name="Medication visit").check()
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Medication visit")
    expect(beside(page)).to_contain_text("Nobody has reviewed the side-effect log")
    return page.url


def log_an_effect(page: Page) -> None:
    beside(page).get_by_role("link", name="Ask, and log").click()
    report = in_place(page).get_by_role("region", name="They noticed something")
    report.get_by_role("button", name="Log it").click()
    expect(in_place(page).get_by_text("This field is required").first).to_be_visible()
    report.get_by_label("What", exact=False).first.fill("Headache")
    report.get_by_role("radio", name="mild").check()
    report.get_by_role("button", name="Log it").click()
    expect(in_place(page)).to_contain_text("It is in the log.")
    expect(beside(page)).to_contain_text("Headache, mild, new")


def fill_in_pcl5(page: Page) -> None:
    beside(page).get_by_role("link", name="PCL-5").click()
    expect(in_place(page).get_by_text("A number key chooses")).to_be_visible()
    first = in_place(page).locator("[data-item] input[type=radio]").first
    first.focus()
    for _question in range(20):
        page.keyboard.press("2")
    in_place(page).get_by_role("button", name="Record it").click()
    expect(in_place(page)).to_contain_text("40")


def review_and_step(page: Page) -> None:
    beside(page).get_by_role("link", name="Review the log").click()
    review = in_place(page)
    review.get_by_role("radio", name="agrees").check()
    review.get_by_role("radio", name="proceed with the next step").check()
    review.get_by_label("Your reasons").fill("A mild headache, which passed.")
    review.get_by_role("button", name="Sign the review").click()
    expect(in_place(page)).to_contain_text("The review is signed.")
    beside(page).get_by_role("button", name="Step up").click()
    expect(in_place(page)).to_contain_text("It is ordered")
    expect(beside(page)).to_contain_text("50 mg each morning, step 2")


def sign(page: Page) -> None:
    expect(page.locator("[data-said]")).to_contain_text("Kept at")
    page.get_by_role("button", name="Read through and sign").click()
    page.get_by_role("button", name="Sign and lock").click()
    expect(page.get_by_text("Signed and locked", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_a_medication_visit_is_written_logged_reviewed_stepped_and_signed_in_one_sitting(page_as, watch, width):
    watch.allow(422)
    page = page_as("prescriber", width=width)
    note = begin_from_the_day(page)
    page.evaluate("() => { window.isTheSamePage = true }")
    written = page.locator("form[data-note] textarea").first
    written.fill("“My head aches a little, in the mornings.”")

    log_an_effect(page)
    fill_in_pcl5(page)
    review_and_step(page)
    assert page.url == note
    assert page.evaluate("() => window.isTheSamePage")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(written).to_have_value("“My head aches a little, in the mornings.”")
    cited = beside(page).get_by_role("region", name="This note will cite").get_by_role("listitem")
    expect(cited).to_have_count(4)
    sign(page)

    assert page.url == note
    told = page.get_by_role("region", name="This note cites").get_by_role("listitem")
    for place, words in enumerate(["Headache, mild, new", "PCL-5: 40", "proceed with the next step", "up to step 2"]):
        expect(told.nth(place)).to_contain_text(words)
    expect(page.locator("form[data-note]")).to_have_count(0)
    assert SessionNote.objects.of_patient(patient("maya").pk).signed().latest("pk").citations.count() == 4
    page.goto("/visits/day/")
    row = page.get_by_role("listitem").filter(has_text="Maya Juniper").first
    expect(row.get_by_role("link", name="Note signed and locked")).to_be_visible()
