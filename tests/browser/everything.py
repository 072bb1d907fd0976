"""What the demo practice does not show by itself, so that every page can be seen in every state."""

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from medications.models import Medication, TitrationPlan
from medications.rules.regimen import Dose, Regimen
from medications.services.logging_effects import log_check_in
from medications.services.planning import PlannedStep, draft_plan
from medications.services.recording_elsewhere import record_other_medication
from medications.services.reviewing import Verdict, sign_review
from medications.terms import Decision, PatientView, Source, TimeOfDay
from patients.models import PacketQuestion, Patient
from patients.rules.intake_stages import Stage
from patients.rules.packet import AnswerKind, Reply
from patients.services.accepting_packet import read_answers
from patients.services.answering_packet import Writer, look_at, save_replies, send
from patients.services.breaking_glass import break_the_glass
from patients.services.consenting import Agreed, newest_wording, record_declined, revoke_consent
from patients.services.contacting import contact, settle
from patients.services.disclosing import disclose
from patients.services.intake import NewIntake, move_intake, open_intake, withdraw
from patients.services.loading_packet import load_packet
from patients.services.loading_wordings import load_wordings
from patients.services.narrative import open_narrative, write_narrative
from patients.services.needs import Needs, keep_needs
from patients.services.people_around import Person, add_emergency_contact, add_primary_care, add_supporter, end
from patients.services.private_links import make_link
from patients.services.proposing import propose
from patients.services.safe_contact import AgreedWay, Wishes, agree_safe_contact, never_use
from patients.services.sharing import record_asking_wish, set_readers
from patients.services.trauma_history import explain_limits, record_experience, record_safety_check
from patients.services.triggers import add_signpost
from tests.browser.demo_practice import somebody
from tests.browser.places import patient, plan_of
from tests.browser.scene_apart import kept_apart, the_team_is_meeting
from tests.browser.scene_due import measures_due
from tests.browser.scene_measures import measures
from tests.browser.scene_notes import notes
from tests.browser.scene_readiness import readiness
from tests.browser.scene_risk import risk_answers
from tests.browser.scene_timeline import on_the_timeline
from tests.browser.waiting_scene import waiting_list
from tests.patients.consent_builders import consented, on_paper, release, spoken
from tests.staff.soft_key import SoftKey

MANY_STEPS = 14
MANY_ENTRIES = 45  # three pages of the log


def everything_to_see() -> None:
    review_agrees("maya")
    a_long_draft("tomas")
    a_long_log("noor")
    tramadol_from_elsewhere("noor")
    break_the_glass(patient=patient("ines"), by=somebody("nurse"), reason="She rang in need.", at=timezone.now())
    forms("maya")
    a_merged_record("maya")
    on_the_way_in("maya", "tomas")
    second_factors("second_prescriber")
    waiting_list("maya", "noor")
    around("maya")
    a_referral("maya")
    consents("noor")
    confided("maya")
    on_the_timeline("maya")
    measures("maya")
    measures_due("maya")
    risk_answers("priya")
    notes("maya", "ruth")
    readiness("maya")
    kept_apart("maya", "samuel")
    the_team_is_meeting("esther")


def confided(key: str) -> None:
    """What somebody has been through, one part narrowed to one person, one not to be asked about again."""
    therapist, now = somebody("therapist"), timezone.now()
    told: dict[str, Any] = {"patient": patient(key), "source": "session", "by": therapist, "at": now}
    explain_limits(words="Thank you for saying so.", **told)
    add_signpost(kind="room-preference", about="behind", **told)
    add_signpost(kind="coping", about="grounding", words="Cold water over the wrists", **told)
    add_signpost(kind="trigger", words="Fireworks, and doors that slam", **told)
    record_experience(kind="elsewhere", answer="present", when="adult", ongoing="yes", **told)
    record_experience(kind="loss", answer="not-now", **told)
    story = write_narrative(words="It was winter.", whose="theirs", content_note="This tells of a flight.", **told)
    open_narrative(narrative=story, by=therapist, at=now)
    record_safety_check(was_alone=True, found="safe", agreed="We speak on Monday.", **told)
    set_readers(part="triggers", readers="one-person", person=therapist, wish="theirs", **told)
    record_asking_wish(part="narrative", wish="do-not-ask", words="It is all there.", **told)


