"""Dockerfile, .dockerignore, docker-compose.yml and .env.example, read for tests."""

import ast
import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
OTHERS_IMAGES = {"postgres", "redis"}


@cache
def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, each on one line."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (ROOT / "Dockerfile").read_text())
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line)]


def all_of(word: str) -> list[str]:
    return [rest for each, rest in instructions() if each == word]


def exec_form(text: str) -> list[str]:
    """A command without a shell, in which alone a signal reaches the process."""
    words: list[str] = json.loads(text[text.index("[") :])
    return words


def image_environment() -> dict[str, str]:
    """What the last stage sets; of an earlier one nothing is left."""
    return dict(pair.split("=", 1) for pair in all_of("ENV")[-1].split())


@cache
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def our_services() -> dict[str, dict[str, Any]]:
    return {name: service for name, service in services().items() if name not in OTHERS_IMAGES}


def command_of(service: dict[str, Any]) -> list[str]:
    own: list[str] | None = service.get("command")
    return own or exec_form(all_of("CMD")[-1])


def asked_of_dotenv() -> set[str]:
    return set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def ignored(path: str) -> bool:
    """What .dockerignore says of a path: the last pattern that fits it or a folder above it wins."""
    above = [path, *map(str, Path(path).parents)]
    said = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        names = [Path(each).name for each in above] if "**/" in line else above
        if line and not line.startswith("#") and any(fnmatchcase(name, pattern) for name in names if "/" not in name):
            said = not line.startswith("!")
    return said


def variables_read() -> set[str]:
    """Every name that the settings or create_database ask the environment for."""
    sources = [ROOT / "practice/settings.py", *(ROOT / "practice/database/management/commands").glob("*.py")]
    return {name for source in sources for name in names_asked_for(ast.parse(source.read_text()))}


def names_asked_for(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and asks_the_environment(ast.unparse(node.func)):
            for argument in node.args:
                constants = (each.value for each in ast.walk(argument) if isinstance(each, ast.Constant))
                yield from (value for value in constants if isinstance(value, str) and value.isupper())


def asks_the_environment(function: str) -> bool:
    return function.startswith("env.") or function in {"database", "needed"}
