"""The prompts that a draft waits to be signed, and that a visit waits for its note. Both are somebody's own work."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practice.prompts.kinds import PromptKind, Subject
from practice.staff.models import User
from sessions.models import SessionNote, Visit
from sessions.presentation.notes import when_of
from sessions.presentation.times import day_and_span

WITHIN = {"note_signed_within": settings.NOTE_SIGNED_WITHIN}

# A draft begun in good time is late so long after the end of its visit; one begun long after, after it was begun.
UNSIGNED_SQL = """
    SELECT note.id AS key, note.patient_id, note.author_id AS owner_id,
           greatest(note.took_place_until, note.took_place_from, note.began_at) + %(note_signed_within)s AS due_at,
           FALSE AS urgent, '/notes/' || note.id || '/' AS link, note.began_at AS news_at
    FROM clinical_sessions_sessionnote note
    WHERE note.signed_at IS NULL AND note.set_aside_at IS NULL
        AND greatest(note.took_place_until, note.took_place_from, note.began_at) <= %(at)s - %(note_signed_within)s
"""
UNSIGNED_KEYS_SQL = "SELECT id AS key, patient_id FROM clinical_sessions_sessionnote"

# Somebody came, and nobody who was with the visit as a clinician has begun a note; the first of them is asked. A group
# goes by whoever is first on its list, here and in the keys.
MISSING_SQL = """
    SELECT visit.id AS key, first.patient_id, owner.user_id AS owner_id,
           visit.ends_at + %(note_signed_within)s AS due_at, FALSE AS urgent,
           '/notes/visits/' || visit.id || '/begin/' AS link, visit.ends_at AS news_at
    FROM clinical_sessions_booking first
    JOIN clinical_sessions_visit visit ON visit.id = first.visit_id
    JOIN clinical_sessions_visittype kind ON kind.id = visit.visit_type_id AND NOT kind.is_team_meeting
    CROSS JOIN LATERAL (
        SELECT seen_by.clinician_id AS user_id FROM clinical_sessions_visitclinician seen_by
        JOIN staff_user person ON person.id = seen_by.clinician_id AND person.is_active
        WHERE seen_by.visit_id = visit.id AND seen_by.replaced_at IS NULL ORDER BY seen_by.id LIMIT 1
    ) owner
    WHERE first.is_live AND visit.cancelled_at IS NULL
        AND visit.ends_at <= %(at)s - %(note_signed_within)s AND visit.ends_at > %(at)s - %(note_wanted_for)s
        AND NOT EXISTS (
            SELECT FROM clinical_sessions_booking other
            WHERE other.visit_id = visit.id AND other.is_live AND other.id < first.id)
        AND EXISTS (
            SELECT FROM clinical_sessions_booking came
            WHERE came.visit_id = visit.id AND came.is_live AND came.status = 'done')
        AND NOT EXISTS (
            SELECT FROM clinical_sessions_sessionnote note
            JOIN clinical_sessions_visitclinician seen_by
                ON seen_by.clinician_id = note.author_id AND seen_by.visit_id = visit.id
                    AND seen_by.replaced_at IS NULL
            WHERE note.visit_id = visit.id AND note.set_aside_at IS NULL)
"""
MISSING_KEYS_SQL = """
    SELECT booking.visit_id AS key, booking.patient_id FROM clinical_sessions_booking booking
    WHERE booking.is_live AND NOT EXISTS (
        SELECT FROM clinical_sessions_booking other
        WHERE other.visit_id = booking.visit_id AND other.is_live AND other.id < booking.id)
"""


def of_drafts(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Whom one's own draft is about, and of which day."""
    drafts = SessionNote.objects.drafts_of(user).filter(pk__in=keys).select_related("patient")
    return {
        draft.pk: Subject(
            who=draft.patient.chosen_name if draft.patient else gettext("A group"),
            why=gettext("Your note waits to be signed: %(when)s") % {"when": when_of(draft)},
            link=reverse("note", args=[draft.pk]),
        )
        for draft in drafts
    }


def of_visits(keys: Collection[int], user: User) -> Mapping[int, Subject]:
    """Who came to a visit of one's own, and when."""
    visits = Visit.objects.bookable_by(user).filter(pk__in=keys, visit_clinicians__clinician=user.pk)
    lines = visits.distinct().as_lines()
    return {
        line.visit_id: Subject(
            who=", ".join(each.chosen_name for each in line.live_bookings if each.is_seen)
            if line.capacity is None
            else gettext("A group"),
            why=gettext("This visit has no note yet: %(when)s") % {"when": day_and_span(line.starts_at, line.ends_at)},
            link=reverse("begin_note_for_visit", args=[line.visit_id]),
        )
        for line in lines
    }


NOTE_UNSIGNED = PromptKind(
    name="note-unsigned",
    label=_("A note waits to be signed"),
    due_sql=UNSIGNED_SQL,
    keys_sql=UNSIGNED_KEYS_SQL,
    subjects=of_drafts,
    parameters=WITHIN,
    # Nobody else may read a draft, so nobody else can sign it.
    escalates=False,
)
NOTE_MISSING = PromptKind(
    name="note-missing",
    label=_("A visit has no note yet"),
    due_sql=MISSING_SQL,
    keys_sql=MISSING_KEYS_SQL,
    subjects=of_visits,
    parameters={**WITHIN, "note_wanted_for": settings.NOTE_WANTED_FOR},
    escalates=False,
    outcomes={"not-needed": _("No note is needed"), "elsewhere": _("It is written elsewhere")},
)
