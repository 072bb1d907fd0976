"""What makes HTML valid, and that no page is missing from the list that test_accessibility.py goes down."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.access_matrix import rule_for
from tests.browser.markup import faults_in
from tests.browser.places import ADDRESSES
from tests.browser.states import NOT_PAGES, STATES

TEMPLATES: Path = settings.BASE_DIR / "templates"
CLINICAL_WORDS = re.compile(
    r"sertraline|prazosin|lamotrigine|medication|titrat|psychotherap|diagnos|trauma|sensitiv|side.effect"
    r"|\b(?:mg|dose|dosing|step(?!-free)|steps|plan|plans|review|log|intersex)\b",
    re.IGNORECASE,
)

NOT_SHOWN = re.compile("<(?:link|meta|script)[^>]*>")


@pytest.mark.parametrize("template", [path.name for path in sorted(TEMPLATES.glob("[45]*.html"))])
def test_the_markup_of_an_error_page_is_valid(template):
    assert faults_in(render_to_string(template)) == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_that_can_be_read_is_on_the_list(name):
    rule = rule_for(name)
    seen = name in {state.name for state in STATES}
    excused = any(fnmatchcase(name, pattern) for pattern in NOT_PAGES)

    assert rule
    assert seen or excused or "GET" not in rule.methods, f"{name}: add its states to tests/browser/states.py."


def test_the_list_names_nothing_that_is_gone():
    assert {state.name for state in STATES} - set(ADDRESSES) == set()


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("<p><div></div></p>", "unexpected-end-tag"),
        ("<p id=a></p><p id=a></p>", "id a stands 2 times"),
        ("<label for=b>B</label>", "for=b leads nowhere"),
        ("<h3>Three</h3>", "h1 is followed by h3"),
        ("<h1>Another</h1>", "one h1"),
        ("<input name=c>", "input c has no label"),
        ("<p style='color: red'></p>", "p has style="),
        ("<script>alert(1)</script>", "a script stands in the page"),
    ],
)
def test_a_fault_is_found(broken, fault):
    page = f"<!DOCTYPE html><html lang='en'><head><title>T</title></head><body><h1>One</h1>{broken}</body></html>"

    assert any(fault in each for each in faults_in(page))


def test_a_sound_page_has_no_faults():
    sound = "<h1>One</h1><label for='a'>A</label><input id='a' name='a'><h2>Two</h2>"

    assert faults_in(f"<!DOCTYPE html><html lang='en'><head><title>T</title></head><body>{sound}</body></html>") == []
