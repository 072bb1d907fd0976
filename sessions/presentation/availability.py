"""One clinician's availability in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.forms.availability import EndForm
from sessions.models import Availability, AvailabilityException, ClinicianProfile, Location
from sessions.presentation.times import clock, day_and_span
from sessions.queries.availability import exceptions_of, visits_within, weekly_of
from sessions.queries.lines import VisitLine
from sessions.services.availability import may_keep_hours


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """Hours of each week."""

    hours_id: int
    day: str
    span: str
    where: str
    since: str
    until: str
    ending: EndForm | None


@dataclass(frozen=True, kw_only=True)
class VisitInTheWay:
    """A visit that is booked for a time when the clinician is away now."""

    visit_id: int
    when: str
    who: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ExceptionLine:
    """Away, or extra hours."""

    exception_id: int
    kind: str
    span: str
    where: str
    can_be_taken_back: bool
    visits: Sequence[VisitInTheWay] = field(default=())


@dataclass(frozen=True, kw_only=True)
class AvailabilityPage:
    """Everything about one clinician's availability."""

    who: int
    name: str
    is_own: bool
    weekly: Sequence[HoursLine]
    exceptions: Sequence[ExceptionLine]


def page_of(clinician: ClinicianProfile, user: User, at: datetime) -> AvailabilityPage:
    """What the reader may read and do; six queries."""
    today, is_own = localtime(at).date(), may_keep_hours(user, clinician)
    exceptions = exceptions_of(clinician, at)
    away = [each for each in exceptions if each.kind == AvailabilityException.Kind.AWAY]
    visits = visits_within(away, clinician, user, at)
    return AvailabilityPage(
        who=clinician.pk,
        name=clinician.user.display_name,
        is_own=is_own,
        weekly=[_hours_line(each, today, is_own=is_own) for each in weekly_of(clinician, today)],
        exceptions=[_exception_line(each, user, visits, is_own=is_own) for each in exceptions],
    )


def _hours_line(row: Availability, today: date, *, is_own: bool) -> HoursLine:
    return HoursLine(
        hours_id=row.pk,
        day=row.get_weekday_display(),
        span=f"{_hour(row.starts)}–{_hour(row.ends)}",
        where=_where(row.location, with_telehealth=row.with_telehealth),
        since=date_format(row.from_on, "j F Y") if row.from_on > today else "",
        until=date_format(row.until_on, "j F Y") if row.until_on else "",
        ending=EndForm.of(row.pk, today) if is_own else None,
    )


def _exception_line(
    row: AvailabilityException, user: User, visits: Sequence[VisitLine], *, is_own: bool
) -> ExceptionLine:
    is_away = row.kind == AvailabilityException.Kind.AWAY
    within = [each for each in visits if each.starts_at < row.ends_at and each.ends_at > row.starts_at]
    return ExceptionLine(
        exception_id=row.pk,
        kind=row.get_kind_display(),
        span=_long_span(row.starts_at, row.ends_at),
        where="" if is_away else _where(row.location, with_telehealth=row.with_telehealth),
        can_be_taken_back=is_own or (is_away and user.may(Permission.SEE_LOGISTICS)),
        visits=[_in_the_way(each) for each in within] if is_away else [],
    )


def _in_the_way(visit: VisitLine) -> VisitInTheWay:
    names = [each.chosen_name for each in visit.live_bookings if each.is_seen]
    return VisitInTheWay(
        visit_id=visit.visit_id,
        when=day_and_span(visit.starts_at, visit.ends_at),
        who=", ".join(names),
        kind=visit.kind,
    )


def _where(location: Location | None, *, with_telehealth: bool) -> str:
    if location is None:
        return _("by video or telephone")
    words = {"location": location.name}
    return _("%(location)s, or by video or telephone") % words if with_telehealth else location.name


def _hour(hour: time) -> str:
    return time_format(hour, "G:i")


def _long_span(starts_at: datetime, ends_at: datetime) -> str:
    """One day's hours, or from one day to another."""
    first, last = localtime(starts_at), localtime(ends_at)
    if first.date() == last.date():
        return day_and_span(starts_at, ends_at)
    days = [f"{date_format(day, 'l j F Y')}, {clock(day)}" for day in (first, last)]
    return _("%(first)s until %(last)s") % {"first": days[0], "last": days[1]}
