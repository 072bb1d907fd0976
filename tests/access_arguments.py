"""What the addresses of the access matrix need besides a patient, made in the words of the practice."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils import timezone

from medications.models import Effect, LogEntry, Medication, OtherMedication, TitrationPlan
from medications.rules.regimen import Dose, Regimen
from medications.services.logging_effects import Report, log_report
from medications.services.planning import PlannedStep, activate_plan, draft_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.terms import Severity, Source
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
    PacketPart,
    Patient,
    ProposedEntry,
    SensitivityAnswer,
    Signpost,
    Supporter,
)
from patients.services.assessing import record_assessment
from patients.services.breaking_glass import break_the_glass
from patients.services.contacting import contact
from patients.services.intake import NewIntake, open_intake
from patients.services.loading_packet import load_packet
from patients.services.measure_sheets import hand_over
from patients.services.narrative import write_narrative
from patients.services.packets import open_packet
from patients.services.people_around import Person, add_supporter
from patients.services.private_links import make_link
from patients.services.proposing import propose
from patients.services.recording_health import record_allergy
from patients.services.recording_sensitivity import Answered, record_answers, record_reaction
from patients.services.safe_contact import never_use
from patients.services.trauma_history import explain_limits, record_experience
from patients.services.triggers import add_signpost
from practice.prompts.models import Prompt
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import (
    Booking,
    ClinicianProfile,
    LifeEvent,
    MeasureSchedule,
    MeetingItem,
    PsychotherapyNote,
    SessionNote,
    SlotOffer,
    TeamDecision,
    Visit,
    VisitType,
    WaitingEntry,
)
from sessions.note_kinds import NoteKind
from sessions.services.feeding import make_feed
from sessions.services.life_events import Told as LifeEventTold
from sessions.services.life_events import add_life_event
from sessions.services.loading_templates import load_note_templates
from sessions.services.psychotherapy_notes import begin_psychotherapy_note
from sessions.services.scheduling_measures import schedule_measure
from sessions.services.signing_notes import sign_note
from sessions.services.team_meetings import Decided, decide, open_meeting, speak_about
from sessions.services.waiting import Wish, enter_waiting
from sessions.services.writing_notes import begin_note, keep_note
from tests.builders import make_patient, make_user, on_team
from tests.patients.consent_builders import consented, on_paper, release, wording


def a_prompt_about(patient: Patient) -> Prompt:
    """Work that waits for the clinical leads: somebody opened this chart in need."""
    grant = break_the_glass(patient=patient, by=make_user(Role.NURSE), reason="Crisis.", at=timezone.now())
    return Prompt.objects.get(kind="glass-broken", key=grant.pk)


def a_plan_of(patient: Patient) -> TitrationPlan:
    """A plan in effect, written by a prescriber who is not on the team."""
    prescriber, at = make_user(Role.PRESCRIBER), timezone.now()
    step = PlannedStep(regimen=Regimen(doses=(Dose(amount_mg=Decimal(25)),)), hold_days=7)
    medication = Medication.objects.get(code="sertraline")
    plan = draft_plan(
        patient=patient, medication=medication, prescriber=prescriber, steps=[step, step], by=prescriber, at=at
    )
    return activate_plan(plan=plan, by=prescriber, at=at)


def an_entry_about(patient: Patient) -> LogEntry:
    """Something mild that the patient noticed."""
    nurse, now = make_user(Role.NURSE), timezone.now()
    effect = Effect.objects.order_by("pk").first()
    assert effect
    report = Report(effect=effect, severity=Severity.MILD)
    return log_report(patient=patient, report=report, source=Source.PHONE, happened_at=now, by=nurse, at=now)


def an_allergy_of(patient: Patient) -> Allergy:
    """What somebody must not be given again."""
    allergy = {"name": "Penicillin", "kind": "hypersensitivity", "source": "patient"}
    return record_allergy(patient=patient, by=make_user(Role.NURSE), at=timezone.now(), **allergy)


def a_reaction_of(patient: Patient) -> EarlierReaction:
    """What somebody went through on a medicine before."""
    reaction = {"name": "Sertraline", "effect": "restless", "how_bad": "moderate", "source": "patient"}
    return record_reaction(patient=patient, by=make_user(Role.NURSE), at=timezone.now(), **reaction)


def an_answer_of(patient: Patient) -> SensitivityAnswer:
    """What somebody hopes for."""
    hopes, nurse, now = (
        Answered(question="hopes", answer="said", words="To sleep."),
        make_user(Role.NURSE),
        timezone.now(),
    )
    return record_answers(patient=patient, answers=[hopes], whose="theirs", source="patient", by=nurse, at=now)[0]


def a_therapist_of(patient: Patient) -> User:
    """Somebody who may read what the patient confided; not the one who walks."""
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist)
    return therapist


def heard_from(patient: Patient) -> dict[str, Any]:
    """Something that the patient told in a session, as the services take it."""
    return {"patient": patient, "source": "session", "by": a_therapist_of(patient), "at": timezone.now()}


def an_experience_of(patient: Patient) -> Experience:
    """What somebody has been through, told after the limits."""
    told = heard_from(patient)
    explain_limits(**told)
    return record_experience(kind="loss", answer="present", **told)


def a_narrative_of(patient: Patient) -> Narrative:
    """Somebody's story."""
    told = heard_from(patient)
    explain_limits(**told)
    return write_narrative(words="It was winter.", whose="theirs", content_note="A death.", **told)


