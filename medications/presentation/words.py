"""A regimen, and a change of regimen, as somebody would say it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.presentation.amounts import amount
from medications.presentation.times import on_the_others, part_of_day, times
from medications.rules.regimen import Dose, Regimen
from medications.terms import Form, TimeOfDay
from practice.days import day_in_words

ORDER = {time: place for place, time in enumerate(TimeOfDay)}


def regimen_in_words(regimen: Regimen) -> str:
    """ "12.5 mg each morning and 25 mg at bedtime"; the form is named unless it is a tablet."""
    if regimen.is_nothing:
        return _("nothing")
    words = _listed(_parts(_in_order(regimen)))
    if regimen.form == Form.TABLET:
        return words
    return _("%(doses)s (%(form)s)") % {"doses": words, "form": Form(regimen.form).label}


def change_in_words(before: Regimen, after: Regimen) -> str:
    """ "from 25 mg to 50 mg each morning"; what stays the same is said once."""
    if before.is_nothing:
        return _("start with %(after)s") % {"after": regimen_in_words(after)}
    if _differ_only_in_amount(before, after):
        return _("from %(amount)s to %(after)s") % {
            "amount": amount(before.doses[0].amount_mg),
            "after": regimen_in_words(after),
        }
    return _("from %(before)s to %(after)s") % {"before": regimen_in_words(before), "after": regimen_in_words(after)}


def change_from_day(before: Regimen, after: Regimen, *, first_on: date, today: date) -> str:
    """The change with the day of its first dose: "from 25 mg to 50 mg each morning, from Thursday"."""
    return _("%(change)s, from %(day)s") % {
        "change": change_in_words(before, after),
        "day": day_in_words(first_on, today),
    }


def _in_order(regimen: Regimen) -> list[Dose]:
    return sorted(
        regimen.doses, key=lambda d: (d.as_needed, ORDER[TimeOfDay(d.at)], d.every_days, d.offset, d.amount_mg)
    )


def _parts(doses: Sequence[Dose]) -> list[str]:
    """Each dose in words; two that fill each other's gaps day by day are said together."""
    parts: list[str] = []
    for index, dose in enumerate(doses):
        alternates = index > 0 and _fills_the_gaps(doses[index - 1], dose)
        if alternates:
            other = _("%(amount)s %(days)s") % {"amount": amount(dose.amount_mg), "days": on_the_others(dose.at)}
            parts[-1] = f"{parts[-1]}, {other}"
        else:
            parts.append(_as_needed(dose) if dose.as_needed else _scheduled(dose))
    return parts


def _fills_the_gaps(first: Dose, second: Dose) -> bool:
    alike = replace(first, amount_mg=Decimal(1), offset=1) == replace(second, amount_mg=Decimal(1))
    return alike and first.every_days == 2 and first.offset == 0 and not first.as_needed


def _scheduled(dose: Dose) -> str:
    return _("%(amount)s %(times)s") % {"amount": amount(dose.amount_mg), "times": times(dose)}


def _as_needed(dose: Dose) -> str:
    words = _("up to %(times)d × %(amount)s a day as needed") % {
        "times": dose.at_most,
        "amount": amount(dose.amount_mg),
    }
    every = _("every %(days)d days") % {"days": dose.every_days} if dose.every_days > 1 else ""
    return ", ".join(filter(None, [words, every, part_of_day(TimeOfDay(dose.at))]))


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


def _differ_only_in_amount(before: Regimen, after: Regimen) -> bool:
    if before.form != after.form or len(before.doses) != 1 or len(after.doses) != 1:
        return False
    return replace(before.doses[0], amount_mg=after.doses[0].amount_mg) == after.doses[0]
