"""Days in words, seen from today ("today", "Thursday", "Thursday 3 December"), and days on which we are closed."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

NEAR = timedelta(days=6)


def day_in_words(day: date, today: date) -> str:
    """A day as one would say it; only days of the coming week go by their name alone."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if (distance := (day - today).days) in near:
        return near[distance]
    if today < day <= today + NEAR:
        return date_format(day, "l")
    return date_format(day, "l j F" if day.year == today.year else "l j F Y")


def due_in_words(day: date, today: date) -> str:
    """When something is due. A day gone by is stated, not counted: nobody is scolded."""
    template = _("was due %(day)s") if day < today else _("due %(day)s")
    return template % {"day": day_in_words(day, today)}


def is_closed(day: date) -> bool:
    """Whether the practice is closed on a day, by its settings."""
    return day.isoweekday() not in settings.PRACTICE_OPEN_WEEKDAYS or day in settings.PRACTICE_CLOSED_ON
