"""The prompt to look at readiness before the next time, where work near the trauma was done without."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

# A signed note that says so, and nobody has looked since it was signed. Whoever wrote the newest one does it, within
# a week, so that it is done before they meet again.
DUE_SQL = """
    SELECT DISTINCT ON (note.patient_id) note.patient_id AS key, note.patient_id, note.author_id AS owner_id,
           note.signed_at + interval '7 days' AS due_at, FALSE AS urgent,
           '/readiness/patients/' || note.patient_id || '/' AS link, note.signed_at AS news_at
    FROM clinical_sessions_sessionnote note
    JOIN clinical_sessions_noteframe frame ON frame.note_id = note.id
    WHERE frame.without_readiness <> '' AND note.patient_id IS NOT NULL AND note.signed_at <= %(at)s
        AND NOT EXISTS (
            SELECT FROM clinical_sessions_readiness looked
            WHERE looked.patient_id = note.patient_id AND looked.looked_at > note.signed_at
                AND looked.looked_at <= %(at)s)
    ORDER BY note.patient_id, note.signed_at DESC, note.id DESC
"""
KEYS_SQL = """
    SELECT note.patient_id AS key, note.patient_id
    FROM clinical_sessions_sessionnote note
    JOIN clinical_sessions_noteframe frame ON frame.note_id = note.id
    WHERE frame.without_readiness <> '' AND note.patient_id IS NOT NULL
    GROUP BY note.patient_id
"""


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom to look at it with."""
    patients = Patient.objects.visible_to(user).filter(pk__in=keys)
    return {
        patient.pk: Subject(
            who=patient.chosen_name,
            why=gettext("Please look at readiness together before you go on."),
            link=reverse("readiness", args=[patient.pk]),
        )
        for patient in patients
    }


READINESS_TO_LOOK_AT = PromptKind(
    name="readiness",
    label=_("Readiness is to be looked at"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    escalates=False,
)
