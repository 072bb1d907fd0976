"""Measures for tests: filled in, planned, and asked around doses, at moments counted from the day of the plans."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from medications.models import TargetMeasure, TitrationPlan
from patients.models import Assessment, AssessmentWithdrawal, Patient
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Booking, MeasureSchedule, Visit, VisitType
from sessions.rules.measures_due import Way
from sessions.services.scheduling_measures import schedule_measure
from tests.builders import make_user
from tests.medications.builders import NOW, TODAY, ago
from tests.sessions.visit_builders import make_type


def filled_in(patient: Patient, measure: str = "pcl5", *, days_ago: float = 0, total: int | None = 30) -> Assessment:
    """A filling-in that stands; without a total something was left out."""
    return Assessment.objects.create(
        patient=patient,
        measure=measure,
        edition=1,
        answers={},
        missing=0 if total is not None else 3,
        total=None if total is None else Decimal(total),
        scores={"subscales": {}, "part_bands": {}, "band": "", "findings": [], "flags": []},
        how="asked",
        filled_in_at=ago(days=days_ago),
        recorded_by=make_user(Role.NURSE),
    )


def taken_back(assessment: Assessment) -> None:
    AssessmentWithdrawal.objects.create(
        assessment=assessment, because="Somebody else's.", recorded_by=assessment.recorded_by
    )


def asked_for(words: str = "trauma", measure: str = "pcl5", **fields: Any) -> TargetMeasure:
    """A row of the practice's table."""
    fields = {"symptoms": words, "after_days": 14, "baseline_days": 14, **fields}
    return TargetMeasure.objects.create(measure=measure, words=words.split(), **fields)


def is_for(plan: TitrationPlan, purpose: str) -> TitrationPlan:
    """What a plan is for, changed without a service: it is written when the plan is drafted."""
    TitrationPlan.objects.filter(pk=plan.pk).update(purpose=purpose)
    plan.purpose = purpose
    return plan


def planned(
    patient: Patient, by: User, *, measure: str = "pcl5", way: str = Way.ONCE, days_ago: int = 0, **fields: Any
) -> MeasureSchedule:
    """A schedule that begins some days ago, agreed on that day."""
    return schedule_measure(
        patient=patient,
        measure=measure,
        way=way,
        begins_on=TODAY - timedelta(days=days_ago),
        by=by,
        at=ago(days=max(days_ago, 0)),
        **fields,
    )


def comes_in(patient: Patient, days: int, kind: VisitType | None = None) -> Booking:
    """A visit in some days, at midday, whether we are open then or not."""
    booked = {"booked_at": ago(days=1), "booked_by": make_user(Role.FRONT_DESK)}
    starts_at = NOW + timedelta(days=days, hours=3)
    visit = Visit.objects.create(
        visit_type=kind or make_type(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        is_telehealth=True,
        **booked,
    )
    status = {"status_at": booked["booked_at"], "status_by": booked["booked_by"]}
    return Booking.objects.create(visit=visit, patient=patient, **booked, **status)
