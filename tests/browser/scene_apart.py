"""What an author keeps apart, with an authorisation to give a copy, and a team meeting that is being held."""

from django.utils import timezone

from sessions.rules.notes import Sending
from sessions.services.psychotherapy_notes import begin_psychotherapy_note, keep_psychotherapy_note
from sessions.services.team_meetings import open_meeting, speak_about
from tests.browser.demo_practice import somebody
from tests.browser.places import patient
from tests.patients.consent_builders import consented, release, signed, wording


def kept_apart(drafted: str, authorised: str) -> None:
    therapist, now = somebody("therapist"), timezone.now()
    note = begin_psychotherapy_note(
        patient=patient(drafted), kind="psychotherapy", about_on=timezone.localdate(now), by=therapist, at=now
    )
    keep_psychotherapy_note(note=note, words="What I wonder.", sending=Sending(revision=0), by=therapist, at=now)
    until = timezone.localdate(now).replace(month=12, day=31)
    agreed = release(scope=("psychotherapy-notes",), expires_on=until)
    consented(patient(authorised), therapist, at=now, agreed=agreed, vouched=signed(), wording=wording())


def the_team_is_meeting(about: str) -> None:
    nurse, now = somebody("nurse"), timezone.now()
    meeting = open_meeting(visit=None, by=nurse, at=now, people=[somebody("therapist")])
    speak_about(meeting=meeting, patient=patient(about), by=nurse, at=now, because="How the stairs go")
