"""Measures that wait: planned, around a dose, and one that nobody asks for now."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from medications.services.loading_target_measures import load_target_measures
from sessions.services.scheduling_measures import record_asking, schedule_measure
from tests.browser.demo_practice import somebody
from tests.browser.places import patient


def measures_due(key: str) -> None:
    load_target_measures()
    now = timezone.now()
    about: dict[str, Any] = {"patient": patient(key), "by": somebody("nurse"), "at": now}
    today = timezone.localdate(now)
    schedule_measure(measure="phq9", way="every-weeks", every_weeks=4, begins_on=today - timedelta(days=2), **about)
    schedule_measure(measure="audit-c", way="before-visits", begins_on=today, **about)
    record_asking(measure="phq9", said="will-see", in_their_words="After the weekend.", **about)
    record_asking(measure="dast10", said="not-again", **about)
