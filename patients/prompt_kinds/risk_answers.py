"""The prompt that calls a person at once because of what somebody answered; it closes when somebody has looked."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Assessment
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

# To whom they turn, else to who prescribes; without a team it goes to the clinical leads.
DUE_SQL = """
    SELECT answered.id AS key, answered.patient_id,
           (SELECT place.user_id FROM patients_careteammember place
            WHERE place.patient_id = answered.patient_id AND place.starts_at <= %(at)s
                AND (place.ends_at IS NULL OR place.ends_at > %(at)s)
                AND (place.is_point_of_contact OR place.role = 'prescriber')
            ORDER BY place.is_point_of_contact DESC, place.starts_at, place.id LIMIT 1) AS owner_id,
           answered.recorded_at AS due_at, TRUE AS urgent,
           '/patients/assessments/' || answered.id || '/risk/' AS link, answered.recorded_at AS news_at
    FROM patients_assessment answered
    WHERE answered.risk > 0
        AND NOT EXISTS (SELECT FROM patients_risklook look WHERE look.assessment_id = answered.id)
        AND NOT EXISTS (SELECT FROM patients_assessmentwithdrawal taken WHERE taken.assessment_id = answered.id)
"""
KEYS_SQL = "SELECT id AS key, patient_id FROM patients_assessment WHERE risk > 0"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom to talk with; what was answered stays in the chart."""
    return {
        assessment.pk: Subject(
            who=assessment.patient.chosen_name,
            why=gettext("Please look at an answer that they gave, and talk with them."),
            link=reverse("risk_answer", args=[assessment.pk]),
        )
        for assessment in Assessment.objects.visible_to(user).filter(pk__in=keys).select_related("patient")
    }


RISK_ANSWER = PromptKind(
    name="risk-answer",
    label=_("An answer needs a person now"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
)
