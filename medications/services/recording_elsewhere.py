"""What is found rather than ordered: doses in use, other medications, missed days. Recorded, never gated."""

from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from medications.models import DoseChange, Medication, MissedDoses, ObservedDose, OtherMedication, TitrationPlan
from medications.rules import regimen as rules
from medications.services.errors import Refused
from medications.services.holding import put_on_hold
from medications.services.locking import locked_plan
from medications.services.orders import order_regimen
from medications.services.permitting import require
from medications.services.planning import store_regimen
from medications.services.prompting import refresh_prompts
from medications.terms import PlanStatus, Source
from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


@transaction.atomic
def record_observed_dose(
    *,
    patient: Patient,
    medication: Medication,
    regimen: rules.Regimen,
    source: str,
    observed_at: datetime,
    by: User,
    at: datetime,
    taken_since: date | None = None,
) -> ObservedDose:
    """Record a dose found in use. Where it differs from our order, the active plan goes on hold.

    Raises NotPermitted, Refused for an empty regimen, ValidationError for impossible doses.
    """
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    if regimen.is_nothing:
        raise Refused(_("Say which dose is taken. If nothing is taken, pause or stop the plan."))
    observed = ObservedDose(
        patient=patient,
        medication=medication,
        regimen=store_regimen(regimen),
        source=source,
        taken_since=taken_since,
        observed_at=observed_at,
        observed_by=by,
    )
    write(observed)
    record("dose.observed", observed, by=by, at=at)
    _hold_where_it_differs(observed, regimen, by=by, at=at)
    refresh_prompts(patient.pk, at=at)
    return observed


def _hold_where_it_differs(observed: ObservedDose, regimen: rules.Regimen, *, by: User, at: datetime) -> None:
    ours = DoseChange.objects.of(observed.patient_id, observed.medication_id).with_doses().first()
    if ours is None or rules.same(order_regimen(ours), regimen):
        return
    plans = TitrationPlan.objects.filter(
        patient=observed.patient_id, medication=observed.medication_id, status=PlanStatus.ACTIVE
    )
    for plan in plans:
        put_on_hold(plan, reason=_("The dose in use differs from our order."), by=by, at=at)


@transaction.atomic
def record_other_medication(
    *,
    patient: Patient,
    name: str,
    by: User,
    at: datetime,
    medication: Medication | None = None,
    dose: str = "",
    started_on: date | None = None,
    changed_on: date | None = None,
    stopped_on: date | None = None,
    is_brief: bool = False,
) -> OtherMedication:
    """Record a medication from elsewhere. Raises NotPermitted, or ValidationError where days do not fit."""
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    other = OtherMedication(
        patient=patient,
        name=name,
        medication=medication,
        dose=dose,
        started_on=started_on,
        changed_on=changed_on,
        stopped_on=stopped_on,
        is_brief=is_brief,
        recorded_by=by,
    )
    write(other)
    record("other-medication.recorded", other, by=by, at=at)
    refresh_prompts(patient.pk, at=at)
    return other


@transaction.atomic
def change_other_medication(
    *,
    other: OtherMedication,
    by: User,
    at: datetime,
    dose: str | None = None,
    changed_on: date | None = None,
    stopped_on: date | None = None,
) -> OtherMedication:
    """Record that a medication from elsewhere was raised or stopped; the history keeps what was there."""
    require(by, Permission.LOG_EFFECTS)
    lock_chart(other.patient_id)
    other.dose = other.dose if dose is None else dose
    other.changed_on = changed_on or other.changed_on
    other.stopped_on = stopped_on or other.stopped_on
    other.recorded_by, other.recorded_at = by, at
    other.full_clean()
    other.recorded_at = Now()
    other.save()
    other.refresh_from_db()
    record("other-medication.changed", other, by=by, at=at)
    refresh_prompts(other.patient_id, at=at)
    return other


@transaction.atomic
def record_missed_doses(
    *,
    plan: TitrationPlan,
    missed_days: int,
    missed_in_a_row: int,
    source: Source,
    asked_at: datetime,
    by: User,
    at: datetime,
) -> MissedDoses:
    """Record how many days were missed on the dose in use, as asked. Zero is an answer; not asking is none."""
    require(by, Permission.LOG_EFFECTS)
    plan = locked_plan(plan.pk)
    missed = MissedDoses(
        patient_id=plan.patient_id,
        medication_id=plan.medication_id,
        missed_days=missed_days,
        missed_in_a_row=missed_in_a_row,
        source=source,
        asked_at=asked_at,
        asked_by=by,
    )
    write(missed)
    record("missed-doses.recorded", missed, by=by, at=at)
    refresh_prompts(plan.patient_id, at=at)
    return missed
