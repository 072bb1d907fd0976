"""The desk books by the keys alone, on a wide screen and on a telephone, and calls it off again."""

import re

import pytest
from playwright.sync_api import expect

from sessions.models import Booking
from tests.browser.keyboard import Keyboard
from tests.browser.places import patient
from tests.browser.visiting import DESK, TELEPHONE


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_desk_books_a_first_visit_for_somebody_who_needs_an_interpreter(page_as, width):
    page = page_as("desk", width=width)
    keys = Keyboard(page)
    page.goto("/")
    keys.go_to(page.get_by_role("navigation", name="Main").get_by_role("link", name="Visits", exact=True))
    keys.press("Enter")
    page.wait_for_url("**/visits/day/")
    keys.follow("Book a visit")
    keys.write("Name or record number", "Tomas")
    keys.push("Search")
    keys.follow("Tomás Alder")
    expect(page.get_by_role("list", name="Needs")).to_contain_text("Interpreter: Spanish")

    keys.write("Kind of visit", "First")
    keys.write("Language", "Spanish")
    keys.write("Time of day", "Afternoons")
    keys.push("Find free times")
    free = page.get_by_role("region", name="Free times")
    keys.follow("Dr Ada Larkspur", within=free)
    expect(page.get_by_text("Nothing is booked yet.")).to_be_visible()
    expect(page.get_by_role("region", name="What you chose")).to_contain_text("First visit")
    keys.push("Book it")

    expect(page.get_by_role("status")).to_contain_text("It is booked.")
    expect(page.get_by_role("heading", level=1)).to_have_text("First visit, Tomás Alder")
    booking = Booking.objects.filter(patient=patient("tomas")).latest("pk")
    assert booking.visit.visit_type.code == "intake"

    keys.follow("Cancel it")
    keys.choose("Who cancels", "The person")
    keys.write("Why, if they say so", "Childcare")
    keys.push("Cancel the visit")
    expect(page.get_by_role("region", name="What happened")).to_contain_text("Cancelled by the patient (Childcare)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_about_a_visit_is_said_in_place(page_as):
    page = page_as("desk")
    page.goto("/visits/day/")
    page.evaluate("() => { window.isTheSamePage = true }")
    row = page.get_by_role("listitem").filter(has_text="Dell Indigo").first
    said = row.inner_text()

    row.get_by_role("button").first.click()

    expect(row).not_to_have_text(re.compile(r"\s+".join(map(re.escape, said.split()))))
    assert page.evaluate("() => window.isTheSamePage")