def a_signpost_of(patient: Patient) -> Signpost:
    """What to avoid in the room."""
    return add_signpost(kind="room-preference", about="touch", **heard_from(patient))


def a_medication_from_elsewhere(patient: Patient) -> OtherMedication:
    """Something that somebody else prescribes."""
    return record_other_medication(patient=patient, name="Ibuprofen", by=make_user(Role.NURSE), at=timezone.now())


def a_partner_of(patient: Patient) -> str:
    """The code of something that does not go well with the plan's medicine."""
    tramadol = Medication.objects.get(code="tramadol")
    nurse, now = make_user(Role.NURSE), timezone.now()
    record_other_medication(patient=patient, name="Tramadol", medication=tramadol, by=nurse, at=now)
    return tramadol.code


def a_proposal_about(patient: Patient) -> ProposedEntry:
    """Something that a referral told."""
    desk, now = make_user(Role.FRONT_DESK), timezone.now()
    told = {"kind": "condition", "words": "Asthma", "origin": "referral", "source": "records"}
    return propose(patient=patient, details={"condition": "asthma", "state": "present"}, by=desk, at=now, **told)


def a_supporter_of(patient: Patient) -> Supporter:
    """Somebody who stands by them."""
    person = Person(name="Ash", told_by="patient", since_on=timezone.localdate(), agreed="not-asked")
    lead, now = make_user(Role.CLINICAL_LEAD), timezone.now()
    return add_supporter(patient=patient, person=person, bond="friend", by=lead, at=now)


def an_address_never_used(patient: Patient) -> NeverAddress:
    """A number they asked us to forget."""
    return never_use(patient=patient, address="555-0190", by=make_user(Role.FRONT_DESK), at=timezone.now())


def a_call_due(patient: Patient) -> OutgoingContact:
    """Somebody asked to be rung."""
    Patient.objects.filter(pk=patient.pk).update(phone="555-0101")
    desk, now = make_user(Role.FRONT_DESK), timezone.now()
    return contact(patient=patient, channel="call", message_kind="call-back", by=desk, at=now, wait=True)


def an_intake_of(patient: Patient) -> Intake:
    """They ask for help."""
    desk, now = make_user(Role.FRONT_DESK), timezone.now()
    return open_intake(patient=patient, details=NewIntake(), by=desk, at=now)


def a_place_on_the_list_of(patient: Patient) -> WaitingEntry:
    """They wait for a time."""
    named = {"name": "Follow-up", "desk_name": "Visit", "minutes": 30}
    kind, _new = VisitType.objects.get_or_create(code="waited-for", defaults=named)
    wish = Wish(visit_type=kind, since_on=timezone.localdate())
    return enter_waiting(patient=patient, wish=wish, by=make_user(Role.FRONT_DESK), at=timezone.now())


def an_offer_to(patient: Patient) -> SlotOffer:
    """A time that became free is on offer to them."""
    entry, now = a_place_on_the_list_of(patient), timezone.now()
    span = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, minutes=30)}
    given_up = Visit.objects.create(visit_type=entry.visit_type, booked_at=now, booked_by=entry.entered_by, **span)
    clinician = ClinicianProfile.objects.create(user=make_user(Role.THERAPIST))
    about = {"entry": entry, "freed_by": given_up, "clinician": clinician, "is_telehealth": True}
    return SlotOffer.objects.create(**about, **span, offered_at=now, offered_by=entry.entered_by)


