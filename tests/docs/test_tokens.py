"""static/css/tokens.css: told in docs/design/principles.md, and readable in light and dark."""

import re

import pytest

from tests.docs.pages import ROOT

SHEETS = ROOT / "static/css"
SHEET = (SHEETS / "tokens.css").read_text()
PAGE = (ROOT / "docs/design/principles.md").read_text()
DEFINED = re.compile(r"(--gw-[\w-]+):\s*([^;]+);")
ROW = re.compile(r"^\| `(--gw-[\w-]+)` \| `([^`]+)` \|(?: `([^`]+)` \|)?", re.MULTILINE)

DARK_BEGINS, PRINT_BEGINS = SHEET.index("(prefers-color-scheme: dark)"), SHEET.index("@media print")
LIGHT = dict(DEFINED.findall(SHEET[:DARK_BEGINS]))
DARK = LIGHT | dict(DEFINED.findall(SHEET[DARK_BEGINS:PRINT_BEGINS]))
THEMES = {"light": LIGHT, "dark": DARK}

READABLE, BOUNDED = 4.5, 3.0
GROUNDS = ["ground", "surface", "sunken"]
WORDS = [
    *((word, ground) for ground in GROUNDS for word in ("ink", "quiet", "accent", "accent-strong")),
    *((word, f"{kind}-ground") for kind in ("attend", "settled", "flag") for word in (kind, "ink", "accent-strong")),
    ("ink", "accent-ground"),
    ("quiet", "accent-ground"),
    ("accent-strong", "accent-ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
LINES = [
    *((line, ground) for ground in GROUNDS for line in ("line-strong", "accent", "attend", "settled", "flag")),
    *((kind, f"{kind}-ground") for kind in ("attend", "settled", "flag")),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_page_tells_every_token_as_it_is():
    told = {name: (light, dark) for name, light, dark in ROW.findall(PAGE)}

    assert {name: light for name, (light, _dark) in told.items()} == LIGHT
    assert {name: dark for name, (_light, dark) in told.items() if dark} == {
        name: value for name, value in DARK.items() if LIGHT[name].startswith("#")
    }


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("word", "ground"), WORDS, ids=lambda name: name)
def test_words_can_be_read(theme, word, ground):
    colours = THEMES[theme]

    assert contrast(colours[f"--gw-{word}"], colours[f"--gw-{ground}"]) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), LINES, ids=lambda name: name)
def test_lines_of_what_is_used_can_be_seen(theme, line, ground):
    colours = THEMES[theme]

    assert contrast(colours[f"--gw-{line}"], colours[f"--gw-{ground}"]) >= BOUNDED


def test_every_colour_is_tried():
    tried = {f"--gw-{name}" for pair in [*WORDS, *LINES] for name in pair}
    colours = {name for name, value in LIGHT.items() if value.startswith("#")}

    assert colours - tried == {"--gw-line"}, "a line that only divides need not be seen by everybody"


@pytest.mark.parametrize("sheet", sorted(SHEETS.rglob("*.css")), ids=lambda sheet: sheet.name)
def test_a_sheet_writes_no_colour_of_its_own_and_no_token_that_is_not_there(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)

    assert set(re.findall(r"var\((--gw-[\w-]+)", text)) <= set(LIGHT)
    if sheet.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|\b(rgb|hsl)a?\(", text)


def test_every_token_is_used():
    text = "".join(sheet.read_text() for sheet in SHEETS.rglob("*.css"))

    for name in LIGHT:
        assert f"var({name})" in text, name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_as_wcag_says(one, other, expected):
    assert round(contrast(one, other), 2) == expected
