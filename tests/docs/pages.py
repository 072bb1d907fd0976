"""The pages a newcomer reads, and what they name."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> list[tuple[str, str]]:
    """What is linked within the repository: the words and the target."""
    found = [(link["words"], link["target"]) for link in LINK.finditer(page.read_text())]
    return [(words, target) for words, target in found if not target.startswith(("http:", "https:", "mailto:"))]


def inline_code(page: Path) -> list[str]:
    return CODE.findall(page.read_text())


@cache
def names_in(module: Path) -> frozenset[str]:
    """Functions, classes and constants of a Python file."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return frozenset(names)


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses within it."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
