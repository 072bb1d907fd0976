"""A page that nobody sits at: it is warned about, then hidden; what was typed stays.

No test waits. Minutes pass in the browser by its own clock, and for the server by moving back when it was last used.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from practice.staff.models import SignIn
from practice.staff.session_store import ACTIVE_AT, SessionStore
from tests.browser.demo_practice import password_of, somebody
from tests.browser.places import path_to

WORDS = "She slept well, and then told me about the fire."


@pytest.fixture
def page(page_as, watch) -> Page:
    """A nurse writes something about a patient; the page's clock is ours."""
    watch.allow(401)
    page = page_as("nurse")
    page.clock.install()
    page.goto(path_to("chart", "maya"))
    page.get_by_text("Something else changed").first.click()
    field(page).fill(WORDS)
    return page


def field(page: Page) -> Locator:
    return page.locator("textarea").first


def minutes_pass(minutes: float, *pages: Page) -> None:
    """For the server first, as its answers decide."""
    for key in SignIn.objects.exclude(signed_in_by=None).values_list("session_key", flat=True):
        session = SessionStore(key)
        session[ACTIVE_AT] -= round(minutes * 60)
        session.save()
    for page in pages:
        page.clock.fast_forward(round(minutes * 60_000))


def seconds_left(page: Page) -> int:
    """What the server says, whatever the page believes; none where nobody is signed in."""
    return int(page.request.get("/accounts/state/").json().get("seconds", 0))


def warning(page: Page) -> Locator:
    return page.get_by_role("dialog", name="You have been quiet for a while")


def curtain(page: Page) -> Locator:
    return page.get_by_role("dialog", name="This page is hidden")


def give_password(page: Page, who: str) -> None:
    page.get_by_label("Email").fill(somebody(who).email)
    page.get_by_label("Password").fill(password_of(who))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def sign_in_again(page: Page, who: str) -> None:
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again, in a new tab").click()
    give_password(opened.value, who)


def nothing_of_the_chart_can_be_read(page: Page) -> None:
    expect(page.locator("main")).to_be_hidden()
    expect(page.locator(".masthead")).to_be_hidden()
    assert "Maya" not in page.locator("body").inner_text()
    assert "Maya" not in page.title()


def test_two_minutes_before_it_says_so_with_the_time_and_one_press_goes_on(page):
    minutes_pass(18.1, page)
    expect(warning(page)).to_be_visible()
    expect(warning(page)).to_contain_text(re.compile(r"hidden at \d\d:\d\d; what you typed stays"))

    with page.expect_response("**/still-here/"):
        page.get_by_role("button", name="I am still here").click()

    expect(warning(page)).to_be_hidden()
    expect(field(page)).to_have_value(WORDS)
    assert seconds_left(page) > 19 * 60
    minutes_pass(17, page)
    expect(warning(page)).to_be_hidden()


def test_escape_on_the_warning_is_somebody_too(page):
    minutes_pass(18.1, page)
    expect(warning(page)).to_be_visible()

    with page.expect_response("**/still-here/"):
        page.keyboard.press("Escape")

    expect(warning(page)).to_be_hidden()
    assert seconds_left(page) > 19 * 60


def test_when_time_is_over_nothing_can_be_read_and_escape_lifts_nothing(page):
    minutes_pass(18.1, page)
    expect(warning(page)).to_be_visible()
    minutes_pass(2, page)

    expect(curtain(page)).to_be_visible()
    nothing_of_the_chart_can_be_read(page)
    for _each in range(3):
        page.keyboard.press("Escape")
    expect(curtain(page)).to_be_visible()
    nothing_of_the_chart_can_be_read(page)
    assert seconds_left(page) == 0


def test_signing_in_again_brings_back_what_was_typed_and_it_can_be_sent(page):
    minutes_pass(20.1, page)
    expect(curtain(page)).to_be_visible()

    page.get_by_role("button", name="I have signed in again, go on").click()
    expect(curtain(page)).to_contain_text("Nobody is signed in yet.")
    sign_in_again(page, "nurse")
    page.get_by_role("button", name="I have signed in again, go on").click()

    expect(curtain(page)).to_be_hidden()
    expect(field(page)).to_have_value(WORDS)
    expect(page.get_by_role("link", name="Maya Juniper")).to_be_visible()
    page.locator("form").filter(has=field(page)).get_by_role("button").last.click()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_somebody_else_is_led_to_their_own_day_and_sees_nothing(page):
    minutes_pass(20.1, page)
    sign_in_again(page, "desk")

    page.get_by_role("button", name="I have signed in again, go on").click()

    expect(page.get_by_role("heading", name="Welcome, Finn Clover", level=1)).to_be_visible()
    assert "Maya" not in page.content()


