"""Free times, day by day and clinician by clinician, each leading to a page that shows it before it is booked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sessions.presentation.times import clock, there_in_words
from sessions.queries.slots import Slot

MOST_SLOTS, MOST_DAYS = 400, 3


@dataclass(frozen=True, kw_only=True)
class SlotLine:
    """One free time."""

    url: str
    start: str
    there: str


@dataclass(frozen=True, kw_only=True)
class SlotRow:
    """The free times of one clinician in one way: at a location, or by video or telephone."""

    words: str
    slots: Sequence[SlotLine]


@dataclass(frozen=True, kw_only=True)
class SlotDay:
    """The free times of one day."""

    ident: str
    words: str
    rows: Sequence[SlotRow]


@dataclass(frozen=True, kw_only=True)
class FreeTimes:
    """A few days of free times, and the day from which to look for more, where there may be more.

    `is_cut` where a single day has more of them than a page shows.
    """

    days: Sequence[SlotDay]
    later_from: date | None
    is_cut: bool


def free_times(slots: Sequence[Slot], asked: Mapping[str, object]) -> FreeTimes:
    """`slots` are at most one more than are shown; `asked` goes along into every address."""
    by_day = [(day, list(of_day)) for day, of_day in groupby(slots, key=lambda slot: localdate(slot.starts_at))]
    may_be_more = len(slots) > MOST_SLOTS
    is_cut = may_be_more and len(by_day) == 1
    # The last day of a full list is not all there.
    whole = by_day[:-1] if may_be_more and not is_cut else by_day
    shown = whole[:MOST_DAYS]
    return FreeTimes(
        days=[_day(day, of_day, asked) for day, of_day in shown],
        later_from=shown[-1][0] + timedelta(days=1) if is_cut or len(by_day) > len(shown) else None,
        is_cut=is_cut,
    )


def _day(day: date, slots: Sequence[Slot], asked: Mapping[str, object]) -> SlotDay:
    ways: dict[str, list[Slot]] = {}
    for slot in slots:
        ways.setdefault(_way(slot), []).append(slot)
    rows = [SlotRow(words=words, slots=[_line(each, asked) for each in found]) for words, found in ways.items()]
    return SlotDay(ident=day.isoformat(), words=date_format(day, "l j F Y"), rows=rows)


def _way(slot: Slot) -> str:
    place = _("by video or telephone") if slot.is_telehealth else slot.location
    return _("%(clinician)s, %(place)s") % {"clinician": slot.clinician, "place": place}


def _line(slot: Slot, asked: Mapping[str, object]) -> SlotLine:
    return SlotLine(
        url=f"{reverse('check_a_time')}?{urlencode({**asked, **_chosen(slot)})}",
        start=clock(slot.starts_at),
        there=there_in_words(slot.starts_at, slot.ends_at, slot.time_zone),
    )


def _chosen(slot: Slot) -> dict[str, object]:
    """The names of the fields are those of the form that is shown a choice."""
    local = localtime(slot.starts_at)
    return {"on": local.date(), "at": f"{local:%H:%M}", "clinicians": slot.clinician_id, "place": _place_code(slot)}


def _place_code(slot: Slot) -> str:
    if slot.is_telehealth:
        return "telehealth"
    return f"room-{slot.room_id}" if slot.room_id else f"at-{slot.location_id}"
