"""What this floor offers to pages and to the work queue."""

from patients.merging_objections import register as offer_objection
from practice.panels import register as offer_panel
from sessions import panels
from sessions.merging import visits_in_the_way, waiting_in_the_way


def register() -> None:
    """Called once, when the app is ready."""
    offer_panel(panels.VISITS)
    offer_panel(panels.VISITS_TO_ARRANGE)
    offer_objection("waiting", waiting_in_the_way)
    offer_objection("visits", visits_in_the_way)
