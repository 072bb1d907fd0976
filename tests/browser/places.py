"""Where a page is: the addresses of the URLconf, filled in for people of the demo practice."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator

from medications.models import LogEntry, OtherMedication, TitrationPlan
from patients.models import (
    Allergy,
    Assessment,
    Consent,
    EarlierReaction,
    Experience,
    Intake,
    MeasureSheet,
    Narrative,
    NeverAddress,
    OutgoingContact,
    Patient,
    ProposedEntry,
    SensitivityAnswer,
    Signpost,
    Supporter,
)
from practice.prompts.models import Prompt
from sessions.demo.reading import read
from sessions.models import (
    Booking,
    LifeEvent,
    MeasureSchedule,
    MeetingItem,
    OwnAssessment,
    PsychotherapyNote,
    SessionNote,
    SlotOffer,
    TeamDecision,
    WaitingEntry,
)
from tests.test_access_matrix import EVERY_ADDRESS

ADDRESSES = {address.name: address for address in EVERY_ADDRESS}


def patient(key: str) -> Patient:
    return Patient.objects.get(record_number=read("patients")[key]["record_number"])


def plan_of(key: str) -> TitrationPlan:
    """The plan that the demo tells about this patient; the first, where there are several."""
    return TitrationPlan.objects.filter(patient=patient(key)).earliest("pk")


def latest_plan_of(key: str) -> TitrationPlan:
    return TitrationPlan.objects.filter(patient=patient(key)).latest("pk")


def gravest_entry_of(key: str) -> LogEntry:
    """What can be corrected, and resolved too where it is a red flag or severe."""
    reports = list(LogEntry.objects.filter(patient=patient(key), kind="report").for_log().order_by("pk"))
    return next((entry for entry in reports if entry.is_red or entry.severity == "severe"), reports[0])


def release_of(key: str) -> Consent:
    return Consent.objects.filter(patient=patient(key), kind="release", revoked_at=None).latest("pk")


def glass_broken() -> Prompt:
    return Prompt.objects.filter(kind="glass-broken").latest("pk")


def passkey() -> Authenticator:
    return Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).latest("pk")


def last_booking_of(key: str) -> Booking:
    """The place in a visit that lies farthest ahead."""
    return Booking.objects.live().filter(patient=patient(key)).latest("visit__starts_at")


# How to get a route's parameter for somebody in care.
PARAMETERS: dict[str, Callable[[str], object]] = {
    "patient_id": lambda key: patient(key).pk,
    "name": lambda key: "care-team",
    "visit_id": lambda key: last_booking_of(key).visit_id,
    "booking_id": lambda key: last_booking_of(key).pk,
    "waiting_id": lambda key: WaitingEntry.objects.filter(patient=patient(key)).latest("pk").pk,
    "plan_id": lambda key: plan_of(key).pk,
    "entry_id": lambda key: gravest_entry_of(key).pk,
    "other_id": lambda key: OtherMedication.objects.filter(patient=patient(key)).latest("pk").pk,
    "prompt_id": lambda key: glass_broken().pk,
    "consent_id": lambda key: release_of(key).pk,
    "consent_kind": lambda key: "release",
    "intake_id": lambda key: Intake.objects.filter(patient=patient(key)).latest("pk").pk,
    "proposal_id": lambda key: ProposedEntry.objects.waiting().filter(patient=patient(key)).latest("pk").pk,
    "around": lambda key: "supporters",
    "person_id": lambda key: Supporter.objects.filter(patient=patient(key)).latest("pk").pk,
    "never_id": lambda key: NeverAddress.objects.filter(patient=patient(key)).latest("pk").pk,
    "outgoing_id": lambda key: OutgoingContact.objects.filter(patient=patient(key)).latest("pk").pk,
    "section_place": lambda key: 1,
    "narrative_id": lambda key: Narrative.objects.filter(patient=patient(key)).latest("pk").pk,
    "signpost_kind": lambda key: "trigger",
    "shared_part": lambda key: "room",
    "offer_id": lambda key: SlotOffer.objects.filter(entry__patient=patient(key)).latest("pk").pk,
    "allergy_id": lambda key: Allergy.objects.filter(patient=patient(key)).latest("pk").pk,
    "experience_id": lambda key: Experience.objects.filter(patient=patient(key)).latest("pk").pk,
    "signpost_id": lambda key: Signpost.objects.filter(patient=patient(key)).latest("pk").pk,
    "reaction_id": lambda key: EarlierReaction.objects.filter(patient=patient(key)).latest("pk").pk,
    "answer_id": lambda key: SensitivityAnswer.objects.filter(patient=patient(key)).latest("pk").pk,
    "note_id": lambda key: SessionNote.objects.filter(patient=patient(key)).latest("pk").pk,
    "code": lambda key: "another-change-recent",
    "partner": lambda key: "tramadol",
    "measure": lambda key: "pcl5",
    "schedule_id": lambda key: MeasureSchedule.objects.filter(patient=patient(key)).latest("pk").pk,
    "assessment_id": lambda key: Assessment.objects.standing().filter(patient=patient(key)).latest("pk").pk,
    "risk_id": lambda key: Assessment.objects.with_risk().filter(patient=patient(key)).latest("pk").pk,
    "sheet_id": lambda key: MeasureSheet.objects.not_over().filter(patient=patient(key)).latest("pk").pk,
    "own_measure": lambda key: "proqol5",
    "own_id": lambda key: OwnAssessment.objects.latest("pk").pk,
    "life_event_id": lambda key: LifeEvent.objects.filter(patient=patient(key)).latest("pk").pk,
    "own_note_id": lambda key: PsychotherapyNote.objects.filter(patient=patient(key)).latest("pk").pk,
    "meeting_id": lambda key: MeetingItem.objects.filter(patient=patient(key)).latest("pk").meeting_id,
    "item_id": lambda key: MeetingItem.objects.filter(patient=patient(key)).latest("pk").pk,
    "decision_id": lambda key: TeamDecision.objects.filter(patient=patient(key)).latest("pk").pk,
    "pk": lambda key: passkey().pk,
}


def path_to(name: str, about: str = "maya", /, **known: object) -> str:
    """The address of a page about somebody; `known` are parameters that the caller wants otherwise."""
    address = ADDRESSES[name]
    values = {each: known.get(each) or PARAMETERS[each](about) for each in address.parameters}
    return address.path(**values)
