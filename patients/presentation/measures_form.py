"""The questions of a measure as templates show them, with what is chosen so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patients.forms.measures import NAME, AnswerFields, AroundForm
from patients.measures.definitions import Item, Measure

PILLS = 6  # more answers than these, or longer ones, are listed one under the other
LONG_LABEL = 28
IN_A_LIST = 12  # more than these are chosen from a list


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One answer that can be chosen; what it counts is shown beside it, and is the key that chooses it."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `look` is "pills", "lines" or "list"; the last of the choices leaves it out."""

    name: str
    number: int
    text: str
    look: str
    choices: Sequence[Shown]
    is_left_out: bool
    error: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A measure to be filled in by staff, with somebody: what templates/patients/_measure_form.html reads."""

    to: str
    timeframe: str
    questions: Sequence[Question]
    around: AroundForm
    errors: Sequence[str]


def asked_of(measure: Measure, fields: AnswerFields, around: AroundForm, *, to: str) -> Asked:
    return Asked(
        to=to,
        timeframe=measure.timeframe,
        questions=questions_of(measure, fields.answers, fields.errors),
        around=around,
        errors=[_("Something is not right yet. It is said beside it.")] if fields.errors or around.errors else [],
    )


def questions_of(
    measure: Measure, answers: Mapping[str, int | None], errors: Mapping[str, str] | None = None
) -> list[Question]:
    return [
        _question(number, item, answers.get(item.code), (errors or {}).get(item.code, ""))
        for number, item in enumerate(measure.items, start=1)
    ]


def _question(number: int, item: Item, chosen: int | None, error: str) -> Question:
    return Question(
        name=NAME.format(item.code),
        number=number,
        text=item.topic,
        look=_look(item),
        choices=[
            Shown(value=str(each.value), label=_unless_a_number(each.value, each.label), is_chosen=each.value == chosen)
            for each in item.choices
        ],
        is_left_out=chosen is None,
        error=error,
    )


def _look(item: Item) -> str:
    if len(item.choices) > IN_A_LIST:
        return "list"
    is_long = any(len(choice.label) > LONG_LABEL for choice in item.choices)
    return "lines" if is_long and len(item.choices) > 2 else "pills"


def _unless_a_number(value: int, label: str) -> str:
    return "" if label == str(value) else label
