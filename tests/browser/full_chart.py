"""A chart with something in each of its parts that only clinicians may read; the word in SECRETS stands in each."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from medications.services.recording_elsewhere import record_other_medication
from patients.models import Allergy
from patients.services.assessing import record_assessment
from patients.services.charting import record_chart_event
from patients.services.intake import NewIntake, open_intake
from patients.services.narrative import write_narrative
from patients.services.people_around import Person, add_supporter
from patients.services.proposing import propose
from patients.services.recording_health import record_allergy, record_condition, record_substance_use
from patients.services.trauma_history import explain_limits, record_experience
from patients.services.triggers import add_signpost
from sessions.services.life_events import Told, add_life_event
from sessions.services.signing_notes import sign_note
from sessions.services.writing_notes import begin_note, keep_note
from tests.browser.demo_practice import somebody
from tests.browser.places import patient

SECRETS = ("kestrel", "Kestrel")


def a_full_chart(key: str) -> None:
    """What people tell clinicians, part by part."""
    about: dict[str, Any] = {"patient": patient(key), "by": somebody("prescriber"), "at": timezone.now()}
    told = {"source": "session", **about}
    record_allergy(name="Kestrel feathers", kind=Allergy.Kind.INTOLERANCE, reaction="Kestrel sneeze", **told)
    record_condition(condition="other", other="Kestrel fever", state="present", words="since the kestrel", **told)
    record_substance_use(substance="kratom", answer="uses", amount="a kestrel's worth", **told)
    record_other_medication(name="Kestreline", dose="one kestrel at night", **about)
    record_chart_event(kind="crisis", words="Saw a kestrel.", happened_at=about["at"], **about)
    explain_limits(words="Kestrels keep secrets.", **told)
    record_experience(kind="loss", answer="present", when="childhood", **told)
    write_narrative(words="The kestrel came in winter.", whose="theirs", content_note="A kestrel dies.", **told)
    add_signpost(kind="trigger", words="Kestrel cries", **told)
    add_signpost(kind="room-preference", about="behind", words="No kestrel behind me", **told)
    friend = Person(name="Kestrel Moss", told_by="patient", since_on=timezone.localdate(), agreed="not-asked")
    add_supporter(person=friend, bond="friend", relation="from the kestrel club", **about)
    propose(kind="condition", words="Kestrel cough", details={}, origin="form", **told)
    written_down(key)
    asks_again("bram")


def written_down(key: str) -> None:
    """A signed note, what they said to a measure, and what they wanted on their timeline."""
    prescriber, now = somebody("prescriber"), timezone.now()
    note = begin_note(kind="telephone", patient=patient(key), by=prescriber, at=now)
    typed = QueryDict(urlencode({"section-said": "The kestrel is back.", "header-place": "At the kestrel's"}))
    sign_note(
        note=note,
        revision=keep_note(note=note, data=typed, revision=0, by=prescriber, at=now).revision,
        by=prescriber,
        at=now,
    )
    about: dict[str, Any] = {"patient": patient(key), "by": prescriber, "at": now}
    record_assessment(
        measure="gad7", answers={"1": 1}, how="asked", filled_in_at=now, in_their_words="Like a kestrel.", **about
    )
    add_life_event(told=Told(on=timezone.localdate(now), words="A kestrel moved in", was_asked_for=True), **about)


def asks_again(key: str) -> None:
    """An intake with a referrer and a reason, which the desk may write down and never reads."""
    said = NewIntake(source="doctor", referred_by="Dr Kestrel", reason="The kestrel follows me.")
    open_intake(details=said, patient=patient(key), by=somebody("desk"), at=timezone.now())
