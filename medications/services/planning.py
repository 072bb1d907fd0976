"""Making plans: written as a draft, agreed and activated, closed when they end or when minds change."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Medication, Regimen, RegimenDose, Schedule, TitrationPlan, TitrationStep
from medications.rules import regimen as rules
from medications.rules.remembering import remembered, that_held
from medications.services.errors import Refused
from medications.services.locking import locked_plan
from medications.services.permitting import require
from medications.services.plan_facts import PlanFacts
from medications.services.prompting import refresh_prompts
from medications.terms import Direction, PlanStatus
from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """One row of a plan as it is written: a regimen and the days to hold it at least."""

    regimen: rules.Regimen
    hold_days: int


@dataclass(frozen=True, kw_only=True)
class PlanGoal:
    """What a plan is for, and how it is meant to get there.

    `indication` as the formulary names it. The target is a range of the average daily amount in mg; `judge_after_days`
    says how long a dose is taken before it is judged. `crosses` is the plan going down in a cross-taper.
    """

    purpose: str = ""
    indication: str = ""
    target_low_mg: Decimal | None = None
    target_high_mg: Decimal | None = None
    judge_after_days: int | None = None
    schedule: Schedule | None = None
    is_low_dose_start: bool = False
    crosses: TitrationPlan | None = None


NO_GOAL = PlanGoal()


def store_regimen(regimen: rules.Regimen) -> Regimen:
    """Write a regimen, whole. Raises ValidationError where an amount, interval or ceiling is not possible."""
    stored = Regimen(form=regimen.form)
    write(stored)
    for dose in regimen.doses:
        row = RegimenDose(
            regimen=stored,
            amount_mg=dose.amount_mg,
            at=dose.at,
            every_days=dose.every_days,
            offset=dose.offset,
            as_needed=dose.as_needed,
            at_most=dose.at_most,
        )
        write(row)
    return stored


def facts_of_plan(facts: PlanFacts, steps: Sequence[PlannedStep]) -> list[dict[str, Any]]:
    """What the formulary says today that holds for the person of a plan, as a plan keeps it."""
    return remembered(that_held(facts.drug, facts.person, steps, facts.today), facts.schedule)


@transaction.atomic
def draft_plan(
    *,
    patient: Patient,
    medication: Medication,
    prescriber: User,
    steps: Sequence[PlannedStep],
    by: User,
    at: datetime,
    goal: PlanGoal = NO_GOAL,
    taking: rules.Regimen = rules.NOTHING,
) -> TitrationPlan:
    """Write a plan as a draft, with the facts that hold for the person now; nothing is ordered yet.

    `taking` is the dose in use that its first step is told from: a way down begins with a step down.

    Raises NotPermitted unless `by` may prescribe, Refused where there is no step, a step has no dose, or the birth
    date is not known, ValidationError for impossible doses.
    """
    require(by, Permission.PRESCRIBE)
    if patient.birth_date is None:
        raise Refused(_("Record the birth date first: how a dose may go up depends on age."))
    if not steps or any(step.regimen.is_nothing for step in steps):
        raise Refused(_("A plan has at least one step, and every step at least one dose."))
    plan = TitrationPlan(
        patient=patient,
        medication=medication,
        prescriber=prescriber,
        created_by=by,
        created_at=at,
        **{part.name: getattr(goal, part.name) for part in fields(goal)},
    )
    plan.made_with = facts_of_plan(PlanFacts(plan=plan, at=at), steps)
    write(plan)
    before = taking
    for position, step in enumerate(steps, start=1):
        way = rules.direction(before, step.regimen, sedating=medication.is_sedating)
        row = TitrationStep(
            plan=plan,
            position=position,
            regimen=store_regimen(step.regimen),
            hold_days=step.hold_days,
            is_up=way == Direction.UP,
        )
        before = step.regimen
        write(row)
    record("plan.drafted", plan, by=by, at=at, steps=len(steps))
    return plan


@transaction.atomic
def activate_plan(*, plan: TitrationPlan, by: User, at: datetime) -> TitrationPlan:
    """Put a draft into effect; its steps are fixed from now on. Nothing is taken until the first step is made.

    Raises NotPermitted, or Refused where it is no draft or another plan of this medication is open.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(plan.pk)
    if plan.status != PlanStatus.DRAFT:
        raise Refused(_("Only a draft is activated."))
    others = TitrationPlan.objects.open().filter(patient=plan.patient_id, medication=plan.medication_id)
    if others.exists():
        raise Refused(_("There is already an open plan for this medication. Close it first."))
    plan.status, plan.activated_at, plan.activated_by = PlanStatus.ACTIVE, at, by
    plan.save(update_fields=["status", "activated_at", "activated_by"])
    record("plan.activated", plan, by=by, at=at)
    refresh_prompts(plan.patient_id, at=at)
    return plan


@transaction.atomic
def close_plan(*, plan: TitrationPlan, reason: str, by: User, at: datetime) -> TitrationPlan:
    """End a plan and keep its dose: what is taken, open effects and waits belong to the patient, not to the plan.

    Raises NotPermitted, or Refused where it is closed already or no reason is given.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(plan.pk)
    if plan.status == PlanStatus.CLOSED:
        raise Refused(_("This plan is closed already."))
    if not reason.strip():
        raise Refused(_("Say why the plan is closed."))
    close(plan, reason=reason, by=by, at=at)
    record("plan.closed", plan, by=by, at=at)
    refresh_prompts(plan.patient_id, at=at)
    return plan


def close(plan: TitrationPlan, *, reason: str, by: User, at: datetime) -> None:
    """Write the end of a plan; the caller holds the lock and has checked who asks."""
    lock_chart(plan.patient_id)
    plan.holds.filter(lifted_at=None).update(lifted_at=at, lifted_by=by, lift_reason=_("The plan was closed."))
    plan.status, plan.closed_at, plan.closed_by, plan.close_reason = PlanStatus.CLOSED, at, by, reason
    plan.save(update_fields=["status", "closed_at", "closed_by", "close_reason"])
