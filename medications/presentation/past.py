"""A plan that is over, in one line: how high it went, from when until when."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import DoseChange, TitrationPlan
from medications.presentation.words import regimen_in_words
from medications.rules.regimen import Regimen, average_daily_mg, measures

Spell = tuple[Regimen, date, date | None]


def past_line(plan: TitrationPlan, orders: Sequence[DoseChange]) -> str:
    """ "up to 50 mg each morning, 3 March to 20 May 2026"; `orders` are those of the medication, newest first."""
    spells = _spells(plan, orders)
    if not spells:
        return _("nothing was taken")
    highest = max((regimen for regimen, _from, _until in spells), key=_how_much)
    return _("up to %(dose)s, %(days)s") % {"dose": regimen_in_words(highest), "days": _days(spells)}


def _spells(plan: TitrationPlan, orders: Sequence[DoseChange]) -> list[Spell]:
    """Each dose of the plan that was taken, from its first day to the next order's; one whose day never came was not.

    Two orders on the same day (a same-day induction) are both kept.
    """
    spells: list[Spell] = []
    until: date | None = None
    for order in orders:
        came = until is None or order.first_dose_on <= until
        if order.plan_id == plan.pk and order.regimen is not None and came:
            spells.insert(0, (order.regimen.as_rule(), order.first_dose_on, until))
        until = order.first_dose_on if until is None else min(until, order.first_dose_on)
    return spells


def _how_much(regimen: Regimen) -> tuple[object, object]:
    return average_daily_mg(regimen), measures(regimen).largest_in_a_day


def _days(spells: Sequence[Spell]) -> str:
    first, last = spells[0][1], spells[-1][2]
    if last is None:
        return _("since %(day)s") % {"day": date_format(first, "j F Y")}
    begins = date_format(first, "j F" if first.year == last.year else "j F Y")
    return _("%(from)s to %(until)s") % {"from": begins, "until": date_format(last, "j F Y")}
