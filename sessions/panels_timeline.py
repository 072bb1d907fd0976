"""The way to the timeline, in the chart's navigation."""

from collections.abc import Mapping
from typing import Any

from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission


def timeline_navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Nothing is read for it."""
    return {"patient_id": patient_id}


TIMELINE_NAVIGATION = Panel(
    page="chart-navigation",
    name="timeline-navigation",
    permission=Permission.OPEN_CHARTS,
    template="sessions/panels/timeline_navigation.html",
    context=timeline_navigation,
    order=15,
)
