"""The prompt that a note waits for the supervisor of whoever wrote it."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User
from sessions.models import SessionNote

COSIGN_WITHIN = timedelta(days=7)

# Whoever is the supervisor now, else whoever was when it was signed; with neither account in use the clinical leads.
DUE_SQL = """
    SELECT note.id AS key, note.patient_id, owner.supervisor_id AS owner_id,
           note.signed_at + %(cosign_within)s AS due_at, FALSE AS urgent,
           '/notes/' || note.id || '/' AS link, note.signed_at AS news_at
    FROM clinical_sessions_sessionnote note
    LEFT JOIN LATERAL (
        SELECT supervision.supervisor_id FROM clinical_sessions_supervision supervision
        JOIN staff_user supervisor ON supervisor.id = supervision.supervisor_id AND supervisor.is_active
        WHERE supervision.supervisee_id = note.author_id
            AND (tstzrange(supervision.starts_at, supervision.ends_at) @> %(at)s::timestamptz
                OR tstzrange(supervision.starts_at, supervision.ends_at) @> note.signed_at)
        ORDER BY supervision.starts_at DESC, supervision.id LIMIT 1
    ) owner ON TRUE
    WHERE note.signed_at <= %(at)s
        AND EXISTS (
            SELECT FROM clinical_sessions_supervision supervised
            WHERE supervised.supervisee_id = note.author_id
                AND tstzrange(supervised.starts_at, supervised.ends_at) @> note.signed_at)
        AND NOT EXISTS (SELECT FROM clinical_sessions_notecosignature done WHERE done.note_id = note.id)
"""
KEYS_SQL = "SELECT id AS key, patient_id FROM clinical_sessions_sessionnote WHERE signed_at IS NOT NULL"


def subjects(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whose note it is about, and who wrote it; what it says stays in the note."""
    notes = SessionNote.objects.visible_to(user).filter(pk__in=keys).select_related("patient", "author")
    return {
        note.pk: Subject(
            who=note.patient.chosen_name if note.patient else gettext("A group"),
            why=gettext("%(who)s signed a note. Please read it, and sign it too.") % {"who": note.author.display_name},
            link=reverse("note", args=[note.pk]),
        )
        for note in notes
    }


NOTE_COSIGN = PromptKind(
    name="note-cosign",
    label=_("A note waits for your co-signature"),
    due_sql=DUE_SQL,
    keys_sql=KEYS_SQL,
    subjects=subjects,
    parameters={"cosign_within": COSIGN_WITHIN},
)
