"""Going down the list of states with one window for each person, so that a page costs its own time only."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.conftest import new_page
from tests.browser.server import Server
from tests.browser.states import State
from tests.browser.watch import Watch

DESK, TELEPHONE, NARROW = 1280, 390, 320
ZOOMED_TWICE = DESK // 2
HEIGHT = 900

UNFOLD = "() => document.querySelectorAll('main details').forEach(each => each.open = true)"
# Sends a form as the page itself would, with the page's own token.
SEND = """([path, answers]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: path });
  const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ ...answers, csrfmiddlewaretoken }))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  form.submit();
}"""


class Visitors:
    """The windows, what was sent for each state, and what went wrong in any of them since it was last asked."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.watch = Watch(server.url)
        self.pages: dict[str | None, Page] = {}
        self.sources: dict[State, str] = {}

    def page_of(self, who: str | None) -> Page:
        if who not in self.pages:
            self.pages[who] = new_page(self.browser, self.server, who)
            self.pages[who].add_init_script(axe.source())
            self.watch.over(self.pages[who])
        page = self.pages[who]
        page.emulate_media(color_scheme="light")
        on_a_screen_of(page, DESK)
        return page

    def go_to(self, state: State) -> Page:
        """The page in that state, as it opens on a desk by daylight."""
        page = self.page_of(state.who)
        path = state.path
        if state.sends is None:
            response = page.goto(path)
        else:
            page.goto("/accounts/logout/" if state.who else "/accounts/login/")
            with page.expect_navigation() as sent:
                page.evaluate(SEND, [path, dict(state.sends)])
            response = sent.value
        assert response
        assert (response.status, urlsplit(response.url).path) == (state.status, urlsplit(path).path)
        self.sources[state] = response.text()
        return page

    def source_of(self, state: State) -> str:
        """The HTML as it came; asked for where nobody has been yet."""
        if state not in self.sources:
            self.go_to(state)
        return self.sources[state]

    def went_wrong(self) -> list[str]:
        found, self.watch.found = self.watch.found, []
        return found

    def leave(self) -> None:
        for page in self.pages.values():
            page.context.close()


def shuts_out(page: Page, excused: Sequence[str] = (), *, is_shown_again: bool = False) -> dict[str, list[str]]:
    """What is in somebody's way with everything unfolded, by where it was found; empty where nothing is.

    Colours are the same on every screen, and the rest is the same in every light, so each is looked at once; a
    telephone is asked only what its narrow screen can change. A form that `is_shown_again` differs from what it was by
    words and colours alone, so it is looked at on a desk, by day and in the dark.
    """
    page.evaluate(UNFOLD)
    found = {"on a desk": axe.faults(page, excused=excused) + runs_out_of(page)}
    if not is_shown_again:
        on_a_screen_of(page, TELEPHONE)
        found["on a telephone"] = axe.faults(page, axe.LAYOUT, excused) + runs_out_of(page)
    page.emulate_media(color_scheme="dark")
    found["in the dark"] = axe.faults(page, axe.CONTRAST)
    for width in () if is_shown_again else (NARROW, ZOOMED_TWICE):
        on_a_screen_of(page, width)
        found[f"at {width}"] = runs_out_of(page)
    return {when: faults for when, faults in found.items() if faults}


def on_a_screen_of(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def runs_out_of(page: Page) -> list[str]:
    """Whether one has to scroll sideways, and past what."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{wide} pixels wide on a screen of {width}"] if wide > width else []
