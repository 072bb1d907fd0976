"""Two records of one person: the older points to the one that stays, both histories stay, nobody gains access."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from medications.merging import open_plans_in_the_way
from patients.merging_objections import objections, register
from patients.models import Allergy, Merge, Patient
from patients.models.proposal import ProposedEntry
from patients.services.merging import CannotMerge, merge_patients
from patients.services.proposing import accept_proposal
from patients.services.recording_health import record_allergy, record_condition
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import glass_broken, make_administrator, make_patient, make_user, on_team
from tests.medications.builders import active_plan
from tests.patients.intake_builders import NOW, REASON, REFERRER, an_intake

pytestmark = pytest.mark.django_db
KNOWN = "Same birth date, and they told us."


def merge(older, into, **differs):
    return merge_patients(
        **{"older": older, "into": into, "by": make_administrator(), "at": NOW, "because": KNOWN, **differs}
    )


def version(patient):
    return patient._meta.model.objects.get(pk=patient.pk).chartversion.version


def test_the_older_record_points_to_the_one_that_stays_and_nothing_else_changes():
    older, into, nurse = make_patient(), make_patient(), make_user(Role.NURSE)
    on_team(older, nurse)
    before = version(into)

    found = merge(older, into)

    older.refresh_from_db()
    assert (older.merged_into, found.because) == (into, KNOWN)
    assert version(into) == before + 1, "what stands in the older one is newly known"
    assert set(Patient.objects.visible_to(nurse)) == {older}, "the team of the older one gains no access"
    acts = Act.objects.filter(verb="patient.merged").order_by("pk")
    assert [(act.patient_id, act.subject_id) for act in acts] == [(older.pk, found.pk), (into.pk, found.pk)]
    assert KNOWN not in str([act.details for act in acts])
    history = Patient._meta.apps.get_model("patients", "PatientEvent").objects.filter(pgh_obj_id=older.pk)
    assert [event.merged_into_id for event in history.order_by("pgh_id")][-1] == into.pk


def test_a_chain_is_followed_to_its_end_and_kept_short():
    first, second, third = make_patient(), make_patient(), make_patient()

    merge(first, second)
    merge(second, third)
    fourth = make_patient()
    merge(fourth, Patient.objects.get(pk=first.pk))

    assert set(Patient.objects.filter(merged_into=third)) == {first, second, fourth}
    with pytest.raises(ValidationError, match="into itself"):
        merge(third, Patient.objects.get(pk=first.pk))
    with pytest.raises(CannotMerge, match="merged already"):
        merge(first, make_patient())


def test_an_open_intake_and_an_open_plan_of_the_older_stand_in_the_way():
    plan = active_plan()
    older, into = plan.patient, make_patient()
    an_intake(patient=older)

    with pytest.raises(CannotMerge) as refused:
        merge(older, into)

    assert [reason.split(".")[0] for reason in refused.value.reasons] == [
        "The record that goes out of use has an open intake",
        "The record that goes out of use has an open plan",
    ]
    assert plan.prescriber.display_name in refused.value.reasons[1]
    assert plan.medication.name not in str(refused.value)
    assert not Merge.objects.exists()
    assert list(open_plans_in_the_way(into, older)) == []


def test_what_the_older_one_alone_says_waits_for_a_clinician_of_the_one_that_stays():
    older, into, nurse = make_patient(), make_patient(), make_user(Role.NURSE)
    told: dict[str, Any] = {"source": "patient", "by": nurse, "at": NOW}
    for name in ("Penicillin", "Latex"):
        record_allergy(patient=older, name=name, kind="hypersensitivity", reaction="hives", **told)
    record_allergy(patient=into, name="Latex", kind="hypersensitivity", **told)
    record_condition(patient=older, condition="other", other="migraine", state="present", **told)
    record_condition(patient=older, condition="other", other="gout", state="resolved", **told)

    merge(older, into)

    on_team(into, nurse)
    waiting = ProposedEntry.objects.filter(patient=into).order_by("pk")
    assert [(entry.kind, entry.words, entry.origin) for entry in waiting] == [
        ("allergy", "Penicillin: hives", "merge"),
        ("condition", "migraine", "merge"),
    ]
    for entry in waiting:
        accept_proposal(entry=entry, details=entry.details, by=nurse, at=NOW)
    assert {row.name for row in Allergy.objects.filter(patient=into).newest()} == {"Latex", "Penicillin"}


def test_another_floor_may_say_what_stands_in_the_way(monkeypatch):
    monkeypatch.setattr("patients.merging_objections._objections", {})
    register("visits", lambda older, into: [f"{older.pk} has visits ahead, {into.pk} may not."])
    older, into = make_patient(), make_patient()

    assert objections(older, into) == [f"{older.pk} has visits ahead, {into.pk} may not."]
    with pytest.raises(CannotMerge, match="visits ahead"):
        merge(older, into)


def test_only_an_administrator_merges_and_says_how_it_is_known():
    older, into = make_patient(), make_patient()

    with pytest.raises(PermissionDenied):
        merge(older, into, by=make_user(Role.CLINICAL_LEAD))
    with pytest.raises(ValidationError, match="because"):
        merge(older, into, because="  ")
    assert not Merge.objects.exists()


def test_the_database_refuses_a_record_that_is_not_in_use_and_keeps_what_was_merged():
    older, into, third = make_patient(), make_patient(), make_patient()
    found = merge(older, into)

    with pytest.raises(DatabaseError, match="one that is in use"), transaction.atomic():
        Patient.objects.filter(pk=third.pk).update(merged_into=older)
    with pytest.raises(DatabaseError, match="merge_is_of_two_records"), transaction.atomic():
        Merge.objects.create(older=older, into=older, because="x", merged_at=NOW, merged_by=found.merged_by)
    with pytest.raises(DatabaseError), transaction.atomic():
        found.delete()


def test_an_administrator_sees_both_and_types_the_number(client):
    admin, prescriber = make_administrator(), make_user(Role.PRESCRIBER, display_name="Dr Larkspur")
    older, into = make_patient(chosen_name="Maya J.", sensitivity="high"), make_patient(chosen_name="Maya Juniper")
    on_team(older, prescriber)
    glass_broken(older, prescriber, at=NOW)
    client.force_login(admin)
    url = reverse("admin:patients_patient_merge", args=[older.pk])
    chosen = {"other_number": into.record_number.lower(), "stays": "other"}
    sure = {**chosen, "looked": "yes", "because": KNOWN}

    assert url in client.get(reverse("admin:patients_patient_change", args=[older.pk])).content.decode()
    assert client.get(url).status_code == 200
    for wrong in ({"other_number": "NOBODY"}, {"other_number": older.record_number}):
        assert client.post(url, {**chosen, **wrong}).status_code == 422
    shown = client.post(url, chosen)
    assert shown.status_code == 200
    for words in ("Maya J.", "Maya Juniper", "Dr Larkspur", "12 April 1990"):
        assert words in shown.content.decode()
    assert not [word for word in ("ensitivity", "high", "crisis") if word in shown.content.decode()]
    assert client.post(url, {**sure, "typed_number": into.record_number}).status_code == 422
    done = client.post(url, {**sure, "typed_number": older.record_number})

    assert done.headers["Location"] == reverse("admin:patients_patient_change", args=[into.pk])
    assert Patient.objects.get(pk=older.pk).merged_into == into
    assert client.post(url, {**sure, "typed_number": older.record_number}).status_code == 422


def test_what_stands_in_the_way_is_said_on_the_page(client):
    client.force_login(make_administrator())
    intake, into = an_intake(), make_patient()
    url = reverse("admin:patients_patient_merge", args=[into.pk])
    sent = {"other_number": intake.patient.record_number, "stays": "this", "looked": "yes", "because": KNOWN}

    refused = client.post(url, {**sent, "typed_number": intake.patient.record_number})

    assert refused.status_code == 409
    assert "open intake" in refused.content.decode()
    assert not [word for word in (REASON, REFERRER) if word in refused.content.decode()]


def test_each_chart_links_to_the_other(client):
    nurse, older, into = make_user(Role.NURSE), make_patient(), make_patient()
    on_team(into, nurse)
    merge(older, into)
    client.force_login(nurse)
    url = reverse("chart", args=[into.pk])

    without = client.get(url).content.decode()
    on_team(older, nurse)

    assert older.record_number in without
    assert reverse("chart", args=[older.pk]) not in without
    assert reverse("chart", args=[older.pk]) in client.get(url).content.decode()
    assert url in client.get(reverse("chart", args=[older.pk])).content.decode()
