"""Which measures wait to be filled in, as sql/due/measures.sql finds it: for one person, or across people."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from medications.models import TitrationPlan
from patients.measures.definitions import all_measures
from patients.measures_in_use import all_in_use
from patients.models import Assessment, Patient
from practice.staff.models import Cover, User
from practice.staff.roles import Permission
from sessions.models import MeasureSchedule, VisitType
from sessions.rules.measures_due import (
    DEFAULT_AFTER_DAYS,
    DEFAULT_BASELINE_DAYS,
    EARLY_DAYS,
    OF_STAFF,
    VISIT_DAYS,
    lead_days,
)
from sessions.sql import sql

MEASURES = sql("due/measures")

FREELY = [
    code for code, each in all_measures().items() if each.respondent != OF_STAFF and each.licence.may_be_filled_in
]
"""The measures that any practice may use; the statement itself looks which of the others this one may."""

PARAMETERS: Mapping[str, Any] = {
    "practice_zone": settings.TIME_ZONE,
    "measure_early_days": EARLY_DAYS,
    "measure_visit_days": VISIT_DAYS,
    "measure_lead_days": lead_days(settings.REVIEW_LEAD_TIME),
    "measure_after_days": DEFAULT_AFTER_DAYS,
    "measure_baseline_days": DEFAULT_BASELINE_DAYS,
    "measures_used_freely": FREELY,
}

LINES = sql("due/lines")


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a measure is due: what asks, since which day, and by which plan or schedule."""

    what: str
    due_on: date
    plan_id: int | None
    schedule_id: int | None


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """One measure that waits for one person. `times_asked` counts since it was last filled in."""

    patient_id: int
    who: str
    measure: str
    due_on: date
    reasons: tuple[Reason, ...]
    owner_id: int | None
    owner: str
    times_asked: int

    @property
    def place(self) -> str:
        """Where the row stands in the list; the next page begins after it."""
        return f"{self.due_on.isoformat()}.{self.patient_id}.{self.measure}"


@dataclass(frozen=True, kw_only=True)
class Place:
    """The end of a page."""

    due_on: date
    patient_id: int
    measure: str


def due_of_patient(patient_id: int, *, at: datetime) -> list[DueRow]:
    """What waits for one person whose chart was opened already, the longest due first."""
    return _rows("due.patient_id = %(patient)s", "TRUE", {"patient": patient_id, "size": None}, at=at)


def due_across(
    user: User,
    *,
    at: datetime,
    only_mine: bool = False,
    only_before_today: bool = False,
    after: Place | None = None,
    size: int,
) -> list[DueRow]:
    """What waits across all whose charts this person may open, the longest due first.

    Mine is what is mine to ask: as somebody's point of contact, or standing in for theirs.
    """
    asked: dict[str, Any] = {"size": size}
    whose, which = "TRUE", ["TRUE"]
    if not user.may(Permission.OPEN_EVERY_CHART):
        whose = "due.patient_id = ANY(%(patients)s)"
        asked["patients"] = list(Patient.objects.visible_to(user, at).values_list("pk", flat=True))
    if only_mine:
        away = Cover.objects.in_force(at).filter(stand_in=user).values_list("absent_id", flat=True)
        which.append("found.owner_id = ANY(%(owners)s)")
        asked["owners"] = [user.pk, *away]
    if only_before_today:
        which.append("found.due_on < %(today)s")
        asked["today"] = timezone.localdate(at)
    if after is not None:
        which.append("(found.due_on, found.patient_id, found.measure) > (%(day)s, %(after)s, %(measure)s)")
        asked |= {"day": after.due_on, "after": after.patient_id, "measure": after.measure}
    return _rows(whose, " AND ".join(which), asked, at=at)


def _rows(whose: str, which: str, asked: Mapping[str, Any], *, at: datetime) -> list[DueRow]:
    question = LINES.format(measures=MEASURES, whose=whose, which=which)
    with connection.cursor() as cursor:
        cursor.execute(question, {**PARAMETERS, **asked, "at": at})
        return [_row(*found) for found in cursor.fetchall()]


def _row(
    patient_id: int,
    who: str,
    measure: str,
    due_on: date,
    reasons: str,
    owner_id: int | None,
    owner: str | None,
    times_asked: int,
) -> DueRow:
    return DueRow(
        patient_id=patient_id,
        who=who,
        measure=measure,
        due_on=due_on,
        reasons=tuple(
            Reason(
                what=each["reason"],
                due_on=date.fromisoformat(each["on"]),
                plan_id=each["plan"],
                schedule_id=each["schedule"],
            )
            for each in json.loads(reasons)
        ),
        owner_id=owner_id,
        owner=owner or "",
        times_asked=times_asked,
    )


def may_be_asked() -> list[str]:
    """The codes of the measures that patients may be asked here: freely, or with the wording and a permission."""
    used = all_in_use().items()
    return [code for code, each in used if each.may_be_filled_in and each.measure.respondent != OF_STAFF]


def newest_filled_on(patient_id: int, measure: str, at: datetime) -> date | None:
    """The day on which a measure was last filled in, of what stands."""
    return newest_filled_days(patient_id, at).get(measure)


def newest_filled_days(patient_id: int, at: datetime) -> dict[str, date]:
    """The same of every measure, in one question."""
    filled = Assessment.objects.of_patient(patient_id).standing().filter(filled_in_at__lte=at)
    newest = filled.order_by("measure", "-filled_in_at").distinct("measure")
    return {code: timezone.localdate(moment) for code, moment in newest.values_list("measure", "filled_in_at")}


def named_by(rows: Iterable[DueRow]) -> tuple[Mapping[int, TitrationPlan], Mapping[int, MeasureSchedule]]:
    """The plans and the schedules that reasons name, by their ids, in two questions."""
    reasons = [reason for row in rows for reason in row.reasons]
    plans = TitrationPlan.objects.filter(pk__in={each.plan_id for each in reasons if each.plan_id})
    schedules = MeasureSchedule.objects.filter(pk__in={each.schedule_id for each in reasons if each.schedule_id})
    return plans.select_related("medication").in_bulk(), schedules.select_related("visit_type").in_bulk()


def visit_types_to_choose() -> list[VisitType]:
    """The kinds of visit that patients come to."""
    return list(VisitType.objects.filter(is_active=True, is_team_meeting=False))
