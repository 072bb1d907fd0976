"""The prompt for a consent that is about to run out, or has: ask anew, or say that it is no longer needed."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Consent
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

LEAD_TIME = timedelta(days=30)

# A newer consent of the same kind and to the same people, which counts for longer, is the answer.
DUE_SQL = """
    SELECT consent.id AS key, consent.patient_id, owner.user_id AS owner_id,
           (consent.expires_on + 1)::timestamp AT TIME ZONE %(practice_zone)s AS due_at, FALSE AS urgent,
           '/patients/' || consent.patient_id || '/consents/' AS link, consent.given_at AS news_at
    FROM patients_consent consent
    LEFT JOIN LATERAL (
        SELECT member.user_id FROM patients_careteammember member
        WHERE member.patient_id = consent.patient_id AND (member.is_point_of_contact OR member.role = 'prescriber')
            AND member.starts_at <= %(at)s AND (member.ends_at IS NULL OR member.ends_at > %(at)s)
        ORDER BY member.is_point_of_contact DESC, member.starts_at, member.id LIMIT 1
    ) owner ON TRUE
    WHERE consent.revoked_at IS NULL AND consent.given_at <= %(at)s
        AND consent.expires_on <= ((%(at)s + %(consent_lead_time)s) AT TIME ZONE %(practice_zone)s)::date
        AND NOT EXISTS (
            SELECT FROM patients_consent newer
            WHERE newer.patient_id = consent.patient_id AND newer.kind = consent.kind
                AND newer.recipient = consent.recipient AND newer.id > consent.id AND newer.revoked_at IS NULL
                AND (newer.expires_on IS NULL OR newer.expires_on > consent.expires_on))
"""
KEYS_SQL = "SELECT id AS key, patient_id FROM patients_consent WHERE expires_on IS NOT NULL"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose consent, to what, and its last day."""
    consents = Consent.objects.visible_to(user).filter(pk__in=keys).select_related("patient")
    return {
        consent.pk: Subject(
            who=consent.patient.chosen_name,
            why=gettext("%(kind)s: the consent counts until %(day)s")
            % {"kind": capfirst(consent.get_kind_display()), "day": date_format(consent.expires_on, "j F")},
            link=reverse("consents", args=[consent.patient_id]),
        )
        for consent in consents
    }


CONSENT_EXPIRING = PromptKind(
    name="consent-expiring",
    label=_("A consent runs out"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    parameters={"practice_zone": settings.TIME_ZONE, "consent_lead_time": LEAD_TIME},
    # Nothing is harmed if it runs out: what needs it is refused by then.
    escalates=False,
    outcomes={"not-needed": _("It is no longer needed"), "declined": _("They would rather not")},
)
