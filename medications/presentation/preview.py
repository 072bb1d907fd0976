"""A plan before it is saved: its staircase, what each step is made of, its earliest day, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from medications.models import Medication
from medications.presentation.ahead import how_long_it_takes, on_closed_days, place_to_target, when_judged
from medications.presentation.amounts import amount
from medications.presentation.staircase import Stair, Staircase, StairState, draw
from medications.presentation.words import regimen_in_words
from medications.rules.blockers import Blocker, Override
from medications.rules.delivery_words import in_words
from medications.rules.foreseeing import ForeseenStep, foresee
from medications.rules.presentations import CannotDeliver, Presentation, deliver
from medications.rules.regimen import Regimen, average_daily_mg
from medications.services.foreseeing import facts_before, known_now, presentations_of
from medications.services.plan_facts import PlanFacts
from medications.services.planning import NO_GOAL, PlanGoal, PlannedStep
from patients.models import Patient
from practice.days import is_closed
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class ForeseenLine:
    """Something that a step would meet, and what clears it; the remedy says who may let it go ahead all the same."""

    message: str
    remedy: str
    can_be_overridden: bool


@dataclass(frozen=True, kw_only=True)
class MadeOf:
    """What one dose is taken as; or that it cannot be made, and the nearest amounts that can."""

    words: str
    is_possible: bool


@dataclass(frozen=True, kw_only=True)
class PreviewedStep:
    """One step as somebody reads it before anything is saved. `starts_on` is its earliest first day."""

    position: int
    words: str
    made_of: Sequence[MadeOf]
    starts_on: date
    hold_days: int
    asks_for_review: bool
    is_on_closed_day: bool
    against: Sequence[ForeseenLine]
    beforehand: Sequence[ForeseenLine]
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanPreview:
    """What templates/medications/_preview.html reads. `throughout` stands against every step up alike."""

    staircase: Staircase
    title: str
    steps: Sequence[PreviewedStep]
    throughout: Sequence[ForeseenLine]
    summary: str
    on_closed_days: str
    judging: str = ""

    @property
    def is_clear(self) -> bool:
        return not self.throughout and not any(step.against for step in self.steps)


def preview(
    *,
    patient: Patient,
    medication: Medication,
    steps: Sequence[PlannedStep],
    by: User,
    at: datetime,
    goal: PlanGoal = NO_GOAL,
) -> PlanPreview:
    """Steps as they would be written now. The number of questions does not depend on how many there are."""
    facts = facts_before(patient=patient, medication=medication, at=at, goal=goal)
    return preview_from(facts, presentations_of(medication), steps, by=by, goal=goal)


def preview_from(
    facts: PlanFacts,
    presentations: Sequence[Presentation],
    steps: Sequence[PlannedStep],
    *,
    by: User,
    goal: PlanGoal = NO_GOAL,
    starts_on: date | None = None,
) -> PlanPreview:
    """The same, where a page has read the facts already; counted from today unless another day is named."""
    foreseen = foresee(known_now(facts, by=by), steps, starts_on=starts_on)
    return preview_of(foreseen, medication=facts.plan.medication, presentations=presentations, goal=goal)


def preview_of(
    foreseen: Sequence[ForeseenStep],
    *,
    medication: Medication,
    presentations: Sequence[Presentation],
    goal: PlanGoal = NO_GOAL,
) -> PlanPreview:
    """The same of what was foreseen already: nothing is asked of the database."""
    throughout = _throughout(foreseen)
    steps = [_previewed(step, throughout, presentations, goal) for step in foreseen]
    return PlanPreview(
        staircase=draw([_stair(step) for step in foreseen]),
        title=medication.name,
        steps=steps,
        throughout=[foreseen_line(one) for one in throughout],
        summary=how_long_it_takes(foreseen),
        judging=when_judged(foreseen, goal),
        on_closed_days=on_closed_days([step.position for step in steps if step.is_on_closed_day]),
    )


def made_of(regimen: Regimen, presentations: Sequence[Presentation]) -> list[MadeOf]:
    """Each amount of a regimen once, the largest first."""
    amounts = sorted({dose.amount_mg for dose in regimen.doses}, reverse=True)
    found = []
    for mg in amounts:
        try:
            delivery = deliver(mg, presentations, form=regimen.form)
        except CannotDeliver as cannot:
            found.append(MadeOf(words=cannot.words, is_possible=False))
        else:
            words = _("%(amount)s: %(made)s") % {"amount": amount(mg), "made": in_words(delivery)}
            found.append(MadeOf(words=words, is_possible=True))
    return found


def _previewed(
    step: ForeseenStep, throughout: Sequence[Blocker], presentations: Sequence[Presentation], goal: PlanGoal
) -> PreviewedStep:
    return PreviewedStep(
        position=step.position,
        words=regimen_in_words(step.regimen),
        made_of=made_of(step.regimen, presentations),
        starts_on=step.starts_on,
        hold_days=step.hold_days,
        asks_for_review=step.asks_for_review,
        is_on_closed_day=is_closed(step.starts_on),
        against=[foreseen_line(one) for one in step.against if one not in throughout],
        beforehand=[foreseen_line(one) for one in step.beforehand],
        target=place_to_target(step, goal),
    )


def _throughout(foreseen: Sequence[ForeseenStep]) -> list[Blocker]:
    """What every step up meets in the same words: it is said once."""
    ups = [step for step in foreseen if step.asks_for_review]
    if len(ups) < 2:
        return []
    return [one for one in ups[0].against if all(one in step.against for step in ups[1:])]


def foreseen_line(blocker: Blocker) -> ForeseenLine:
    return ForeseenLine(
        message=blocker.message, remedy=blocker.remedy, can_be_overridden=blocker.override != Override.NEVER
    )


def _stair(step: ForeseenStep) -> Stair:
    average = average_daily_mg(step.regimen)
    return Stair(
        position=step.position,
        words=regimen_in_words(step.regimen),
        amount=amount(round(average, 2)) if average else "",
        average_mg=average,
        state=StairState.PLANNED,
        from_on=step.starts_on,
        until_on=step.starts_on + timedelta(days=step.hold_days),
    )
