"""How long it is since something else was last taken."""

from dataclasses import dataclass
from datetime import timedelta

from medications.rules.person import Exposure
from medications.rules.proposed import ProposedStep
from medications.terms import FactKind

RECENT_DAYS = 30
"""What was taken within so many days still counts, where a pair says nothing of its own."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Days or hours that have to pass; exactly as many is enough."""

    days: int | None = None
    hours: int | None = None

    def has_passed(self, exposure: Exposure, step: ProposedStep) -> bool:
        return self._days_have(exposure, step) and self._hours_have(exposure, step)

    def _days_have(self, exposure: Exposure, step: ProposedStep) -> bool:
        days = exposure.days_since(step.today)
        return self.days is None or (days is not None and days >= self.days)

    def _hours_have(self, exposure: Exposure, step: ProposedStep) -> bool:
        if self.hours is None:
            return True
        if exposure.last_taken_at is not None:
            return step.at - exposure.last_taken_at >= timedelta(hours=self.hours)
        days = exposure.days_since(step.today)
        return days is not None and days * 24 >= self.hours


def is_current(exposure: Exposure, step: ProposedStep) -> bool:
    """Taken now. Of a substance whose last use is known, that day counts, and not whether more is expected."""
    if exposure.is_substance and exposure.last_taken_at is not None:
        return False
    return exposure.is_taken_on(step.today)


def is_recent(exposure: Exposure, step: ProposedStep) -> bool:
    """Within the last `RECENT_DAYS` days."""
    days = exposure.days_since(step.today)
    return days is not None and days <= RECENT_DAYS


def asked_before_a_start(exposure: Exposure, step: ProposedStep) -> list[Gap]:
    """The days and hours without this that the medicine asks for before a first dose."""
    return [
        Gap(days=fact.days, hours=fact.hours)
        for fact in step.drug.that_hold(FactKind.START_CONDITION, step.circumstances)
        if exposure.is_any_of(fact.names) and (fact.days is not None or fact.hours is not None)
    ]


def is_behind(exposure: Exposure, step: ProposedStep) -> bool:
    """A substance whose last use is known and as long ago as the medicine asks for before a first dose."""
    gaps = asked_before_a_start(exposure, step)
    return not is_current(exposure, step) and bool(gaps) and all(gap.has_passed(exposure, step) for gap in gaps)
