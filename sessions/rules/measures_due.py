"""When a measure is due: by its schedules, and around the doses of a plan. Days are the practice's.

The same is told as SQL, for the work queue and the lists: sql/due/measures.sql. A test holds the two together.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

EARLY_DAYS = 3
"""A measure may be filled in so many days before it is due, and counts."""

VISIT_DAYS = 2
"""Before a visit it is asked from so many days before on."""

DEFAULT_AFTER_DAYS = DEFAULT_BASELINE_DAYS = 14
"""For a measure that a plan asks by itself and the practice's table does not know."""


OF_STAFF = "staff"
"""The respondent of measures about oneself as a member of staff: no patient is ever asked them."""


class Way(StrEnum):
    """How a schedule asks; the same words as the model's."""

    ONCE = "once"
    EVERY_WEEKS = "every-weeks"
    BEFORE_VISITS = "before-visits"


class Anchor(StrEnum):
    """What in the course of a plan asks for a measure."""

    BASELINE = "baseline"
    BEFORE_STEP = "before-step"
    AFTER_STEP = "after-step"


class Said(StrEnum):
    """What somebody said when they were asked; the same words as the model's."""

    WILL_SEE = "will-see"
    NOT_NOW = "not-now"
    NOT_AGAIN = "not-again"
    MAY_BE_ASKED = "may-be-asked"


class Taking(StrEnum):
    """Whether something of the medicine is taken: by our order, as it was found, or nothing."""

    NOTHING = auto()
    AS_FOUND = auto()
    BY_ORDER = auto()


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """One running schedule of a measure."""

    way: str
    begins_on: date
    scheduled_on: date
    every_weeks: int | None = None
    visit_type: int | None = None


@dataclass(frozen=True, kw_only=True)
class VisitAhead:
    """A visit that somebody is booked for."""

    on: date
    visit_type: int


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How long after a dose began a measure is asked, and how old one before the first dose may be."""

    after_days: int = DEFAULT_AFTER_DAYS
    baseline_days: int = DEFAULT_BASELINE_DAYS


@dataclass(frozen=True, kw_only=True)
class Course:
    """Where a plan stands. `since` is the first day of the dose in use, `goes_up` whether a step up comes next and is
    not put off; `was_taken_before` tells of any dose that began before today.
    """

    is_active: bool
    activated_on: date
    taking: Taking
    since: date | None = None
    was_taken_before: bool = False
    has_reached_a_step: bool = False
    hold_days: int = 0
    goes_up: bool = False

    @property
    def step_on(self) -> date:
        """The day on which the next step comes due, as prompts for a review count it."""
        if not self.has_reached_a_step or self.since is None:
            return self.activated_on
        return max(self.activated_on, self.since + timedelta(days=self.hold_days))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A measure is asked for since a day, for a reason; one filled in from `counts_from` on answers it."""

    reason: str
    due_on: date
    counts_from: date


def lead_days(lead: timedelta) -> int:
    """The review's lead time in whole days: from so many days before a step on, the measure is asked too."""
    return math.ceil(lead / timedelta(days=1))


def is_asked(said: str | None, ask_again_on: date | None, today: date) -> bool:
    """Whether their newest answer lets it be asked: "not now" until its day, "not again" not before they say so."""
    return said != Said.NOT_AGAIN and (ask_again_on is None or ask_again_on <= today)


def due(wanted: Iterable[Wanted], newest: date | None) -> list[Wanted]:
    """What is still waiting, given the day of the newest filling-in that stands."""
    return [each for each in wanted if newest is None or newest < each.counts_from]


def wanted_by_schedule(
    schedule: Scheduled, *, newest: date | None, visits: Sequence[VisitAhead], today: date
) -> Iterator[Wanted]:
    """What a schedule asks for today."""
    if schedule.way == Way.BEFORE_VISITS:
        yield from _before_visits(schedule, visits, today)
    elif schedule.begins_on <= today:
        first_from = schedule.begins_on - timedelta(days=EARLY_DAYS)
        if schedule.every_weeks is None:
            yield Wanted(reason=schedule.way, due_on=schedule.begins_on, counts_from=once_from(schedule))
        else:
            counts_from = max(first_from, today - timedelta(weeks=schedule.every_weeks) + timedelta(days=1))
            yield Wanted(reason=schedule.way, due_on=next_on(schedule, newest), counts_from=counts_from)


def once_from(schedule: Scheduled) -> date:
    """From which day on a filling-in answers a schedule for one day: a little early, never before it was agreed."""
    return max(schedule.begins_on - timedelta(days=EARLY_DAYS), schedule.scheduled_on)


def is_over(schedule: Scheduled, newest: date | None) -> bool:
    """Whether a schedule for one day was answered, so that it asks for nothing any more."""
    return schedule.way == Way.ONCE and newest is not None and newest >= once_from(schedule)


def next_on(schedule: Scheduled, newest: date | None) -> date:
    """The next day of a schedule for one day or every few weeks: so many weeks after it was last filled in."""
    first_from = schedule.begins_on - timedelta(days=EARLY_DAYS)
    if schedule.every_weeks is None or newest is None or newest < first_from:
        return schedule.begins_on
    return newest + timedelta(weeks=schedule.every_weeks)


def _before_visits(schedule: Scheduled, visits: Sequence[VisitAhead], today: date) -> Iterator[Wanted]:
    """Until the day of the visit is over; then the next visit will bring it."""
    for visit in visits:
        opens_on = visit.on - timedelta(days=VISIT_DAYS)
        is_meant = schedule.visit_type in {None, visit.visit_type}
        if is_meant and visit.on >= max(today, schedule.begins_on) and opens_on <= today:
            yield Wanted(reason=schedule.way, due_on=visit.on, counts_from=opens_on)


def wanted_by_plan(course: Course, pace: Pace, *, lead: int, today: date) -> Wanted | None:
    """What the course of a plan asks for today: before the first dose, before a step, or after one."""
    early = timedelta(days=EARLY_DAYS)
    if course.is_active and _is_before_the_first_dose(course, today):
        since = course.activated_on - timedelta(days=pace.baseline_days)
        return Wanted(reason=Anchor.BASELINE, due_on=course.activated_on, counts_from=since)
    if course.taking == Taking.NOTHING:
        return None
    opens_on = course.step_on - timedelta(days=lead)
    if course.is_active and course.goes_up and opens_on <= today:
        counts_from = max(filter(None, (opens_on - early, course.since)))
        return Wanted(reason=Anchor.BEFORE_STEP, due_on=course.step_on, counts_from=counts_from)
    if course.taking == Taking.BY_ORDER and course.since is not None:
        after = course.since + timedelta(days=pace.after_days)
        if after <= today:
            counts_from = max(after - early, course.since + timedelta(days=1))
            return Wanted(reason=Anchor.AFTER_STEP, due_on=after, counts_from=counts_from)
    return None


def _is_before_the_first_dose(course: Course, today: date) -> bool:
    """The first day of the first dose still counts as before it: the dose may be taken in the evening."""
    if course.taking == Taking.NOTHING:
        return True
    return course.since is not None and course.since >= today and not course.was_taken_before