def review_agrees(key: str) -> None:
    """The gate is open."""
    plan = TitrationPlan.objects.for_gate().get(pk=plan_of(key).pk)
    verdict = Verdict(decision=Decision.PROCEED, patient_view=PatientView.AGREES, reasons="Nothing stands against it.")
    sign_review(
        plan=plan,
        to=plan.steps.get(position=2),
        verdict=verdict,
        read_version=plan.version,
        by=somebody("prescriber"),
        at=timezone.now(),
    )


def a_long_draft(key: str) -> None:
    """A plan that is not agreed on yet, with more steps than fit beside each other."""
    doses = [Dose(amount_mg=Decimal(amount), at=TimeOfDay.BEDTIME) for amount in range(1, MANY_STEPS + 1)]
    draft_plan(
        patient=patient(key),
        medication=Medication.objects.get(code="prazosin"),
        prescriber=somebody("prescriber"),
        steps=[PlannedStep(regimen=Regimen(doses=(dose,)), hold_days=7) for dose in doses],
        by=somebody("prescriber"),
        at=timezone.now(),
    )


def a_long_log(key: str) -> None:
    plan = plan_of(key)
    for minutes in range(MANY_ENTRIES):
        log_check_in(
            patient=plan.patient,
            medication=plan.medication,
            asked_about=["Suicidal ideation"],
            source=Source.PHONE,
            happened_at=timezone.now() - timedelta(hours=1, minutes=minutes),
            by=somebody("nurse"),
            at=timezone.now(),
        )


def tramadol_from_elsewhere(key: str) -> None:
    """It does not go well with sertraline."""
    record_other_medication(
        patient=patient(key),
        name="Tramadol",
        medication=Medication.objects.get(code="tramadol"),
        by=somebody("nurse"),
        at=timezone.now(),
    )


def forms(key: str) -> None:
    """What somebody wrote at home: accepted, waiting to be read, put off, and not sent."""
    load_packet(at=timezone.now())
    who, now = somebody("nurse"), timezone.now()
    link = make_link(patient=patient(key), word="marmalade", by=who, at=now).link
    writer, asked = Writer(link=link), PacketQuestion.objects.filter(version__in=link.packet.parts.values("version"))
    typed = {"what": "I sleep badly.", "hope": "To sleep.", "never": "At my sister's.", "name": "Finn"}
    for code, words in typed.items():
        reply = Reply(kind=AnswerKind.SAID, said={"text": words})
        for question in asked.filter(code=code):
            save_replies(packet=link.packet, replies={question.pk: reply}, sheet="first", writer=writer, at=now)
    put_off = asked.filter(code="not-want").get()
    later = {put_off.pk: Reply(kind=AnswerKind.NOT_NOW)}
    save_replies(packet=link.packet, replies=later, sheet="first", writer=writer, at=now)
    look_at(part=link.packet.parts.get(place=3), writer=writer)
    sending = send(packet=link.packet, writer=writer, at=now)
    assert sending
    accepted = {answer.pk: "accepted" for answer in sending.answers.filter(question__code__in=["what", "never"])}
    read_answers(patient=patient(key), outcomes=accepted, by=who, at=now)


def a_merged_record(into: str) -> None:
    Patient.objects.create(
        record_number="DEMO-99", chosen_name="Maya J.", birth_date=patient(into).birth_date, merged_into=patient(into)
    )


