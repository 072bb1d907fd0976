"""The kinds of work that medications raise; each is a SELECT over state in `medications/sql/due`."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from medications.prompt_kinds import subjects
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


def register() -> None:
    """Offer the kinds, once, when the app is ready."""
    zone = {"practice_zone": settings.TIME_ZONE}
    for kind in (
        PromptKind(
            name="review-due",
            label=_("A review is due"),
            due_sql=sql("due/review_due"),
            keys_sql=PLAN_KEYS,
            subjects=subjects.of_plans,
            parameters={**zone, "review_lead_time": settings.REVIEW_LEAD_TIME},
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
            parameters=zone,
            outcomes={
                "reached": _("Reached, and agreed what to do"),
                "seen": _("Seen in person"),
                "not-reached": _("Not reached; the dose was put on hold"),
            },
        ),
    ):
        kinds.register(kind)
