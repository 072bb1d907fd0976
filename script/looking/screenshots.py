"""`script/screenshots`: the pictures of docs/design/screens.md, from a demo practice of its own."""

import argparse
import base64
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from script.looking.browsing import Visit, chromium
from script.looking.own_demo import ROOT, own_demo
from script.looking.screens import SCREENS, Screen, Theme

FOLDER = ROOT / "docs/design/screens"


def main() -> None:
    wanted = parsed()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with own_demo() as demo, chromium() as browser:
        visit = Visit(browser, demo)
        for screen in SCREENS:
            BEFORE.get(screen.name, nothing)(visit, screen)
            if not wanted or screen.name in wanted:
                show(visit, screen)
    if not wanted:
        forget_the_others()


def parsed() -> list[str]:
    parser = argparse.ArgumentParser(
        prog="script/screenshots",
        description="Makes docs/design/screens/ anew, from a demo practice of its own (begun anew each time, below "
        "var/looking). Needs Chromium. Where it is root and Debian's fonts-inter can be installed, it installs that "
        "first, so that pictures look the same everywhere. The demo's days move with today, so the pictures do too.",
    )
    names = [screen.name for screen in SCREENS]
    parser.add_argument("screen", nargs="*", metavar="SCREEN", help=f"only these of: {', '.join(names)}")
    wanted = list(parser.parse_args().screen)
    if unknown := set(wanted) - set(names):
        parser.error(f"no such screen: {', '.join(sorted(unknown))}")
    return wanted


def show(visit: Visit, screen: Screen) -> None:
    page = visit.page_as(screen.role)
    path = address(visit, screen)
    for width, theme in screen.sizes:
        page.set_viewport_size({"width": width, "height": screen.height(width)})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        open_it(page, screen, path)
        take(page, screen, width, theme)


def address(visit: Visit, screen: Screen) -> str:
    places: dict[str, str] = {}
    if "{plan}" in screen.path:
        places["plan"] = visit.plan_of(screen.about)
    if "{chart}" in screen.path:
        places["chart"] = visit.chart_of(screen.about)
    return screen.path.format(**places)


def open_it(page: Page, screen: Screen, path: str) -> None:
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        sys.exit(f"{path} as {screen.role} answered {answer and answer.status}")
    if screen.search:
        page.fill("[name=words]", screen.search)
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.press("[name=words]", "Enter")
        page.wait_for_load_state("networkidle")


def take(page: Page, screen: Screen, width: int, theme: Theme) -> None:
    """WebP, which Chromium writes and Playwright does not offer: a third of the size of PNG."""
    page.evaluate("document.activeElement?.blur()")
    asked = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 85})
    picture = FOLDER / screen.file(width, theme)
    picture.write_bytes(base64.b64decode(asked["data"]))
    print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB", flush=True)


def sign_the_review(visit: Visit, screen: Screen) -> None:
    """Maya agrees and the review says proceed, so that the gate of her plan is open."""
    page = visit.page_as("prescriber")
    page.goto(f"{visit.plan_of(screen.about)}review/")
    page.check("[name=patient_view][value=agrees]")
    page.check("[name=decision][value=proceed]")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign the review").click()


def nothing(visit: Visit, screen: Screen) -> None:
    """Most screens show the demo as it begins."""


BEFORE: dict[str, Callable[[Visit, Screen], None]] = {"plan-open": sign_the_review}


def forget_the_others() -> None:
    """A picture that no screen has any more."""
    kept = {file for screen in SCREENS for file in screen.files}
    for picture in Path(FOLDER).iterdir():
        if picture.name not in kept:
            picture.unlink()


if __name__ == "__main__":
    main()
