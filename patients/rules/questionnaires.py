"""A questionnaire as other software writes it (a FHIR R4 Questionnaire), read into its questions and their answers.

Nothing here knows the database or our measures. R4B is R4 with corrections; for questionnaires they are the same.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from fhir.resources.R4B.questionnaire import Questionnaire as Resource
from pydantic import ValidationError

LARGEST_BYTES = 2 * 1024 * 1024
# The extension says what an answer counts; the second is its newer name.
WEIGHTS = frozenset(
    {"http://hl7.org/fhir/StructureDefinition/ordinalValue", "http://hl7.org/fhir/StructureDefinition/itemWeight"}
)
ASKING = frozenset({"choice", "open-choice", "integer", "decimal", "boolean"})
YES_NO = {0: "", 1: ""}


class UnreadableQuestionnaire(Exception):
    """This file is no questionnaire that could be read; `str()` says why in plain words."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `answers` are the words by what they count; None where any number may be answered.

    `unclear` are answers of which the file does not say what they count.
    """

    link: str
    text: str
    answers: Mapping[int, str] | None
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """What a file holds. `names` are its titles and codes, which name the measure; `owner` is its copyright line."""

    title: str
    names: tuple[str, ...]
    language: str
    owner: str
    instructions: str
    questions: tuple[Question, ...] = field(repr=False)


def read_questionnaire(content: bytes) -> Questionnaire:
    """Raises UnreadableQuestionnaire."""
    resource = _checked(content)
    items = list(_flat(resource.item or []))
    known = _value_sets(resource)
    asked = [item for item in items if item.type in ASKING and not item.readOnly]
    titles = (resource.title, resource.name, resource.id, *(coding.display for coding in resource.code or []))
    names = tuple(_plain(each) for each in titles if each)
    if not asked or not names:
        raise UnreadableQuestionnaire(_("There is no title, or no question, in this file."))
    said = [_plain(item.text) for item in items if item.type in {"group", "display"} and item.text]
    return Questionnaire(
        title=names[0][:200],
        names=names,
        language=(resource.language or "")[:20],
        owner=_plain(resource.copyright),
        instructions="\n\n".join(dict.fromkeys(said)),
        questions=tuple(_question(item, known) for item in asked),
    )


def _checked(content: bytes) -> Any:
    if len(content) > LARGEST_BYTES:
        raise UnreadableQuestionnaire(_("This file is larger than a questionnaire would be."))
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableQuestionnaire(_("This file is not in the form of a questionnaire (JSON).")) from error
    if not isinstance(told, dict) or told.get("resourceType") != "Questionnaire":
        raise UnreadableQuestionnaire(_("This file is not a questionnaire (FHIR R4)."))
    try:
        return Resource.model_validate(told)
    except ValidationError as error:
        places = {".".join(str(part) for part in found["loc"]) for found in error.errors(include_input=False)}
        listed = ", ".join(sorted(places))[:300]
        raise UnreadableQuestionnaire(_("It differs from the standard: %s") % listed) from error
    except (RecursionError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableQuestionnaire(_("It differs from the standard.")) from error


def _flat(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _flat(item.item or [])


def _question(item: Any, known: Mapping[str, list[Any]]) -> Question:
    link, text = str(item.linkId or ""), _plain(item.text)
    if item.type == "boolean":
        return Question(link=link, text=text, answers=YES_NO)
    options = item.answerOption or known.get(str(item.answerValueSet or "").removeprefix("#"), [])
    if not options and item.type in {"integer", "decimal"}:
        return Question(link=link, text=text, answers=None)
    answers: dict[int, str] = {}
    unclear = []
    for option in options:
        value, label = _value(option), _label(option)
        if value is None or value in answers:
            unclear.append(label)
        else:
            answers[value] = label
    return Question(link=link, text=text, answers=answers, unclear=tuple(unclear))


def _value(option: Any) -> int | None:
    """What an answer counts: what an extension says, else a number that stands as the answer or as its code."""
    coding = getattr(option, "valueCoding", None)
    weighed = [*(option.extension or []), *((coding.extension or []) if coding else [])]
    weights = [extension.valueDecimal for extension in weighed if extension.url in WEIGHTS]
    told = [*weights, getattr(option, "valueInteger", None), getattr(coding or option, "code", None)]
    return next((number for number in map(_whole, told) if number is not None), None)


def _whole(told: object) -> int | None:
    if isinstance(told, Decimal | int | float) and not isinstance(told, bool):
        return int(told) if told == int(told) else None
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 4 else None


def _label(option: Any) -> str:
    coding = getattr(option, "valueCoding", None)
    words = coding.display if coding else getattr(option, "valueString", None) or getattr(option, "display", None)
    return _plain(words)


def _value_sets(resource: Any) -> dict[str, list[Any]]:
    """Answers that several questions share, kept in the file itself."""
    sets = [each for each in resource.contained or [] if each.__resource_type__ == "ValueSet" and each.compose]
    parts = {str(each.id): each.compose.include or [] for each in sets}
    return {key: [concept for part in included for concept in part.concept or []] for key, included in parts.items()}


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
