"""Readiness that was looked at twice: not now, and then nothing spoke against it."""

from django.utils import timezone

from sessions.services.readiness import Look, record_readiness
from tests.browser.demo_practice import somebody
from tests.browser.places import patient


def readiness(key: str) -> None:
    therapist, now = somebody("therapist"), timezone.now()
    agreed = {"way_to_stop": "A raised hand; then we look out of the window.", "steps": "Ten minutes, then a walk."}
    first = Look(safety="enough", sleep="not-yet", person_agrees="not-now", their_words="Not this week.", **agreed)
    steady = {"safety": "enough", "sleep": "not-yet", "support": "enough", "medication": "enough"}
    agreement = {"person_agrees": "yes", "therapist_agrees": "yes", "reason": "Two short nights; they feel steady."}
    for look in (first, Look(**steady, **agreement, **agreed)):
        record_readiness(patient=patient(key), look=look, by=therapist, at=now)
