"""axe-core, asked inside a page."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]  # all that a theme can change
# All that a narrow screen can change: what is hidden there, how large things are, what scrolls.
LAYOUT = ["aria-hidden-focus", "bypass", "landmark-one-main", "page-has-heading-one", "scrollable-region-focusable"]
LAYOUT += ["skip-link", "target-size"]

RUN = """async ([tags, only, excused]) => {
  const found = await axe.run(document, {
    runOnly: only.length ? { type: "rule", values: only } : { type: "tag", values: tags },
    rules: {
      ...(only.length ? {} : { "target-size": { enabled: true } }),
      ...Object.fromEntries(excused.map(rule => [rule, { enabled: false }])),
    },
    resultTypes: ["violations"],
    preload: false,
  });
  const where = ({ html, failureSummary }) => ({ html, failureSummary });
  return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(where) }));
}"""


@cache
def source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text()


def faults(page: Page, only: list[str] | None = None, excused: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it is now, in words."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    return [in_words(fault) for fault in page.evaluate(RUN, [TAGS, only or [], list(excused)])]


def in_words(fault: dict[str, Any]) -> str:
    where = [f"  {node['html'][:300]}\n    {node['failureSummary']}" for node in fault["nodes"]]
    return "\n".join([fault["id"], *where])
