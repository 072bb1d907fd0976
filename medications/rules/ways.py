"""A way up or down: the steps that a prescriber may take over, and where each of their numbers comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from medications.rules.facts import Fact
from medications.rules.regimen import NOTHING, Regimen, direction
from medications.terms import Direction, Standing


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What a number rests on: a fact with its source and standing, or a setting of the practice."""

    says: str
    source: str = ""
    standing: Standing | None = None
    fact_id: int | None = None
    is_practice_setting: bool = False

    @property
    def words(self) -> str:
        """What it says, and how sure that is."""
        if self.is_practice_setting:
            return _("%(says)s (our practice setting)") % {"says": self.says}
        told = [self.source] if self.source else []
        told += [str(self.standing.label)] if self.standing else []
        return _("%(says)s (%(source)s)") % {"says": self.says, "source": "; ".join(told)} if told else self.says


def cited(fact: Fact, says: str) -> Cited:
    return Cited(says=says, source=fact.source, standing=fact.standing, fact_id=fact.id)


def our_setting(says: str) -> Cited:
    return Cited(says=says, is_practice_setting=True)


@dataclass(frozen=True, kw_only=True)
class OfferedStep:
    """One regimen, the days to stay on it at least, and what its numbers rest on. No doses: the way ends at zero."""

    regimen: Regimen
    hold_days: int
    mg_a_day: Decimal
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Way:
    """Steps in order, from what is taken `before`. Dates are the earliest: a plan waits, whatever the calendar says."""

    steps: tuple[OfferedStep, ...]
    starts_on: date
    before: Regimen = NOTHING
    is_sedating: bool = False
    notes: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[date, ...]:
        """The earliest first day of each step."""
        days = [0]
        for step in self.steps[:-1]:
            days.append(days[-1] + step.hold_days)
        return tuple(self.starts_on + timedelta(days=count) for count in days[: len(self.steps)])

    @property
    def days_needed(self) -> int:
        """Days from the first dose of the first step to the first of the last, at the earliest."""
        return sum(step.hold_days for step in self.steps[:-1])

    @property
    def reviews_needed(self) -> int:
        """Every step up waits for a review of its own; going down never waits."""
        regimens = [self.before, *(step.regimen for step in self.steps)]
        return sum(
            direction(one, next_, sedating=self.is_sedating) == Direction.UP for one, next_ in pairwise(regimens)
        )

    def on_closed_days(self, closed: Callable[[date], bool]) -> tuple[date, ...]:
        """The earliest step days on which the practice is closed, so that somebody chooses another day."""
        return tuple(day for day in self.dates if closed(day))
