"""What this floor offers to pages and to the work queue."""

from patients import (
    landings,
    landings_trauma,
    merging_objections,
    panels,
    panels_around,
    panels_consents,
    panels_intake,
    panels_measures,
    panels_packet,
    panels_trauma,
    private_logs,
    prompt_kinds,
    specimens,
)
from patients.services.merging import open_intake_in_the_way
from patients.services.packets import forms_in_the_way
from patients.services.safe_contact import what_was_agreed_in_the_way
from practice.panels import register as offer_panel


def register() -> None:
    """Called once, when the app is ready."""
    offer_panel(panels.CARE_TEAM)
    offer_panel(panels.CHART_EVENTS)
    offer_panel(panels.KNOWN_IN_BANNER)
    offer_panel(panels.HEALTH_NAVIGATION)
    panels_consents.register()
    panels_around.register()
    landings.offer()
    landings_trauma.offer()
    for panel in panels_trauma.panels():
        offer_panel(panel)
    panels_intake.register()
    panels_packet.register()
    panels_measures.register()
    private_logs.install()
    merging_objections.register("open-intake", open_intake_in_the_way)
    merging_objections.register("forms", forms_in_the_way)
    merging_objections.register("safe-contact", what_was_agreed_in_the_way)
    prompt_kinds.register()
    specimens.register()
