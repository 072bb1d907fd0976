"""The prompt that tells the clinical leads of each broken glass until one of them has looked."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import AccessGrant, Patient
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

DUE_SQL = """
    SELECT id AS key, patient_id, NULL::bigint AS owner_id, granted_at AS due_at, FALSE AS urgent,
           '/patients/' || patient_id || '/' AS link, granted_at AS news_at
    FROM patients_accessgrant
    WHERE kind = 'break-the-glass' AND granted_at <= %(at)s
"""
KEYS_SQL = "SELECT id AS key, patient_id FROM patients_accessgrant WHERE kind = 'break-the-glass'"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose chart was opened and by whom; the reason stays in the chart."""
    grants = AccessGrant.objects.filter(pk__in=keys, patient__in=Patient.objects.visible_to(user))
    return {
        grant.pk: Subject(
            who=grant.patient.chosen_name,
            why=gettext("%(who)s opened this chart without being on the team.") % {"who": grant.user.display_name},
            link=reverse("chart", args=[grant.patient_id]),
        )
        for grant in grants.select_related("patient", "user")
    }


GLASS_BROKEN = PromptKind(
    name="glass-broken",
    label=_("A chart was opened in need"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    escalates=False,
    outcomes={"in-order": _("It was in order"), "spoken": _("We spoke about it")},
)
