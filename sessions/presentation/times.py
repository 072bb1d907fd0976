"""Times as people say them: in the practice's zone, and also in a place's own where that differs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def clock(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """9:05, in the practice's zone unless another is given."""
    local = localtime(moment, zone)
    return f"{local.hour}:{local.minute:02}"  # by hand: a week has thousands of them


def span_in_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo | None = None) -> str:
    return f"{clock(starts_at, zone)}–{clock(ends_at, zone)}"


def there_in_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The same span by the clock of a place in another zone; nothing where both clocks show the same."""
    place = ZoneInfo(zone) if zone else None
    if place is None or localtime(starts_at).utcoffset() == localtime(starts_at, place).utcoffset():
        return ""
    return _("%(span)s there") % {"span": span_in_words(starts_at, ends_at, place)}


def day_and_span(starts_at: datetime, ends_at: datetime) -> str:
    """Monday 23 November 2026, 9:00–9:30."""
    return _("%(day)s, %(span)s") % {
        "day": date_format(localtime(starts_at), "l j F Y"),
        "span": span_in_words(starts_at, ends_at),
    }


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
