"""What a plan amounts to before it is saved: how long it takes, how it stands to its target, when a dose is judged."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.foreseeing import ForeseenStep
from medications.rules.regimen import average_daily_mg
from medications.services.planning import PlanGoal


def place_to_target(step: ForeseenStep, goal: PlanGoal) -> str:
    """Where a step stands to the target: the least that works is looked for from its lower end."""
    average = average_daily_mg(step.regimen)
    if goal.target_high_mg is not None and average > goal.target_high_mg:
        return _("above the target")
    return _("within the target") if is_within(average, goal) else ""


def is_within(average_mg: Decimal, goal: PlanGoal) -> bool:
    """From the lower end of the target, or its only one, to the upper."""
    lowest, highest = goal.target_low_mg or goal.target_high_mg, goal.target_high_mg
    return lowest is not None and average_mg >= lowest and (highest is None or average_mg <= highest)


def when_judged(foreseen: Sequence[ForeseenStep], goal: PlanGoal) -> str:
    """Where the first dose that may be enough is held for fewer days than it takes to say so."""
    days = goal.judge_after_days
    first = next((step for step in foreseen if is_within(average_daily_mg(step.regimen), goal)), None)
    if days is None or first is None or first.hold_days >= days:
        return ""
    return _(
        "Step %(step)d is the first within the target: it can be judged after %(days)d days and is held for %(held)d."
    ) % {
        "step": first.position,
        "days": days,
        "held": first.hold_days,
    }


def how_long_it_takes(foreseen: Sequence[ForeseenStep]) -> str:
    """How long it takes at least, and how many reviews it asks for."""
    if not foreseen:
        return ""
    days = (foreseen[-1].starts_on - foreseen[0].starts_on).days
    reviews = sum(step.asks_for_review for step in foreseen)
    steps = ngettext("%(steps)d step", "%(steps)d steps", len(foreseen)) % {"steps": len(foreseen)}
    lasts = ngettext(
        "%(days)d day at least until the last one begins", "%(days)d days at least until the last one begins", days
    ) % {"days": days}
    asked = ngettext("%(reviews)d review", "%(reviews)d reviews", reviews) % {"reviews": reviews}
    return _("%(steps)s, %(lasts)s, %(reviews)s.") % {"steps": steps, "lasts": lasts, "reviews": asked}


def on_closed_days(positions: Sequence[int]) -> str:
    if not positions:
        return ""
    words = ngettext(
        "The earliest day of step %(steps)s is one on which the practice is closed.",
        "The earliest days of steps %(steps)s are ones on which the practice is closed.",
        len(positions),
    )
    return words % {"steps": ", ".join(map(str, positions))}
