"""What the chart shows of session notes: the way to them, and the newest three."""

from collections.abc import Mapping
from typing import Any

from patients.models import Patient
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import SessionNote
from sessions.presentation.finding_notes import note_row
from sessions.queries.finding_notes import as_facts

SHOWN = 3


def way_to_notes(user: User, patient_id: int | None) -> Mapping[str, Any]:
    return {"patient_id": patient_id}


def newest_notes(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The last three that this person may read, and where one is begun; not on a merged chart."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    notes = SessionNote.objects.visible_to(user).of_patient(patient.pk).filter(set_aside_at=None)
    return {
        "patient_id": patient.pk,
        "rows": [note_row(each, names_them=False) for each in as_facts(notes.latest_first()[:SHOWN])],
        "may_begin": patient.merged_into_id is None and user.may(Permission.WRITE_NOTES),
    }


NOTES_NAVIGATION = Panel(
    page="chart-navigation",
    name="notes-navigation",
    permission=Permission.WRITE_NOTES,
    template="sessions/notes_navigation.html",
    context=way_to_notes,
    order=4,
)
NEWEST_NOTES = Panel(
    page="chart-beside",
    name="notes",
    permission=Permission.WRITE_NOTES,
    template="sessions/notes_panel.html",
    context=newest_notes,
    order=30,
)
