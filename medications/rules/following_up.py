"""What is due for a medicine that is taken, and holds nothing up: measurements, and whether somebody was asked.

The same is told as SQL, for prompts: sql/due/measurement_due.sql. A test holds the two together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from medications.rules.facts import Fact
from medications.rules.proposed import ProposedStep
from medications.terms import FactKind, PlanStatus
from patients.measurement_kinds import Kind

PREGNANCY = "pregnancy"
"""In the place of a measurement: nobody knows whether this person is pregnant or breast-feeding."""

MAY_BE_PREGNANT = frozenset({"female", "intersex"})
"""About them a prompt asks; about somebody whose sex is not on file the plan's page does."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """Something that is due since a day (None: since the plan began), and the facts that say so."""

    names: frozenset[str]
    facts: tuple[Fact, ...]
    since: date | None = None
    is_prompted: bool = True

    @property
    def is_pregnancy(self) -> bool:
        return PREGNANCY in self.names


def follow_ups(step: ProposedStep) -> list[FollowUp]:
    """What is due today for a plan that is in effect; of a paused one nothing is taken."""
    if step.plan_status not in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}:
        return []
    return [*_measurements(step), *_pregnancy(step)]


def _measurements(step: ProposedStep) -> Iterator[FollowUp]:
    for fact in _that_count(step.drug.that_hold(FactKind.FOLLOW_UP, step.circumstances)):
        due = None if _is_too_early(fact, step) else _due(fact, step)
        if due is not None:
            yield due


def _that_count(facts: Iterable[Fact]) -> list[Fact]:
    """Of several about one measurement those from the latest day of taking it, and of these the shortest."""
    counted: dict[frozenset[str], Fact] = {}
    for fact in sorted(facts, key=lambda fact: (-_from_day(fact), fact.days is None, fact.days)):
        counted.setdefault(fact.names, fact)
    return list(counted.values())


def _from_day(fact: Fact) -> int:
    return fact.applies.days_taken_at_least or 0


def _is_too_early(fact: Fact, step: ProposedStep) -> bool:
    """There is no level in blood before the first dose."""
    return Kind.SERUM_LEVEL in fact.names and taken_since(step) is None


def taken_since(step: ProposedStep) -> date | None:
    """The day of the first dose ever, where it is known and has come."""
    since = step.first_dose_on or step.in_use.since
    return since if since and since <= step.today else None


def _due(fact: Fact, step: ProposedStep) -> FollowUp | None:
    begun, newest = _begins(fact, step), _newest(fact, step)
    if newest is None or newest < begun:
        since = taken_since(step)
        return FollowUp(names=fact.names, facts=(fact,), since=since and since + timedelta(days=_from_day(fact)))
    if fact.days is None or (step.today - newest).days <= fact.days:
        return None
    return FollowUp(names=fact.names, facts=(fact,), since=newest + timedelta(days=fact.days + 1))


def _begins(fact: Fact, step: ProposedStep) -> date:
    """From which day on a measurement counts: some time before the first dose, or a little before its own day."""
    since, limits = taken_since(step), step.thresholds
    if since is None or not _from_day(fact):
        return (since or step.today) - timedelta(days=limits.follow_up_baseline_days)
    return since + timedelta(days=max(_from_day(fact) - limits.follow_up_early_days, 0))


def _newest(fact: Fact, step: ProposedStep) -> date | None:
    taken = (one for one in step.person.measured if one.kind in fact.names and one.taken_at <= step.at)
    return max((one.taken_at.date() for one in taken), default=None)


def _pregnancy(step: ProposedStep) -> Iterator[FollowUp]:
    """A fact speaks of pregnancy or breast-feeding, and nobody knows. “Declined” is an answer."""
    person, under = step.person, step.thresholds.pregnancy_asked_under_age
    if person.sex == "male" or (person.age is not None and person.age >= under):
        return
    asked = tuple(
        fact
        for fact in step.drug.facts
        if (fact.applies.pregnant and person.pregnant == "unknown")
        or (fact.applies.breast_feeding and person.breast_feeding == "unknown")
    )
    if asked:
        yield FollowUp(names=frozenset({PREGNANCY}), facts=asked, is_prompted=person.sex in MAY_BE_PREGNANT)
