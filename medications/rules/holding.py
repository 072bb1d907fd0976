"""How long a dose is held before it may go up, and whose days these are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.governing import longest
from medications.rules.proposed import ProposedStep
from medications.rules.scheduling import level_in_use, schedule_in_force
from medications.rules.wording import condition_in_words, with_standing
from medications.terms import FactKind, Standing


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Days on a dose, and who asks for them."""

    days: int
    whose: str


def hold_time_left(step: ProposedStep) -> Blocker | None:
    """Fewer days than the plan's, or than the label's or the schedule's for this person."""
    if step.is_start or step.is_return:
        return None
    hold = max(_of_the_plan(step), _of_the_medicine(step), key=lambda hold: hold.days)
    left = hold.days - step.days_on_dose
    if left <= 0:
        return None
    held = ngettext("This dose is held for %(left)d more day.", "This dose is held for %(left)d more days.", left)
    return Blocker(
        code=BlockerCode.HOLD_TIME_LEFT,
        message=f"{held % {'left': left}} {hold.whose}",
        remedy=_("Time, or a second prescriber's co-sign."),
        clears=Clears.TIME,
        override=Override.CO_SIGN,
    )


def _of_the_plan(step: ProposedStep) -> Hold:
    days = step.in_use.hold_days
    return Hold(
        days=days,
        whose=ngettext("The plan asks for %(days)d day.", "The plan asks for %(days)d days.", days) % {"days": days},
    )


def _of_the_medicine(step: ProposedStep) -> Hold:
    """The days of the schedule for the level in use; or else the label's between increases, for this person."""
    schedule = schedule_in_force(step)
    level = level_in_use(schedule, step.in_use.regimen) if schedule else None
    if schedule and level and level.days is not None:
        return Hold(days=level.days, whose=_schedules(level.days, schedule.standing != Standing.RECALLED))
    fact = longest(step, FactKind.INTERVAL)
    if fact is None or fact.days is None:
        return Hold(days=0, whose="")
    about = condition_in_words(fact.applies)
    return Hold(days=fact.days, whose=_labels(fact.days, about, is_confirmed=fact.is_confirmed))


def _schedules(days: int, is_confirmed: bool) -> str:
    words = ngettext(
        "The schedule asks for %(days)d day at this level.", "The schedule asks for %(days)d days at this level.", days
    )
    return with_standing(words % {"days": days}, is_confirmed=is_confirmed)


def _labels(days: int, about: str, *, is_confirmed: bool) -> str:
    whose = _(" for this person (%(whose)s)") % {"whose": about} if about else ""
    words = ngettext(
        "The label asks for %(days)d day%(whose)s.", "The label asks for %(days)d days%(whose)s.", days
    ) % {"days": days, "whose": whose}
    return with_standing(words, is_confirmed=is_confirmed)
