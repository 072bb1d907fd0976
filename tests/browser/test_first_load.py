"""The first load of a page is small: what it links and the page itself, as production sends them (compressed)."""

import gzip
from xml.etree.ElementTree import Element

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from tinyhtml5 import parse

from tests.browser.conftest import session_of, sharing_a_practice

practice = sharing_a_practice()

AT_MOST_BYTES = 60_000
STATIC = "/static/"


def linked(page: Element) -> set[str]:
    """Every file of ours that a browser fetches for the page."""
    sources = [each.get(attribute) for each in page.iter() for attribute in ("src", "href")]
    return {source for source in sources if source and source.startswith(STATIC)}


def compressed(source: str) -> int:
    found = finders.find(source.removeprefix(STATIC))
    assert found, f"{source} is linked and not there."
    with open(found, "rb") as file:
        return len(gzip.compress(file.read()))


@pytest.mark.parametrize(("name", "who"), [("account_login", None), ("today", "prescriber"), ("today", "desk")])
def test_a_first_load_is_small(name, who, practice):
    client = Client()
    if who:
        client.cookies["sessionid"] = session_of(who)
    response = client.get(reverse(name))
    files = {source: compressed(source) for source in linked(parse(response.content.decode()))}

    total = len(gzip.compress(response.content)) + sum(files.values())
    assert files
    assert total <= AT_MOST_BYTES, f"{total} bytes: {files}"
