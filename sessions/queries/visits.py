"""What can be asked about visits, always on behalf of somebody.

`Visit.objects.bookable_by(user).for_day(day)` and `.for_week(monday, clinicians)` give a page's light values in a
constant number of queries. Of a visit that somebody may not see they learn only that its clinician is busy
(`busy_in_week`); of a group they may see, only the patients whose visits they may arrange.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.rules.days import span_of_days

if TYPE_CHECKING:
    from sessions.models import Booking, Visit  # noqa: F401
    from sessions.queries.lines import BusyLine, VisitLine
    from sessions.queries.week_lines import WeekLine

WEEK = 7


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits. `bookable_by` first: what a page reads, it reads for somebody."""

    _reader: User | None = None

    def bookable_by(self, user: User) -> Self:
        """Visits this person may arrange: the front desk all, clinicians their own and those of their patients."""
        if not user.may(Permission.BOOK_VISITS):
            scoped = self.none()
        else:
            scoped = self.all() if user.may(Permission.SEE_LOGISTICS) else self.filter(self._theirs(user))
        scoped._reader = user
        return scoped

    def live(self) -> Self:
        """Visits that are not cancelled."""
        return self.filter(cancelled_at=None)

    def between(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Visits that lie in that time, or reach into it."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def on_day(self, day: date) -> Self:
        """Visits of a day of the practice, cancelled ones too."""
        return self.between(*span_of_days(day, 1, timezone.get_default_timezone()))

    def in_week(self, monday: date) -> Self:
        """Visits of the seven days from a day on, cancelled ones too."""
        return self.between(*span_of_days(monday, WEEK, timezone.get_default_timezone()))

    def with_any_of(self, clinicians: Collection[int]) -> Self:
        """Visits with one of these clinicians (their ids)."""
        from sessions.models import VisitClinician

        theirs = VisitClinician.objects.filter(visit=OuterRef("pk"), clinician__in=clinicians, replaced_at=None)
        return self.filter(Exists(theirs))

    def of_patient(self, patient_id: int) -> Self:
        """Visits that a patient was booked for, also what was cancelled."""
        from sessions.models import Booking

        return self.filter(Exists(Booking.objects.filter(visit=OuterRef("pk"), patient=patient_id)))

    def for_day(self, day: date) -> "list[VisitLine]":
        """What the day page shows, by time; three queries."""
        return self.on_day(day).as_lines()

    def for_week(self, monday: date, clinicians: Collection[int]) -> "list[WeekLine]":
        """What the week page shows of these clinicians (their ids), by time, nothing cancelled; two queries."""
        from sessions.queries.week_lines import week_lines

        return week_lines(self.in_week(monday).live(), clinicians, self.reader)

    def busy_in_week(self, monday: date, clinicians: Collection[int]) -> "list[BusyLine]":
        """When these clinicians are busy with what this reader may not see; one query, none for the front desk."""
        from sessions.queries.lines import busy_lines

        if self.reader.may(Permission.SEE_LOGISTICS):
            return []
        return busy_lines(clinicians, span_of_days(monday, WEEK, timezone.get_default_timezone()), besides=self)

    def as_lines(self) -> "list[VisitLine]":
        """These visits as light values for their reader, in order of time; three queries."""
        from sessions.queries.lines import visit_lines

        return visit_lines(self, self.reader)

    @property
    def reader(self) -> User:
        """For whom this is asked."""
        if self._reader is None:
            raise ValueError("Ask `bookable_by` first: visits are read on behalf of somebody.")
        return self._reader

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own way to carry what a queryset knows
        clone._reader = self._reader
        return clone

    @staticmethod
    def _theirs(user: User) -> Q:
        """A clinician's own visits, and those of their patients."""
        from sessions.models import Booking, VisitClinician

        own = VisitClinician.objects.filter(visit=OuterRef("pk"), clinician=user.pk, replaced_at=None)
        of_patients = Booking.objects.filter(visit=OuterRef("pk"), patient__in=Patient.objects.bookable_by(user))
        return Q(Exists(own)) | Q(Exists(of_patients))


class BookingQuerySet(models.QuerySet["Booking"]):
    """Patients' places in visits."""

    def bookable_by(self, user: User) -> Self:
        """Places this person may arrange: the front desk all, clinicians those of their visits and their patients."""
        return self.filter(self.whose(user))

    @staticmethod
    def whose(user: User) -> Q:
        """The condition of `bookable_by`."""
        from sessions.models import VisitClinician

        if not user.may(Permission.BOOK_VISITS):
            return Q(pk__in=[])
        if user.may(Permission.SEE_LOGISTICS):
            return Q(pk__isnull=False)
        own = VisitClinician.objects.filter(visit=OuterRef("visit_id"), clinician=user.pk, replaced_at=None)
        return Q(Exists(own)) | Q(patient__in=Patient.objects.bookable_by(user))

    def live(self) -> Self:
        """Places that are not cancelled."""
        return self.filter(is_live=True)
