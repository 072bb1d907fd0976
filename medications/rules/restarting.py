"""After a pause that is longer than the medicine allows, one begins lower down again."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.facts import Fact
from medications.rules.governing import Limit, that_count
from medications.rules.limits import first_amount
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import CYCLE_DAYS
from medications.rules.scheduling import counted_per_cycle
from medications.rules.wording import mg, with_standing
from medications.terms import FactKind


def restart_needed(step: ProposedStep) -> Blocker | None:
    """Without it for longer than the medicine's rule allows, and asked for more than its first dose.

    Where no first dose is on file nobody can say how low, so every dose waits until one is.
    """
    first, exceeded = first_amount(step), _exceeded(step)
    if not exceeded or (first and counted_per_cycle(step.to) <= first.mg * CYCLE_DAYS):
        return None
    is_confirmed = any(rule.is_confirmed and rule.days is not None for rule in exceeded)
    return Blocker(
        code=BlockerCode.RESTART_NEEDED,
        message=_words(days_without(step), min(_days(rule, step) for rule in exceeded), is_confirmed=is_confirmed),
        remedy=_remedy(first),
        clears=Clears.PLAN,
        override=Override.NEVER if is_confirmed else Override.CO_SIGN,
    )


def _remedy(first: Limit | None) -> str:
    if first is None:
        return _("Start lower down. How low is not on file: an administrator adds the first dose to the formulary.")
    return _("Start lower down: %(amount)s a day or less.") % {"amount": mg(first.mg)}


def days_without(step: ProposedStep) -> int:
    """Days since a pause began, where it is taken up again; or the days missed in a row up to now."""
    paused = (step.today - step.paused_on).days if step.is_start and step.paused_on else 0
    return max(paused, step.missed_in_a_row)


def _exceeded(step: ProposedStep) -> list[Fact]:
    """Rules that hold and whose days are over; those for this use take the place of the general ones."""
    counted = that_count(step.drug.that_hold(FactKind.RESTART, step.circumstances))
    return [rule for rule in counted if days_without(step) > _days(rule, step)]


def _days(rule: Fact, step: ProposedStep) -> int:
    """The rule's own, or the practice's where it gives no number (“more than 5 half-lives”, “several missed days”)."""
    return step.thresholds.restart_after_days if rule.days is None else rule.days


def _words(days: int, allowed: int, *, is_confirmed: bool) -> str:
    words = ngettext(
        "It was not taken for %(days)d day; after more than %(allowed)d one starts lower down.",
        "It was not taken for %(days)d days; after more than %(allowed)d one starts lower down.",
        days,
    )
    return with_standing(words % {"days": days, "allowed": allowed}, is_confirmed=is_confirmed)
