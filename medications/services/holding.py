"""Holding, pausing, stopping: never made to wait. Any clinical role may; only a prescriber lifts or resumes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import DoseChange, Hold, TitrationPlan
from medications.services.errors import Refused
from medications.services.going_down import as_details, warnings_before
from medications.services.locking import locked_plan
from medications.services.orders import is_taken_by, orders_of
from medications.services.permitting import require
from medications.services.plan_facts import PlanFacts
from medications.services.planning import close
from medications.services.prompting import refresh_prompts
from medications.services.stepping import order
from medications.terms import ChangeKind, PlanStatus
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission


def _plan_with_reason(plan: TitrationPlan, by: User, reason: str) -> TitrationPlan:
    require(by, Permission.HOLD_DOSES)
    if not reason.strip():
        raise Refused(_("Give a reason, so that the next person understands."))
    return locked_plan(plan.pk)


def _open_plan(plan: TitrationPlan, by: User, reason: str) -> TitrationPlan:
    plan = _plan_with_reason(plan, by, reason)
    if plan.status in {PlanStatus.DRAFT, PlanStatus.CLOSED}:
        raise Refused(_("This plan is not in use."))
    return plan


@transaction.atomic
def hold_plan(*, plan: TitrationPlan, reason: str, by: User, at: datetime) -> Hold:
    """Keep this dose and do not go on until the hold is lifted. Raises NotPermitted or Refused."""
    plan = _open_plan(plan, by, reason)
    if plan.status != PlanStatus.ACTIVE:
        raise Refused(_("Only an active plan is put on hold."))
    return put_on_hold(plan, reason=reason, by=by, at=at)


def put_on_hold(plan: TitrationPlan, *, reason: str, by: User, at: datetime) -> Hold:
    """Write a hold on an active plan; the caller holds the lock and has checked who asks."""
    held = Hold.objects.create(plan=plan, reason=reason, held_at=at, held_by=by)
    plan.status = PlanStatus.ON_HOLD
    plan.save(update_fields=["status"])
    record("plan.held", plan, by=by, at=at)
    refresh_prompts(plan.patient_id, at=at)
    return held


@transaction.atomic
def lift_hold(*, plan: TitrationPlan, reason: str, by: User, at: datetime) -> Hold:
    """Let a held plan go on; the gate still stands before its next step. Raises NotPermitted or Refused."""
    require(by, Permission.PRESCRIBE)
    plan = _open_plan(plan, by, reason)
    held = plan.holds.filter(lifted_at=None).first()
    if held is None:
        raise Refused(_("This plan is not on hold."))
    held.lifted_at, held.lifted_by, held.lift_reason = at, by, reason
    held.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    plan.status = PlanStatus.ACTIVE
    plan.save(update_fields=["status"])
    record("plan.hold-lifted", plan, by=by, at=at)
    refresh_prompts(plan.patient_id, at=at)
    return held


@transaction.atomic
def pause_plan(*, plan: TitrationPlan, reason: str, by: User, at: datetime) -> DoseChange:
    """Record that the patient takes nothing for now, whoever decided it. Resuming is a step up from nothing.

    Raises NotPermitted, or Refused where nothing is being taken.
    """
    plan = _open_plan(plan, by, reason)
    if plan.status == PlanStatus.PAUSED:
        raise Refused(_("This plan is paused already."))
    plan.holds.filter(lifted_at=None).update(lifted_at=at, lifted_by=by, lift_reason=_("The plan was paused."))
    change = _order_nothing(plan, kind=ChangeKind.PAUSE, reason=reason, by=by, at=at)
    plan.status = PlanStatus.PAUSED
    plan.save(update_fields=["status"])
    record("dose.paused", change, by=by, at=at, plan=plan.pk, **as_details(change))
    refresh_prompts(plan.patient_id, at=at)
    return change


@transaction.atomic
def stop_plan(*, plan: TitrationPlan, reason: str, by: User, at: datetime) -> DoseChange:
    """Record that the patient stopped or was told to stop, and close the plan.

    A plan that was closed while its dose was kept can still be stopped. Raises NotPermitted or Refused.
    """
    plan = _plan_with_reason(plan, by, reason)
    if plan.status == PlanStatus.DRAFT or (plan.status == PlanStatus.CLOSED and not is_taken_by(plan, orders_of(plan))):
        raise Refused(_("This plan is not in use."))
    change = _order_nothing(plan, kind=ChangeKind.STOP, reason=reason, by=by, at=at)
    if plan.status != PlanStatus.CLOSED:
        close(plan, reason=reason, by=by, at=at)
    record("dose.stopped", change, by=by, at=at, plan=plan.pk, **as_details(change))
    refresh_prompts(plan.patient_id, at=at)
    return change


def _order_nothing(plan: TitrationPlan, *, kind: ChangeKind, reason: str, by: User, at: datetime) -> DoseChange:
    """From today on nothing is taken; what there was to think of is kept with it."""
    found = warnings_before(PlanFacts(plan=plan, at=at), to=None, by=by)
    return order(
        plan,
        to=None,
        kind=kind,
        by=by,
        at=at,
        first_dose_on=timezone.localdate(at),
        reason=reason,
        warned_of=[warning.code.value for warning in found],
    )
