"""What htmx fetches is the same as the part of the page that it takes the place of."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from practice.panels import panels_for
from tests.browser.conftest import session_of, sharing_a_practice
from tests.browser.demo_practice import somebody
from tests.browser.everything import everything_to_see
from tests.browser.places import path_to, plan_of

practice = sharing_a_practice(everything_to_see)

# New each time that a page is made.
TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=)"[^"]*"')
READERS = ["prescriber", "nurse", "lead"]


@pytest.fixture
def read(practice):
    """A page or a part of one, without what differs each time."""
    clients: dict[str, Client] = {}

    def read(who: str, path: str, *, part: bool = False) -> str:
        if who not in clients:
            clients[who] = Client()
            clients[who].cookies[settings.SESSION_COOKIE_NAME] = session_of(who)
        response = clients[who].get(path, headers={"HX-Request": "true"} if part else {})
        assert response.status_code == 200
        return re.sub(r"\s+", " ", TOKEN.sub(r"\1", response.content.decode())).strip()

    return read


@pytest.mark.parametrize("who", READERS)
def test_the_queue_is_the_same_alone_and_in_its_page(who, read):
    assert read(who, path_to("today_queue"), part=True) in read(who, path_to("today"))


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("about", ["maya", "kit", "ines"])
def test_each_panel_is_the_same_alone_and_in_its_chart(who, about, read):
    chart = read(who, path_to("chart", about))

    panels = [panel for page in ("chart", "chart-beside") for panel in panels_for(page, somebody(who))]
    assert len(panels) > 3
    for panel in panels:
        assert read(who, path_to("chart_panel", about, name=panel.name), part=True) in chart


@pytest.mark.parametrize("who", READERS)
def test_a_page_of_the_log_is_the_same_alone_and_in_its_plan(who, read):
    before = re.search(r"\?before=\d+", read(who, path_to("plan", "noor")))
    assert before

    for query in ("", before[0]):
        assert read(who, path_to("plan_log", "noor") + query, part=True) in read(who, path_to("plan", "noor") + query)


def test_older_entries_come_in_place(page_as):
    page = page_as("prescriber")
    page.goto(path_to("plan", "noor"))
    page.evaluate("() => { window.isTheSamePage = true }")
    log = page.get_by_role("region", name="Side-effect log")
    newest = log.get_by_role("listitem").first.inner_text()

    log.get_by_role("link", name="Older entries").click()

    expect(log.get_by_role("listitem").first).not_to_have_text(newest)
    assert page.evaluate("() => window.isTheSamePage")
    assert page.url.endswith(f"/plans/{plan_of('noor').pk}/")


def test_the_queue_is_looked_at_again_in_place(page_as):
    page = page_as("nurse")
    page.goto("/")
    page.evaluate("() => { window.isTheSamePage = true }")
    waiting = page.get_by_role("region", name="Waiting for you")
    shown = waiting.inner_text()

    with page.expect_response("**/today/queue/"):
        waiting.get_by_role("link", name="Look again").click()

    expect(waiting).to_have_text(re.compile(r"\s+".join(map(re.escape, shown.split()))))
    assert page.evaluate("() => window.isTheSamePage")
