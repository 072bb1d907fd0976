"""docs/design/screens.md shows every picture that script/screenshots makes, and no other."""

import re

import pytest

from script.looking.screens import SCREENS
from tests.docs.pages import ROOT

PAGE = ROOT / "docs/design/screens.md"
FOLDER = ROOT / "docs/design/screens"
FOLDER_AT_MOST_BYTES = 1_500_000
PICTURE = re.compile(r"!\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)")
MADE = {(screen, width, screen.file(width, theme)) for screen in SCREENS for width, theme in screen.sizes}


def shown_on(page):
    return [(page.parent / found["target"]).resolve() for found in PICTURE.finditer(page.read_text())]


def test_every_picture_is_shown_once_and_said_in_words():
    assert sorted(shown_on(PAGE)) == sorted(FOLDER / file for _screen, _width, file in MADE)
    assert all(len(found["words"]) > 10 for found in PICTURE.finditer(PAGE.read_text()))


def test_the_readme_shows_two():
    assert len(shown_on(ROOT / "README.md")) == 2
    assert set(shown_on(ROOT / "README.md")) <= set(shown_on(PAGE))


@pytest.mark.parametrize(
    ("screen", "width", "file"), [pytest.param(*made, id=made[2]) for made in sorted(MADE, key=lambda made: made[2])]
)
def test_a_picture_has_the_size_that_the_script_gives_it(screen, width, file):
    assert size_of((FOLDER / file).read_bytes()) == (width, screen.height(width))


def test_the_pictures_stay_small():
    assert {path.name for path in FOLDER.iterdir()} == {file for _screen, _width, file in MADE}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= FOLDER_AT_MOST_BYTES


def size_of(webp: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the extended header that Chromium writes."""
    assert (webp[:4], webp[8:16]) == (b"RIFF", b"WEBPVP8X")
    return 1 + int.from_bytes(webp[24:27], "little"), 1 + int.from_bytes(webp[27:30], "little")
