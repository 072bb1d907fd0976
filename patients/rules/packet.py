"""What an answer of the packet may be: kinds of questions, kinds of answers, and what somebody typed made into one.

Nothing here is ever required. What cannot be read is told kindly; what is empty is no answer, and that is fine.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from patients.known import ConditionName, Substance

SHORT, LONG, DETAIL = 200, 4000, 300
ROWS, MORE_ROWS = 2, 4  # of a list, on one showing of the page: in view, and behind a fold


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SHORT = "short", _("a few words")
    LONG = "long", _("in their own words")
    CHOICE = "choice", _("one of several")
    SEVERAL = "several", _("any of several")
    YES_NO = "yes-no", _("yes, no, or not sure")
    DATE = "date", _("a day")
    ITEMS = "items", _("a list, each with a detail")


class AnswerKind(models.TextChoices):
    """What somebody did with a question. All of these are answers."""

    SAID = "said", _("answered")
    SKIPPED = "skipped", _("left out")
    NOT_NOW = "not-now", _("not now")
    IN_PERSON = "in-person", _("ask me in person")


YES_NO: dict[str, Any] = {"yes": _("Yes"), "no": _("No"), "unsure": _("Not sure")}


class Unreadable(Exception):
    """What was typed is no answer to this kind of question; the message is for who typed it."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the fields of one question: the way chosen, and the values as they were sent."""

    way: str = ""
    values: Sequence[str] = ()
    items: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer: its kind, and what was said, as it is encrypted. Empty means that nothing was answered here."""

    kind: str
    said: Mapping[str, Any] | None = None


def reply_to(kind: str, choices: Sequence[str], typed: Typed) -> Reply | None:
    """The answer that was typed; None where the fields are as empty as they were shown. Raises Unreadable."""
    if typed.way in {AnswerKind.NOT_NOW, AnswerKind.IN_PERSON, AnswerKind.SKIPPED}:
        return Reply(kind=typed.way)
    said = _READERS[QuestionKind(kind)](choices, typed)
    return Reply(kind=AnswerKind.SAID, said=said) if said else None


def _text(longest: int, typed: Typed) -> dict[str, Any]:
    words = _first(typed)
    if len(words) > longest:
        raise Unreadable(_("This is longer than fits here. Part of it may go in another answer, or be told in person."))
    return {"text": words} if words else {}


def _choice(choices: Sequence[str], typed: Typed) -> dict[str, Any]:
    chosen = [value for value in typed.values if value]
    if any(value not in choices for value in chosen):
        raise Unreadable(_("Choose from the list."))
    return {"chosen": list(dict.fromkeys(chosen))} if chosen else {}


def _one(choices: Sequence[str], typed: Typed) -> dict[str, Any]:
    return _choice(choices, Typed(values=typed.values[:1]))


def _day(typed: Typed) -> dict[str, Any]:
    words = _first(typed)
    day = day_of(words) if words else None
    if words and day is None:
        raise Unreadable(_("Write the day as day, month and year, for example 3/5/2024."))
    return {"day": day.isoformat()} if day else {}


def _items(typed: Typed) -> dict[str, Any]:
    rows = [{"name": name.strip(), "detail": detail.strip()} for name, detail in typed.items]
    rows = [row for row in rows if row["name"] or row["detail"]]
    if any(len(row["name"]) > SHORT or len(row["detail"]) > DETAIL for row in rows):
        raise Unreadable(_("One of these is longer than fits here."))
    return {"items": rows} if rows else {}


def _first(typed: Typed) -> str:
    return typed.values[0].replace("\r\n", "\n").strip() if typed.values else ""


_READERS = {
    QuestionKind.SHORT: lambda choices, typed: _text(SHORT, typed),
    QuestionKind.LONG: lambda choices, typed: _text(LONG, typed),
    QuestionKind.CHOICE: _one,
    QuestionKind.SEVERAL: _choice,
    QuestionKind.YES_NO: lambda choices, typed: _one(list(YES_NO), typed),
    QuestionKind.DATE: lambda choices, typed: _day(typed),
    QuestionKind.ITEMS: lambda choices, typed: _items(typed),
}


def day_of(words: str) -> date | None:
    """A day as people write it: 2024-05-03, 3/5/2024, 3.5.2024, day first."""
    found = re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", words.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else parse_date(words.strip())
    except ValueError:
        return None


def together(before: Mapping[str, Any] | None, said: Mapping[str, Any], *, sheet: str) -> dict[str, Any]:
    """A list grows: what was listed on another showing of the page stays, what stood on this one is replaced."""
    if "items" not in said:
        return dict(said)
    kept = [row for row in (before or {}).get("items", []) if row.get("sheet") != sheet]
    return {"items": kept + [{**row, "sheet": sheet} for row in said["items"]]}


def in_words(said: Mapping[str, Any] | None) -> list[str]:
    """What was said, line by line, for people to read."""
    if not said:
        return []
    if "items" in said:
        return [": ".join(part for part in (row["name"], row["detail"]) if part) for row in said["items"]]
    if "chosen" in said:
        return [str(YES_NO.get(each, each)) for each in said["chosen"]]
    return [said[part] for part in ("text", "day") if part in said]


def lines_to_propose(said: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """What was said, one thing at a time: its name, and what was added to it. Of a longer text each line is a thing."""
    if not said:
        return []
    if "items" in said:
        return [(row["name"] or row["detail"], row["detail"] if row["name"] else "") for row in said["items"]]
    lines = [line.strip() for words in in_words(said) for line in words.splitlines()]
    return [(line, "") for line in lines if line]


# What helps, and what to avoid, have headings of their own; a clinician chooses a nearer one.
ABOUT_ELSE = {"coping": "other-help", "room-preference": "other-wish"}


def fills_in(kind: str, name: str, detail: str) -> dict[str, str]:
    """What the form of a landing begins with, for a clinician to look over: their words, and a code where one fits."""
    if kind == "allergy":
        found = {"name": name, "reaction": detail}
    elif kind == "medication":
        found = {"name": name, "dose": detail}
    elif kind == "condition":
        code = _code_of(name, ConditionName.choices)
        found = {"condition": code or ConditionName.OTHER.value, "other": "" if code else name, "words": detail}
    elif kind == "substance":
        found = {"substance": _code_of(name, Substance.choices), "amount": detail}
    else:
        found = {"about": ABOUT_ELSE.get(kind, "")}
    return {field: words for field, words in found.items() if words}


def _code_of(name: str, choices: Iterable[tuple[str, Any]]) -> str:
    """The code whose label somebody wrote, whatever its capitals."""
    asked = name.strip().casefold()
    return next((code for code, label in choices if str(label).casefold() == asked), "")
