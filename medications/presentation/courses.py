"""The course of one medicine: from orders and doses found in use to what was taken from which day until which.

What was recorded later counts. An order takes the place of whatever was to be taken from its first day on. A dose found
in use counts from the day since which it is said to be taken, though from no earlier than the order in force then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from medications.presentation.amounts import amount
from medications.presentation.grid_values import Event, Fill, Level
from medications.presentation.words import change_in_words, regimen_in_words
from medications.rules.regimen import NOTHING, Regimen, average_daily_mg, same

FOUND, AT_END = "•", "×"


@dataclass(frozen=True, kw_only=True)
class Dosing:
    """A regimen from a day on. `seen_on` is set where it was found in use, on that day, rather than ordered.

    `sign` tells the direction; `ending` says what a regimen of nothing is (paused, stopped); `note` goes behind.
    """

    on: date
    regimen: Regimen
    sign: str = FOUND
    ending: str = ""
    note: str = ""
    seen_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    levels: Sequence[Level] = ()
    changes: Sequence[Event] = ()


def course(dosings: Iterable[Dosing]) -> Course:
    """From dosings in the order in which they were recorded."""
    taken: list[Dosing] = []
    events: list[tuple[Dosing, Event]] = []
    for dosing in dosings:
        from_on = _from(dosing, taken)
        before = next((each.regimen for each in reversed(taken) if each.on <= from_on), NOTHING)
        placed = replace(dosing, on=from_on)
        if dosing.seen_on is None:
            events = [(each, event) for each, event in events if each.seen_on or each.on <= from_on]
        events.append((placed, _event(placed, before)))
        taken = _with(placed, taken)
    return Course(levels=_levels(taken), changes=sorted((event for _each, event in events), key=lambda event: event.on))


def _from(dosing: Dosing, taken: Sequence[Dosing]) -> date:
    """Since when it counts; what was found tells nothing of the time before the order that is in force by then."""
    if dosing.seen_on is None:
        return dosing.on
    return max([dosing.on, *(each.on for each in taken if each.seen_on is None and each.on <= dosing.seen_on)])


def _with(new: Dosing, taken: Sequence[Dosing]) -> list[Dosing]:
    """An order ends everything from its day on; what was found leaves alone what was to begin after it was seen."""
    later = [each for each in taken if new.seen_on is not None and each.on > new.seen_on]
    return [*(each for each in taken if each.on < new.on), new, *later]


def _levels(taken: Sequence[Dosing]) -> list[Level]:
    ends = [*(each.on for each in taken[1:]), None]
    return [
        Level(
            from_on=each.on,
            until_on=end,
            average_mg=average_daily_mg(each.regimen),
            words=regimen_in_words(each.regimen),
            fill=Fill.FOUND if each.seen_on else Fill.ORDERED,
        )
        for each, end in zip(taken, ends, strict=False)
        if not each.regimen.is_nothing
    ]


def _event(dosing: Dosing, before: Regimen) -> Event:
    short = AT_END if dosing.regimen.is_nothing else dosing.sign
    words = _words(dosing, before)
    return Event(
        on=dosing.on,
        short=short,
        long=f"{short} {_amount(dosing)}",
        words=_("%(change)s (%(note)s)") % {"change": words, "note": dosing.note} if dosing.note else words,
    )


def _words(dosing: Dosing, before: Regimen) -> str:
    regimen = dosing.regimen
    if regimen.is_nothing:
        return dosing.ending
    if dosing.seen_on is not None:
        return _("found in use: %(dose)s") % {"dose": regimen_in_words(regimen)}
    if same(before, regimen):
        return _("goes on with %(dose)s") % {"dose": regimen_in_words(regimen)}
    return change_in_words(before, regimen)


def _amount(dosing: Dosing) -> str:
    """What stands beside the sign; the words tell it whole."""
    if dosing.regimen.is_nothing:
        return dosing.ending
    average = average_daily_mg(dosing.regimen)
    return amount(round(average, 2)) if average else _("as needed")
