"""Changing the dose: the gate is asked again under the lock, and the database does not trust even that."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import DoseChange, Review, TitrationPlan, TitrationStep
from medications.rules.gate import blockers
from medications.rules.proposed import ProposedStep
from medications.services.errors import GateClosed, Refused
from medications.services.going_down import as_details, warnings_about
from medications.services.locking import expect_version, locked_plan
from medications.services.plan_facts import PlanFacts
from medications.services.prompting import refresh_prompts
from medications.services.proposing import proposed_from
from medications.terms import ChangeKind, Direction, PlanStatus
from practice.audit.recording import record
from practice.staff.models import User


@transaction.atomic
def move_to_step(
    *,
    plan: TitrationPlan,
    to: TitrationStep,
    by: User,
    at: datetime,
    first_dose_on: date | None = None,
    reason: str = "",
    read_version: int | None = None,
) -> DoseChange:
    """Order the dose of a step: up through the gate; down, sideways, carried over, or resumed.

    `first_dose_on` is the practice's day of the first new dose (default: today). `read_version` is the version
    that the page showed, if it asks to be told of news.

    Raises GateClosed with every blocker, StaleVersion, or Refused where the plan is a draft, the day does not
    fit, or the step was taken already (by somebody at the same moment, say); nothing is written then.
    """
    plan = locked_plan(plan.pk)
    if read_version is not None:
        expect_version(plan, read_version)
    facts = PlanFacts(plan=plan, at=at)
    proposed = proposed_from(facts, to=to, by=by)
    if found := blockers(proposed):
        raise GateClosed(found)
    if plan.status == PlanStatus.DRAFT:
        raise Refused(_("A draft orders nothing; activate the plan first."))
    if proposed.direction == Direction.LATERAL and to.pk == plan.current_step_id:
        raise Refused(_("This dose is ordered already."))
    review = facts.latest_review(to) if proposed.direction == Direction.UP else None
    day = first_dose_on or timezone.localdate(at)
    _check_day(day, proposed, review)
    _take_up_again(plan)
    warned_of = [warning.code.value for warning in warnings_about(facts, proposed, begins_on=day)]
    change = order(plan, to=to, review=review, by=by, at=at, first_dose_on=day, reason=reason, warned_of=warned_of)
    plan.current_step = to
    plan.save(update_fields=["status", "current_step"])
    record(f"dose.{change.direction}", change, by=by, at=at, plan=plan.pk, step=to.pk, **as_details(change))
    refresh_prompts(plan.patient_id, at=at)
    return change


def last_first_dose_day(valid_until: datetime) -> date:
    """The last day on which a dose that a review allows may first be taken: the practice's and UTC's."""
    return min(timezone.localdate(valid_until), valid_until.astimezone(UTC).date())


def _check_day(day: date, proposed: ProposedStep, review: Review | None) -> None:
    if day < proposed.today:
        raise Refused(_("The first new dose is today or later."))
    if review is not None and day > last_first_dose_day(review.valid_until):
        raise Refused(_("The first new dose comes before the review runs out."))


def _take_up_again(plan: TitrationPlan) -> None:
    """A paused plan whose dose is ordered again is active; a hold stays until it is lifted."""
    if plan.status == PlanStatus.PAUSED:
        plan.status = PlanStatus.ACTIVE
        plan.save(update_fields=["status"])


def order(
    plan: TitrationPlan,
    *,
    to: TitrationStep | None,
    by: User,
    at: datetime,
    first_dose_on: date,
    kind: ChangeKind = ChangeKind.DOSE,
    review: Review | None = None,
    reason: str = "",
    warned_of: Sequence[str] = (),
) -> DoseChange:
    """Insert one order; the database fills in and checks the rest. The caller holds the lock.

    `warned_of` are codes of `WarningCode`, each kept once.
    """
    change = DoseChange.objects.create(
        plan=plan,
        patient_id=plan.patient_id,
        medication_id=plan.medication_id,
        kind=kind,
        step=to,
        regimen_id=None if to is None else to.regimen_id,
        review=review,
        reason=reason,
        warned_of=list(dict.fromkeys(warned_of)),
        first_dose_on=first_dose_on,
        made_at=at,
        made_by=by,
    )
    change.refresh_from_db()
    return change
