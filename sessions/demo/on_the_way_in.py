"""Who asks for help at the demo practice these days: from the first call to the first visit."""

from datetime import timedelta
from typing import Any

from patients.models import Patient
from patients.rules.intake_stages import Stage
from patients.services.intake import NewIntake, move_intake, withdraw
from patients.services.proposing import propose
from patients.services.registering import NewPatient
from patients.services.safe_contact import AgreedWay, Wishes, agree_safe_contact
from patients.services.welcoming import FirstCall, welcome
from sessions.demo.house import House
from sessions.demo.scene import Scene
from sessions.rules.conflicts import WARNINGS
from sessions.services.booking import book_visit
from sessions.services.waiting import Wish, enter_waiting
from sessions.services.wishes import VisitWish


def people_ask_for_help(house: House) -> None:
    """One in each of the first stages, and one who would rather not after all."""
    scene = house.scene
    desk = scene.staff["desk"]
    _call(scene, 1, NewPatient(chosen_name="Indra Vale", pronouns="they/them", phone="555-0140"), _reason())
    sana = _call(
        scene,
        5,
        NewPatient(chosen_name="Sana Oak", pronouns="she/her", language="Farsi", phone="555-0141"),
        NewIntake(source="doctor", referred_by="Dr Quill", owner=scene.staff["nurse"]),
        interpreter_language="Farsi",
    )
    move_intake(intake=sana.intakes.get(), to=Stage.CALLED_BACK, by=desk, at=scene.on(3, 11))
    _referred(scene, sana)
    theo = _call(scene, 8, NewPatient(chosen_name="Theo Linden", pronouns="he/him", phone="555-0142"), NewIntake())
    _books_a_first_visit(house, theo)
    mira = _call(scene, 9, NewPatient(chosen_name="Mira Heath", phone="555-0143"), NewIntake(source="close"))
    withdraw(intake=mira.intakes.get(), wish="theirs", by=desk, at=scene.on(6, 10))


def some_wait_for_a_time(house: House) -> None:
    """Three who would come sooner if somebody's time became free."""
    scene, today = house.scene, house.scene.day(0)
    prescriber = house.clinicians["prescriber"]
    waits: list[tuple[str, int, dict[str, Any]]] = [
        ("anouk", 5, {"gender": "woman"}),
        ("wren", 3, {"way": "telehealth", "weekdays": (1, 4), "parts_of_day": ("morning",)}),
        ("gus", 2, {"clinician": prescriber, "priority": 1, "priority_because": "we-cancelled", "notice_hours": 2}),
    ]
    for who, weeks, suits in waits:
        kind = house.visit_types["follow-up"]
        wish = Wish(visit_type=kind, since_on=today - timedelta(weeks=weeks), **suits)
        enter_waiting(patient=scene.patients[who], wish=wish, by=scene.staff["desk"], at=scene.ago(hours=1))


def _reason() -> NewIntake:
    return NewIntake(reason="I do not sleep, and I do not know why it is worse now.")


def _call(
    scene: Scene, days_ago: int, person: NewPatient, intake: NewIntake, interpreter_language: str = ""
) -> Patient:
    call = FirstCall(
        person=person,
        intake=intake,
        interpreter="needed" if interpreter_language else "",
        interpreter_language=interpreter_language,
    )
    return welcome(call=call, looked_at=frozenset(), by=scene.staff["desk"], at=scene.on(days_ago, 10)).patient


def _referred(scene: Scene, patient: Patient) -> None:
    """A letter came with her; nothing of it is in the chart yet."""
    told: dict[str, Any] = {"origin": "referral", "source": "records", "by": scene.staff["desk"], "at": scene.on(3, 12)}
    allergy = {"name": "Penicillin", "kind": "hypersensitivity", "reaction": "hives", "certainty": "likely"}
    propose(patient=patient, kind="allergy", words="Penicillin; hives", details=allergy, **told)
    propose(patient=patient, kind="medication", words="Ibuprofen 400 mg", details={"name": "Ibuprofen"}, **told)


def _books_a_first_visit(house: House, patient: Patient) -> None:
    scene, desk = house.scene, house.scene.staff["desk"]
    ways = [AgreedWay(channel="call", may_use=True, address="555-0142")]
    wishes = Wishes(alias="Finn", who_may_answer="His sister Lou", may_be_told="That Finn rang.")
    agree_safe_contact(patient=patient, ways=ways, wishes=wishes, by=desk, at=scene.on(7, 15))
    wish = VisitWish(
        visit_type=house.visit_types["intake"],
        starts_at=house.moment(2, 16),
        clinicians=[house.clinicians["nurse"]],
        patients=[patient],
        location=house.location,
        room=house.rooms["Long room"],
    )
    book_visit(wish=wish, by=desk, at=scene.on(7, 15, 5), confirmed=WARNINGS)
