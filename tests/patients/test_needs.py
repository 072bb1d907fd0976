"""What is needed around visits: kept by whoever books, read in words, and asked for many people at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from patients.models import LogisticNeeds
from patients.presentation.needs import in_words, not_asked
from patients.services.needs import Needs, keep_needs
from patients.services.registering import NewPatient, add_patient
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.browser.markup import faults_in
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "transport": "needed",
    "transport_words": "from home, by taxi",
    "childcare": "needed",
    "interpreter": "needed",
    "interpreter_language": "British Sign Language",
    "step_free": "not-needed",
    "hearing": "sits on the left",
    "other": "A warm drink",
}
IN_WORDS = [
    "Transport: from home, by taxi",
    "Childcare",
    "Interpreter: British Sign Language",
    "Hearing: sits on the left",
    "A warm drink",
]


@pytest.fixture
def desk(client):
    user = make_user(Role.FRONT_DESK)
    client.force_login(user)
    return user


def keep(patient, by, **said):
    return keep_needs(patient=patient, needs=Needs(**said), by=by, at=timezone.now())


def test_needs_are_kept_in_one_act_and_read_in_words(desk):
    patient = make_patient()

    row = keep(patient, desk, **EVERYTHING)

    assert in_words(row) == IN_WORDS
    assert not_asked(row) == []
    assert in_words(None) == []
    assert not_asked(None) == ["transport", "childcare", "interpreter", "step-free way"]
    act = Act.objects.get(verb="needs.kept")
    assert (act.by, act.patient_id, act.subject_id, act.details) == (desk, patient.pk, row.pk, {})
    keep(patient, desk, other="None of that any more")
    assert LogisticNeeds.objects.count() == 1
    assert row.events.count() == 2


def test_only_whoever_books_for_them_keeps_them(desk):
    patient, nurse = make_patient(), make_user(Role.NURSE)
    with pytest.raises(PermissionDenied):
        keep(patient, nurse, other="x")
    on_team(patient, nurse)

    assert keep(patient, nurse, other="x").updated_by == nurse


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"interpreter": "needed"}, "needs_interpreter_has_a_language"),
        ({"interpreter_language": "Spanish"}, "needs_interpreter_has_a_language"),
        ({"transport": "not-needed", "transport_words": "taxi"}, "needs_words_belong_to_a_need"),
        ({"childcare_words": "two"}, "needs_words_belong_to_a_need"),
    ],
)
def test_words_without_their_need_are_refused(desk, said, constraint):
    patient = make_patient()
    with pytest.raises(ValidationError, match="if, and only if|only where something"):
        keep(patient, desk, **said)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LogisticNeeds.objects.create(patient=patient, **said)


def test_the_first_contact_may_bring_needs_in_plain_words(desk):
    details = NewPatient(chosen_name="Robin", access_needs="Interpreter for Spanish")

    patient = add_patient(details=details, by=desk, at=timezone.now())

    assert in_words(patient.logistic_needs) == ["Interpreter for Spanish"]


def test_many_people_are_asked_for_in_one_question(desk, django_assert_num_queries):
    people = [make_patient() for _each in range(4)]
    for patient in people[:3]:
        keep(patient, desk, other="Tea")
    desk.roles()

    with django_assert_num_queries(1):
        found = LogisticNeeds.objects.bookable_by(desk).of_many([patient.pk for patient in people])

    assert set(found) == {patient.pk for patient in people[:3]}


def test_the_page_keeps_what_was_said_and_refuses_in_words(client, desk):
    patient = make_patient()
    address = reverse("needs", args=[patient.pk])
    refused = client.post(address, {"interpreter": "needed", "other": "Tea"})
    assert refused.status_code == 422
    assert "Name the interpreter" in refused.content.decode()
    assert 'value="Tea"' in refused.content.decode()
    assert faults_in(refused.content.decode()) == []
    once = client.get(address).context["once"]

    for _twice in range(2):
        assert client.post(address, {**EVERYTHING, "once": once}).url == reverse("person", args=[patient.pk])

    page = client.get(address).content.decode()
    assert "from home, by taxi" in page
    assert faults_in(page) == []
    assert Act.objects.filter(verb="needs.kept").count() == 1
    person = client.get(reverse("person", args=[patient.pk])).content.decode()
    assert all(words in person for words in IN_WORDS)
    found = client.post(reverse("front_desk"), {"words": patient.chosen_name}).content.decode()
    assert "Interpreter: British Sign Language" in found
