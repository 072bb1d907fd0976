"""Whether a questionnaire is the one that a measure scores: item by item, answer by answer, and every mismatch said."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patients.measures.definitions import Item, Measure
from patients.rules.questionnaires import Question, Questionnaire

# A code of a terminology ends with a check digit, which is no item's number.
CHECK_DIGIT = re.compile(r"\d{3,}-\d$")
LAST_PART = re.compile(r"[A-Za-z]*?([PC]?\d+[a-z]?)$")


class DoesNotFit(Exception):
    """The file is not what this measure scores; `mismatches` says each place in plain words."""

    def __init__(self, mismatches: list[str]) -> None:
        super().__init__("\n".join(mismatches))
        self.mismatches = mismatches


@dataclass(frozen=True, kw_only=True)
class Worded:
    """The official words of one item."""

    code: str
    text: str
    labels: Mapping[str, str]


def measure_meant(questionnaire: Questionnaire, measures: Iterable[Measure]) -> Measure | None:
    """The one measure whose short name stands in a title or code of the file; None where it is none or several."""
    found = [measure for measure in measures if any(_names(measure, name) for name in questionnaire.names)]
    return found[0] if len(found) == 1 else None


def fitted(questionnaire: Questionnaire, measure: Measure) -> list[Worded]:
    """Each item with its words. Raises DoesNotFit with everything that does not agree."""
    pairs = _paired(questionnaire, measure)
    wrong = [words for item, question in pairs for words in _mismatches(item, question)]
    wrong += _counted_from_the_other_end(pairs)
    if wrong:
        raise DoesNotFit(wrong)
    return [
        Worded(code=item.code, text=question.text, labels=_labels(question.answers or {})) for item, question in pairs
    ]


def _names(measure: Measure, name: str) -> bool:
    parts = re.findall(r"[A-Za-z]+|\d+", measure.short_name)
    return re.search(rf"(?<!\w){r'[-_ ]?'.join(parts)}(?![\w-])", name, re.IGNORECASE) is not None


def _paired(questionnaire: Questionnaire, measure: Measure) -> list[tuple[Item, Question]]:
    """By the numbers at the end of their links, where those are the items'; else by their order."""
    by_code = {_code(question.link): question for question in questionnaire.questions}
    counted = [item for item in measure.items if not item.explains]
    if len(by_code) == len(questionnaire.questions) and {item.code.lower() for item in counted} <= set(by_code):
        items = {item.code.lower(): item for item in measure.items}
        too_many = [question.link for code, question in by_code.items() if code not in items]
        if too_many:
            raise DoesNotFit([_("Question %s is no item of this measure.") % link for link in too_many])
        return [(item, by_code[code]) for code, item in items.items() if code in by_code]
    for items_in_order in (list(measure.items), counted):
        if len(items_in_order) == len(questionnaire.questions):
            return list(zip(items_in_order, questionnaire.questions, strict=True))
    told = {"has": len(questionnaire.questions), "needs": len(counted)}
    raise DoesNotFit([_("The file has %(has)d questions, and the measure has %(needs)d items.") % told])


def _code(link: str) -> str:
    """The end of a link: "/H1/T1/Q3" ends with item 3."""
    if CHECK_DIGIT.search(link):
        return link
    found = LAST_PART.search(re.split(r"[/.\-_ ]", link)[-1])
    return found[1].lower() if found else link.lower()


def _mismatches(item: Item, question: Question) -> Iterator[str]:
    named = {"item": item.code}
    if not question.text:
        yield _("Item %(item)s has no text.") % named
    for label in question.unclear:
        yield _("Item %(item)s: what “%(label)s” counts is not said, or said twice.") % {**named, "label": label}
    if question.answers is None or question.unclear:
        return
    ours, theirs = {choice.value for choice in item.choices}, set(question.answers)
    if ours != theirs:
        told = {**named, "theirs": _listed(theirs), "ours": _listed(ours)}
        yield _("Item %(item)s: its answers count %(theirs)s, and the measure has %(ours)s.") % told


def _counted_from_the_other_end(pairs: list[tuple[Item, Question]]) -> list[str]:
    """A reversed item must bring its answers as they stand, or it would be turned round twice."""
    usual = {
        label.lower(): value
        for item, question in pairs
        if not item.is_reversed
        for value, label in (question.answers or {}).items()
        if label
    }
    turned = [
        item.code
        for item, question in pairs
        if item.is_reversed
        and any(usual.get(label.lower(), value) != value for value, label in (question.answers or {}).items())
    ]
    return [
        _("Item %(item)s: its answers are turned round in the file already. Number them like the others.")
        % {"item": code}
        for code in turned
    ]


def _labels(answers: Mapping[int, str]) -> dict[str, str]:
    return {str(value): label for value, label in sorted(answers.items()) if label}


def _listed(values: Iterable[int]) -> str:
    return ", ".join(str(value) for value in sorted(values)) or _("nothing")
