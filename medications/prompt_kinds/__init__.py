"""The kinds of work that medications raise; each is a SELECT over state in `medications/sql/due`."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from medications.prompt_kinds import subjects
from medications.rules.calling_after import CALL_AFTER
from medications.rules.going_down import CALLED_AFTER, DEPENDENCES
from medications.rules.thresholds import DEFAULT_THRESHOLDS
from medications.sql import sql
from practice.prompts import kinds
from practice.prompts.kinds import PromptKind

ENTRY_KEYS = "SELECT entry.id AS key, entry.patient_id FROM medications_logentry entry WHERE "
PLAN_KEYS = "SELECT plan.id AS key, plan.patient_id FROM medications_titrationplan plan"
REQUEST_KEYS = """
    SELECT request.id AS key, plan.patient_id FROM medications_cosignrequest request
    JOIN medications_review review ON review.id = request.review_id
    JOIN medications_titrationplan plan ON plan.id = review.plan_id
"""
CHANGE_KEYS = "SELECT change.id AS key, change.patient_id FROM medications_dosechange change"


ZONE = {"practice_zone": settings.TIME_ZONE}

KINDS: tuple[PromptKind, ...] = (
    PromptKind(
        name="review-due",
        label=_("A review is due"),
        due_sql=sql("due/review_due"),
        keys_sql=PLAN_KEYS,
        subjects=subjects.of_plans,
        parameters={**ZONE, "review_lead_time": settings.REVIEW_LEAD_TIME},
    ),
    PromptKind(
        name="red-flag",
        label=_("Something urgent was reported"),
        due_sql=sql("due/red_flag"),
        keys_sql=ENTRY_KEYS + "entry.effect_id IS NOT NULL",
        subjects=subjects.of_red_flags,
    ),
    PromptKind(
        name="severe-effect",
        label=_("Something urgent was reported"),
        due_sql=sql("due/severe_effect"),
        keys_sql=ENTRY_KEYS + "entry.severity = 'severe'",
        subjects=subjects.of_severe_effects,
    ),
    PromptKind(
        name="wants-to-wait",
        label=_("Somebody would like to wait"),
        due_sql=sql("due/wants_to_wait"),
        keys_sql=ENTRY_KEYS + "entry.kind = 'wait-request'",
        subjects=subjects.of_waits,
    ),
    PromptKind(
        name="cosign-asked",
        label=_("You are asked to co-sign"),
        due_sql=sql("due/cosign_asked"),
        keys_sql=REQUEST_KEYS,
        subjects=subjects.of_cosign_requests,
    ),
    PromptKind(
        name="call-patient",
        label=_("Please call before the next dose"),
        due_sql=sql("due/call_patient"),
        keys_sql=CHANGE_KEYS,
        subjects=subjects.of_changes,
        parameters=ZONE,
        outcomes={
            "reached": _("Reached, and agreed what to do"),
            "seen": _("Seen in person"),
            "not-reached": _("Not reached; the dose was put on hold"),
        },
    ),
    PromptKind(
        name="contact-after-going-down",
        label=_("Please ask how the lower dose goes"),
        due_sql=sql("due/contact_after_going_down"),
        keys_sql=CHANGE_KEYS + " WHERE change.warned_of <> '{}'",
        subjects=subjects.of_lower_doses,
        parameters={**ZONE, "contact_after": CALL_AFTER, "called_after": [code.value for code in sorted(CALLED_AFTER)]},
        outcomes={
            "reached": _("Reached; how it goes is in the log"),
            "not-needed": _("Not needed: somebody else looks after it"),
        },
    ),
    PromptKind(
        name="partner-affected",
        label=_("Please look at a dose again"),
        due_sql=sql("due/partner_affected"),
        keys_sql=PLAN_KEYS,
        subjects=subjects.of_partner_plans,
        parameters={
            "dependence_goes": [one.goes for one in DEPENDENCES],
            "dependence_stays": [one.stays for one in DEPENDENCES],
        },
        outcomes={"stays": _("Looked at; the dose stays as it is"), "agreed": _("Agreed what to do")},
    ),
    PromptKind(
        name="pair-found",
        label=_("Two medicines together need a look"),
        due_sql=sql("due/pair_found"),
        keys_sql=PLAN_KEYS,
        subjects=subjects.of_pairs,
        parameters=ZONE,
    ),
    PromptKind(
        name="measurement-due",
        label=_("Something is due while a medicine is taken"),
        due_sql=sql("due/measurement_due"),
        keys_sql=PLAN_KEYS,
        subjects=subjects.of_follow_ups,
        parameters={
            **ZONE,
            "follow_up_baseline_days": DEFAULT_THRESHOLDS.follow_up_baseline_days,
            "follow_up_early_days": DEFAULT_THRESHOLDS.follow_up_early_days,
            "follow_up_within_days": DEFAULT_THRESHOLDS.follow_up_within_days,
            "pregnancy_asked_under_age": DEFAULT_THRESHOLDS.pregnancy_asked_under_age,
        },
        # It holds nothing up, so it is nobody's but the prescriber's or whoever stands in.
        escalates=False,
    ),
    PromptKind(
        name="consent-to-ask-again",
        label=_("Please ask whether a consent still stands"),
        due_sql=sql("due/consent_to_ask_again"),
        keys_sql=PLAN_KEYS,
        subjects=subjects.of_consents,
        escalates=False,
    ),
)


def register() -> None:
    """Offer the kinds, once, when the app is ready."""
    for kind in KINDS:
        kinds.register(kind)
