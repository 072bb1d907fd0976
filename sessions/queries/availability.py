"""What the availability page reads: one clinician's hours, what differs from them, and the visits that lie in it."""

from collections.abc import Sequence
from datetime import date, datetime

from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Availability, AvailabilityException, ClinicianProfile, Visit
from sessions.queries.lines import VisitLine


def clinician_of(user: User) -> ClinicianProfile | None:
    """What matters of this person for booking; None for somebody with whom nobody can book a visit."""
    return ClinicianProfile.objects.select_related("user").filter(pk=user.pk, is_bookable=True).first()


def kept_clinician(user: User, clinician_id: int) -> ClinicianProfile | None:
    """A clinician of whom this person may say that they are away: themselves, and for the front desk everybody."""
    if user.may(Permission.SEE_LOGISTICS):
        found = ClinicianProfile.objects.select_related("user").filter(is_bookable=True, user__is_active=True)
        return found.filter(pk=clinician_id).first()
    return clinician_of(user) if clinician_id == user.pk else None


def weekly_of(clinician: ClinicianProfile, on: date) -> list[Availability]:
    """Weekly hours that hold on a day or will later."""
    rows = Availability.objects.filter(clinician=clinician).exclude(until_on__lt=on)
    return list(rows.select_related("location").order_by("weekday", "starts", "from_on"))


def exceptions_of(clinician: ClinicianProfile, at: datetime) -> list[AvailabilityException]:
    """Away and extra hours that are not over yet."""
    rows = AvailabilityException.objects.in_force().filter(clinician=clinician, ends_at__gt=at)
    return list(rows.select_related("location").order_by("starts_at", "pk"))


def visits_within(
    exceptions: Sequence[AvailabilityException], clinician: ClinicianProfile, user: User, at: datetime
) -> list[VisitLine]:
    """Visits from now on until the last of these ends, as far as this reader may arrange them; three queries."""
    if not exceptions:
        return []
    last = max(each.ends_at for each in exceptions)
    return Visit.objects.bookable_by(user).live().between(at, last).with_any_of([clinician.pk]).as_lines()


def own_hours(user: User, hours_id: int) -> Availability | None:
    """One's own weekly hours."""
    return Availability.objects.filter(clinician=user.pk, pk=hours_id).select_related("clinician").first()


def kept_exception(user: User, exception_id: int) -> AvailabilityException | None:
    """One's own away or extra hours; for the front desk anybody's time away."""
    rows = AvailabilityException.objects.select_related("clinician")
    kept = rows.filter(kind="away") if user.may(Permission.SEE_LOGISTICS) else rows.filter(clinician=user.pk)
    return kept.filter(pk=exception_id).first()