def consents(key: str) -> None:
    """Given, taken back, declined; and something that was told."""
    load_wordings(at=timezone.now())
    about: dict[str, Any] = {"patient": patient(key), "by": somebody("nurse"), "at": timezone.now()}
    until = timezone.localdate() + timedelta(days=20)
    to_the_surgery = release(expires_on=until, scope=("whole-record",))
    family = Agreed(kind="family-participation", recipient="Her aunt", expires_on=until)
    heard = spoken(somebody("nurse"))
    over = consented(**about, agreed=family, vouched=heard, wording=newest_wording("family-participation"))
    revoke_consent(consent=over, how="in-person", words="Not any more.", **said_by(about))
    paper = on_paper(signed_on=timezone.localdate())
    told = consented(**about, agreed=to_the_surgery, vouched=paper, wording=newest_wording("release"))
    disclose(consent=told, what=["appointments"], how="letter", **said_by(about))
    record_declined(kind="research", wording=None, in_their_words="Another year.", **about)


def around(key: str) -> None:
    """How somebody may be reached, what waits and went out, what they need, and who is around them."""
    about: dict[str, Any] = {"patient": patient(key), "by": somebody("nurse"), "at": timezone.now()}
    ways = [AgreedWay(channel=each, may_use=True, address="555-0101") for each in ("call", "text")]
    agree_safe_contact(ways=ways, wishes=Wishes(alias="Finn", voicemail=True), **about)
    never_use(address="maya@post.example", **about)
    for channel in ("call", "text"):
        contact(channel=channel, message_kind="please-ring", **about)
    settle(outgoing=contact(channel="call", message_kind="call-back", **about), outcome="reached", **said_by(about))
    keep_needs(needs=Needs(transport="needed", interpreter="needed", interpreter_language="Spanish"), **about)
    today = timezone.localdate()
    agreed: dict[str, Any] = {"agreed": "yes", "agreed_on": today, "agreed_how": "in-person"}
    ash, bay, thyme = (
        Person(name=name, phone=phone, told_by="patient", since_on=today, **agreed)
        for name, phone in (("Ash Fern", "555-0177"), ("Bay Rowan", "555-0178"), ("Dr Thyme", "555-0179"))
    )
    add_supporter(person=ash, bond="family", relation="my aunt", may_know="appointments", **about)
    add_emergency_contact(person=bay, position=1, desk_may_see=True, **about)
    end(row=add_primary_care(person=thyme, practice="Elm Practice", **about), on=today, **said_by(about))


def on_the_way_in(booked: str, ended: str) -> None:
    """Somebody with a visit ahead, and somebody who withdrew."""
    about: dict[str, Any] = {"by": somebody("desk"), "at": timezone.now()}
    details = NewIntake(source="doctor", referred_by="Dr Quill", reason="I sleep badly.", owner=somebody("desk"))
    first, second = (open_intake(patient=patient(key), details=details, **about) for key in (booked, ended))
    move_intake(intake=first, to=Stage.BOOKED, **about)
    withdraw(intake=second, wish="theirs", **about)


def said_by(about: Mapping[str, Any]) -> dict[str, Any]:
    return {"by": about["by"], "at": about["at"]}


def a_referral(key: str) -> None:
    """It told of an allergy and of a medicine, and nobody has taken them over yet."""
    told: dict[str, Any] = {"origin": "referral", "source": "records", "by": somebody("desk"), "at": timezone.now()}
    allergy = {"name": "Penicillin", "kind": "hypersensitivity", "reaction": "hives", "certainty": "likely"}
    propose(patient=patient(key), kind="medication", words="Ibuprofen 400 mg", details={"name": "Ibuprofen"}, **told)
    propose(patient=patient(key), kind="allergy", words="Penicillin; hives", details=allergy, **told)


def second_factors(key: str) -> None:
    """An app, recovery codes and a passkey."""
    TOTP.activate(somebody(key), generate_totp_secret())
    RecoveryCodes.activate(somebody(key))
    credential = json.loads(SoftKey(user_handle=key).makes({"publicKey": {"challenge": ""}}))
    Authenticator.objects.create(
        user=somebody(key),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Telephone", "credential": credential},
    )
