"""What this floor offers to pages and to the work queue."""

from patients.merging_objections import register as offer_objection
from practice.panels import register as offer_panel
from sessions import (
    panels,
    panels_measures,
    panels_meetings,
    panels_notes,
    panels_readiness,
    panels_timeline,
    prompt_kinds,
)
from sessions.merging import drafts_in_the_way, schedules_in_the_way, visits_in_the_way, waiting_in_the_way
from sessions.note_parts import register as offer_part
from sessions.parts.family import FAMILY
from sessions.parts.frame import FRAME
from sessions.parts.header import HEADER
from sessions.parts.lines import LINES
from sessions.parts.sections import SECTIONS


def register() -> None:
    """Called once, when the app is ready."""
    offer_part(HEADER)
    offer_part(SECTIONS)
    offer_part(FAMILY)
    offer_part(LINES)
    offer_part(FRAME)
    offer_panel(panels.VISITS)
    offer_panel(panels.VISITS_TO_ARRANGE)
    offer_panel(panels_timeline.TIMELINE_NAVIGATION)
    offer_panel(panels_measures.MEASURES_DUE)
    offer_panel(panels_meetings.DECISIONS)
    offer_panel(panels_notes.NOTES_NAVIGATION)
    offer_panel(panels_notes.NEWEST_NOTES)
    offer_panel(panels_readiness.READINESS)
    offer_objection("waiting", waiting_in_the_way)
    offer_objection("visits", visits_in_the_way)
    offer_objection("drafts", drafts_in_the_way)
    offer_objection("measure-schedules", schedules_in_the_way)
    prompt_kinds.register()
