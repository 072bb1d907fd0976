"""What templates/sessions/week.html reads: one clinician by hours and days, or everybody by days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practice.days import is_closed
from sessions.presentation.clock import Clock
from sessions.presentation.grid import Placed, by_day, by_hour
from sessions.presentation.week_cells import Writer, cells_of
from sessions.presentation.week_placed import Placing, Read
from sessions.queries.choices import NamedClinician
from sessions.queries.week_lines import WeekLine

WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Row:
    """One hour, or one clinician; its cells are written already."""

    words: str
    cells: SafeString
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class WeekDay:
    """One day of the week, and where it leads."""

    words: str
    short: str
    url: str
    list_url: str
    look: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Whose week it is: one clinician's (`only` is their id), or that of all, so many on a page from the first on."""

    clinicians: Sequence[NamedClinician]
    only: int | None
    first: int = 0
    of_all: int = 0
    on_a_page: int = 1

    def asked(self) -> dict[str, int]:
        """What goes along to another week."""
        if self.only:
            return {"clinician": self.only}
        return {"from": self.first} if self.first else {}

    @property
    def names(self) -> str:
        return next((each.name for each in self.clinicians if each.pk == self.only), _("Everybody"))


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week of one clinician, or of all; `before_these` and `further` are the clinicians of another page."""

    title: str
    summary: str
    whose: str
    corner: str
    nothing: str
    days: Sequence[WeekDay]
    rows: Sequence[Row]
    is_of_all: bool
    before: str
    this_week: str
    after: str
    before_these: str
    further: str
    counted: str


def week_of(read: Read, *, monday: date, chosen: date, at: datetime, shown: Shown) -> Week:
    week = [monday + timedelta(days=number) for number in range(WEEK)]
    closed = {day for day in week if is_closed(day)}
    clock = Clock()
    placing = Placing(read, Writer(clock), at=at, closed=closed)
    days = _days_shown(week, closed - placing.busy_days())
    columns = _Columns(days, chosen if chosen in days else days[0], clock)
    placed = {each.pk: placing.of(each.pk, is_by_hours=shown.only is not None) for each in shown.clinicians}
    asked = shown.asked()
    return Week(
        title=_("Week of %(day)s") % {"day": date_format(monday, "j F Y")},
        summary=_counted(read.lines),
        whose=shown.names,
        corner=_("Time") if shown.only else _("Clinician"),
        nothing=_("Nobody can be booked in this week, and nothing is."),
        days=[_day(each, columns.chosen, asked) for each in days],
        rows=columns.by_hours(placed[shown.only]) if shown.only else columns.by_clinicians(placed, shown.clinicians),
        is_of_all=shown.only is None,
        before=_address(chosen - timedelta(days=WEEK), asked),
        this_week=_address(localdate(at), asked),
        after=_address(chosen + timedelta(days=WEEK), asked),
        **_other_pages(shown, chosen),
    )


def _counted(lines: Sequence[WeekLine]) -> str:
    number = len({line.visit_id for line in lines})
    return ngettext("%(number)d visit", "%(number)d visits", number) % {"number": number}


def _other_pages(shown: Shown, chosen: date) -> dict[str, str]:
    """Where the other clinicians are; nothing where all are here."""
    last = shown.first + len(shown.clinicians)
    if shown.only or (not shown.first and last >= shown.of_all):
        return {"before_these": "", "further": "", "counted": ""}
    words = _("Clinicians %(first)d to %(last)d of %(all)d")
    before = max(0, shown.first - shown.on_a_page)
    return {
        "before_these": _address(chosen, {"from": before}) if shown.first else "",
        "further": _address(chosen, {"from": last}) if last < shown.of_all else "",
        "counted": words % {"first": shown.first + 1, "last": last, "all": shown.of_all},
    }


def _days_shown(week: Sequence[date], left_out: Collection[date]) -> Sequence[date]:
    """The whole week, without closed days on which nothing is."""
    return [day for day in week if day not in left_out] or week


def _day(day: date, chosen: date, asked: Mapping[str, int]) -> WeekDay:
    return WeekDay(
        words=date_format(day, "l j F"),
        short=date_format(day, "D j"),
        url=_address(day, asked),
        list_url=f"{reverse('visits_day')}?{urlencode({'on': day})}",
        look=_look(day, chosen),
        is_chosen=day == chosen,
    )


def _address(day: date, asked: Mapping[str, int]) -> str:
    return f"{reverse('visits_week')}?{urlencode({'on': day, **asked})}"


def _look(day: date, chosen: date) -> str:
    return "" if day == chosen else "is-another-day"


class _Columns:
    """The days of the table, one of which is chosen: the one that a narrow screen shows."""

    def __init__(self, days: Sequence[date], chosen: date, clock: Clock) -> None:
        self.days, self.chosen, self.clock = days, chosen, clock
        self.looks = [_look(day, chosen) for day in days]

    def by_hours(self, placed: Sequence[Placed[str]]) -> list[Row]:
        rows = by_hour(placed, self.days, self.clock)
        return [Row(words=f"{row.hour}:00", cells=cells_of(row.cells, self.looks)) for row in rows]

    def by_clinicians(
        self, placed: Mapping[int, Sequence[Placed[str]]], clinicians: Sequence[NamedClinician]
    ) -> list[Row]:
        address = _address(self.chosen, {})
        return [
            Row(
                words=each.name,
                url=f"{address}&clinician={each.pk}",
                cells=cells_of(by_day(placed[each.pk], self.days, self.clock), self.looks),
            )
            for each in clinicians
        ]
