"""A referral read in: an intake at once, its entries one by one, and nothing half saved."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medications.models import Medication, OtherMedication
from patients.models import Allergy, Intake, Patient, ProposedEntry, ReferralImport
from patients.services.importing_referrals import import_referral
from patients.services.proposing import accept_proposal, decline_proposal, propose
from patients.services.welcoming import LooksLikeSomebody
from practice.audit.models import Act
from practice.prompts.models import Prompt
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

REFERRALS = Path(__file__).parent.parent / "data" / "referrals"
VERNICE = (REFERRALS / "three.json").read_bytes()
LIFTED_FROM_IT = ("Penicillin", "Sertraline", "Anemia", "anxiety", "partner")


def read_in(content=VERNICE, into_id=None, by=None, looked_at=()):
    by = by or make_user(Role.FRONT_DESK)
    return import_referral(content=content, into_id=into_id, looked_at=frozenset(looked_at), by=by, at=timezone.now())


def proposed(patient=None, kind="allergy", words="Penicillin; hives", **details):
    known = details or {"name": "Penicillin", "kind": "hypersensitivity", "reaction": "hives", "certainty": "unsure"}
    return propose(
        patient=patient or make_patient(),
        kind=kind,
        words=words,
        details=known,
        origin="referral",
        source="records",
        by=make_user(Role.FRONT_DESK),
        at=timezone.now(),
    )


@pytest.fixture
def nurse(client):
    user = make_user(Role.NURSE)
    client.force_login(user)
    return user


def test_a_referral_makes_a_person_an_intake_and_entries_that_wait():
    read = read_in()

    patient = read.patient
    assert (patient.chosen_name, patient.birth_date, patient.language) == (
        "Vernice Langworth",
        date(1981, 12, 7),
        "English",
    )
    assert Intake.objects.get(patient=patient).source == "doctor"
    assert patient.proposed_entries.waiting().count() == 11
    assert not Allergy.objects.filter(patient=patient).exists()
    assert not OtherMedication.objects.filter(patient=patient).exists()
    act = Act.objects.get(verb="referral.imported")
    assert act.details == {"entries": 11, "left_out": len(read.left_out)}
    assert Prompt.objects.get(kind="proposals-waiting", closed_at=None).key == patient.pk


def test_nothing_stays_of_a_file_that_was_read_before_or_cannot_be_read():
    first = read_in()
    merged = make_patient(merged_into=first.patient)
    people = Patient.objects.count()

    with pytest.raises(LooksLikeSomebody), transaction.atomic():
        read_in(VERNICE + b" ")
    with pytest.raises(ValidationError, match="read before"), transaction.atomic():
        read_in(looked_at=[first.patient_id])
    with pytest.raises(ValidationError, match="no longer in use"), transaction.atomic():
        read_in(VERNICE + b" ", into_id=merged.pk)
    with pytest.raises(PermissionDenied):
        read_in(VERNICE + b" ", by=make_user(Role.THERAPIST))

    assert Patient.objects.count() == people
    assert ReferralImport.objects.count() == 1


def test_accepting_lands_in_the_chart_with_its_source_and_is_said_once():
    entry, nurse = proposed(), make_user(Role.NURSE)
    on_team(entry.patient, nurse)

    accept_proposal(entry=entry, details=entry.details, by=nurse, at=timezone.now())

    landed = Allergy.objects.get(patient=entry.patient)
    entry.refresh_from_db()
    assert (landed.name, landed.source, landed.recorded_by) == ("Penicillin", "records", nurse)
    assert (entry.landed_as, entry.landed_id, entry.accepted_by) == ("patients.allergy", landed.pk, nurse)
    assert Act.objects.filter(verb="proposal.accepted", subject_id=entry.pk).count() == 1
    with pytest.raises(ValidationError, match="answered this already"):
        decline_proposal(entry=entry, because="A slip.", by=nurse, at=timezone.now())


def test_declining_needs_a_reason_and_keeps_what_was_told():
    entry, nurse = proposed(), make_user(Role.NURSE)
    on_team(entry.patient, nurse)

    with pytest.raises(ValidationError, match="Say why"):
        decline_proposal(entry=entry, because=" ", by=nurse, at=timezone.now())
    decline_proposal(entry=entry, because="They say it was a virus.", by=nurse, at=timezone.now())

    entry.refresh_from_db()
    assert (entry.words, entry.declined_because) == ("Penicillin; hives", "They say it was a virus.")
    assert not Allergy.objects.filter(patient=entry.patient).exists()


def test_only_clinical_roles_take_over():
    entry = proposed()

    with pytest.raises(PermissionDenied):
        accept_proposal(entry=entry, details=entry.details, by=make_user(Role.FRONT_DESK), at=timezone.now())


@pytest.mark.parametrize("change", ["words = 'Aspirin'", "details = '{}'", "patient_id = patient_id + 1"])
def test_the_database_keeps_what_was_told(change):
    entry = proposed()

    refused = pytest.raises(IntegrityError, match="stays as it was")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE patients_proposedentry SET {change} WHERE id = %s", [entry.pk])


def test_a_medicine_of_our_formulary_is_chosen_already(client, nurse):
    entry = proposed(kind="medication", words="Sertraline 100 MG Oral Tablet", name="Sertraline 100 MG Oral Tablet")
    on_team(entry.patient, nurse)

    page = client.get(reverse("proposal", args=[entry.pk]))
    chosen = page.context["accepting"].initial["medication"]
    answer = client.post(
        reverse("proposal", args=[entry.pk]),
        {"act": "accept", "name": "Sertraline", "dose": "100 mg in the morning", "medication": chosen},
    )

    assert answer.status_code == 302
    landed = OtherMedication.objects.get(patient=entry.patient)
    assert landed.medication == Medication.objects.get(code="sertraline")


def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_taken_over(client, nurse):
    entry = proposed()
    on_team(entry.patient, nurse)

    refused = client.post(reverse("proposal", args=[entry.pk]), {"act": "accept", "name": ""})
    without_reason = client.post(reverse("proposal", args=[entry.pk]), {"act": "decline"})

    assert (refused.status_code, without_reason.status_code) == (422, 422)
    assert refused.context["accepting"].errors["name"]
    assert ProposedEntry.objects.waiting().filter(pk=entry.pk).exists()


def test_the_page_asks_as_much_for_three_entries_as_for_thirty(client, nurse):
    patient = make_patient()
    on_team(patient, nurse)
    page = reverse("proposals", args=[patient.pk])

    def questions(number):
        for at in range(number):
            proposed(patient, words=f"Mould {at}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    questions(1)
    assert questions(2) == questions(27) <= 15


def upload(client, content=VERNICE, **fields):
    file = SimpleUploadedFile("referral.json", content, "application/json")
    return client.post(reverse("read_referral"), {"file": file, **fields})


def test_the_desk_reads_one_in_and_sees_nothing_of_what_it_tells(client):
    client.force_login(make_user(Role.FRONT_DESK))

    answer = upload(client)
    board = client.get(answer.url).content.decode()

    patient = Patient.objects.get(chosen_name="Vernice Langworth")
    assert patient.record_number in board
    assert not [word for word in LIFTED_FROM_IT if word in board]


def test_where_somebody_like_them_is_known_the_desk_says_who_it_is(client):
    client.force_login(make_user(Role.FRONT_DESK))
    known = make_patient(chosen_name="Vernice Langworth", birth_date=date(1981, 12, 7))

    asked = upload(client)
    page = asked.content.decode()
    form = asked.context["form"]
    answer = client.post(reverse("read_referral"), {"at_hand": form.initial["at_hand"], "person": str(known.pk)})
    again = client.post(reverse("read_referral"), {"at_hand": form.initial["at_hand"], "person": "new"})

    assert known.record_number in page
    assert not [word for word in LIFTED_FROM_IT if word in page]
    assert answer.url == reverse("intake_board")
    assert ReferralImport.objects.get().patient == known
    assert again.url == reverse("read_referral"), "the file was let go"


@pytest.mark.parametrize(("content", "said"), [(b"no", "not in the form"), (b"{}", "not a referral")])
def test_a_file_that_is_none_is_said_beside_the_field(client, content, said):
    client.force_login(make_user(Role.FRONT_DESK))

    answer = upload(client, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def told(*arguments):
    out = StringIO()
    call_command("import_referral", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_reads_a_file_in_and_lists_what_it_left():
    desk, file = make_user(Role.FRONT_DESK), str(REFERRALS / "three.json")

    said = told(file, "--by", desk.email)

    number = Patient.objects.get(chosen_name="Vernice Langworth").record_number
    assert f"{number}: 11 entries wait for a clinician." in said
    assert "Observation: not taken over" in said
    assert not [word for word in LIFTED_FROM_IT if word in said]
    with pytest.raises(CommandError, match=f"Somebody similar is known: {number}"):
        told(file, "--by", desk.email)
    with pytest.raises(CommandError, match="read before"):
        told(file, "--by", desk.email, "--into", number)
    with pytest.raises(CommandError, match="Nobody works here"):
        told(file, "--by", "nobody@practice.example")
    with pytest.raises(CommandError, match="cannot be opened"):
        told("/nowhere.json", "--by", desk.email)


def test_a_trigger_that_waits_is_read_by_those_alone_with_whom_they_share_it():
    patient, nurse, therapist = make_patient(), make_user(Role.NURSE), make_user(Role.THERAPIST)
    on_team(patient, nurse)
    on_team(patient, therapist)

    proposed(patient, words="Penicillin")
    proposed(patient, kind="trigger", words="Fireworks", about="")

    def read_by(user):
        return [entry.words for entry in ProposedEntry.objects.visible_to(user).waiting()]

    assert read_by(therapist) == ["Penicillin", "Fireworks"]
    assert read_by(nurse) == ["Penicillin"]
    assert read_by(make_user(Role.THERAPIST)) == []
