"""What can stand against a step up, in the order in which a clinician reads it."""

from dataclasses import dataclass
from enum import StrEnum


class BlockerCode(StrEnum):
    """Stable names of blockers; the order is the order on the page."""

    REVIEW_MISSING = "review-missing"
    REVIEW_OUTDATED = "review-outdated"
    REVIEW_NOT_PROCEED = "review-not-proceed"
    REVIEWER_NOT_PRESCRIBER = "reviewer-not-prescriber"
    PATIENT_WANTS_TO_WAIT = "patient-wants-to-wait"
    PATIENT_NOT_ASKED = "patient-not-asked"
    LOG_EMPTY = "log-empty"
    RED_FLAG_OPEN = "red-flag-open"
    PLAN_NOT_ACTIVE = "plan-not-active"
    NOT_NEXT_STEP = "not-next-step"
    SEVERE_EFFECT_OPEN = "severe-effect-open"
    HOLD_TIME_LEFT = "hold-time-left"
    DOSES_MISSED = "doses-missed"
    RESTART_NEEDED = "restart-needed"
    MONITORING_DUE = "monitoring-due"
    MONITORING_OUT_OF_RANGE = "monitoring-out-of-range"
    ABOVE_MAXIMUM = "above-maximum"
    INCREMENT_TOO_LARGE = "increment-too-large"
    WASHOUT_INCOMPLETE = "washout-incomplete"
    START_CONDITION_UNMET = "start-condition-unmet"
    CONDITION_CONTRAINDICATED = "condition-contraindicated"
    CONDITION_CAUTION = "condition-caution"
    ANOTHER_CHANGE_RECENT = "another-change-recent"
    INTERACTION_CONTRAINDICATED = "interaction-contraindicated"
    INTERACTION_UNACKNOWLEDGED = "interaction-unacknowledged"
    CONSENT_MISSING = "consent-missing"


class Override(StrEnum):
    """Who may let a step up go ahead although a blocker holds."""

    NEVER = "never"
    CO_SIGN = "co-sign"
    ACKNOWLEDGE = "acknowledge"


class Clears(StrEnum):
    """Where a blocker is cleared; pages turn it into a link."""

    REVIEW = "review"
    LOG = "log"
    PLAN = "plan"
    CONSENT = "consent"
    WAIT = "wait"
    TIME = "time"
    MEASUREMENT = "measurement"
    INTERACTION = "interaction"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One reason why the dose may not go up yet: in plain words, with what clears it."""

    code: BlockerCode
    message: str
    remedy: str
    clears: Clears
    override: Override = Override.NEVER
