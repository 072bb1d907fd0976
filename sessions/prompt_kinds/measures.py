"""The prompt that measures wait for somebody: one for a person, however many there are.

It is their point of contact's, also for what a dose asks for: whoever they know best asks once for everything, and
asking needs no prescriber. A measure holds nothing up, so it goes no further than the owner and whoever stands in, and
nobody is mailed about it.
"""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User
from sessions.queries.measures_due import MEASURES, PARAMETERS
from sessions.sql import sql


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom to ask; which measures stays in the chart."""
    patients = Patient.objects.visible_to(user).filter(pk__in=keys)
    return {
        patient.pk: Subject(
            who=patient.chosen_name,
            why=gettext("A measure is due, when it suits them."),
            link=reverse("measures", args=[patient.pk]),
        )
        for patient in patients
    }


MEASURE_DUE = PromptKind(
    name="measure-due",
    label=_("A measure is due"),
    due_sql=sql("due/measure_due").format(measures=MEASURES),
    keys_sql="SELECT patient.id AS key, patient.id AS patient_id FROM patients_patient patient",
    subjects=subjects,
    parameters=PARAMETERS,
    mails=False,
    escalates=False,
)
