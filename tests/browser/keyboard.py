"""Somebody who uses the keys alone, and has to see where they are on the way."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 250  # no page has that many; somebody who comes this far is caught in a circle

# Of the element with the focus: is it one of those looked for, can the focus be seen, and what is it.
LOOK = """found => {
  const at = document.activeElement;
  if (!at || at === document.body) return { reached: false, seen: true, what: "" };
  const what = at.outerHTML.slice(0, 160), reached = found.includes(at);
  // Within a field the browser has parts of its own, such as a calendar's button, and shows the focus on them itself.
  if (!at.matches(":focus")) return { reached, seen: true, what };
  const isMarked = each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  // Some part of it lies on the screen, and nothing else over that.
  const isOnTop = each => [...each.getClientRects()].some(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].some(part => [0.5, 0.1, 0.9].some(down => {
      const over = document.elementFromPoint(left + width * part, top + height * down);
      return over && (each.contains(over) || over.contains(each));
    })));
  const seen = [at, ...(at.labels || [])].some(each => isMarked(each) && isOnTop(each));
  return { reached, seen, what };
}"""


class Keyboard:
    """Tab, arrows, Enter and letters; things are found by what a screen reader calls them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go_to(self, target: Locator) -> None:
        """Tab by Tab; fails where the focus cannot be seen or the target cannot be reached."""
        if self.looks(target):
            return
        for _stop in range(MOST_STOPS):
            self.press("Tab")
            if self.looks(target):
                return
        raise AssertionError(f"Tab never comes to {target}.")

    def goes_round(self) -> int:
        """Every stop of the page, once; how many there were."""
        self.page.locator("body").evaluate("() => document.activeElement.blur()")
        for stops in range(MOST_STOPS):
            self.press("Tab")
            here = self.page.locator("body").evaluate_all(LOOK)
            assert here["seen"], f"The focus cannot be seen on {here['what']}"
            if not here["what"]:
                return stops
        raise AssertionError("Tab never comes round.")

    def looks(self, target: Locator) -> bool:
        here = target.evaluate_all(LOOK)
        assert here["seen"], f"The focus cannot be seen on {here['what']}"
        return bool(here["reached"])

    def follow(self, link: str, *, within: Locator | None = None) -> None:
        """A link, and wait for the page that it leads to."""
        self.go_to((within or self.page).get_by_role("link", name=link).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def push(self, button: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """A button that sends a form, and wait for the answer."""
        self.go_to((within or self.page).get_by_role("button", name=button, exact=exact).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def open(self, summary: str, *, within: Locator | None = None) -> None:
        """Something folded, by the words on it."""
        self.go_to((within or self.page).locator("summary").filter(has_text=summary).first)
        self.press("Enter")

    def write(self, label: str, text: str, *, within: Locator | None = None) -> None:
        self.go_to((within or self.page).get_by_label(label).first)
        self.page.keyboard.type(text)

    def choose(self, question: str, answer: str, *, within: Locator | None = None) -> None:
        """One of several answers; arrows go from one to the next."""
        group = (within or self.page).get_by_role("group", name=question).first
        wanted = group.get_by_role("radio", name=answer, exact=True)
        self.go_to(group.get_by_role("radio"))
        self.press("Space")
        for _stop in range(group.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
            assert self.looks(group.get_by_role("radio"))
        raise AssertionError(f"The arrows never come to {answer}.")

    def tick(self, label: str, *, within: Locator | None = None) -> None:
        self.go_to((within or self.page).get_by_role("checkbox", name=label).first)
        self.press("Space")
