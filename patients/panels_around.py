"""What this part of the floor offers: how to reach somebody and what they need on their page, and ways in the chart."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.models import EmergencyContact, LogisticNeeds, Patient
from patients.presentation.contact import ways_now, wishes_in_words
from patients.presentation.needs import in_words, not_asked
from patients.services.safe_contact import standing_of
from practice.panels import Panel
from practice.panels import register as offer
from practice.staff.models import User
from practice.staff.roles import Permission


def how_to_reach(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Each way, whether it may be used now, and what to mind."""
    patient = Patient.objects.bookable_by(user).get(pk=patient_id or 0)
    standing = standing_of(patient)
    return {
        "patient_id": patient.pk,
        "was_asked": standing.agreed.was_asked,
        "ways": ways_now(standing, timezone.now()),
        "wishes": wishes_in_words(standing, patient),
    }


def needs(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """What is to be arranged, and what nobody asked."""
    known = LogisticNeeds.objects.bookable_by(user).of_many([patient_id or 0]).get(patient_id or 0)
    return {"patient_id": patient_id, "needs": in_words(known), "not_asked": not_asked(known)}


def emergency_contacts(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Name and number of those whom the patient allowed the desk to see; nothing else of them."""
    shown = EmergencyContact.objects.bookable_by(user).filter(patient=patient_id).current()
    return {"contacts": shown.order_by("position").values("name", "phone", "position")}


def navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The ways to the pages around somebody."""
    return {"patient_id": patient_id}


HOW_TO_REACH = Panel(
    page="person",
    name="how-to-reach",
    permission=Permission.BOOK_VISITS,
    template="patients/contact_panel.html",
    context=how_to_reach,
    order=10,
)
NEEDS = Panel(
    page="person",
    name="needs",
    permission=Permission.BOOK_VISITS,
    template="patients/needs_panel.html",
    context=needs,
    order=20,
)
EMERGENCY_CONTACTS = Panel(
    page="person",
    name="emergency-contacts",
    permission=Permission.BOOK_VISITS,
    template="patients/people_panel.html",
    context=emergency_contacts,
    order=60,
)
NAVIGATION = Panel(
    page="chart-navigation",
    name="around-navigation",
    permission=Permission.OPEN_CHARTS,
    template="patients/people_navigation.html",
    context=navigation,
    order=70,
)


def register() -> None:
    """Offer them, once, when the app is ready."""
    for panel in (HOW_TO_REACH, NEEDS, EMERGENCY_CONTACTS, NAVIGATION):
        offer(panel)