def a_place_in_a_group_of(patient: Patient) -> Booking:
    """They come to a group."""
    desk, now = make_user(Role.FRONT_DESK), timezone.now()
    named = {"name": "Group", "desk_name": "Group", "minutes": 90, "is_group": True, "capacity": 5}
    kind, _new = VisitType.objects.get_or_create(code="a-group", defaults=named)
    span = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, minutes=90)}
    group = Visit.objects.create(visit_type=kind, capacity=5, booked_at=now, booked_by=desk, **span)
    told = {"status_at": now, "status_by": desk, "booked_at": now, "booked_by": desk}
    return Booking.objects.create(visit=group, patient=patient, **told)


def a_measure_of(patient: Patient) -> Assessment:
    """Somebody is anxious now and then."""
    nurse, now = make_user(Role.NURSE), timezone.now()
    return record_assessment(
        patient=patient, measure="gad7", answers={"1": 1}, how="paper", filled_in_at=now, by=nurse, at=now
    )


def a_sheet_of(patient: Patient) -> MeasureSheet:
    """Measures that were handed to somebody."""
    return hand_over(patient=patient, measures=["gad7"], by=make_user(Role.NURSE), at=timezone.now())


def a_risk_answer_of(patient: Patient) -> Assessment:
    """An answer that calls a person."""
    answers = {"1": 1, "9": 1}
    told: dict[str, Any] = {"measure": "phq9", "answers": answers, "how": "paper", "filled_in_at": timezone.now()}
    return record_assessment(patient=patient, by=make_user(Role.NURSE), at=timezone.now(), **told)


def an_item_about(patient: Patient) -> MeetingItem:
    """Somebody on the agenda of a team meeting."""
    nurse, now = make_user(Role.NURSE), timezone.now()
    on_team(patient, nurse, is_point_of_contact=False)
    return speak_about(
        meeting=open_meeting(visit=None, by=nurse, at=now), patient=patient, by=nurse, at=now, because="How it goes"
    )


def a_decision_about(patient: Patient) -> TeamDecision:
    item, now = an_item_about(patient), timezone.now()
    decided = Decided(words="Ring them", owner=item.added_by, due_on=timezone.localdate(now))
    return decide(item=item, decided=decided, by=item.added_by, at=now)


def a_signed_note_about(patient: Patient) -> SessionNote:
    """Written and signed by somebody who is nobody of the walk."""
    author, now = make_user(Role.THERAPIST), timezone.now()
    on_team(patient, author, is_point_of_contact=False)
    note = begin_note(kind=NoteKind.TELEPHONE, patient=patient, by=author, at=now)
    data = QueryDict("section-what-happened=Spoke")
    kept = keep_note(note=note, data=data, revision=0, by=author, at=now)
    return sign_note(note=note, revision=kept.revision, by=author, at=now)


def anothers_own_note(patient: Patient) -> PsychotherapyNote:
    """A psychotherapy note whose author is nobody of the walk."""
    author, now = make_user(Role.THERAPIST), timezone.now()
    on_team(patient, author, is_point_of_contact=False)
    return begin_psychotherapy_note(
        patient=patient, kind="psychotherapy", about_on=timezone.localdate(now), by=author, at=now
    )


def a_planned_measure_of(patient: Patient) -> MeasureSchedule:
    now = timezone.now()
    told: dict[str, Any] = {"measure": "pcl5", "way": "once", "begins_on": timezone.localdate(now)}
    return schedule_measure(patient=patient, by=make_user(Role.NURSE), at=now, **told)


# How to get a route's parameter for a patient.
def a_text_to_agree_to() -> str:
    """The kind of consent that has a text."""
    return wording("release").kind


def a_release_on_paper(patient: Patient) -> Consent:
    made = Consent.objects.filter(patient=patient).first()
    by = make_user(Role.NURSE)
    return made or consented(patient, by, agreed=release(), vouched=on_paper())


def a_section_of_the_packet_of(patient: Patient) -> PacketPart:
    """The first section of somebody's forms."""
    load_packet(at=timezone.now())
    return open_packet(patient=patient, by=make_user(Role.FRONT_DESK), at=timezone.now()).parts.get(place=1)


