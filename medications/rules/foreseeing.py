"""What a plan would meet on its way: the gate's own rules, asked for each step on the first day that it may come.

Only what is known of the medicine, the person and the plan is weighed. What every step up waits for by nature (a
review, an answer, the patient's view) is not told again for each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from medications.rules.blockers import Blocker, BlockerCode
from medications.rules.gate import every_blocker
from medications.rules.proposed import RETURN_DAYS, DoseInUse, ProposedStep
from medications.rules.regimen import Regimen
from medications.terms import Direction, PlanStatus

AGAINST = frozenset(
    {
        BlockerCode.HOLD_TIME_LEFT,
        BlockerCode.RESTART_NEEDED,
        BlockerCode.MONITORING_OUT_OF_RANGE,
        BlockerCode.ABOVE_MAXIMUM,
        BlockerCode.INCREMENT_TOO_LARGE,
        BlockerCode.WASHOUT_INCOMPLETE,
        BlockerCode.START_CONDITION_UNMET,
        BlockerCode.CONDITION_CONTRAINDICATED,
        BlockerCode.CONDITION_CAUTION,
        BlockerCode.ANOTHER_CHANGE_RECENT,
        BlockerCode.INTERACTION_CONTRAINDICATED,
        BlockerCode.INTERACTION_UNACKNOWLEDGED,
    }
)
BEFOREHAND = frozenset({BlockerCode.MONITORING_DUE, BlockerCode.CONSENT_MISSING})
"""What is simply done before the step."""

ONCE = frozenset({BlockerCode.INTERACTION_UNACKNOWLEDGED, BlockerCode.CONSENT_MISSING})
"""Cleared for the first step up, it is cleared for those after it."""


class Planned(Protocol):
    """A regimen, and the days to stay on it at least. No doses: the way ends there."""

    @property
    def regimen(self) -> Regimen: ...

    @property
    def hold_days(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class ForeseenStep:
    """One step on the earliest day that it may come, what stands against it then, and what is done before it."""

    position: int
    regimen: Regimen
    hold_days: int
    starts_on: date
    direction: Direction
    against: tuple[Blocker, ...] = ()
    beforehand: tuple[Blocker, ...] = ()

    @property
    def asks_for_review(self) -> bool:
        return self.direction == Direction.UP


def foresee(now: ProposedStep, steps: Sequence[Planned], *, starts_on: date | None = None) -> list[ForeseenStep]:
    """Each step with the one before it in use since its own earliest day. `now` is what is known today."""
    return list(_walk(now, steps, starts_on or now.today))


def earliest_days(steps: Sequence[Planned], starts_on: date) -> list[date]:
    """The first day of each step, where none waits longer than it is held."""
    days, reached = [], starts_on
    for step in steps:
        days.append(reached)
        reached += timedelta(days=step.hold_days)
    return days


def _walk(now: ProposedStep, steps: Sequence[Planned], starts_on: date) -> Iterator[ForeseenStep]:
    taken = [(regimen, now.today) for regimen in now.recent]
    met: set[BlockerCode] = set()
    before = now
    for position, (step, day) in enumerate(zip(steps, earliest_days(steps, starts_on), strict=True), start=1):
        asked = replace(
            before,
            at=now.at + (day - now.today),
            today=day,
            to=step.regimen,
            to_position=position,
            highest_allowed=position,
            plan_status=PlanStatus.ACTIVE,
            recent=tuple(regimen for regimen, until in taken if (day - until).days <= RETURN_DAYS),
        )
        found = [one for one in every_blocker(asked) if one.code not in met]
        met |= {one.code for one in found} & ONCE
        yield _foreseen(asked, step, found)
        taken.insert(0, (step.regimen, day + timedelta(days=step.hold_days)))
        before = _taking(asked, step)


def _foreseen(asked: ProposedStep, step: Planned, found: Sequence[Blocker]) -> ForeseenStep:
    return ForeseenStep(
        position=asked.to_position,
        regimen=step.regimen,
        hold_days=step.hold_days,
        starts_on=asked.today,
        direction=asked.direction,
        against=tuple(one for one in found if one.code in AGAINST),
        beforehand=tuple(one for one in found if one.code in BEFOREHAND),
    )


def _taking(asked: ProposedStep, step: Planned) -> ProposedStep:
    """The same person a step later; a lateral change does not restart the clock."""
    since = asked.today
    if asked.direction == Direction.LATERAL and not asked.is_start:
        since = asked.in_use.since or asked.today
    return replace(
        asked,
        in_use=DoseInUse(regimen=step.regimen, since=since, hold_days=step.hold_days),
        first_dose_on=asked.first_dose_on or asked.today,
        paused_on=None,
        missed_in_a_row=0,
    )
