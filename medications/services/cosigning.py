"""A second prescriber's signature, and acknowledgements: what may stand against a blocker."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Acknowledgement, CoSign, CoSignRequest, Review, TitrationPlan
from medications.rules.blockers import BlockerCode, Override
from medications.rules.gate import every_blocker
from medications.services.errors import NotPermitted, Refused
from medications.services.locking import locked_plan
from medications.services.permitting import require
from medications.services.prompting import refresh_prompts
from medications.services.proposing import proposed_step
from patients.models import AccessGrant
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission

REQUEST_OPEN_FOR = timedelta(hours=24)
"""How long the chart stays open to somebody who was asked to co-sign."""

ACKNOWLEDGEABLE = frozenset({BlockerCode.ANOTHER_CHANGE_RECENT, BlockerCode.INTERACTION_UNACKNOWLEDGED})


def cosignable(plan: TitrationPlan, review: Review, *, by: User, at: datetime) -> list[str]:
    """Codes of the blockers of this review's step that a co-sign may stand against, now."""
    if review.to_step is None:
        return []
    proposed = proposed_step(plan=plan, to=review.to_step, by=by, at=at)
    return [b.code.value for b in every_blocker(proposed) if b.override == Override.CO_SIGN]


@transaction.atomic
def ask_for_cosign(
    *, review: Review, codes: Sequence[str], reason: str, asked_of: User, by: User, at: datetime
) -> CoSignRequest:
    """Ask a second prescriber; raises a prompt and opens the evidence to them for a day.

    Raises NotPermitted unless both may prescribe, Refused where the reason is missing, where the review is no longer
    current, where a blocker cannot be co-signed, or where the person asked signed the review.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(review.plan_id)
    if not asked_of.may(Permission.PRESCRIBE):
        raise Refused(_("Only a prescriber co-signs."))
    if asked_of.pk in {review.signed_by_id, by.pk}:
        raise Refused(_("Somebody else co-signs: neither who reviewed nor who asks."))
    _check_reason(reason)
    _check_current(plan, review, at)
    _check_codes(plan, review, codes, by=by, at=at)
    request = CoSignRequest(
        review=review, codes=list(codes), reason=reason, asked_of=asked_of, asked_at=at, asked_by=by
    )
    write(request)
    AccessGrant.objects.create(
        patient_id=plan.patient_id,
        user=asked_of,
        kind=AccessGrant.Kind.CO_SIGN,
        reason=reason,
        granted_at=at,
        granted_by=by,
        expires_at=at + REQUEST_OPEN_FOR,
    )
    record("cosign.asked", request, by=by, at=at, patient_id=plan.patient_id, review=review.pk, asked_of=asked_of.pk)
    refresh_prompts(plan.patient_id, at=at)
    return request


@transaction.atomic
def co_sign(*, review: Review, codes: Sequence[str], reason: str, by: User, at: datetime) -> CoSign:
    """Sign under blockers of a review, in one's own sign-in; append-only and valid while the review is current.

    Raises NotPermitted unless `by` is a second prescriber, Refused where the review is no longer current, where a
    blocker cannot be co-signed, or where the reason is missing.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(review.plan_id)
    if by.pk == review.signed_by_id:
        raise NotPermitted(_("A second prescriber co-signs, not the one who reviewed."))
    _check_reason(reason)
    _check_current(plan, review, at)
    _check_codes(plan, review, codes, by=by, at=at)
    signed = CoSign(review=review, codes=list(codes), reason=reason, signed_at=at, signed_by=by)
    write(signed)
    record("cosign.signed", signed, by=by, at=at, patient_id=plan.patient_id, review=review.pk)
    refresh_prompts(plan.patient_id, at=at)
    return signed


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why the step may go up all the same."))


def _check_current(plan: TitrationPlan, review: Review, at: datetime) -> None:
    if review.read_version != plan.version or at >= review.valid_until:
        raise Refused(_("The review is no longer current; it has to be signed again first."))


def _check_codes(plan: TitrationPlan, review: Review, codes: Sequence[str], *, by: User, at: datetime) -> None:
    if not codes or set(codes) - set(cosignable(plan, review, by=by, at=at)):
        raise Refused(_("This cannot be co-signed."))


@transaction.atomic
def acknowledge(
    *, plan: TitrationPlan, code: str, reason: str, by: User, at: datetime, partner: str = ""
) -> Acknowledgement:
    """Acknowledge a blocker that allows it, with a reason; it holds until something changes.

    An interaction is acknowledged for one `partner` (the code of the other medicine or substance), and the reason is
    the plan for taking the two together.

    Raises NotPermitted unless `by` may prescribe, Refused for any other blocker or without a reason.
    """
    require(by, Permission.PRESCRIBE)
    plan = locked_plan(plan.pk)
    if code not in ACKNOWLEDGEABLE:
        raise Refused(_("This cannot be acknowledged."))
    if not reason.strip():
        raise Refused(_("Say why the step is right all the same."))
    made = Acknowledgement(plan=plan, code=code, partner=partner, reason=reason, acknowledged_at=at, acknowledged_by=by)
    write(made)
    record("blocker.acknowledged", made, by=by, at=at, patient_id=plan.patient_id, plan=plan.pk, code=code)
    refresh_prompts(plan.patient_id, at=at)
    return made
