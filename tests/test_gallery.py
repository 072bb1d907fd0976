"""The gallery: every component is there in all its states, and each state shows what it is for."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from practice.gallery import specimens

COMPONENTS = Path(__file__).parent.parent / "templates" / "components"
# Parts of the frame, seen on every page; the words of the staircase, seen inside it; what needs a browser's passkeys.
OF_THE_FRAME = {"account_menu", "masthead", "messages", "navigation", "staircase_words", "styles"}
OF_PASSKEYS = {"passkey", "passkey_said"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client) -> str:
    return client.get(reverse("gallery")).content.decode()


def state(page: str, ident: str) -> str:
    """The part of the page that shows one specimen."""
    start = page.index(f'class="gallery-state" id="{ident}"')
    end = page.find('class="gallery-state"', start + 1)
    return " ".join(page[start : end if end > 0 else None].split())


def test_every_component_is_in_the_gallery(page):
    shown = {specimen.component for specimen in specimens()}

    assert shown | OF_THE_FRAME | OF_PASSKEYS == {path.stem for path in COMPONENTS.glob("*.html")}


def test_every_state_is_on_the_page_once_and_no_id_twice(page):
    idents = [specimen.ident for specimen in specimens()]
    found = re.findall(r'\sid="([^"]+)"', page)

    assert all(found.count(ident) == 1 for ident in idents)
    assert len(found) == len(set(found))


def test_a_closed_gate_says_why_and_its_button_rests(page):
    gate = state(page, "gate-gate-closed")

    assert "Nobody has reviewed the side-effect log for this step." in gate
    assert re.search(r"<button[^>]* disabled", gate)


def test_of_three_blockers_the_first_is_the_one_to_start_with(page):
    gate = state(page, "gate-gate-three")

    assert gate.count('class="blocker"') == 3
    assert gate.index("btn-primary") < gate.index("Log what the patient says") < gate.index("btn-quiet")


def test_an_open_gate_offers_a_day_and_a_button(page):
    gate = state(page, "gate-gate-open")

    assert "<select" in gate
    assert not re.search(r"<button[^>]* disabled", gate)


def test_what_was_co_signed_stays_in_view_and_the_gate_is_open(page):
    gate = state(page, "gate-gate-co-signed")

    assert "co-signed</span>" in gate
    assert not re.search(r"<button[^>]* disabled", gate)


def test_who_may_not_prescribe_sees_the_reason_and_no_button(page):
    assert "<button" not in state(page, "gate-gate-for-a-nurse")


def test_a_step_that_does_not_go_up_is_ordered_not_stepped_up(page):
    assert "Order: from 50 mg to 25 mg each morning" in state(page, "gate-gate-not-up")


@pytest.mark.parametrize(
    ("plan", "words"),
    [("not-begun", "planned"), ("midway", "now"), ("held", "held"), ("going-down", "done"), ("long", "step 8")],
)
def test_a_staircase_says_its_states_in_words(page, plan, words):
    assert words in state(page, f"staircase-{plan}")


def test_a_long_staircase_can_be_scrolled_by_keyboard(page):
    assert 'tabindex="0"' in state(page, "staircase-long")
    assert 'tabindex="0"' not in state(page, "staircase-midway")


def test_how_bad_an_effect_is_stands_in_words_beside_its_mark(page):
    log = state(page, "log_entries-every-kind-of-entry")

    assert "Nausea, mild, new</strong> <span" in log
    assert "Resolve</a>" in log
    assert "Nothing was logged." in state(page, "log_entries-nothing-yet")


def test_the_queue_marks_where_to_start_once(page):
    queue = state(page, "queue-every-kind-of-row")

    assert queue.count("Start here") == 1
    assert "Close, with its outcome" in queue
    assert "Nothing waits for you right now." in state(page, "queue-nothing-waits")


def test_the_banner_leads_from_a_merged_record_to_the_one_in_use(page):
    assert "Go to the record in use" in state(page, "banner-merged-into-another-record")
    assert "Go to the record in use" not in state(page, "banner-usual")


def test_a_notice_that_asks_to_be_read_is_announced(page):
    assert 'role="alert"' in state(page, "notice-asks-to-be-read")
    assert 'role="alert"' not in state(page, "notice-plain")


def test_the_warning_and_the_curtain_are_dialogs_that_keep_what_was_typed(page):
    dialogs = state(page, "idle-the-warning-and-the-curtain")

    assert dialogs.count("<dialog") == dialogs.count(" open") == 2
    assert "what you typed stays" in dialogs
    assert "idle.js" not in dialogs
