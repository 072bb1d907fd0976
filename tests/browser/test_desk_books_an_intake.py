"""A first call becomes a first visit with an interpreter: the desk goes the whole way, by the keys alone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sessions.models import Booking
from tests.browser.keyboard import Keyboard
from tests.browser.test_markup import CLINICAL_WORDS, NOT_SHOWN
from tests.browser.visiting import DESK, TELEPHONE, runs_out_of

NEEDS_FARSI = "Interpreter: Farsi"


def says_nothing_clinical(page: Page) -> None:
    """And fits its screen."""
    assert CLINICAL_WORDS.findall(NOT_SHOWN.sub("", page.content())) == []
    assert runs_out_of(page) == []


def writes_the_first_call_down(keys: Keyboard) -> None:
    """What brings them is left out: nobody has to say it."""
    keys.write("What name may we use?", "Laleh Rowan")
    keys.write("A telephone number", "555 0144")
    keys.choose("May we leave a message there?", "No")
    keys.choose("An interpreter", "Needed")
    keys.write("Interpreter for which language", "Farsi")
    keys.push("Open the intake")


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_desk_books_an_intake_with_an_interpreter(page_as, width):
    page = page_as("desk", width=width)
    keys = Keyboard(page)
    page.goto("/")
    keys.follow("Intakes", within=page.get_by_role("navigation", name="Main"))
    keys.follow("New person")
    writes_the_first_call_down(keys)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laleh Rowan")
    expect(page.get_by_role("main")).to_contain_text(NEEDS_FARSI)
    says_nothing_clinical(page)

    keys.follow("Intakes", within=page.get_by_role("navigation", name="Main"))
    card = page.get_by_role("article", name="Intake of Laleh Rowan")
    keys.push("Called back", within=card)
    says_nothing_clinical(page)
    keys.follow("offer a time", within=card)
    expect(page.get_by_role("list", name="Needs")).to_contain_text(NEEDS_FARSI)
    keys.write("Kind of visit", "First")
    keys.write("Language", "Portuguese")
    keys.push("Find free times")
    free = page.get_by_role("region", name="Free times")
    expect(free).not_to_contain_text("Dr Ada Larkspur")
    keys.follow("Milo Tansy", within=free)
    says_nothing_clinical(page)
    keys.push("Book it")
    expect(page.get_by_role("status")).to_contain_text("It is booked.")

    visit = Booking.objects.get(patient__chosen_name="Laleh Rowan").visit
    page.goto(f"/visits/day/?on={timezone.localdate(visit.starts_at)}")
    expect(page.get_by_role("listitem").filter(has_text="Laleh Rowan").first).to_contain_text(NEEDS_FARSI)
    says_nothing_clinical(page)
    keys.follow("Intakes", within=page.get_by_role("navigation", name="Main"))
    expect(page.get_by_role("region", name="Booked")).to_contain_text("Laleh Rowan")
    says_nothing_clinical(page)
