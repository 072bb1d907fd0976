"""A therapist reads what somebody confided, opens the story, and adds a trigger: by the keys alone."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from patients.models import NarrativeOpening, Signpost
from patients.services.narrative import write_narrative
from patients.services.trauma_history import explain_limits, record_experience
from patients.services.triggers import add_signpost
from tests.browser.demo_practice import somebody
from tests.browser.keyboard import Keyboard
from tests.browser.places import patient

STORY = "It was winter when we left."


@pytest.fixture
def confided(practice):
    """What Maya told before today."""
    told: dict[str, Any] = {
        "patient": patient("maya"),
        "source": "session",
        "by": somebody("therapist"),
        "at": timezone.now(),
    }
    explain_limits(**told)
    record_experience(kind="home", answer="present", when="childhood", ongoing="no", **told)
    add_signpost(kind="room-preference", about="behind", **told)
    write_narrative(words=STORY, whose="theirs", content_note="This tells of a flight.", **told)


def part(page, name):
    return page.get_by_role("region", name=name, exact=True)


def test_a_therapist_reads_the_history_opens_the_story_and_adds_a_trigger(confided, page_as):
    page = page_as("therapist")
    page.goto("/")
    keys = Keyboard(page)
    keys.follow("Patients", within=page.get_by_role("navigation", name="Main"))
    keys.follow("Maya Juniper")
    expect(part(page, "Patient")).to_contain_text("somebody standing or sitting behind them")

    keys.follow("History and what helps", within=page.get_by_role("navigation", name="Chart"))
    expect(part(page, "What they have been through")).to_contain_text("as a child · it is over")
    story = part(page, "Their story")
    keys.open("Their story is written down", within=story)
    expect(story).to_contain_text("This tells of a flight.")
    expect(page.get_by_text(STORY)).to_have_count(0)
    keys.push("Open it", within=story)
    expect(page.get_by_text(STORY)).to_be_visible()
    keys.follow("Close it")

    triggers = part(page, "Triggers and warning signs")
    keys.open("Add a trigger", within=triggers)
    keys.write("In a few words", "Doors that slam", within=triggers)
    keys.push("Record it", within=triggers)
    expect(triggers).to_contain_text("“Doors that slam”")

    assert NarrativeOpening.objects.get().opened_by == somebody("therapist")
    assert (
        Signpost.objects.filter(kind="trigger", patient=patient("maya"), recorded_by=somebody("therapist")).count() == 1
    )
