"""Two medicines for a while: one goes down while the other goes up, and what their pair says of each day of it.

A pair that must not be combined, or that asks for days between, forbids the overlap: the earliest day is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker, BlockerCode, Override
from medications.rules.foreseeing import ForeseenStep, Planned, earliest_days, foresee
from medications.rules.interacting import interaction_contraindicated, interaction_unacknowledged, washout_incomplete
from medications.rules.person import Exposure
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import NOTHING, Regimen

OF_THE_PAIR = (interaction_contraindicated, washout_incomplete, interaction_unacknowledged)
FORBIDDING = frozenset({BlockerCode.INTERACTION_CONTRAINDICATED, BlockerCode.WASHOUT_INCOMPLETE})

DAYS_AFTER, MOST_DAYS = 200, 1000
"""How far is looked ahead: no wash-out on file is longer than some weeks."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Steps from a day on, each held as long as it says; what is taken `before` the first day is not its own."""

    begins_on: date
    steps: Sequence[Planned]
    before: Regimen = NOTHING

    @property
    def days(self) -> list[date]:
        """The first day of each step, at the earliest."""
        return earliest_days(self.steps, self.begins_on)

    @property
    def ends_on(self) -> date:
        """The first day after the last step was held: on a way down nothing is taken from then on."""
        return self.begins_on + timedelta(days=sum(step.hold_days for step in self.steps))


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days in a row of which the pair says the same."""

    first: date
    last: date
    says: tuple[Blocker, ...]


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """What is known of two courses together. `earliest_on` is the first day on which nothing forbids the one that goes
    up; None where no such day is in sight."""

    spans: tuple[Span, ...]
    steps: tuple[ForeseenStep, ...]
    is_forbidden: bool
    earliest_on: date | None
    first_on: date
    last_on: date | None

    @property
    def days(self) -> int:
        """Days on which both are taken."""
        return 0 if self.last_on is None else (self.last_on - self.first_on).days + 1


def overlap(now: ProposedStep, up: Course, down: Course, other: Exposure) -> Overlap:
    """`now` is what is known today of the medicine that goes up; `other` is the one that goes down, taken now."""
    known = _until(now, other, down.ends_on)
    told = {day: _says(known, day) for day in _days(up.begins_on, down.ends_on)}
    forbidden = [day for day, says in told.items() if any(_forbids(one) for one in says)]
    both_until = down.ends_on - timedelta(days=1)
    still = [day for day, says in told.items() if any(one.code in FORBIDDING for one in says)]
    shown = [(day, says) for day, says in told.items() if day <= max([both_until, *still])]
    return Overlap(
        spans=tuple(_spans(shown)),
        steps=tuple(foresee(known, up.steps, starts_on=up.begins_on)),
        is_forbidden=up.begins_on in forbidden,
        earliest_on=next((day for day in told if day not in forbidden), None),
        first_on=up.begins_on,
        last_on=both_until if both_until >= up.begins_on else None,
    )


def why_forbidden(seen: Overlap) -> str:
    """Why the two must not overlap so, and from when the new one may begin."""
    if seen.earliest_on is None:
        return _("These two must not be taken together, and no day is in sight on which the new one may begin.")
    return _("These two must not be taken together. The earliest day for the new one is %(day)s.") % {
        "day": date_format(seen.earliest_on, "l j F Y")
    }


def _until(now: ProposedStep, other: Exposure, stops_on: date) -> ProposedStep:
    """The same person, of whom it is known when the other medicine ends."""
    rest = tuple(one for one in now.person.exposures if one.code != other.code)
    return replace(now, person=replace(now.person, exposures=(*rest, replace(other, stopped_on=stops_on))))


def _days(first: date, other_ends_on: date) -> list[date]:
    """Every day that may matter: the overlap, and what has to pass after it."""
    count = max((other_ends_on - first).days, 0) + DAYS_AFTER
    return [first + timedelta(days=number) for number in range(min(count, MOST_DAYS))]


def _says(known: ProposedStep, day: date) -> tuple[Blocker, ...]:
    """What the pair would say of a dose on a day."""
    then = replace(known, at=known.at + (day - known.today), today=day)
    return tuple(found for check in OF_THE_PAIR if (found := check(then)))


def _forbids(found: Blocker) -> bool:
    return found.code in FORBIDDING and found.override == Override.NEVER


def _spans(told: Sequence[tuple[date, tuple[Blocker, ...]]]) -> Iterator[Span]:
    """Each run of days with the same findings; days of which nothing is said are left out."""
    for says, run in groupby(told, key=itemgetter(1)):
        days = [day for day, _found in run]
        if says:
            yield Span(first=days[0], last=days[-1], says=says)
