"""The way to the page about consents; and, for whoever books visits, two answers of it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.models import Consent, DeclinedConsent, Patient
from patients.presentation.consents import answers_for_desk
from patients.rules.consent import ConsentKind
from practice.panels import Panel
from practice.panels import register as offer_panel
from practice.staff.models import User
from practice.staff.roles import Permission

FOR_BOOKING = [ConsentKind.TELEHEALTH.value, ConsentKind.CONTACT.value]


def navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    return {"patient_id": patient_id}


def for_booking(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Yes, no or not asked, to visits by video and to being reached; nothing else is even read."""
    patients = Patient.objects.bookable_by(user).filter(pk=patient_id or 0)
    consents = Consent.objects.filter(patient__in=patients, kind__in=FOR_BOOKING).only(
        "kind", "expires_on", "revoked_at"
    )
    declined = DeclinedConsent.objects.filter(patient__in=patients, kind__in=FOR_BOOKING).only("kind")
    return {"answers": answers_for_desk(list(consents), list(declined), timezone.localdate())}


CONSENTS_NAVIGATION = Panel(
    page="chart-navigation",
    name="consents-navigation",
    permission=Permission.OPEN_CHARTS,
    template="patients/_consents_navigation.html",
    context=navigation,
    order=40,
)
CONSENTS_FOR_BOOKING = Panel(
    page="person",
    name="consents-for-booking",
    permission=Permission.BOOK_VISITS,
    template="patients/_consents_for_booking.html",
    context=for_booking,
    order=60,
)


def register() -> None:
    """Called once, when the app is ready."""
    offer_panel(CONSENTS_NAVIGATION)
    offer_panel(CONSENTS_FOR_BOOKING)
