"""A measure by number keys; then the tablet is handed over, filled in by the person, and leads back to nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from patients.models import Assessment
from tests.browser.places import path_to
from tests.browser.visiting import shuts_out


@pytest.fixture
def nurse(page_as) -> Page:
    return page_as("nurse")


def test_a_measure_is_filled_in_by_number_keys(nurse):
    nurse.goto(path_to("new_assessment", "noor", measure="gad7"))
    for key in ("2", "2", "-", "2", "ArrowUp", "2", "1", "1"):
        nurse.keyboard.press(key)
    expect(nurse.get_by_text("5 of 7 answered.")).to_be_visible()
    nurse.get_by_text("Record it").click()

    expect(nurse.get_by_role("heading", name="Over time")).to_have_count(0)
    expect(nurse.get_by_text("2 questions were not answered: no total.")).to_be_visible()


def test_a_tablet_in_other_hands_leads_back_to_nothing(nurse):
    chart = path_to("chart", "noor")
    nurse.goto(chart)
    nurse.goto(path_to("hand_over_measures", "noor"))
    nurse.get_by_label(re.compile("GAD-7")).check()
    with nurse.expect_navigation():
        nurse.get_by_role("button", name="Sign me out here").click()
    tablet = nurse

    assert shuts_out(tablet) == {}
    tablet.get_by_role("link", name="Questions 1").click()
    for question in tablet.get_by_role("group").all()[:7]:
        question.locator("label.answer").nth(1).click()
        expect(question.get_by_role("status")).to_have_text("Kept")
    assert shuts_out(tablet) == {}
    tablet.get_by_role("button", name="Keep it and go to the list").click()
    expect(tablet.get_by_text("7 of 7 answered")).to_be_visible()
    tablet.get_by_role("button", name="Send it").click()
    expect(tablet.get_by_role("heading", name="Please hand it back")).to_be_visible()
    assert shuts_out(tablet) == {}

    for _page in range(6):
        tablet.go_back()
        assert "Noor" not in tablet.content()
    tablet.goto(chart)
    expect(tablet.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    row = Assessment.objects.get(how="tablet")
    assert (row.measure, row.total) == ("gad7", 7)
