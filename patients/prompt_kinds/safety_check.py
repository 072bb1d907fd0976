"""The prompt that asks a person to ask how safe somebody is, in person and when they are alone."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

# Something goes on, by the newest answer that was not taken back, and nobody has asked since. Whoever alone may read
# what it is does it; else the point of contact, else who prescribes.
DUE_SQL = """
    SELECT goes_on.patient_id AS key, goes_on.patient_id,
           (SELECT place.user_id FROM patients_careteammember place
            WHERE place.patient_id = goes_on.patient_id AND place.starts_at <= %(at)s
                AND (place.ends_at IS NULL OR place.ends_at > %(at)s)
            ORDER BY place.user_id IS NOT DISTINCT FROM (
                    SELECT chosen.person_id FROM patients_partreaders chosen
                    WHERE chosen.patient_id = goes_on.patient_id AND chosen.part = 'experiences'
                    ORDER BY chosen.id DESC LIMIT 1) DESC,
                place.is_point_of_contact DESC, place.role = 'prescriber' DESC, place.id
            LIMIT 1) AS owner_id,
           goes_on.since AS due_at, TRUE AS urgent,
           '/patients/' || goes_on.patient_id || '/safety-check/' AS link, goes_on.since AS news_at
    FROM (
        SELECT patient_id, max(recorded_at) AS since
        FROM (
            SELECT DISTINCT ON (patient_id, kind) patient_id, kind, ongoing, withdrawn_because, recorded_at
            FROM patients_experience WHERE answer <> 'not-now' AND recorded_at <= %(at)s
            ORDER BY patient_id, kind, id DESC
        ) AS newest
        WHERE ongoing = 'yes' AND withdrawn_because = ''
        GROUP BY patient_id
    ) AS goes_on
    WHERE NOT EXISTS (
        SELECT FROM patients_safetycheck checked
        WHERE checked.patient_id = goes_on.patient_id AND checked.found <> 'not-asked'
            AND checked.recorded_at >= goes_on.since AND checked.recorded_at <= %(at)s)
"""
KEYS_SQL = "SELECT patient_id AS key, patient_id FROM patients_experience WHERE ongoing = 'yes' GROUP BY patient_id"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom to speak with; what was told stays where it is shared."""
    patients = Patient.objects.visible_to(user).filter(pk__in=keys)
    return {
        patient.pk: Subject(
            who=patient.chosen_name,
            why=gettext("Please ask how safe they are, in person and when they are alone."),
            link=reverse("safety_check", args=[patient.pk]),
        )
        for patient in patients
    }


SAFETY_CHECK = PromptKind(
    name="safety-check",
    label=_("A talk with somebody is due"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
)
