"""How much at most, and how much more at a time, for this person."""

from decimal import Decimal
from math import prod

from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.facts import Fact
from medications.rules.governing import Limit, lowest, usual_high
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import CYCLE_DAYS, measures
from medications.rules.scheduling import counted_per_cycle, has_as_needed, next_level, schedule_in_force
from medications.rules.wording import mg, with_standing
from medications.terms import FactKind, Standing


def above_maximum(step: ProposedStep) -> Blocker | None:
    """Over the maximum for this person, in a day (as needed counted) or at one time."""
    if step.is_return:
        return None
    amounts = measures(step.to)
    held = (
        (amounts.largest_in_a_day, maximum(step, FactKind.MAX_DAY), _("a day")),
        (amounts.largest_at_one_time, maximum(step, FactKind.MAX_AT_ONE_TIME), _("at one time")),
    )
    over = [_over(amount, limit, when) for amount, limit, when in held if limit and amount > limit.mg]
    if not over:
        return None
    return Blocker(
        code=BlockerCode.ABOVE_MAXIMUM,
        message=" ".join(over),
        remedy=_("Plan a step within the maximum, or a second prescriber co-signs."),
        clears=Clears.PLAN,
        override=Override.CO_SIGN,
    )


def maximum(step: ProposedStep, kind: FactKind) -> Limit | None:
    """The maximum for this person and use. Factors multiply it; at one time only those that lower it count."""
    limit = lowest(step, kind)
    if limit is None:
        return None
    factors = [
        fact
        for fact in step.drug.that_hold(FactKind.DOSE_FACTOR, step.circumstances)
        if fact.high is not None and (kind == FactKind.MAX_DAY or fact.high < 1)
    ]
    return Limit(
        mg=limit.mg * prod((fact.high for fact in factors if fact.high is not None), start=Decimal(1)),
        facts=(*limit.facts, *factors),
    )


def _over(amount: Decimal, limit: Limit, when: str) -> str:
    whose = _(" for this person (%(whose)s)") % {"whose": limit.whose} if limit.whose else ""
    if limit.mg == 0:
        sentence = _("This medicine must not be used at all%(whose)s.") % {"whose": whose}
    else:
        sentence = _("%(amount)s %(when)s is over the maximum of %(limit)s %(when)s%(whose)s.") % {
            "amount": mg(amount),
            "limit": mg(limit.mg),
            "when": when,
            "whose": whose,
        }
    return with_standing(sentence, is_confirmed=limit.is_confirmed)


def increment_too_large(step: ProposedStep) -> Blocker | None:
    """More at a time than is usual for this person's sensitivity, or than the next level of a schedule."""
    message = None if step.is_return else _too_much(step)
    if message is None:
        return None
    return Blocker(
        code=BlockerCode.INCREMENT_TOO_LARGE,
        message=message,
        remedy=_("Plan a smaller step, or a second prescriber co-signs."),
        clears=Clears.PLAN,
        override=Override.CO_SIGN,
    )


def first_amount(step: ProposedStep) -> Limit | None:
    """The first amount a day: of the schedule, or the medicine's usual one, the gentle one for the sensitive."""
    schedule = schedule_in_force(step)
    if schedule and schedule.levels:
        return Limit(mg=min(level.mg_a_day for level in schedule.levels), facts=())
    gentle = lowest(step, FactKind.GENTLE_START) if step.person.sensitivity == "high" else None
    usual = lowest(step, FactKind.START)
    return min(filter(None, (gentle, usual)), key=lambda limit: limit.mg, default=None)


def _too_much(step: ProposedStep) -> str | None:
    schedule = schedule_in_force(step)
    level = next_level(schedule, step.in_use.regimen) if schedule else None
    if schedule and level:
        return _past_the_level(step, level.mg_a_day, is_confirmed=schedule.standing != Standing.RECALLED)
    return _past_the_start(step) if step.is_start else _past_the_increment(step)


def _past_the_level(step: ProposedStep, level_mg: Decimal, *, is_confirmed: bool) -> str | None:
    amount = counted_per_cycle(step.to)
    if amount <= level_mg * CYCLE_DAYS:
        return None
    return with_standing(
        _("%(amount)s a day is more than the next level of the schedule, %(limit)s a day.")
        % {"amount": mg(amount / CYCLE_DAYS), "limit": mg(level_mg)},
        is_confirmed=is_confirmed,
    )


def _past_the_start(step: ProposedStep) -> str | None:
    limit, grown = first_amount(step), growth_per_cycle(step)
    if limit is None or grown <= limit.mg * CYCLE_DAYS:
        return None
    return with_standing(
        _("%(amount)s a day is more than the usual first dose, %(limit)s a day.")
        % {"amount": mg(grown / CYCLE_DAYS), "limit": mg(limit.mg)},
        is_confirmed=limit.is_confirmed,
    )


def _past_the_increment(step: ProposedStep) -> str | None:
    amount = _smaller if step.person.sensitivity == "high" else usual_high
    limit, grown = lowest(step, FactKind.INCREMENT, amount), growth_per_cycle(step)
    if limit is None or grown <= limit.mg * CYCLE_DAYS:
        return None
    return with_standing(
        _("It grows by %(grown)s a day; usual for this person is %(limit)s a day at most.")
        % {"grown": mg(grown / CYCLE_DAYS), "limit": mg(limit.mg)},
        is_confirmed=limit.is_confirmed,
    )


def _smaller(increment: Fact) -> Decimal | None:
    """For high sensitivity the low end of the usual increments."""
    return increment.high if increment.low is None else increment.low


def growth_per_cycle(step: ProposedStep) -> Decimal:
    """How much the average amount grows, or the most in a day where some of it is as needed, over `CYCLE_DAYS`."""
    before, after = measures(step.in_use.regimen), measures(step.to)
    average = after.scheduled_per_cycle - before.scheduled_per_cycle
    if has_as_needed(step.in_use.regimen) or has_as_needed(step.to):
        return max(average, (after.largest_in_a_day - before.largest_in_a_day) * CYCLE_DAYS)
    return average
