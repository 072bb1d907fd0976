"""docs/dose-gate.md tells of every blocker there is, and of none that is not."""

import re

import pytest

from medications.rules import gate
from medications.rules.blockers import BlockerCode
from medications.rules.going_down import WarningCode
from tests.docs.pages import ROOT

PAGE = ROOT / "docs/dose-gate.md"
GATED, GOING_DOWN = PAGE.read_text().split("## Going down")
ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \|(?P<rest>.*)$", re.MULTILINE)
ROWS = {row["code"]: row["rest"] for row in ROW.finditer(GATED)}


def test_every_blocker_has_its_row_in_the_order_of_the_page():
    assert list(ROWS) == [code.value for code in BlockerCode]


@pytest.mark.parametrize("code", BlockerCode, ids=str)
def test_a_row_names_its_function_and_a_test(code):
    function = code.value.replace("-", "_")
    check = getattr(gate, function)

    assert check in gate.CHECKS
    assert f"[`{function}`](../{check.__module__.replace('.', '/')}.py)" in ROWS[code.value]
    assert re.search(r"\[`test_\w+`\]\(\.\./tests/medications/test_\w+\.py\)", ROWS[code.value])


@pytest.mark.parametrize("code", BlockerCode, ids=str)
def test_a_linked_case_expects_this_blocker(code):
    cases = re.findall(r"\((\.\./tests/medications/cases/[^)]+)\)", ROWS[code.value])

    for case in cases:
        assert code.value in (PAGE.parent / case).read_text(), case


def test_every_warning_on_the_way_down_has_its_row():
    assert [row["code"] for row in ROW.finditer(GOING_DOWN)] == [code.value for code in WarningCode]
