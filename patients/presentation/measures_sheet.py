"""A sheet of measures as the person sees it: what there is, and one measure with what they chose so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.measures.definitions import Measure, measure_named
from patients.measures_in_use import in_use
from patients.models import MeasureSheet
from patients.presentation.measures_form import Question, questions_of
from patients.services.sending_measures import Filled, filled_in

NONE_YET = Filled()


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One measure in the list of a sheet."""

    place: int
    title: str
    standing: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """One measure of a sheet, to be filled in."""

    measure: Measure
    place: int
    title: str
    of_how_many: str
    about_when: str
    questions: Sequence[Question]
    words: str
    is_last: bool
    preceding: int | None


def stops_of(sheet: MeasureSheet) -> list[Stop]:
    filled = filled_in(sheet)
    return [
        Stop(place=place, title=title_of(place), standing=_standing(code, filled.get(code, NONE_YET)))
        for place, code in enumerate(sheet.measures, start=1)
    ]


def page_of(sheet: MeasureSheet, place: int) -> Page:
    code, many = sheet.measures[place - 1], len(sheet.measures)
    measure, filled = in_use(code).asked, filled_in(sheet).get(code, NONE_YET)
    return Page(
        measure=measure,
        place=place,
        title=title_of(place),
        of_how_many=_("Page %(place)d of %(many)d") % {"place": place, "many": many} if many > 1 else "",
        about_when=measure.timeframe,
        questions=questions_of(measure, filled.answers),
        words=filled.words,
        is_last=place == many,
        preceding=place - 1 if place > 1 else None,
    )


def title_of(place: int) -> str:
    """Neither what it is called nor what it is about: somebody may look over their shoulder."""
    return _("Questions %(number)d") % {"number": place}


def _standing(code: str, filled: Filled) -> str:
    answered = sum(value is not None for value in filled.answers.values())
    words = ngettext("%(n)d of %(all)d answered", "%(n)d of %(all)d answered", answered)
    return words % {"n": answered, "all": len(measure_named(code).items)}
