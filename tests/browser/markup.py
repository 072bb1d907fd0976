"""What is wrong with a page's HTML: what a strict parser finds, and what it does not look for."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

HTML = "{http://www.w3.org/1999/xhtml}"
HEADINGS = {f"{HTML}h{level}": level for level in range(1, 7)}
NAMES_OTHERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list", "headers", "form")


def faults_in(html: str) -> list[str]:
    parser = HTMLParser()
    page = parser.parse(html)
    return [
        *(f"line {position[0]}: {code} {about or ''}" for position, code, about in parser.errors),
        *repeated_ids(page),
        *names_that_lead_nowhere(page),
        *headings_out_of_order(page),
        *unnamed_fields(page),
        *what_the_policy_blocks(page),
    ]


def repeated_ids(page: Element) -> Iterator[str]:
    for name, times in Counter(each.get("id") for each in page.iter() if each.get("id")).items():
        if times > 1:
            yield f"id {name} stands {times} times"


def names_that_lead_nowhere(page: Element) -> Iterator[str]:
    there = {each.get("id") for each in page.iter()}
    for each in page.iter():
        for attribute in NAMES_OTHERS:
            for name in each.get(attribute, "").split():
                if name not in there:
                    yield f"{attribute}={name} leads nowhere"
        if (link := each.get("href", "")).startswith("#") and link[1:] not in there:
            yield f"href={link} leads nowhere"


def headings_out_of_order(page: Element) -> Iterator[str]:
    levels = [HEADINGS[each.tag] for each in page.iter() if each.tag in HEADINGS]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings {levels}: one h1, and it comes first"
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"h{before} is followed by h{after}"


def unnamed_fields(page: Element) -> Iterator[str]:
    """Fields that no label names, directly or around them."""
    named = {each.get("for") for each in page.iter(f"{HTML}label")}
    named |= {field.get("id") for label in page.iter(f"{HTML}label") for field in label.iter() if field.get("id")}
    for tag in ("input", "select", "textarea"):
        for each in page.iter(HTML + tag):
            says = each.get("aria-label") or each.get("aria-labelledby") or each.get("id") in named
            if not says and each.get("type") not in {"hidden", "submit"}:
                yield f"{tag} {each.get('name')} has no label"


def what_the_policy_blocks(page: Element) -> Iterator[str]:
    """Inline styles, scripts and handlers, which our content security policy refuses."""
    for each in page.iter():
        for attribute in each.attrib:
            if attribute == "style" or re.match(r"on[a-z]+$", attribute):
                yield f"{each.tag.removeprefix(HTML)} has {attribute}="
    for script in page.iter(f"{HTML}script"):
        if not script.get("src") and script.get("type") != "application/json":
            yield "a script stands in the page"
    yield from ("a style stands in the page" for _each in page.iter(f"{HTML}style"))