def test_work_in_another_tab_postpones_the_warning_here(page):
    other = page.context.new_page()
    minutes_pass(18)
    other.goto("/patients/")

    with page.expect_response("**/state/"):
        page.clock.fast_forward(18 * 60_000)

    expect(warning(page)).to_be_hidden()
    minutes_pass(18.1, page)
    expect(warning(page)).to_be_visible()


def test_who_writes_is_not_interrupted(page):
    minutes_pass(17.5, page)
    field(page).press_sequentially(" More.")

    with page.expect_response("**/still-here/"):
        minutes_pass(0.6, page)

    expect(warning(page)).to_be_hidden()
    assert seconds_left(page) > 19 * 60


def test_a_page_left_open_asks_and_asks_and_stays_open_no_longer_for_it(page):
    for _each in range(17):
        minutes_pass(1, page)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert 0 < seconds_left(page) < 3 * 60 + 5


def test_signed_out_in_another_tab_hides_this_one_when_it_is_looked_at(page):
    other = page.context.new_page()
    other.goto("/accounts/logout/")
    other.get_by_role("main").get_by_role("button", name="Sign out").click()

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(curtain(page)).to_be_visible()
    nothing_of_the_chart_can_be_read(page)
    expect(field(page)).to_have_value(WORDS)


def test_a_fragment_sent_too_late_hides_the_page(page, watch):
    minutes_pass(21)

    page.evaluate("""() => {
        const form = document.querySelector("textarea").form;
        htmx.ajax("POST", form.action, { source: form, swap: "none" });
    }""")

    expect(curtain(page)).to_be_visible()
    expect(field(page)).to_have_value(WORDS)
    assert "Response Status Error Code 401" in watch.found.pop()  # htmx tells the console


def test_hiding_the_page_by_hand_takes_one_press_and_so_does_lifting(page):
    title = page.title()
    page.locator("summary").filter(has_text=somebody("nurse").display_name).click()

    page.get_by_role("button", name="Hide the page").click()

    expect(curtain(page)).to_be_visible()
    nothing_of_the_chart_can_be_read(page)
    page.get_by_role("button", name="Show the page").click()
    expect(curtain(page)).to_be_hidden()
    expect(field(page)).to_have_value(WORDS)
    expect(page.get_by_role("link", name="Maya Juniper")).to_be_visible()
    assert page.title() == title


def test_a_page_hidden_by_hand_asks_for_the_sign_in_once_that_has_ended(page):
    page.locator("summary").filter(has_text=somebody("nurse").display_name).click()
    page.get_by_role("button", name="Hide the page").click()

    minutes_pass(20.1, page)

    expect(page.get_by_role("link", name="Sign in again, in a new tab")).to_be_visible()
    expect(page.get_by_role("button", name="Show the page")).to_be_hidden()


def test_the_server_away_for_a_moment_changes_nothing(page, watch):
    watch.allow(503)
    page.route("**/accounts/state/", lambda route: route.fulfill(status=503))
    minutes_pass(18.1, page)
    expect(warning(page)).to_be_hidden()
    expect(field(page)).to_have_value(WORDS)

    page.unroute("**/accounts/state/")
    page.clock.fast_forward(21_000)

    expect(warning(page)).to_be_visible()


def test_without_script_the_browsers_back_button_brings_back_what_was_typed(page_as):
    page = page_as("nurse", script=False)
    page.goto(path_to("chart", "maya"))
    page.get_by_text("Something else changed").first.click()
    field(page).fill(WORDS)
    minutes_pass(21)
    page.locator("form").filter(has=field(page)).get_by_role("button").last.click()
    expect(page.get_by_role("heading", name="You were signed out", level=1)).to_be_visible()
    assert WORDS not in page.content()

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    give_password(opened.value, "nurse")
    page.go_back()
    page.get_by_text("Something else changed").first.click()

    expect(field(page)).to_have_value(WORDS)
    page.locator("form").filter(has=field(page)).get_by_role("button").last.click()
    expect(page.get_by_text(WORDS)).to_be_visible()