def a_life_event_of(patient: Patient) -> LifeEvent:
    """Something that they wanted on their timeline."""
    told, now = LifeEventTold(on=timezone.localdate(), words="A move", was_asked_for=True), timezone.now()
    return add_life_event(patient=patient, told=told, by=make_user(Role.NURSE), at=now)


def a_private_link() -> str:
    """What stands in the address of somebody's private link."""
    load_packet(at=timezone.now())
    desk, now = make_user(Role.FRONT_DESK), timezone.now()
    made = make_link(patient=make_patient(), word="marmalade", by=desk, at=now)
    return made.path.split("/")[2]


ARGUMENTS: dict[str, Callable[[Patient], object]] = {
    "patient_id": lambda patient: patient.pk,
    "name": lambda patient: "care-team",
    "prompt_id": lambda patient: a_prompt_about(patient).pk,
    "plan_id": lambda patient: a_plan_of(patient).pk,
    "entry_id": lambda patient: an_entry_about(patient).pk,
    "allergy_id": lambda patient: an_allergy_of(patient).pk,
    "reaction_id": lambda patient: a_reaction_of(patient).pk,
    "answer_id": lambda patient: an_answer_of(patient).pk,
    "experience_id": lambda patient: an_experience_of(patient).pk,
    "narrative_id": lambda patient: a_narrative_of(patient).pk,
    "signpost_id": lambda patient: a_signpost_of(patient).pk,
    "signpost_kind": lambda patient: "room-preference",
    "shared_part": lambda patient: "room",
    "consent_id": lambda patient: a_release_on_paper(patient).pk,
    "consent_kind": lambda patient: a_text_to_agree_to(),
    "other_id": lambda patient: a_medication_from_elsewhere(patient).pk,
    "proposal_id": lambda patient: a_proposal_about(patient).pk,
    "around": lambda patient: "supporters",
    "person_id": lambda patient: a_supporter_of(patient).pk,
    "never_id": lambda patient: an_address_never_used(patient).pk,
    "outgoing_id": lambda patient: a_call_due(patient).pk,
    "intake_id": lambda patient: an_intake_of(patient).pk,
    "section_place": lambda patient: a_section_of_the_packet_of(patient).place,
    "code": lambda patient: "another-change-recent",
    "partner": lambda patient: a_partner_of(patient),
    "life_event_id": lambda patient: a_life_event_of(patient).pk,
    "visit_id": lambda patient: a_place_in_a_group_of(patient).visit_id,
    "booking_id": lambda patient: a_place_in_a_group_of(patient).pk,
    "risk_id": lambda patient: a_risk_answer_of(patient).pk,
    "measure": lambda patient: "gad7",
    "schedule_id": lambda patient: a_planned_measure_of(patient).pk,
    "assessment_id": lambda patient: a_measure_of(patient).pk,
    "sheet_id": lambda patient: a_sheet_of(patient).pk,
    "meeting_id": lambda patient: an_item_about(patient).meeting_id,
    "item_id": lambda patient: an_item_about(patient).pk,
    "decision_id": lambda patient: a_decision_about(patient).pk,
    "note_id": lambda patient: a_signed_note_about(patient).pk,
    "own_note_id": lambda patient: anothers_own_note(patient).pk,
    "waiting_id": lambda patient: a_place_on_the_list_of(patient).pk,
    "offer_id": lambda patient: an_offer_to(patient).pk,
}

NO_SUCH_ID = 10**9


def administration_argument(url_name: str, parameter: str) -> object:
    """A parameter of the administration's own routes: some row of the model that the address names."""
    if parameter == "app_label":
        return "staff"
    if parameter == "token":  # of somebody's private link
        return a_private_link()
    if url_name.startswith("admin:clinical_sessions_notetemplate_"):
        load_note_templates(at=timezone.now())
    if url_name.startswith("admin:patients_sectionversion"):
        load_packet(at=timezone.now())
    if parameter == "secret":  # of somebody's calendar
        return make_feed(by=make_user(Role.THERAPIST), at=timezone.now())[1]
    if parameter in {"meeting_id", "note_id", "own_note_id"}:
        return ARGUMENTS[parameter](make_patient())
    if parameter == "own_measure":
        return "proqol5"
    if parameter == "id":
        return User.objects.latest("pk").pk
    label = url_name.removeprefix("admin:").rpartition("_")[0].replace("_", ".", 1)
    try:
        row = apps.get_model(label)._base_manager.first()
    except (LookupError, ValueError):
        row = None
    return row.pk if row else 1
