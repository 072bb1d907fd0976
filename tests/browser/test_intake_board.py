"""A first call, by the keys alone: the desk writes it down, and only a clinician reads what brings them."""

from playwright.sync_api import expect

from patients.models import Patient
from tests.browser.axe import faults
from tests.browser.demo_practice import somebody
from tests.browser.keyboard import Keyboard
from tests.builders import on_team

WORDS = "Since the accident I do not sleep."


def test_the_desk_writes_a_first_call_down_and_a_clinician_reads_why(page_as):
    desk = page_as("desk")
    desk.goto("/intakes/")
    keys = Keyboard(desk)
    keys.follow("New person")
    keys.write("What name may we use?", "Ash Winter")
    keys.write("Pronouns", "they/them")
    keys.write("A telephone number", "555 0140 22")
    keys.choose("May we leave a message there?", "No")
    keys.choose("An interpreter", "Needed")
    keys.write("What brings them, in their own words", WORDS)
    keys.push("Open the intake")

    expect(desk.get_by_text("if, and only if, an interpreter is needed")).to_be_visible()
    expect(desk.get_by_label("What brings them, in their own words")).to_have_value("")
    keys.write("Interpreter for which language", "Farsi")
    keys.push("Open the intake")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Ash Winter they/them")
    expect(desk.get_by_role("main")).to_contain_text("Farsi")
    assert WORDS not in desk.content()

    keys.follow("Intakes", within=desk.get_by_role("navigation", name="Main"))
    keys.push("Called back for Ash Winter")
    called_back = desk.get_by_role("region", name="Called back")
    expect(called_back).to_contain_text("Next: offer a time")
    card = desk.get_by_role("article", name="Intake of Ash Winter")
    keys.push("I do it", within=card)
    expect(card).to_contain_text("Finn Clover")
    keys.open("More", within=card)
    keys.follow("End the intake", within=card)
    keys.choose("Whose wish is it?", "theirs")
    keys.push("End the intake")
    keys.open("Done or withdrawn")
    keys.push("Open again for Ash Winter")
    expect(called_back).to_contain_text("Ash Winter")
    assert WORDS not in desk.content()

    patient = Patient.objects.get(chosen_name="Ash Winter")
    on_team(patient, somebody("therapist"))
    therapist = page_as("therapist")
    therapist.goto(f"/patients/{patient.pk}/")
    Keyboard(therapist).open("What brings them, in their own words")
    expect(therapist.get_by_text(WORDS)).to_be_visible()


def test_a_second_record_is_not_made_by_accident_on_a_telephone(page_as):
    desk = page_as("desk", width=390)
    desk.goto("/intakes/new/")
    desk.get_by_label("What name may we use?").fill("Junipre Maya")
    desk.get_by_label("What brings them, in their own words").fill(WORDS)
    desk.get_by_role("button", name="Open the intake").click()

    likely = desk.get_by_role("alert", name="Is it one of these people?")
    expect(likely).to_contain_text("Maya Juniper")
    assert faults(desk) == []
    likely.get_by_role("button", name="It is this person Maya Juniper").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Maya Juniper")
    assert Patient.objects.filter(chosen_name__contains="Juni").count() == 1
