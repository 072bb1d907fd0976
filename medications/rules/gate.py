"""The dose gate: why this dose may not go up yet. Pure; one small function for each blocker.

No dose goes up until a clinician has reviewed what the patient reported on the current dose. Going down, holding
and stopping never wait.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.consenting import ConsentLack
from medications.rules.holding import hold_time_left
from medications.rules.interacting import interaction_contraindicated, interaction_unacknowledged, washout_incomplete
from medications.rules.limits import above_maximum, increment_too_large
from medications.rules.monitoring import monitoring_due, monitoring_out_of_range
from medications.rules.proposed import ProposedStep
from medications.rules.restarting import restart_needed
from medications.rules.suitability import condition_caution, condition_contraindicated, start_condition_unmet
from medications.terms import Decision, Direction, FlagClass, PatientView, PlanStatus

ANSWER_VALID_DAYS = 14
"""An answer about how the dose feels counts for so many days."""

OTHER_CHANGE_DAYS = 7
"""Another medication started or raised less than so many days ago blurs what causes what."""


def review_missing(step: ProposedStep) -> Blocker | None:
    if step.review is not None:
        return None
    return Blocker(
        code=BlockerCode.REVIEW_MISSING,
        message=_("Nobody has reviewed the side-effect log for this step."),
        remedy=_("A prescriber of the team reads the log and signs a review."),
        clears=Clears.REVIEW,
    )


def review_outdated(step: ProposedStep) -> Blocker | None:
    if step.review is None or step.review.is_current(step.version, step.at):
        return None
    news = step.review.read_version != step.version
    return Blocker(
        code=BlockerCode.REVIEW_OUTDATED,
        message=_("Something new is known since the review.") if news else _("The review is no longer valid."),
        remedy=_("Read what is new and sign again."),
        clears=Clears.REVIEW,
    )


def review_not_proceed(step: ProposedStep) -> Blocker | None:
    if step.review is None or step.review.decision == Decision.PROCEED:
        return None
    return Blocker(
        code=BlockerCode.REVIEW_NOT_PROCEED,
        message=_("The review decided otherwise: %(decision)s.") % {"decision": Decision(step.review.decision).label},
        remedy=_("A new review decides to proceed."),
        clears=Clears.REVIEW,
    )


def reviewer_not_prescriber(step: ProposedStep) -> Blocker | None:
    """Signed, or now stepped, by somebody who may not prescribe or is not on the team."""
    if not step.actor.may_prescribe:
        message = _("Only a prescriber changes a dose.")
    elif not step.actor.on_team:
        message = _("You are not on this patient's team, nor covering for somebody who is.")
    elif step.review is None or (step.review.signer.may_prescribe and step.review.signer.on_team):
        return None
    elif not step.review.signer.may_prescribe:
        message = _("The review was signed by somebody who may not prescribe.")
    else:
        message = _("The review was signed by somebody who is not on this patient's team.")
    return Blocker(
        code=BlockerCode.REVIEWER_NOT_PRESCRIBER,
        message=message,
        remedy=_("A prescriber of the team, or their named cover, reviews and steps."),
        clears=Clears.REVIEW,
    )


def patient_wants_to_wait(step: ProposedStep) -> Blocker | None:
    if not step.wants_to_wait:
        return None
    return Blocker(
        code=BlockerCode.PATIENT_WANTS_TO_WAIT,
        message=_("The patient would like to wait."),
        remedy=_("Only the patient takes this back, in their own words."),
        clears=Clears.WAIT,
    )


def patient_not_asked(step: ProposedStep) -> Blocker | None:
    """The review has to say that the patient agrees; a wait stated there is in the log too."""
    if step.review is None or step.review.patient_view == PatientView.AGREES:
        return None
    if step.review.patient_view == PatientView.WANTS_TO_WAIT:
        message = _("In the review the patient wanted to wait.")
    else:
        message = _("The review does not say what the patient thinks.")
    return Blocker(
        code=BlockerCode.PATIENT_NOT_ASKED,
        message=message,
        remedy=_("Ask the patient, and write their view into a new review."),
        clears=Clears.REVIEW,
    )


def log_empty(step: ProposedStep) -> Blocker | None:
    """Silence is not tolerance: somebody asked on this dose, lately, and not only in its first days."""
    answer, since = step.newest_answer_on, step.in_use.since
    if answer is None:
        message = (
            _("Nobody has recorded how the patient is before the first dose.")
            if step.is_start
            else _("Nobody has asked the patient about this dose yet.")
        )
    elif (step.today - answer).days > ANSWER_VALID_DAYS:
        message = _("The newest answer is more than 14 days old.")
    elif since is not None and not step.is_return and (answer - since).days * 2 < step.in_use.hold_days:
        message = _("The newest answer is from the first days on this dose.")
    else:
        return None
    return Blocker(
        code=BlockerCode.LOG_EMPTY,
        message=message,
        remedy=_("Ask the patient and log the answer; “nothing to report” counts."),
        clears=Clears.LOG,
    )


def red_flag_open(step: ProposedStep) -> Blocker | None:
    """A stop flag blocks until it is resolved; treat flags alone block until co-signed."""
    stop_flags = [flag for flag in step.open_flags if flag.flag_class == FlagClass.STOP]
    open_flags = stop_flags or ([] if step.is_return else list(step.open_flags))
    if not open_flags:
        return None
    return Blocker(
        code=BlockerCode.RED_FLAG_OPEN,
        message=_("Red flag not resolved: %(terms)s.") % {"terms": _terms(flag.term for flag in open_flags)},
        remedy=_("A prescriber resolves it with a reason, when it has ended or is explained."),
        clears=Clears.LOG,
        override=Override.NEVER if stop_flags else Override.CO_SIGN,
    )


def plan_not_active(step: ProposedStep) -> Blocker | None:
    if step.plan_status == PlanStatus.ACTIVE or step.is_resumption:
        return None
    return Blocker(
        code=BlockerCode.PLAN_NOT_ACTIVE,
        message=_("The plan is not active: %(status)s.") % {"status": PlanStatus(step.plan_status).label},
        remedy=_("A prescriber resumes or activates the plan first."),
        clears=Clears.PLAN,
    )


def not_next_step(step: ProposedStep) -> Blocker | None:
    if step.to_position <= step.highest_allowed:
        return None
    return Blocker(
        code=BlockerCode.NOT_NEXT_STEP,
        message=_("Step %(asked)d is not next; step %(next)d is.")
        % {"asked": step.to_position, "next": step.highest_allowed},
        remedy=_("Take every step in turn."),
        clears=Clears.PLAN,
    )


def severe_effect_open(step: ProposedStep) -> Blocker | None:
    if step.is_return or not step.open_severe:
        return None
    return Blocker(
        code=BlockerCode.SEVERE_EFFECT_OPEN,
        message=_("Severe effect not resolved: %(terms)s.")
        % {"terms": _terms(effect.term for effect in step.open_severe)},
        remedy=_("A prescriber resolves it with a reason, or a second prescriber co-signs."),
        clears=Clears.LOG,
        override=Override.CO_SIGN,
    )


def doses_missed(step: ProposedStep) -> Blocker | None:
    """“Not asked” is not zero missed: without an answer there is nothing to weigh."""
    days = step.days_on_dose
    if step.is_start or step.is_return or step.missed_days is None or days <= 0:
        return None
    if days - step.missed_days >= step.adherence_floor * days:
        return None
    return Blocker(
        code=BlockerCode.DOSES_MISSED,
        message=ngettext(
            "Doses were missed on %(missed)d of %(days)d day.",
            "Doses were missed on %(missed)d of %(days)d days.",
            days,
        )
        % {"missed": step.missed_days, "days": days},
        remedy=_("Find out together what got in the way; then more days on this dose, or a co-sign."),
        clears=Clears.LOG,
        override=Override.CO_SIGN,
    )


def another_change_recent(step: ProposedStep) -> Blocker | None:
    recent = [
        change
        for change in step.other_changes
        if not change.is_acknowledged and (step.today - change.on).days < OTHER_CHANGE_DAYS
    ]
    if step.is_return or not recent:
        return None
    return Blocker(
        code=BlockerCode.ANOTHER_CHANGE_RECENT,
        message=_("Another medication was started or raised less than 7 days ago: %(names)s.")
        % {"names": _terms(change.name for change in recent)},
        remedy=_("Wait, or acknowledge it with a reason."),
        clears=Clears.TIME,
        override=Override.ACKNOWLEDGE,
    )


def consent_missing(step: ProposedStep) -> Blocker | None:
    """A return to what was taken lately waits for no words about its purpose; what was taken back holds always."""
    if step.has_consent or (step.is_return and step.consent_lack == ConsentLack.OTHER_PURPOSE):
        return None
    message = {
        ConsentLack.REVOKED: _("The patient took their consent to this treatment back."),
        ConsentLack.EXPIRED: _("The consent to this treatment has run out."),
        ConsentLack.OTHER_PURPOSE: _("The consent on file is to this medicine for another purpose."),
    }
    return Blocker(
        code=BlockerCode.CONSENT_MISSING,
        message=message.get(step.consent_lack or ConsentLack.NONE, _("There is no consent to this treatment on file.")),
        remedy=_("Explain the treatment, and record the patient's consent."),
        clears=Clears.CONSENT,
    )


def _terms(terms: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(terms))


CHECKS: tuple[Callable[[ProposedStep], Blocker | None], ...] = (
    review_missing,
    review_outdated,
    review_not_proceed,
    reviewer_not_prescriber,
    patient_wants_to_wait,
    patient_not_asked,
    log_empty,
    red_flag_open,
    plan_not_active,
    not_next_step,
    severe_effect_open,
    hold_time_left,
    doses_missed,
    restart_needed,
    monitoring_due,
    monitoring_out_of_range,
    above_maximum,
    increment_too_large,
    washout_incomplete,
    start_condition_unmet,
    condition_contraindicated,
    condition_caution,
    another_change_recent,
    interaction_contraindicated,
    interaction_unacknowledged,
    consent_missing,
)


def every_blocker(step: ProposedStep) -> list[Blocker]:
    """All that stands against this change, overridden or not. Only steps up are gated.

    A change that is not a step up still needs somebody who may prescribe.
    """
    if step.direction == Direction.UP:
        return [found for check in CHECKS if (found := check(step))]
    if step.direction == Direction.STOP or step.actor.may_prescribe:
        return []
    return [found for check in (reviewer_not_prescriber,) if (found := check(step))]


def is_overridden(blocker: Blocker, step: ProposedStep) -> bool:
    """Whether a co-sign stands against this blocker; acknowledgements are weighed by the check itself."""
    return blocker.override == Override.CO_SIGN and step.is_cosigned(blocker.code)


def blockers(step: ProposedStep) -> list[Blocker]:
    """Why this dose may not go up yet; empty means the gate is open."""
    return [found for found in every_blocker(step) if not is_overridden(found, step)]
