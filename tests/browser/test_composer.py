"""A plan is composed without leaving the page; and by plain buttons where no script runs."""

from playwright.sync_api import expect

from tests.browser.places import path_to


def part(page, name):
    return page.get_by_role("region", name=name)


def compose(page):
    """From a goal to the steps of the gentle way, one of them split."""
    page.get_by_label("Target to (mg a day)").fill("100")
    page.get_by_role("button", name="Propose steps").click()
    expect(part(page, "Proposed steps")).to_contain_text("our practice setting")
    page.get_by_role("button", name="Take over: Gentle pace").click()
    expect(part(page, "What the steps would meet")).to_contain_text("Step 1:")
    page.get_by_role("button", name="Split row 1 over morning and evening").click()
    expect(page.get_by_label("When, row 2")).to_have_value("evening")
    expect(part(page, "What the steps would meet")).to_contain_text("each evening")


def save(page):
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("heading", name="This plan is a draft")).to_be_visible()
    expect(page.get_by_text("Target: up to 100 mg a day.")).to_be_visible()


def test_steps_are_shown_as_they_change_in_place(page_as):
    page = page_as("prescriber")
    page.goto(path_to("new_plan"))
    page.evaluate("() => { window.isTheSamePage = true }")
    page.get_by_label("Medication").focus()
    page.get_by_label("Medication").select_option(label="sertraline")
    expect(page.get_by_label("Indication")).to_be_visible()
    expect(page.get_by_label("Medication")).to_be_focused()
    page.get_by_label("Indication").select_option(label="PTSD")
    expect(page.get_by_label("Published steps")).to_be_visible()

    compose(page)
    ahead = part(page, "What the steps would meet")
    page.get_by_label("Amount (mg), row 2").fill("300")
    page.get_by_label("Amount (mg), row 2").press("Tab")
    expect(ahead).to_contain_text("is over the maximum of 200 mg a day")
    page.get_by_label("Amount (mg), row 2").fill("")
    page.get_by_label("Hold (days), row 1").fill("")
    page.get_by_label("Hold (days), row 1").press("Tab")
    expect(ahead).to_contain_text("The steps can be shown once these are right")
    page.get_by_label("Amount (mg), row 2").fill("12.5")
    page.get_by_label("Hold (days), row 1").fill("14")
    page.get_by_label("Hold (days), row 1").press("Tab")
    expect(ahead).to_contain_text("12.5 mg each evening")
    assert page.evaluate("() => window.isTheSamePage")
    save(page)


def test_a_plan_is_composed_by_buttons_alone(page_as):
    page = page_as("prescriber", script=False)
    page.goto(path_to("new_plan"))
    page.get_by_label("Medication").select_option(label="sertraline")
    page.get_by_role("button", name="Choose").click()
    expect(page.get_by_label("Indication")).to_be_visible()

    compose(page)
    page.get_by_role("button", name="Remove row 1", exact=True).click()
    page.get_by_role("button", name="Show the steps").click()
    expect(part(page, "What the steps would meet")).to_contain_text("each evening")
    save(page)
