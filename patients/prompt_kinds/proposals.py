"""The prompt that somebody's referral or form waits to be read."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

DUE_SQL = """
    SELECT waiting.patient_id AS key, waiting.patient_id, contact.user_id AS owner_id, min(waiting.came_at) AS due_at,
           FALSE AS urgent, '/patients/' || waiting.patient_id || '/proposals/' AS link, max(waiting.came_at) AS news_at
    FROM patients_proposedentry waiting
    LEFT JOIN patients_careteammember contact ON contact.patient_id = waiting.patient_id
        AND contact.is_point_of_contact AND contact.ends_at IS NULL
    WHERE waiting.accepted_at IS NULL AND waiting.declined_at IS NULL AND waiting.came_at <= %(at)s
    GROUP BY waiting.patient_id, contact.user_id
"""
KEYS_SQL = "SELECT DISTINCT patient_id AS key, patient_id FROM patients_proposedentry"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose referral or form; what it says stays in the chart."""
    return {
        patient.pk: Subject(
            who=patient.chosen_name,
            why=gettext("A referral or a form brought something that waits to be taken over."),
            link=reverse("proposals", args=[patient.pk]),
        )
        for patient in Patient.objects.visible_to(user).filter(pk__in=keys)
    }


PROPOSALS_WAITING = PromptKind(
    name="proposals-waiting",
    label=_("Something waits to be taken over"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    escalates=False,
)
