"""A day of each role, by the keys alone: where the focus is can be seen at every stop."""

import pytest
from playwright.sync_api import Page, expect

from practice.staff.models import User
from practice.staff.roles import Role
from sessions.demo.reading import read
from tests.browser.keyboard import Keyboard


@pytest.fixture
def at_work(page_as):
    """Somebody at Today, and their keys."""

    def at_work(who: str) -> tuple[Page, Keyboard]:
        page = page_as(who)
        page.goto("/")
        return page, Keyboard(page)

    return at_work


def part(page, name):
    """A part of the page, by its heading."""
    return page.get_by_role("region", name=name)


def test_a_prescriber_finds_out_why_reviews_and_steps_up(at_work):
    page, keys = at_work("prescriber")
    keys.follow("Maya Juniper", within=part(page, "Waiting for you"))
    gate = part(page, "Next: step 2")
    expect(gate).to_contain_text("may not go up yet")
    expect(gate.get_by_role("button", name="Step up")).to_be_disabled()

    keys.follow("Review the log", within=gate)
    keys.choose("What the patient thinks", "agrees")
    keys.write("In their words", "Let us try the next one.")
    keys.choose("Your decision", "proceed with the next step")
    keys.write("Your reasons", "A week without trouble.")
    keys.push("Sign the review")
    expect(gate.get_by_role("button", name="Step up")).to_be_enabled()

    keys.push("Step up", within=gate)
    expect(part(page, "Dose changes")).to_contain_text("Up to step 2: 50 mg each morning")
    expect(gate).not_to_be_visible()
    keys.follow("Today", within=page.get_by_role("navigation", name="Main"))
    expect(part(page, "Waiting for you").get_by_role("link", name="Maya Juniper")).to_have_count(0)


def test_a_nurse_logs_what_was_said_by_phone_and_signs_no_review(at_work):
    page, keys = at_work("nurse")
    keys.follow("Patients", within=page.get_by_role("navigation", name="Main"))
    keys.follow("Maya Juniper")
    keys.follow("Log a report")

    report = part(page, "They noticed something")
    keys.write("What", "Headache", within=report)
    keys.choose("How bad", "mild", within=report)
    keys.choose("Who said so", "patient, by phone", within=report)
    keys.write("In their words", "My head aches in the morning.", within=report)
    keys.push("Log it")
    expect(part(page, "What was logged").get_by_role("listitem").first).to_contain_text("My head aches in the morning.")

    keys.follow("Maya Juniper")
    keys.follow("sertraline")
    expect(page.get_by_text("Nobody has reviewed the side-effect log")).to_be_visible()
    expect(page.get_by_role("link", name="Review the log")).to_have_count(0)
    expect(page.get_by_role("button", name="Step up")).to_have_count(0)


def test_a_therapist_logs_a_report_and_the_wish_to_wait(at_work):
    page, keys = at_work("therapist")
    keys.follow("Patients", within=page.get_by_role("navigation", name="Main"))
    keys.follow("Priya Willow")
    keys.follow("Log a report")
    report = part(page, "They noticed something")
    keys.write("What", "Insomnia", within=report)
    keys.choose("How bad", "moderate", within=report)
    keys.choose("Who said so", "in a session", within=report)
    keys.push("Log it")

    waiting = part(page, "Waiting, or not reached")
    keys.open("They ask to wait before any change", within=waiting)
    keys.write("In their words", "Not before the holidays.", within=waiting)
    keys.push("Log the wish to wait")

    expect(page.get_by_text("The patient would like to wait").first).to_be_visible()
    entries = part(page, "What was logged").get_by_role("listitem")
    expect(entries.nth(0)).to_contain_text("Not before the holidays.")
    expect(entries.nth(1)).to_contain_text("Insomnia, moderate")


def test_a_clinical_lead_sees_whose_chart_was_opened_in_need_and_closes_it(at_work):
    page, keys = at_work("therapist")
    keys.follow("Patients", within=page.get_by_role("navigation", name="Main"))
    keys.follow("Open a chart in need")
    keys.write("Record number", read("patients")["tomas"]["record_number"])
    keys.write("Why you need this chart now", "He called the crisis line.")
    keys.push("Open the chart")
    expect(page.get_by_role("link", name="Tomás Alder")).to_be_visible()

    page, keys = at_work("lead")
    waiting = part(page, "Waiting for you")
    expect(waiting).to_contain_text("Milo Tansy opened this chart without being on the team.")
    expect(waiting).to_contain_text("for Dr Ada Larkspur")
    keys.follow("Close, with its outcome")
    keys.choose("How did it come out?", "We spoke about it")
    keys.push("Done")

    expect(waiting).not_to_contain_text("without being on the team")
    expect(waiting.get_by_role("link", name="Tomás Alder").first).to_be_visible()


def test_the_front_desk_finds_somebody(at_work):
    page, keys = at_work("desk")
    ways = page.get_by_role("navigation", name="Main")
    expect(ways.get_by_role("link")).to_have_text(["Today", "People", "Visits", "Waiting list", "To reach", "Intakes"])
    keys.follow("People", within=ways)
    keys.write("Name or record number", "Ruth")
    keys.push("Search")

    expect(page.get_by_role("row", name="Ruth Lavender")).to_contain_text("Step-free way")


def test_an_administrator_makes_an_account_and_looks_at_the_formulary(at_work):
    page, keys = at_work("administrator")
    keys.follow("Administration", within=page.get_by_role("navigation", name="Main"))
    keys.follow("Add", within=page.get_by_role("row", name="Accounts Add"))
    keys.follow("Skip to main content")
    keys.write("E-mail address", "new.nurse@demo.example")
    keys.write("Name:", "Robin Sorrel")
    keys.tick("Nurse or case manager")
    keys.write("Password:", "seven quiet lanterns", within=page.get_by_role("main"))
    keys.write("Password confirmation", "seven quiet lanterns")
    keys.push("Save", exact=True)

    expect(page.get_by_label("E-mail address:")).to_have_value("new.nurse@demo.example")
    assert User.objects.get(email="new.nurse@demo.example").roles() == {Role.NURSE}
    keys.follow("Home")
    keys.follow("Medications", within=page.get_by_role("rowheader"))
    keys.follow("lamotrigine", within=page.get_by_role("main"))
    expect(page.get_by_label("Name")).to_have_value("lamotrigine")
