"""Agreeing when a measure is asked, ending that, and what somebody said when they were asked. Any clinical role may."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.measures.definitions import all_measures
from patients.measures_in_use import in_use
from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import MeasureAsked, MeasureSchedule, VisitType
from sessions.queries.measures_due import newest_filled_on
from sessions.rules.measures_due import OF_STAFF, Scheduled, Way, is_over

IS_FILLED_IN = "filled-in"
"""Why the software itself ends a schedule for one day: it was filled in, and another day is chosen."""


@transaction.atomic
def schedule_measure(
    *,
    patient: Patient,
    measure: str,
    way: str,
    begins_on: date,
    by: User,
    at: datetime,
    every_weeks: int | None = None,
    visit_type: VisitType | None = None,
) -> MeasureSchedule:
    """From a day on, ask for a measure: once, every few weeks, or before visits (of a kind, or any).

    One for a single day that was filled in makes room for the next. Raises PermissionDenied, ValidationError.
    """
    _may_schedule(by)
    _refuse_unknown(measure)
    _refuse_without_permission(measure)
    lock_chart(patient.pk)
    if way == Way.ONCE:
        _make_room(patient, measure, by=by, at=at)
    schedule = MeasureSchedule(
        patient=patient,
        measure=measure,
        way=way,
        begins_on=begins_on,
        every_weeks=every_weeks if way == Way.EVERY_WEEKS else None,
        visit_type=visit_type if way == Way.BEFORE_VISITS else None,
        scheduled_at=at,
        scheduled_by=by,
    )
    write(schedule)
    record("measure.scheduled", schedule, by=by, at=at, measure=measure, way=way)
    refresh(patient_id=patient.pk, at=at)
    return schedule


@transaction.atomic
def end_schedule(*, schedule: MeasureSchedule, because: str, by: User, at: datetime) -> MeasureSchedule:
    """Ask no longer in this way. What was ended stays so; ending it again changes nothing.

    Raises PermissionDenied, ValidationError without a reason.
    """
    _may_schedule(by)
    if not because.strip():
        raise ValidationError({"because": _("Say why it ends.")})
    lock_chart(schedule.patient_id)
    schedule = MeasureSchedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.ended_at is None:
        _end(schedule, because.strip(), by=by, at=at)
        refresh(patient_id=schedule.patient_id, at=at)
    return schedule


@transaction.atomic
def record_asking(
    *,
    patient: Patient,
    measure: str,
    said: str,
    by: User,
    at: datetime,
    ask_again_on: date | None = None,
    in_their_words: str = "",
) -> MeasureAsked:
    """Somebody was asked, and this is what they said. "Not now" and "not again" stop the asking, whatever asks.

    Raises PermissionDenied, ValidationError.
    """
    _may_schedule(by)
    _refuse_unknown(measure)
    if ask_again_on is not None and ask_again_on <= timezone.localdate(at):
        raise ValidationError({"ask_again_on": _("Choose a later day to ask again.")})
    lock_chart(patient.pk)
    asked = MeasureAsked(
        patient=patient,
        measure=measure,
        said=said,
        ask_again_on=ask_again_on if said == MeasureAsked.Said.NOT_NOW else None,
        in_their_words=in_their_words.strip(),
        asked_at=at,
        asked_by=by,
    )
    write(asked)
    record("measure.asked", asked, by=by, at=at, measure=measure, said=said)
    refresh(patient_id=patient.pk, at=at)
    return asked


def _may_schedule(by: User) -> None:
    if not by.may(Permission.LOG_EFFECTS):
        raise PermissionDenied


def _refuse_unknown(measure: str) -> None:
    known = all_measures().get(measure)
    if known is None or known.respondent == OF_STAFF:
        raise ValidationError({"measure": _("Choose one of the measures.")})


def _refuse_without_permission(measure: str) -> None:
    """Some have an owner, and are asked once the practice has the wording and may use it."""
    if not (used := in_use(measure)).may_be_filled_in:
        raise ValidationError({"measure": used.needs})


def _make_room(patient: Patient, measure: str, *, by: User, at: datetime) -> None:
    running = MeasureSchedule.objects.of_patient(patient.pk).running().filter(measure=measure, way=Way.ONCE).first()
    if running is not None and is_over(as_rule(running), newest_filled_on(patient.pk, measure, at)):
        _end(running, IS_FILLED_IN, by=by, at=at)


def _end(schedule: MeasureSchedule, because: str, *, by: User, at: datetime) -> None:
    schedule.ended_at, schedule.ended_by, schedule.ended_because = at, by, because
    write(schedule)
    record("measure.schedule_ended", schedule, by=by, at=at, measure=schedule.measure)


def as_rule(schedule: MeasureSchedule) -> Scheduled:
    """A schedule as the rule reads it."""
    return Scheduled(
        way=schedule.way,
        begins_on=schedule.begins_on,
        scheduled_on=timezone.localdate(schedule.scheduled_at),
        every_weeks=schedule.every_weeks,
        visit_type=schedule.visit_type_id,
    )
