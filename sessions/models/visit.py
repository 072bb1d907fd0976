"""Visits: who meets whom, when and where. No two at once, by the database's own word.

A visit's clinicians and patients lie in rows of their own, which carry its time (`during`) and whether it still counts
(`is_live`), so that exclusion constraints see them; triggers keep both true. Two visits at once are possible where
somebody says why, and then both say so: a row that does not share its time shares it with nobody.
"""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import TimeRange, User
from sessions.models.availability import ClinicianProfile
from sessions.models.place import Location, Room
from sessions.models.series import VisitSeries
from sessions.models.visit_type import VisitType
from sessions.queries.visits import BookingQuerySet, VisitQuerySet
from sessions.sql import sql


def place_beside_others(shares: str) -> Func:
    """The whole line for a row that keeps its time to itself, its own id alone for one that shares it.

    Two whole lines overlap, and so do a line and a point; two points do not. One exclusion constraint so refuses
    every pair but one of two rows that both share.
    """
    own = Case(When(Q(**{shares: True}), then=F("id")))
    return Func(own, own, Value("[]"), function="INT8RANGE", output_field=BigIntegerRangeField())


class Whose(models.TextChoices):
    """Who cancelled; neither is anybody's fault."""

    PATIENT = "patient", _("by the patient")
    PRACTICE = "practice", _("by the practice")


class Because(models.TextChoices):
    """Why, as far as it matters for booking again. There is no free text, as the front desk reads it."""

    SOMETHING_CAME_UP = "something-came-up", _("Something came up")
    TRANSPORT = "transport", _("Transport")
    CHILDCARE = "childcare", _("Childcare")
    WEATHER = "weather", _("Weather")
    CLINICIAN_AWAY = "clinician-away", _("Clinician away")
    BOOKED_BY_MISTAKE = "booked-by-mistake", _("Booked by mistake")
    OTHER = "other", _("Other")


class Attendance(models.TextChoices):
    """How far somebody's visit has come."""

    BOOKED = "booked", _("Booked")
    ARRIVED = "arrived", _("Arrived")
    IN_ROOM = "in-room", _("In the room")
    DONE = "done", _("Done")
    DID_NOT_ATTEND = "did-not-attend", _("Did not attend")
    CANCELLED = "cancelled", _("Cancelled")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="VisitChange")
