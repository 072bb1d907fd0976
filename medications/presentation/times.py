"""When a dose is taken, in words."""

from django.utils.translation import gettext as _

from medications.rules.regimen import Dose
from medications.terms import TimeOfDay

WEEK = 7


def _daily(at: TimeOfDay) -> str:
    return {
        TimeOfDay.MORNING: _("each morning"),
        TimeOfDay.MIDDAY: _("at midday"),
        TimeOfDay.AFTERNOON: _("each afternoon"),
        TimeOfDay.EVENING: _("each evening"),
        TimeOfDay.BEDTIME: _("at bedtime"),
        TimeOfDay.ANY: _("a day"),
    }[at]


def _every_other(at: TimeOfDay) -> str:
    return {
        TimeOfDay.MORNING: _("every other morning"),
        TimeOfDay.MIDDAY: _("every other midday"),
        TimeOfDay.AFTERNOON: _("every other afternoon"),
        TimeOfDay.EVENING: _("every other evening"),
        TimeOfDay.BEDTIME: _("every other bedtime"),
        TimeOfDay.ANY: _("every other day"),
    }[at]


def on_the_others(at: TimeOfDay) -> str:
    """The days that "every other" leaves over."""
    return {
        TimeOfDay.MORNING: _("on the other mornings"),
        TimeOfDay.MIDDAY: _("at midday on the other days"),
        TimeOfDay.AFTERNOON: _("on the other afternoons"),
        TimeOfDay.EVENING: _("on the other evenings"),
        TimeOfDay.BEDTIME: _("on the other nights"),
        TimeOfDay.ANY: _("on the other days"),
    }[at]


def part_of_day(at: TimeOfDay) -> str:
    """The time of day beside an interval: "every 3 days, in the morning"."""
    return {
        TimeOfDay.MORNING: _("in the morning"),
        TimeOfDay.MIDDAY: _("at midday"),
        TimeOfDay.AFTERNOON: _("in the afternoon"),
        TimeOfDay.EVENING: _("in the evening"),
        TimeOfDay.BEDTIME: _("at bedtime"),
        TimeOfDay.ANY: "",
    }[at]


def times(dose: Dose) -> str:
    """When this dose is taken, as it follows the amount."""
    if dose.every_days == 1:
        return _daily(dose.at)
    if dose.every_days == 2:
        words = _every_other(dose.at)
    else:
        every = _("once a week") if dose.every_days == WEEK else _("every %(days)d days") % {"days": dose.every_days}
        words = ", ".join(filter(None, [every, part_of_day(dose.at)]))
    return words if dose.offset == 0 else _("%(times)s, from day %(day)d") % {"times": words, "day": dose.offset + 1}
