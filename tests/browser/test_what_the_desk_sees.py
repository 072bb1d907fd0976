"""The front desk asks for everything there is, behind which stand full charts, and reads nothing that is in them.

Needs no browser. Whatever text stands in a clinical table of the practice is searched for in every answer, refused ones
included, and the pages that are open to the desk are searched for clinical words besides.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.test import Client
from pghistory.models import Event

from medications.models import Medication
from patients.models import Patient
from practice.database.rights import is_ours
from practice.staff.roles import Role
from sessions.demo.reading import read
from tests.access_matrix import rule_for
from tests.browser.conftest import session_of, sharing_a_practice
from tests.browser.everything import everything_to_see
from tests.browser.full_chart import SECRETS, a_full_chart
from tests.browser.places import ADDRESSES, path_to
from tests.browser.test_markup import CLINICAL_WORDS, NOT_SHOWN

# What the desk keeps itself, or may read: logistics.
LOGISTICS = {
    "patients.Patient",
    "patients.Intake",
    "patients.IntakeMove",
    "patients.LogisticNeeds",
    "patients.SafeContact",
    "patients.ContactChannel",
    "patients.NeverAddress",
    "patients.EmergencyContact",  # shown only where the patient allowed it
    "patients.ConsentWording",  # what is asked, of everybody alike
    *(
        f"clinical_sessions.{name}"
        for name in (
            "Availability",
            "AvailabilityException",
            "CalendarFeed",
            "ClinicianProfile",
            "Location",
            "Room",
            "SlotOffer",
            "Visit",
            "VisitSeries",
            "VisitType",
            "WaitingEntry",
            # What ships, and is about nobody.
            "NoteFormat",
            "NoteTemplate",
            "NoteTemplateSection",
            "Technique",
        )
    ),
}
OFFERED_TO_ALL = {"patients.PacketQuestion.choices"}  # "text message" and the like
OF_THE_HOUSE = {"staff", "audit", "prompts"}
NOT_ASKED = {"account_logout", "sign_out_everywhere", "gallery"}  # the gallery shows made-up people to everybody
SECRET_KEYS = {"token", "secret", "rest"}  # private addresses, which no sign-in opens
LONG_ENOUGH = 8  # shorter ones are words of every page


def full_charts() -> None:
    everything_to_see()
    a_full_chart("ruth")


practice = sharing_a_practice(full_charts)


@pytest.fixture(scope="module")
def desk(practice: None) -> Client:
    client = Client(raise_request_exception=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of("desk")
    return client


def clinical_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        label = model._meta.label
        if (
            not is_ours(model)
            or issubclass(model, Event)
            or label in LOGISTICS
            or model._meta.app_label in OF_THE_HOUSE
        ):
            continue
        yield model


def told() -> set[str]:
    """Every text of the clinical tables that could be recognised."""
    found: set[str] = set()
    for model in clinical_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and f"{model._meta.label}.{field.name}" not in OFFERED_TO_ALL
            and not field.choices
            and not field.unique
        ]
        for row in model._base_manager.values_list(*fields) if fields else ():
            found |= {text for value in row for text in texts_in(value) if says_something(text)}
    names = set(Medication.objects.values_list("name", flat=True))
    # Who signed by typing their name is known to the desk by that name.
    return (found | {name for name in names if len(name) >= LONG_ENOUGH}) - set(people_known())


def texts_in(value: object) -> Iterator[str]:
    """What is written in a value: of a note, in each of its sections."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)


def people_known() -> Iterator[str]:
    for names in Patient.objects.values_list("chosen_name", "legal_name"):
        yield from names


def says_something(text: str) -> bool:
    """Long enough to be recognised, and no code."""
    return len(text) >= LONG_ENOUGH and not re.fullmatch("[a-z0-9-]+", text)


def paths_to(name: str) -> set[str]:
    """The address about Ruth where it needs no more than a person, and about whoever has what it needs."""
    parameters = set(ADDRESSES[name].parameters)
    paths = {path_to(name, "ruth")} if parameters <= {"patient_id", "name"} else set()
    for key in read("patients"):
        try:
            return paths | {path_to(name, key)}
        except (ObjectDoesNotExist, IndexError):
            continue
    raise AssertionError(f"Nobody in the practice has what {name} is about.")


def asks_for_everything(desk: Client) -> Iterator[tuple[str, int, str]]:
    for name, address in ADDRESSES.items():
        if name.startswith("admin:") or name in NOT_ASKED or set(address.parameters) & SECRET_KEYS:
            continue
        for path in sorted(paths_to(name)):
            for method in ("GET", "POST"):
                response = desk.generic(method, path, content_type="application/x-www-form-urlencoded")
                yield f"{method} {name}", response.status_code, response.content.decode(errors="replace")


@pytest.fixture(scope="module")
def answers(desk: Client) -> list[tuple[str, int, str]]:
    return list(asks_for_everything(desk))


def test_there_is_something_to_hide(practice):
    texts = told()

    assert len(texts) > 300
    assert any(secret in text for text in texts for secret in SECRETS)


def test_no_answer_to_the_desk_holds_anything_of_a_chart(answers):
    hidden = told()
    leaks: dict[str, list[str]] = {}
    for asked, status, answer in answers:
        page = NOT_SHOWN.sub("", answer)
        found = [text for text in hidden if text in page] + [word for word in SECRETS if word in page]
        rule = rule_for(asked.split()[1])
        if status == 200 and rule and Role.FRONT_DESK in rule.roles and not rule.is_public:
            found += CLINICAL_WORDS.findall(page)
        if found:
            leaks[asked] = found

    assert leaks == {}


def test_the_walk_reaches_what_is_open_to_the_desk(answers):
    open_to_it = {asked for asked, status, _answer in answers if status == 200}

    assert {"GET front_desk", "GET intake_board", "GET visits_day", "GET person"} <= open_to_it