class Visit(models.Model):
    """One meeting, UTC and half-open. One with `capacity` is a group that patients join; a cancelled one stays so.

    `revision` counts what a calendar must notice. `note` and `overlap_reason` are about arrangements only; what comes
    up in the visit is written elsewhere.
    """

    visit_type = models.ForeignKey(VisitType, on_delete=models.PROTECT, related_name="visits", verbose_name=_("kind"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("location")
    )
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("room")
    )
    shares_room = models.BooleanField(_("another visit may be in the room"), default=False)
    is_telehealth = models.BooleanField(_("by video or telephone"), default=False)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    series = models.ForeignKey(
        VisitSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("series")
    )
    overlap_reason = models.CharField(_("why two at once"), max_length=200, blank=True)
    note = models.CharField(_("note on arrangements"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("booked"))
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("moved"), null=True, blank=True)
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_whose = models.CharField(_("cancelled"), max_length=10, choices=Whose, blank=True)
    cancelled_because = models.CharField(_("why"), max_length=20, choices=Because, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="visit_ends_after_it_starts",
                violation_error_message=_("A visit ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(room__isnull=True) | Q(location__isnull=False, is_telehealth=False),
                name="visit_in_a_room_is_at_a_location",
                violation_error_message=_("A room belongs to a location; a visit by video or telephone has none."),
            ),
            models.CheckConstraint(
                condition=Q(shares_room=False) | Q(room__isnull=False) & ~Q(overlap_reason=""),
                name="visit_shares_its_room_for_a_reason",
                violation_error_message=_("Say why two visits are in one room."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=2),
                name="group_has_two_places_at_least",
                violation_error_message=_("A group has two places or more."),
            ),
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True, moved_by__isnull=True)
                | Q(moved_at__isnull=False, moved_by__isnull=False),
                name="visit_is_moved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_whose="", cancelled_because=""
                )
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, cancelled_whose__in=Whose.values),
                name="visit_is_cancelled_by_somebody",
                violation_error_message=_("Say who cancelled: the patient or the practice."),
            ),
            ExclusionConstraint(
                name="visit_is_alone_in_its_room",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                    (place_beside_others("shares_room"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
                violation_error_message=_("The room is taken at that time."),
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "id"], name="visit_by_time")]
        triggers = [
            pgtrigger.Trigger(
                name="visit_takes_its_parts_along",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("starts_at", "ends_at", "cancelled_at", "capacity"),
                func=sql("visit_takes_its_parts_along"),
            ),
            pgtrigger.Trigger(
                name="visit_stays_cancelled",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__cancelled_at__isnull=False),
                func="""
                    RAISE EXCEPTION 'a cancelled visit stays as it is'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_stays_cancelled';
                """,
            ),
            pgtrigger.Trigger(
                name="visit_keeps_its_reason",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("overlap_reason"),
                condition=pgtrigger.Q(new__overlap_reason="") & ~pgtrigger.Q(old__overlap_reason=""),
                func="""
                    RAISE EXCEPTION 'the reason of an overlap stays'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_overlap_has_a_reason';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class VisitClinician(models.Model):
    """A clinician of a visit; who is replaced by somebody stays on file. `during` and `is_live` are the database's."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="visit_clinicians")
    clinician = models.ForeignKey(ClinicianProfile, on_delete=models.PROTECT, related_name="visit_clinicians")
    during = DateTimeRangeField(editable=False, blank=True)
    is_live = models.BooleanField(default=True, editable=False)
    is_deliberate_overlap = models.BooleanField(_("shares the time with another visit"), default=False)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("clinician of a visit")
        verbose_name_plural = _("clinicians of visits")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "clinician"],
                condition=Q(replaced_at__isnull=True),
                name="visit_has_each_clinician_once",
                violation_error_message=_("This clinician is with this visit already."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True, replaced_by__isnull=True)
                | Q(replaced_at__isnull=False, replaced_by__isnull=False),
                name="visit_clinician_is_replaced_by_somebody",
            ),
            ExclusionConstraint(
                name="clinician_has_one_visit_at_a_time",
                expressions=[
                    ("clinician", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                    (place_beside_others("is_deliberate_overlap"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_live=True),
                violation_error_message=_("The clinician has another visit at that time."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="visit_clinician_follows_its_visit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("visit", "clinical_sessions_visit%ROWTYPE")],
                func=sql("visit_clinician_follows_its_visit"),
            )
        ]

    def __str__(self) -> str:
        return f"clinician of a visit {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Booking(models.Model):
    """A patient's place in a visit, and how far it has come. Who leaves a group and joins again has two rows.

    `during` and `is_live` are the database's.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="bookings")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="bookings")
    during = DateTimeRangeField(editable=False, blank=True)
    is_live = models.BooleanField(default=True, editable=False)
    is_deliberate_overlap = models.BooleanField(_("shares the time with another visit"), default=False)
    status = models.CharField(_("status"), max_length=20, choices=Attendance, default=Attendance.BOOKED)
    status_at = models.DateTimeField(_("since"))
    status_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_whose = models.CharField(_("cancelled"), max_length=10, choices=Whose, blank=True)
    cancelled_because = models.CharField(_("why"), max_length=20, choices=Because, blank=True)
    booked_at = models.DateTimeField(_("booked"))
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "patient"],
                condition=Q(is_live=True),
                name="visit_has_each_patient_once",
                violation_error_message=_("This person is booked for this visit already."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=Attendance.values),
                name="booking_has_one_of_our_statuses",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_whose__in=Whose.values)
                | ~Q(status="cancelled") & Q(cancelled_whose="", cancelled_because=""),
                name="booking_is_cancelled_by_somebody",
                violation_error_message=_("Say who cancelled: the patient or the practice."),
            ),
            ExclusionConstraint(
                name="patient_has_one_visit_at_a_time",
                expressions=[
                    ("patient", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                    (place_beside_others("is_deliberate_overlap"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_live=True),
                violation_error_message=_("This person has another visit at that time."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="booking_follows_its_visit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("visit", "clinical_sessions_visit%ROWTYPE")],
                func=sql("booking_follows_its_visit"),
            )
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"


class VisitEvent(models.Model):
    """Something that happened to a visit, or to one patient's place in it. Rows are only ever added."""

    class Kind(models.TextChoices):
        BOOKED = "booked", _("Booked")
        MOVED = "moved", _("Moved")
        ARRIVED = "arrived", _("Arrived")
        IN_ROOM = "in-room", _("In the room")
        DONE = "done", _("Done")
        DID_NOT_ATTEND = "did-not-attend", _("Did not attend")
        CANCELLED = "cancelled", _("Cancelled")
        UNDONE = "undone", _("Taken back")
        JOINED = "joined", _("Joined the group")
        LEFT = "left", _("Left the group")
        OVERLAPPED = "overlapped", _("Another visit was booked at the same time")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="what_happened")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="what_happened")
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    whose = models.CharField(_("by whom"), max_length=10, choices=Whose, blank=True)
    because = models.CharField(_("why"), max_length=20, choices=Because, blank=True)
    # The status that was taken back.
    was = models.CharField(max_length=20, choices=Attendance, blank=True)
    # Where it was moved from and to.
    was_during = DateTimeRangeField(null=True, blank=True)
    is_during = DateTimeRangeField(null=True, blank=True)
    happened_at = models.DateTimeField(_("when"))
    happened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("event of a visit")
        verbose_name_plural = _("events of visits")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(was_during__isnull=False, is_during__isnull=False),
                name="visit_event_of_a_move_says_from_where_to_where",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["cancelled", "left"]) | ~Q(whose=""),
                name="visit_event_of_a_cancellation_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["visit", "id"], name="visit_event_by_visit")]

    def __str__(self) -> str:
        return f"event of a visit {self.pk}"
