"""docs/glossary.md: each word stands in the code as it stands on the page."""

import re

import pytest

from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/glossary.md").read_text()
BUILT, NOT_BUILT = PAGE.split("## Care that is not built yet")
FIRST_CELL = re.compile(r"^\| (?!word|---)([^|]+?) \|", re.MULTILINE)


def words(part: str) -> list[str]:
    """The words of a part, each alone where a row has several."""
    return [word.strip() for cell in FIRST_CELL.findall(part) for word in cell.split(",")]


@pytest.fixture(scope="module")
def code() -> str:
    """Everything written, in one form: lower case, with one space between the parts of a name."""
    apps = ("practice", "patients", "medications", "sessions")
    files = [path for app in apps for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    text = "\n".join(path.read_text() for path in [*files, *(ROOT / "templates").rglob("*.html")])
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(r"[\s_-]+", " ", apart).lower()


@pytest.mark.parametrize("word", words(BUILT))
def test_a_word_stands_in_the_code(word, code):
    assert re.search(rf"\b{re.sub('[ -]', ' ?', word.lower())}", code)


def test_each_word_has_one_row():
    every = words(PAGE)

    assert len(every) > 60
    assert sorted(set(every)) == sorted(every)
