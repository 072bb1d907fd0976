"""When a clinician can be booked: weekly hours, away, and extra hours.

Clinicians keep their own. The front desk may say of anybody that they are away, and take that back; administrators
keep everybody's weekly hours in the administration.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Availability, AvailabilityException, ClinicianProfile, Location

Kind = AvailabilityException.Kind


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours of one weekday, from a day on; without a location they are by video or telephone."""

    weekday: int
    starts: time
    ends: time
    from_on: date
    until_on: date | None = None
    location: Location | None = None
    with_telehealth: bool = True


def may_keep_hours(by: User, clinician: ClinicianProfile) -> bool:
    """Whether these are one's own hours."""
    return by.pk == clinician.pk and by.may(Permission.OPEN_CHARTS)


def may_say_away(by: User, clinician: ClinicianProfile) -> bool:
    """Whether this person may say that somebody is away: themselves, and the front desk."""
    return may_keep_hours(by, clinician) or by.may(Permission.SEE_LOGISTICS)


@transaction.atomic
def add_hours(*, clinician: ClinicianProfile, hours: Hours, by: User, at: datetime) -> Availability:
    """Weekly hours. Raises ValidationError where there are hours at that time already."""
    _require(may_keep_hours(by, clinician))
    row = Availability(clinician=clinician, recorded_by=by, **vars(hours))
    write(row)
    record("availability.hours-added", row, by=by, at=at, clinician=clinician.pk)
    return row


@transaction.atomic
def end_hours(*, hours: Availability, last_on: date, by: User, at: datetime) -> Availability:
    """The last day on which these hours hold. Raises ValidationError for a day before their first."""
    _require(may_keep_hours(by, hours.clinician))
    row = Availability.objects.select_for_update().get(pk=hours.pk)
    row.until_on = last_on
    write(row)
    record("availability.hours-ended", row, by=by, at=at, clinician=row.clinician_id)
    return row


@transaction.atomic
def say_away(
    *, clinician: ClinicianProfile, starts_at: datetime, ends_at: datetime, by: User, at: datetime
) -> AvailabilityException:
    """Away from when until when; visits that are booked then stay until somebody moves them."""
    _require(may_say_away(by, clinician))
    row = AvailabilityException(clinician=clinician, kind=Kind.AWAY, starts_at=starts_at, ends_at=ends_at)
    return _add(row, by, at)


@transaction.atomic
def add_extra_hours(
    *,
    clinician: ClinicianProfile,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    at: datetime,
    location: Location | None = None,
    with_telehealth: bool = True,
) -> AvailabilityException:
    """Here beside the weekly hours. Raises ValidationError where they are nowhere."""
    _require(may_keep_hours(by, clinician))
    row = AvailabilityException(
        clinician=clinician,
        kind=Kind.EXTRA,
        starts_at=starts_at,
        ends_at=ends_at,
        location=location,
        with_telehealth=with_telehealth,
    )
    return _add(row, by, at)


@transaction.atomic
def withdraw_exception(*, exception: AvailabilityException, by: User, at: datetime) -> AvailabilityException:
    """Away or extra hours hold no longer; the row stays on file. Raises ValidationError the second time."""
    row = AvailabilityException.objects.select_for_update(of=("self",)).select_related("clinician").get(pk=exception.pk)
    _require(may_say_away(by, row.clinician) if row.kind == Kind.AWAY else may_keep_hours(by, row.clinician))
    if row.withdrawn_at is not None:
        raise ValidationError(_("This was taken back already."))
    row.withdrawn_at, row.withdrawn_by = at, by
    write(row)
    record("availability.exception-withdrawn", row, by=by, at=at, clinician=row.clinician_id, kind=row.kind)
    return row


def _add(row: AvailabilityException, by: User, at: datetime) -> AvailabilityException:
    row.recorded_by = by
    write(row)
    record("availability.exception-added", row, by=by, at=at, clinician=row.clinician_id, kind=row.kind)
    return row


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
