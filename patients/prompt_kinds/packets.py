"""The prompts that somebody's forms came in, and that their link closed itself after wrong words."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import Packet, PrivateLink
from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User

READ_WITHIN = timedelta(days=2)
# Of a team, whoever the person calls; else whoever is on it longest; without a team it goes to the clinical leads.
# What is shared with prescriber and therapist alone goes to one of those.
OWNER = """
    (SELECT member.user_id FROM patients_careteammember member
     WHERE member.patient_id = waiting.patient_id AND member.starts_at <= %(at)s
       AND (member.ends_at IS NULL OR member.ends_at > %(at)s)
     ORDER BY waiting.is_confided AND member.role IN ('prescriber', 'therapist') DESC,
              member.is_point_of_contact DESC, member.starts_at, member.id LIMIT 1) AS owner_id
"""
WAITING_SQL = f"""
    SELECT waiting.key, waiting.patient_id, {OWNER}, waiting.first_at + %(forms_read_within)s AS due_at,
           FALSE AS urgent, '/patients/' || waiting.patient_id || '/packet/answers/' AS link, waiting.news_at
    FROM (
        SELECT packet.id AS key, packet.patient_id, min(sending.submitted_at) AS first_at,
               max(sending.submitted_at) AS news_at,
               bool_and(section.is_off_private_link AND NOT question.is_asked_first) AS is_confided
        FROM patients_packet packet
        JOIN patients_packetsubmission sending ON sending.packet_id = packet.id
        JOIN patients_packetanswer answer ON answer.submission_id = sending.id AND answer.kind = 'said'
        JOIN patients_packetquestion question ON question.id = answer.question_id
        JOIN patients_sectionversion version ON version.id = question.version_id
        JOIN patients_packetsection section ON section.id = version.section_id
        LEFT JOIN patients_answerreading reading ON reading.answer_id = answer.id
        WHERE reading.id IS NULL AND sending.submitted_at <= %(at)s
        GROUP BY packet.id, packet.patient_id
    ) AS waiting
"""  # noqa: S608  # two constants of this file
LINK_SQL = f"""
    SELECT waiting.key, waiting.patient_id, {OWNER}, waiting.revoked_at AS due_at, FALSE AS urgent,
           '/patients/' || waiting.patient_id || '/packet/link/' AS link, waiting.revoked_at AS news_at
    FROM (
        SELECT link.id AS key, packet.patient_id, link.revoked_at, FALSE AS is_confided
        FROM patients_privatelink link
        JOIN patients_packet packet ON packet.id = link.packet_id
        WHERE link.revoked_why = 'wrong-words' AND link.revoked_at <= %(at)s AND packet.closed_at IS NULL
          AND NOT EXISTS (
              SELECT FROM patients_privatelink newer WHERE newer.packet_id = link.packet_id AND newer.id > link.id
          )
    ) AS waiting
"""  # noqa: S608  # two constants of this file
LINK_KEYS_SQL = """
    SELECT link.id AS key, packet.patient_id
    FROM patients_privatelink link JOIN patients_packet packet ON packet.id = link.packet_id
"""


def of_packets(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose forms; what they say stays in the chart."""
    return {
        packet.pk: Subject(
            who=packet.patient.chosen_name,
            why=gettext("They sent their forms. Please read them before you meet."),
            link=reverse("packet_answers", args=[packet.patient_id]),
        )
        for packet in Packet.objects.visible_to(user).filter(pk__in=keys).select_related("patient")
    }


def of_links(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose link closed itself."""
    return {
        link.pk: Subject(
            who=link.packet.patient.chosen_name,
            why=gettext("Their private link closed itself after too many wrong words. Please talk with them."),
            link=reverse("packet_link", args=[link.packet.patient_id]),
        )
        for link in PrivateLink.objects.visible_to(user).filter(pk__in=keys).select_related("packet__patient")
    }


FORMS_WAITING = PromptKind(
    name="forms-waiting",
    label=_("Forms wait to be read"),
    due_sql=WAITING_SQL,
    keys_sql="SELECT packet.id AS key, packet.patient_id FROM patients_packet packet",
    subjects=of_packets,
    parameters={"forms_read_within": READ_WITHIN},
)
LINK_CLOSED_ITSELF = PromptKind(
    name="private-link-closed",
    label=_("A private link closed itself"),
    due_sql=LINK_SQL,
    keys_sql=LINK_KEYS_SQL,
    subjects=of_links,
    escalates=False,
    outcomes={"spoken": _("Spoken with them"), "theirs": _("They had forgotten the word")},
)
