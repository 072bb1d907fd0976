"""What other pages show of somebody's measures: the newest scores beside the chart, and the way to the page."""

from collections.abc import Mapping
from typing import Any

from patients.models import Patient
from patients.presentation.measures import newest_of
from practice.panels import Panel
from practice.panels import register as offer
from practice.staff.models import User
from practice.staff.roles import Permission


def navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The way to the page."""
    return {"patient_id": patient_id}


def newest(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Of each measure the newest score, beside the one before."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    return {"patient_id": patient.pk, "newest": newest_of(patient)}


NAVIGATION = Panel(
    page="chart-navigation",
    name="measures-navigation",
    permission=Permission.LOG_EFFECTS,
    template="patients/_measures_navigation.html",
    context=navigation,
    order=15,
)
NEWEST = Panel(
    page="chart-beside",
    name="measures",
    permission=Permission.LOG_EFFECTS,
    template="patients/_measures_beside.html",
    context=newest,
    order=40,
)


def register() -> None:
    """Called once, when the app is ready."""
    offer(NAVIGATION)
    offer(NEWEST)
