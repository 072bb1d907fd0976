"""The people around somebody: who they are, what they may know, and that nobody is deleted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from patients.models import EmergencyContact, PrimaryCare, Supporter
from patients.services import people_around as services
from patients.services.people_around import Person
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

SINCE = date(2024, 3, 1)
AGREED: dict[str, Any] = {"agreed": "yes", "agreed_on": SINCE, "agreed_how": "in-person"}


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


@pytest.fixture
def patient(nurse):
    patient = make_patient()
    on_team(patient, nurse)
    return patient


def person(name="Ash", **fields):
    return Person(**{"name": name, "told_by": "patient", "since_on": SINCE, "agreed": "not-asked", **fields})


def told(patient, by):
    return {"patient": patient, "by": by, "at": timezone.now()}


def test_each_is_one_act_and_ends_without_being_deleted(patient, nurse):
    common = told(patient, nurse)
    added: list[Any] = [
        services.add_supporter(person=person(" Ash "), bond="peer", relation="my rock", **common),
        services.add_primary_care(person=person(**AGREED), practice="Elm", may_be_written_to=True, **common),
        services.add_emergency_contact(person=person(phone="555-0177"), position=1, **common),
    ]

    for row in added:
        services.end(row=row, on=timezone.localdate(), by=nurse, at=timezone.now())

    assert added[0].name == "Ash"
    assert [type(row).objects.get().ended_by for row in added] == [nurse] * 3
    verbs = list(Act.objects.filter(patient_id=patient.pk).order_by("id").values_list("verb", flat=True))
    assert verbs == ["supporter.added", "primary_care.added", "emergency_contact.added"] + ["person_around.ended"] * 3
    assert added[0].events.count() == 2
    with pytest.raises(ValidationError, match="ended already"):
        services.end(row=added[0], on=timezone.localdate(), by=nurse, at=timezone.now())


def test_only_who_treats_them_writes(patient, nurse):
    row = services.add_supporter(person=person(), bond="peer", **told(patient, nurse))
    for by in (make_user(Role.FRONT_DESK), make_user(Role.NURSE), make_user(Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            services.add_supporter(person=person(), bond="peer", **told(patient, by))
        with pytest.raises(PermissionDenied):
            services.end(row=row, on=SINCE, by=by, at=timezone.now())
    old = make_patient(merged_into=patient)
    on_team(old, nurse)
    with pytest.raises(PermissionDenied):
        services.add_supporter(person=person(), bond="peer", **told(old, nurse))


def test_a_place_is_free_again_once_its_person_has_ended(patient, nurse):
    common = told(patient, nurse)
    first = services.add_emergency_contact(person=person(phone="1"), position=1, **common)
    services.add_emergency_contact(person=person(phone="2"), position=2, **common)
    with pytest.raises(ValidationError, match="Somebody else has this place"):
        services.add_emergency_contact(person=person(phone="3"), position=1, **common)
    care = services.add_primary_care(person=person(), **common)
    with pytest.raises(ValidationError, match="End that one first"):
        services.add_primary_care(person=person(), **common)

    for row in (first, care):
        services.end(row=row, on=SINCE, by=nurse, at=timezone.now())

    services.add_emergency_contact(person=person(phone="3"), position=1, **common)
    services.add_primary_care(person=person(), **common)
    assert EmergencyContact.objects.current().count() == 2


def test_days_to_come_and_ends_before_the_beginning_are_refused(patient, nurse):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as found:
        services.add_supporter(person=person(since_on=tomorrow), bond="peer", **told(patient, nurse))
    assert set(found.value.error_dict) == {"since_on"}
    row = services.add_supporter(person=person(), bond="peer", **told(patient, nurse))

    with pytest.raises(ValidationError, match="It ends on the day"):
        services.end(row=row, on=SINCE - timedelta(days=1), by=nurse, at=timezone.now())
    with pytest.raises(ValidationError, match="future"):
        services.end(row=row, on=tomorrow, by=nurse, at=timezone.now())


REFUSED: dict[str, tuple[Any, dict[str, Any]]] = {
    "supporter_knows_only_what_was_agreed": (Supporter, {"may_know": "care"}),
    "supporter_agreed_parts_are_named": (Supporter, {**AGREED, "may_know": "agreed-parts"}),
    "supporter_rung_in_a_crisis_has_a_number": (Supporter, {**AGREED, "may_be_rung_in_crisis": True, "phone": ""}),
    "supporter_agreement_says_when_and_how": (Supporter, {"agreed": "yes"}),
    "supporter_has_a_name": (Supporter, {"name": ""}),
    "supporter_ends_after_it_began": (Supporter, {"ended_on": SINCE}),
    "primary_care_is_written_to_once_agreed": (PrimaryCare, {"may_be_written_to": True}),
    "primarycare_agreement_says_when_and_how": (PrimaryCare, {"agreed": "no", "agreed_on": SINCE}),
    "emergency_contact_has_a_number": (EmergencyContact, {"phone": ""}),
    "emergency_contact_is_the_first_or_the_second": (EmergencyContact, {"position": 3}),
    "emergency_contact_is_shown_once_agreed": (EmergencyContact, {"desk_may_see": True}),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses_what_was_not_agreed(patient, nurse, constraint):
    model, wrong = REFUSED[constraint]
    owns: dict[Any, dict[str, Any]] = {Supporter: {"bond": "peer"}, EmergencyContact: {"position": 1}}
    fields = {
        "name": "Ash",
        "phone": "1",
        "told_by": "patient",
        "since_on": SINCE,
        "agreed": "not-asked",
        **owns.get(model, {}),
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(patient=patient, recorded_by=nurse, **{**fields, **wrong})

    assert model.objects.create(patient=patient, recorded_by=nurse, **fields).pk


# --- The page -----------------------------------------------------------------------------------------------

ASH = {
    "name": "Ash Fern",
    "phone": "555-0177",
    "told_by": "patient",
    "since_on": "2024-03-01",
    "agreed": "yes",
    "agreed_on": "2024-03-01",
    "agreed_how": "in-person",
}
SUPPORTER = {**ASH, "bond": "family", "relation": "my aunt", "may_know": "agreed-parts", "agreed_parts": "the plan"}
EMERGENCY = {**ASH, "name": "Bay Rowan", "position": "1", "desk_may_see": "on"}
CARE = {**ASH, "name": "Dr Thyme", "practice": "Elm Practice", "may_be_written_to": "on"}


def add(client, patient, around, **typed):
    return client.post(reverse("add_person", args=[patient.pk, around]), typed)


def page_of(client, patient):
    return client.get(reverse("people", args=[patient.pk])).content.decode()


def test_the_page_says_who_they_are_and_what_they_may_know(client, nurse, patient):
    assert "Nobody has been named yet." in page_of(client, patient)
    for around, typed in [("supporters", SUPPORTER), ("emergency", EMERGENCY), ("primary-care", CARE)]:
        assert add(client, patient, around, **typed).url == reverse("people", args=[patient.pk])

    page = page_of(client, patient)

    for words in (
        "Ash Fern",
        "my aunt",
        "the plan",
        "is not rung",
        "agreed on 1 March 2024, in person",
        "Bay Rowan",
        "sees name and number",
        "Dr Thyme",
        "Elm Practice",
        "may be written to",
        "told by the patient",
    ):
        assert words in page
    assert faults_in(page) == []
    ash = Supporter.objects.get()
    ending = reverse("end_person", args=[patient.pk, "supporters", ash.pk])
    assert client.post(ending, {"on": ""}).status_code == 422
    assert client.post(ending, {"on": "2025-01-01"}).status_code == 302
    assert "1 March 2024 to 1 January 2025" in page_of(client, patient)


def test_what_does_not_fit_is_shown_again_and_the_same_form_counts_once(client, nurse, patient):
    refused = add(client, patient, "supporters", **{**SUPPORTER, "agreed": "no", "agreed_on": "", "agreed_how": ""})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "before the patient agreed" in page
    assert "my aunt" in page
    assert faults_in(page) == []
    once = client.get(reverse("people", args=[patient.pk])).context["once"]

    for _twice in range(2):
        assert add(client, patient, "supporters", **SUPPORTER, once=once).status_code == 302

    assert Supporter.objects.count() == 1
    assert add(client, patient, "strangers", **SUPPORTER).status_code == 404


def test_the_number_of_questions_is_the_same_however_many_there_are(client, nurse, patient):
    page_of(client, patient)
    counts = set()
    for number in (0, 3, 9):
        for _each in range(number):
            add(client, patient, "supporters", **SUPPORTER)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, patient)
        counts.add(len(queries))

    assert len(counts) == 1


def test_others_people_are_reached_through_nobody_elses_chart(client, nurse, patient):
    other = make_patient()
    lead = make_user(Role.CLINICAL_LEAD)
    theirs = services.add_supporter(person=person(), bond="peer", **told(other, lead))

    ending = reverse("end_person", args=[patient.pk, "supporters", theirs.pk])

    assert client.post(ending, {"on": "2025-01-01"}).status_code == 404
    client.force_login(make_user(Role.FRONT_DESK))
    assert client.get(reverse("people", args=[patient.pk])).status_code == 404
