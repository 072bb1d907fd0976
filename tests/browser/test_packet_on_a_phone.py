"""Somebody fills in half of their forms on a phone, stops, comes back, and sends them; a clinician reads them."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from patients.models import PacketDraft
from patients.services.loading_packet import load_packet
from tests.browser.places import path_to
from tests.browser.visiting import TELEPHONE, on_a_screen_of, shuts_out

WORD = "marmalade"
HELP = "What would you like help with?"
REACTIONS = "Are there medicines, foods or other things that you react badly to?"


@pytest.fixture
def address(page_as):
    """The desk makes a link with the person, and hands it over."""
    load_packet(at=timezone.now())
    desk = page_as("desk")
    desk.goto(path_to("packet_link"))
    desk.get_by_label("The word").fill(WORD)
    desk.get_by_role("button", name="Make the link").click()
    shown = desk.locator(".shown-once").inner_text()
    return "/f/" + shown.split("/f/")[1]


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.get_by_label("The word").fill(WORD)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Take your time")).to_be_visible()
    return page


def shuts_nobody_out(page: Page) -> None:
    """Neither here nor on other screens; then it is a phone again."""
    assert shuts_out(page) == {}
    on_a_screen_of(page, TELEPHONE)


def question(page: Page, text: str):
    return page.get_by_role("group", name=text, exact=True)


def test_somebody_fills_in_half_stops_comes_back_and_is_not_shown_what_they_wrote(page_as, address):
    phone = page_as(None, width=TELEPHONE)
    phone.goto(address)
    shuts_nobody_out(phone)
    opened(phone, address)
    shuts_nobody_out(phone)
    with phone.expect_navigation():  # and the script that keeps each answer
        phone.get_by_role("link", name="What brings you").click()
    what = question(phone, HELP)
    what.get_by_role("textbox").fill("The kingfisher at dawn.")
    expect(what.get_by_role("status")).to_have_text("Kept")
    before = question(phone, "What have you tried before, and what was it like?")
    before.get_by_label("Ask me in person").check()
    expect(before.get_by_role("status")).to_have_text("Kept")
    shuts_nobody_out(phone)
    phone.close()

    later = opened(page_as(None, width=TELEPHONE), address)
    expect(later.locator(".progress")).to_contain_text("1 of 9 sections looked at")
    later.get_by_role("link", name="What brings you").click()
    expect(later.get_by_text("Answered earlier.")).to_have_count(2)
    assert "kingfisher" not in later.content()
    later.get_by_role("button", name="Skip this section").click()
    nuts = question(later, REACTIONS)
    nuts.get_by_label("What it is, 1").fill("Penicillin")
    nuts.get_by_label("More about it, 1").fill("hives")
    later.get_by_role("button", name="Keep it and go on").click()
    later.get_by_role("link", name="Back to the list").click()
    later.get_by_role("button", name="Send what I wrote").click()
    expect(later.get_by_role("heading", name="Thank you")).to_be_visible()
    shuts_nobody_out(later)
    assert not PacketDraft.objects.exists()

    nurse = page_as("nurse")
    nurse.goto(path_to("packet"))
    expect(nurse.get_by_text("What have you tried before, and what was it like?")).to_be_visible()
    nurse.get_by_role("link", name="Read what came in").click()
    nurse.get_by_text("Open what they wrote").click()
    expect(nurse.get_by_text("The kingfisher at dawn.")).to_be_visible()
    assert shuts_out(nurse) == {}
    for text in (HELP, REACTIONS):
        question(nurse, text).get_by_label("Accept as their words").check()
    nurse.get_by_role("button", name="Keep what I chose").click()
    expect(nurse.get_by_role("link", name=re.compile("1 thing is proposed"))).to_be_visible()
    nurse.get_by_role("link", name="In their words").first.click()
    expect(nurse.get_by_text(HELP)).to_be_visible()


def test_without_script_a_button_keeps_the_section(page_as, address):
    phone = page_as(None, width=TELEPHONE, script=False)
    opened(phone, address)
    phone.get_by_role("link", name="About you").click()
    question(phone, "What would you like us to call you?").get_by_role("textbox").fill("Finn")
    phone.get_by_role("button", name="Keep it and go on").click()

    expect(phone.get_by_role("heading", name="How to reach you safely")).to_be_visible()
    assert PacketDraft.objects.count() == 1
