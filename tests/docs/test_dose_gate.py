"""docs/dose-gate.md tells of every blocker there is, and of none that is not."""

import re

import pytest

from medications.rules import gate
from medications.rules.blockers import BlockerCode
from tests.docs.pages import ROOT

PAGE = ROOT / "docs/dose-gate.md"
BUILT, NOT_BUILT = PAGE.read_text().split("## Not built yet")
ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \|(?P<rest>.*)$", re.MULTILINE)
ROWS = {row["code"]: row["rest"] for row in ROW.finditer(BUILT)}


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


def test_what_is_not_built_is_not_there():
    told = set(re.findall(r"^\| (.+?) \|", NOT_BUILT, re.MULTILINE))
    codes = {code for cell in told for code in re.findall(r"^`([a-z-]+)`|, `([a-z-]+)`", cell) for code in code if code}

    assert codes == {"taper-too-fast"}
    assert not codes & {code.value for code in BlockerCode}
