"""The drug × day grid in words: nothing is drawn that is not told here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.presentation.grid_values import GRAVEST_FIRST, Level, Medicine, Window


@dataclass(frozen=True, kw_only=True)
class Told:
    """One line of the table: on this day, with this medicine, this."""

    on: date
    name: str
    words: str


def told(medicines: Iterable[Medicine], window: Window) -> list[Told]:
    """What lies in view day by day, beginning with what was taken already."""
    lines = [line for medicine in medicines for line in _of(medicine, window)]
    return sorted(lines, key=lambda line: line.on)


def _of(medicine: Medicine, window: Window) -> Iterator[Told]:
    for level in medicine.levels:
        if level.from_on is None or level.from_on < window.first:
            yield Told(on=window.first, name=medicine.name, words=_from_before(level))
    said = [(one.on, one.words) for one in (*medicine.changes, *medicine.asked)]
    for on, words in [*said, *((report.on, report.words) for report in medicine.reports)]:
        yield Told(on=on, name=medicine.name, words=words)


def _from_before(level: Level) -> str:
    if level.from_on is None:
        return _("taken, since when is not known: %(dose)s") % {"dose": level.words}
    return _("taken from before: %(dose)s") % {"dose": level.words}


def now_in_words(medicine: Medicine, window: Window) -> str:
    """The dose of the last day in view; "" for what was never taken in view."""
    if not medicine.levels:
        return ""
    last = medicine.levels[-1]
    if last.until_on is None or last.until_on > window.last:
        return last.words
    return _("not taken since %(day)s") % {"day": date_format(last.until_on, "j F Y")}


def in_short(medicine: Medicine, window: Window) -> str:
    """What stands in for the drawing: the doses in their order, and how much was reported."""
    doses = ", ".join(_doses(medicine.levels, window))
    parts = [doses, _reports(medicine), "; ".join(said.words for said in medicine.asked)]
    return ". ".join(part for part in parts if part)


def _doses(levels: Sequence[Level], window: Window) -> list[str]:
    """Each dose once after the other; a gap between two is said."""
    words: list[str] = []
    for number, level in enumerate(levels):
        if number and levels[number - 1].until_on != level.from_on:
            words.append(_("then nothing"))
        words.append(_("then %(dose)s") % {"dose": level.words} if words else level.words)
    until = levels[-1].until_on if levels else None
    if until is not None and until <= window.last:
        words.append(_("then nothing"))
    return words


def _reports(medicine: Medicine) -> str:
    if not medicine.reports:
        return ""
    count = len(medicine.reports)
    worst = min((report.severity for report in medicine.reports), key=GRAVEST_FIRST.index)
    return ngettext(
        "%(count)d side effect reported, %(worst)s", "%(count)d side effects reported, the worst %(worst)s", count
    ) % {"count": count, "worst": worst.label}
