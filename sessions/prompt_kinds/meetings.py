"""The prompt for what somebody is to do after a team meeting."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User
from sessions.models import TeamDecision

# A decision that was moved is due when, and with whom, it was moved to last.
DUE_SQL = """
    SELECT decision.id AS key, decision.patient_id, coalesce(moved.owner_id, decision.owner_id) AS owner_id,
           (coalesce(moved.due_on, decision.due_on) + 1)::timestamp AT TIME ZONE %(practice_zone)s AS due_at,
           FALSE AS urgent, '/meetings/decisions/' || decision.id || '/' AS link,
           coalesce(moved.recorded_at, decision.decided_at) AS news_at
    FROM clinical_sessions_teamdecision decision
    LEFT JOIN LATERAL (
        SELECT outcome.owner_id, outcome.due_on, outcome.recorded_at FROM clinical_sessions_decisionoutcome outcome
        WHERE outcome.decision_id = decision.id AND outcome.what = 'moved' ORDER BY outcome.id DESC LIMIT 1
    ) moved ON TRUE
    WHERE decision.decided_at <= %(at)s
        AND NOT EXISTS (
            SELECT FROM clinical_sessions_decisionoutcome outcome
            WHERE outcome.decision_id = decision.id AND outcome.what <> 'moved')
"""
KEYS_SQL = "SELECT id AS key, patient_id FROM clinical_sessions_teamdecision"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom it is about and what was decided, for those who may open the chart."""
    decisions = TeamDecision.objects.visible_to(user).filter(pk__in=keys).select_related("patient")
    return {
        decision.pk: Subject(
            who=decision.patient.chosen_name,
            why=decision.words,
            link=reverse("team_decision", args=[decision.pk]),
        )
        for decision in decisions
    }


TEAM_DECISION = PromptKind(
    name="team-decision",
    label=_("Something was agreed in a team meeting"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    parameters={"practice_zone": settings.TIME_ZONE},
)
