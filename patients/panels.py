"""The chart's parts that this floor offers."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.forms import ChartEventForm
from patients.models import CareTeamMember, ChartEvent, Patient
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission

EVENTS_SHOWN = 10


def care_team(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Who is on the team now; the point of contact first."""
    members = CareTeamMember.objects.filter(patient=patient_id).current(timezone.now())
    return {"members": members.select_related("user").order_by("-is_point_of_contact", "starts_at")}


def chart_events(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """What was newly known lately, and a form for more. A merged chart has no form."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    events = ChartEvent.objects.filter(patient=patient).select_related("recorded_by")[:EVENTS_SHOWN]
    return {"patient": patient, "events": events, "form": None if patient.merged_into_id else ChartEventForm()}


CARE_TEAM = Panel(
    page="chart-beside",
    name="care-team",
    permission=Permission.OPEN_CHARTS,
    template="patients/_care_team.html",
    context=care_team,
    order=90,
)
CHART_EVENTS = Panel(
    page="chart-beside",
    name="chart-events",
    permission=Permission.OPEN_CHARTS,
    template="patients/_chart_events.html",
    context=chart_events,
    order=80,
)
