"""What this floor offers to pages and to the work queue."""

from patients import panels, prompt_kinds, specimens
from practice.panels import register as offer_panel


def register() -> None:
    """Called once, when the app is ready."""
    offer_panel(panels.CARE_TEAM)
    offer_panel(panels.CHART_EVENTS)
    offer_panel(panels.KNOWN_IN_BANNER)
    offer_panel(panels.HEALTH_NAVIGATION)
    prompt_kinds.register()
    specimens.register()
