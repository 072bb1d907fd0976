"""The waiting list: entering somebody, changing what suits them, and ending it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import ClinicianProfile, SlotOffer, VisitType, WaitingEntry


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody waits for, and what would suit them; what is left empty does not matter to them."""

    visit_type: VisitType
    since_on: date
    clinician: ClinicianProfile | None = None
    gender: str = ""
    language: str = ""
    way: str = WaitingEntry.Way.EITHER
    weekdays: tuple[int, ...] = ()
    parts_of_day: tuple[str, ...] = ()
    earliest_on: date | None = None
    notice_hours: int = 24
    priority: int = WaitingEntry.Priority.USUAL
    priority_because: str = ""


@transaction.atomic
def enter_waiting(*, patient: Patient, wish: Wish, by: User, at: datetime) -> WaitingEntry:
    """Put somebody on the list. Raises ValidationError, also where they wait for that kind of visit already."""
    require_booking(by)
    entry = WaitingEntry(patient=patient, entered_at=at, entered_by=by)
    _take_over(entry, wish, by, at)
    write(entry)
    record("waiting.entered", entry, by=by, at=at, visit_type=wish.visit_type.pk, priority=wish.priority)
    return entry


@transaction.atomic
def change_waiting(*, entry: WaitingEntry, wish: Wish, by: User, at: datetime) -> WaitingEntry:
    """Write down what suits them now. Their place in time stays what `since_on` says. Raises ValidationError."""
    require_booking(by)
    entry = locked(entry)
    _take_over(entry, wish, by, at)
    write(entry)
    record("waiting.changed", entry, by=by, at=at, visit_type=wish.visit_type.pk, priority=wish.priority)
    return entry


@transaction.atomic
def close_waiting(*, entry: WaitingEntry, because: str, by: User, at: datetime) -> WaitingEntry:
    """They wait no longer; a time on offer to them is given back. Raises ValidationError without a reason."""
    require_booking(by)
    entry = locked(entry)
    entry.offers.open().update(answer=SlotOffer.Answer.LAPSED, answered_at=at, answered_by=by)
    entry.closed_at, entry.closed_by, entry.closed_because = at, by, because
    write(entry)
    record("waiting.closed", entry, by=by, at=at, because=because)
    return entry


def require_booking(by: User) -> None:
    """Raises PermissionDenied for whoever books no visits."""
    if not by.may(Permission.BOOK_VISITS):
        raise PermissionDenied


def locked(entry: WaitingEntry) -> WaitingEntry:
    """The place as it is now, held until the transaction ends. Raises ValidationError where it has ended."""
    now = (
        WaitingEntry.objects.select_for_update(of=("self",), no_key=True)
        .select_related("patient", "visit_type")
        .get(pk=entry.pk)
    )
    if now.closed_at is not None:
        raise ValidationError(_("They are no longer on the waiting list."))
    return now


def _take_over(entry: WaitingEntry, wish: Wish, by: User, at: datetime) -> None:
    _check(wish, at)
    had = (entry.priority, entry.priority_because)
    values: dict[str, Any] = {field.name: getattr(wish, field.name) for field in fields(wish)}
    values |= {"weekdays": sorted(wish.weekdays), "parts_of_day": list(wish.parts_of_day)}
    for name, value in values.items():
        setattr(entry, name, value)
    if wish.priority == WaitingEntry.Priority.USUAL:
        entry.priority_because, entry.priority_by = "", None
    elif had != (wish.priority, wish.priority_because):
        entry.priority_by = by


def _check(wish: Wish, at: datetime) -> None:
    if wish.visit_type.is_group or wish.visit_type.is_team_meeting:
        raise ValidationError(
            {"visit_type": _("Nobody waits for this kind of visit; groups have places of their own.")}
        )
    if wish.way == WaitingEntry.Way.TELEHEALTH and not wish.visit_type.can_be_telehealth:
        raise ValidationError({"way": _("This kind of visit is not by video.")})
    if wish.since_on > localdate(at):
        raise ValidationError({"since_on": _("This day has not come yet.")})
