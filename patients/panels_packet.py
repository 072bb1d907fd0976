"""What other pages show of somebody's forms: the way there from the chart, and for the desk where the link stands."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.models import Patient
from patients.presentation.packet_link import standing_of_link
from practice.panels import Panel
from practice.panels import register as offer
from practice.staff.models import User
from practice.staff.roles import Permission


def navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The way to the pages."""
    return {"patient_id": patient_id}


def on_a_persons_page(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Sent, opened, how far, sent back; nothing of what it is about."""
    patient = Patient.objects.bookable_by(user).get(pk=patient_id or 0)
    return {"patient_id": patient_id, "standing": standing_of_link(patient, timezone.now())}


NAVIGATION = Panel(
    page="chart-navigation",
    name="packet-navigation",
    permission=Permission.OPEN_CHARTS,
    template="patients/packet_navigation.html",
    context=navigation,
    order=30,
)
ON_PERSON = Panel(
    page="person",
    name="packet",
    permission=Permission.BOOK_VISITS,
    template="patients/packet_on_person.html",
    context=on_a_persons_page,
    order=40,
)


def register() -> None:
    """Called once, when the app is ready."""
    offer(NAVIGATION)
    offer(ON_PERSON)
