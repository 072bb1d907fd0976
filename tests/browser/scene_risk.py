"""An answer that asks for a talk: one that somebody looked at, and one that nobody has yet."""

from datetime import timedelta

from django.utils import timezone

from patients.models import RiskAgreement
from patients.services.risk_answers import look_at_risk_answer
from tests.browser.demo_practice import somebody
from tests.browser.places import patient
from tests.patients.assessment_builders import low_mood


def risk_answers(key: str) -> None:
    now, prescriber = timezone.now(), somebody("prescriber")
    words = "Ask them the same day, in person or by phone.\n\nIf nobody reaches them, ring the clinical lead."
    RiskAgreement.objects.get_or_create(topic="self-harm-thoughts", defaults={"words": words})
    before = low_mood(patient(key), prescriber, at=now - timedelta(days=20))
    look_at_risk_answer(assessment=before, found="Thoughts at night.", done="Safety plan.", by=prescriber, at=now)
    newest = low_mood(patient(key), prescriber, thoughts=2, in_their_words="It comes at night.")
    look_at_risk_answer(assessment=newest, found="Not alone tonight.", done="Rang the sister.", by=prescriber, at=now)
