"""What people told and agreed to before they came so far: Samuel to his therapist, Bram at home in his own time."""

from datetime import timedelta
from typing import Any

from patients.models import PacketQuestion
from patients.rules.packet import AnswerKind, Reply
from patients.services.answering_packet import Writer, look_at, save_replies, send
from patients.services.consenting import (
    Agreed,
    Vouched,
    newest_wording,
    record_consent,
    record_declined,
    revoke_consent,
)
from patients.services.disclosing import disclose
from patients.services.narrative import write_narrative
from patients.services.people_around import Person, add_emergency_contact, add_supporter
from patients.services.private_links import make_link, open_with
from patients.services.trauma_history import explain_limits, record_experience
from patients.services.triggers import add_signpost
from sessions.demo.scene import Scene


def samuel_tells_his_therapist(scene: Scene) -> None:
    """The limits first, then what he wants known and what helps; his story, which he may have read by two people."""
    about = {"patient": scene.patients["samuel"], "by": scene.staff["therapist"]}
    told: dict[str, Any] = {"source": "session", "at": scene.on(30, 11), **about}
    explain_limits(words="Thank you for saying so before you ask.", **told)
    add_signpost(kind="room-preference", about="behind", **told)
    add_signpost(kind="room-preference", about="doors", **told)
    add_signpost(kind="coping", about="grounding", words="Cold water over the wrists", **told)
    add_signpost(kind="trigger", words="Fireworks, and doors that slam", **told)
    record_experience(kind="elsewhere", answer="present", when="adult", ongoing="no", **told)
    write_narrative(words="It was on the way home.", whose="theirs", content_note="An attack, told briefly.", **told)


def samuel_agrees(scene: Scene) -> None:
    """Who may know, and what goes to whom; one thing he took back, one he would rather not."""
    therapist, today = scene.staff["therapist"], scene.day(0)
    about: dict[str, Any] = {"patient": scene.patients["samuel"], "by": therapist}
    in_person = Vouched(how="in-session", heard_by=therapist)
    release = Agreed(
        kind="release",
        recipient="Dr Lindqvist, Hill Street Surgery",
        purpose="so that both know about the medicines",
        scope=("appointments", "medication-list"),
        expires_on=today + timedelta(days=21),
    )
    given = record_consent(
        agreed=release,
        vouched=Vouched(how="on-screen", signed_name="Samuel Birch"),
        wording=newest_wording("release"),
        at=scene.on(50, 10),
        **about,
    )
    disclose(consent=given, what=["medication-list"], how="letter", by=therapist, at=scene.on(40, 10))
    family = Agreed(kind="family-participation", recipient="His brother Jo", scope=("safety-plan",))
    heard = record_consent(
        agreed=family, vouched=in_person, wording=newest_wording("family-participation"), at=scene.on(45, 10), **about
    )
    revoke_consent(consent=heard, how="in-person", by=therapist, at=scene.on(20, 10))
    record_declined(
        kind="research",
        wording=newest_wording("research"),
        in_their_words="Not this year.",
        at=scene.on(9, 10),
        **about,
    )
    agreed: dict[str, Any] = {"agreed": "yes", "agreed_on": scene.day(45), "agreed_how": "in-person"}
    jo = Person(name="Jo Birch", phone="555-0177", told_by="patient", since_on=scene.day(45), **agreed)
    add_supporter(
        person=jo, bond="family", relation="my brother", may_know="appointments", at=scene.on(45, 10), **about
    )
    add_emergency_contact(person=jo, position=1, desk_may_see=True, at=scene.on(45, 10), **about)


def bram_writes_at_home(scene: Scene) -> None:
    """Some of the forms, in his own time; what he sent waits for his therapist to read it."""
    therapist, at = scene.staff["therapist"], scene.on(2, 18)
    made = make_link(patient=scene.patients["bram"], word="marmalade", by=therapist, at=scene.on(5, 10))
    link, token = made.link, made.path.rstrip("/").rpartition("/")[2]
    open_with(token=token, typed="marmalade", address="192.0.2.7", at=at)
    asked = PacketQuestion.objects.filter(
        version__in=link.packet.parts.values("version"), version__section__code="what-brings-you"
    )
    replies = {
        asked.get(code="what").pk: Reply(
            kind=AnswerKind.SAID, said={"text": "I would like to try again, more slowly."}
        ),
        asked.get(code="before").pk: Reply(kind=AnswerKind.IN_PERSON),
    }
    writer = Writer(link=link)
    for part in link.packet.parts.filter(place__lte=3):
        look_at(part=part, writer=writer)
    save_replies(packet=link.packet, replies=replies, sheet="at-home", writer=writer, at=at)
    send(packet=link.packet, writer=writer, at=at)


TOLD = (samuel_tells_his_therapist, samuel_agrees, bram_writes_at_home)
