"""The steps of a published schedule, as published, as far as the target goes."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.rules.facts import Level, Schedule
from medications.rules.paces import CannotPropose
from medications.rules.presentations import plain
from medications.rules.regimen import Dose, Regimen
from medications.rules.ways import Cited, OfferedStep, our_setting

RegimenOf = Callable[[Decimal], Regimen | None]


def published_steps(
    schedule: Schedule,
    *,
    above: Decimal,
    ceiling: Decimal,
    regimen_of: RegimenOf,
    last_hold: Callable[[], tuple[int, Cited] | None],
) -> tuple[list[OfferedStep], list[str]]:
    """The levels above what is taken now, none above the ceiling; a ceiling between two levels ends the way there."""
    levels = _up_to(schedule, ceiling)
    told = Cited(says=_("as published"), source=schedule.source, standing=schedule.standing)
    steps: list[OfferedStep] = []
    for level in (level for level in levels if level.mg_a_day > above):
        held = (level.days, told) if level.days else last_hold() or _as_before(steps)
        regimen = _regimen(level.mg_a_day, regimen_of)
        cited = tuple(dict.fromkeys((told, held[1])))
        steps.append(OfferedStep(regimen=regimen, hold_days=held[0], mg_a_day=level.mg_a_day, cited=cited))
    return steps, _ends_below(levels, ceiling)


def _up_to(schedule: Schedule, ceiling: Decimal) -> list[Level]:
    within = [level for level in schedule.levels if level.mg_a_day <= ceiling]
    beyond = [level for level in schedule.levels if level.mg_a_day > ceiling]
    if beyond and (not within or within[-1].mg_a_day < ceiling):
        within.append(Level(mg_a_day=ceiling, days=beyond[0].days))
    return within


def _as_before(steps: list[OfferedStep]) -> tuple[int, Cited]:
    days = steps[-1].hold_days if steps else 1
    return days, our_setting(_("the last level is held at least as long as the one before"))


def _ends_below(levels: list[Level], ceiling: Decimal) -> list[str]:
    if levels and levels[-1].mg_a_day < ceiling:
        last = plain(levels[-1].mg_a_day)
        return [_("The published steps end at %(mg)s mg a day.") % {"mg": last}]
    return []


def _regimen(mg_a_day: Decimal, regimen_of: RegimenOf) -> Regimen:
    """Every day, or twice as much every other day where only that can be made."""
    if daily := regimen_of(mg_a_day):
        return daily
    doubled = regimen_of(mg_a_day * 2)
    if doubled is None or len(doubled.doses) > 1:
        raise CannotPropose(
            _("The published level of %(mg)s mg a day cannot be made of what is on file.") % {"mg": plain(mg_a_day)}
        )
    (dose,) = doubled.doses
    return Regimen(doses=(Dose(amount_mg=dose.amount_mg, at=dose.at, every_days=2),), form=doubled.form)
