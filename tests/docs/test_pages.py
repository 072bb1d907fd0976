"""What the pages name is there: files, functions, tests, commands, addresses, other pages."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import resolve

from tests.docs.pages import PAGES, ROOT, anchors, inline_code, links, names_in, shown

MADE_WHILE_RUNNING = ("var/", ".venv/")
PATH = re.compile(r"[\w.-]+(/[\w.*-]+)+/?|[\w-]+/")
ADDRESS = re.compile(r"/[a-z-]+/")
SCRIPT = re.compile(r"(?<![\w/.])script/\w+")
COMMAND = re.compile(r"manage\.py (\w+)")
DECISION = re.compile(r"docs/decisions/\d{4}")

pages = pytest.mark.parametrize("page", PAGES, ids=shown)


@pages
def test_every_link_leads_somewhere(page):
    for words, target in links(page):
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"[{words}]({target})"
        assert not anchor or anchor in anchors(found), f"[{words}]({target})"


@pages
def test_a_linked_name_stands_in_its_file(page):
    for words, target in links(page):
        name = words.strip("`")
        if target.endswith(".py") and words.startswith("`") and name.isidentifier():
            assert name in names_in((page.parent / target).resolve()), f"{name} is not in {target}"


@pages
def test_every_path_named_is_there(page):
    for code in inline_code(page):
        if PATH.fullmatch(code) and not code.startswith(MADE_WHILE_RUNNING):
            assert list(ROOT.glob(code.rstrip("/"))), code
        if ADDRESS.fullmatch(code):
            resolve(code)


@pages
def test_every_command_named_is_there(page):
    text = page.read_text()
    for script in SCRIPT.findall(text):
        assert os.access(ROOT / script, os.X_OK), script
    for command in COMMAND.findall(text):
        assert command in get_commands(), command
    for decision in DECISION.findall(text):
        assert list(ROOT.glob(f"{decision}-*.md")), decision


def test_every_page_is_linked_from_another():
    linked = {(page.parent / target.partition("#")[0]).resolve() for page in PAGES for _words, target in links(page)}
    folders = {path for path in linked if path.is_dir()}

    for page in PAGES:
        assert page == ROOT / "README.md" or page in linked or page.parent in folders, shown(page)


def test_the_tests_see_what_is_not_there(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[`nothing`](page.py) [away](nowhere.md) [out](https://example.org) `practice/nothing.py`\n")
    Path(tmp_path, "page.py").write_text("something = 1\n")

    assert links(page) == [("`nothing`", "page.py"), ("away", "nowhere.md")]
    assert names_in(tmp_path / "page.py") == {"something"}
    assert PATH.fullmatch(inline_code(page)[-1])
