"""What the demo practice has no reason to tell: life events, missed days, a wish to wait that was taken back."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from medications.models import TitrationPlan
from medications.services.logging_effects import ask_to_wait, withdraw_wait
from medications.services.recording_elsewhere import record_missed_doses
from patients.models import Patient
from practice.staff.models import User
from sessions.services.life_events import Told, add_life_event
from tests.browser.demo_practice import somebody
from tests.browser.places import patient, plan_of

DAY = timedelta(days=1)


def on_the_timeline(key: str) -> None:
    nurse, about = somebody("nurse"), patient(key)
    of_their_life(about, nurse)
    of_their_doses(plan_of(key), nurse)


def of_their_life(about: Patient, by: User) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    for words, days, exactness in [("Moved in with Sam", 70, "month"), ("Began to swim again", 20, "day")]:
        told = Told(on=today - days * DAY, words=words, exactness=exactness, was_asked_for=True)
        add_life_event(patient=about, told=told, by=by, at=now)


def of_their_doses(plan: TitrationPlan, by: User) -> None:
    now = timezone.now()
    told: dict[str, Any] = {"source": "phone", "by": by, "at": now}
    record_missed_doses(plan=plan, missed_days=2, missed_in_a_row=2, asked_at=now - 3 * DAY, **told)
    wish = {"patient": plan.patient, "medication": plan.medication, **told}
    ask_to_wait(in_their_words="Not before the move.", happened_at=now - 9 * DAY, **wish)
    withdraw_wait(in_their_words="We have moved. Let us go on.", happened_at=now - 5 * DAY, **wish)
