"""Two tabs, two clicks, the way back: nothing is done twice, nothing is done on old news, nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from medications.models import DoseChange, LogEntry, Review
from tests.browser.everything import review_agrees
from tests.browser.places import path_to, plan_of

HEADACHE = "My head aches since this morning."


def part(page, name):
    return page.get_by_role("region", name=name)


def answer_the_review(page):
    page.get_by_role("group", name="What the patient thinks").get_by_label("agrees").check()
    page.get_by_label("In their words").fill("Let us try.")
    page.get_by_role("group", name="Your decision").get_by_label("proceed with the next step").check()
    page.get_by_label("Your reasons").fill("A week without trouble.")


def log_a_headache(page):
    page.goto(path_to("log"))
    report = part(page, "They noticed something")
    report.get_by_label("What", exact=True).or_(report.get_by_label("What*")).first.fill("Headache")
    report.get_by_role("group", name="How bad").get_by_label("mild").check()
    report.get_by_label("In their words").fill(HEADACHE)
    report.get_by_role("button", name="Log it").click()
    expect(part(page, "What was logged")).to_contain_text(HEADACHE)


def doses_of(key):
    return DoseChange.objects.filter(plan=plan_of(key)).count()


def test_a_review_of_an_old_page_is_told_what_is_new_and_keeps_what_was_typed(page_as):
    page = page_as("prescriber")
    page.goto(path_to("review"))
    answer_the_review(page)
    log_a_headache(page_as("nurse"))

    page.get_by_role("button", name="Sign the review").click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed. What you typed is still here.")
    expect(page.get_by_text(HEADACHE).first).to_be_visible()
    expect(page.get_by_label("Your reasons")).to_have_value("A week without trouble.")
    expect(page.get_by_role("group", name="Your decision").get_by_label("proceed with the next step")).to_be_checked()
    assert not Review.objects.filter(plan=plan_of("maya"), reasons="A week without trouble.").exists()

    page.get_by_role("button", name="Sign the review").click()
    expect(part(page, "Next: step 2").get_by_role("button", name="Step up")).to_be_enabled()


def test_a_step_up_on_an_old_page_is_refused_and_told_why(page_as):
    review_agrees("maya")
    before = doses_of("maya")
    page = page_as("prescriber")
    page.goto(path_to("plan"))
    log_a_headache(page_as("nurse"))

    page.get_by_role("button", name="Step up").click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    expect(part(page, "Next: step 2").get_by_role("button", name="Step up")).to_be_disabled()
    assert doses_of("maya") == before


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_two_quick_clicks_make_one_dose_change(script, page_as, server):
    review_agrees("maya")
    before = doses_of("maya")
    page = page_as("prescriber", script=script)
    page.goto(path_to("plan"))

    page.get_by_role("button", name="Step up").dblclick()

    expect(part(page, "Dose changes")).to_contain_text("Up to step 2: 50 mg each morning")
    server.comes_to_rest()
    assert doses_of("maya") == before + 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_two_quick_clicks_log_one_report(script, page_as, server):
    page = page_as("nurse", script=script)
    page.goto(path_to("log"))
    before = LogEntry.objects.count()

    page.get_by_role("button", name="Nothing to report").dblclick()

    expect(part(page, "What was logged").get_by_role("listitem").first).to_contain_text("nothing to report")
    server.comes_to_rest()
    assert LogEntry.objects.count() == before + 1


def test_the_way_back_after_a_step_up_shows_how_it_is_now(page_as):
    review_agrees("maya")
    page = page_as("prescriber")
    page.goto(path_to("chart"))
    page.goto(path_to("plan"))
    page.get_by_role("button", name="Step up").click()
    expect(part(page, "Dose changes")).to_contain_text("Up to step 2")
    after = doses_of("maya")

    page.go_back()
    if page.url.endswith(path_to("chart")):  # the step-up took the place of the page that it left
        page.go_forward()

    expect(part(page, "Dose changes")).to_contain_text("Up to step 2")
    expect(page.get_by_role("button", name="Step up")).to_be_disabled()
    assert doses_of("maya") == after


def test_the_way_back_to_a_form_gives_one_that_can_be_sent(page_as):
    page = page_as("nurse")
    page.goto(path_to("log"))
    page.get_by_role("button", name="Nothing to report").click()
    expect(page.get_by_role("status")).to_contain_text("in the log")
    before = LogEntry.objects.count()

    page.go_back()
    page.get_by_role("button", name="Nothing to report").click()

    expect(page.get_by_role("status")).to_contain_text("in the log")
    assert LogEntry.objects.count() == before + 1
