"""What the database itself holds about people: each constraint and trigger, refused and allowed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from patients.models import AccessGrant, ChartEvent, ChartVersion, Patient
from practice.staff.roles import Role
from tests.builders import LONG_AGO, glass_broken, make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_a_birth_date_before_1900_is_refused():
    make_patient(birth_date=date(1900, 1, 1))
    with refused("patient_birth_date_is_plausible"):
        make_patient(birth_date=date(1899, 12, 31))


def test_nobody_is_merged_into_themselves():
    patient, other = make_patient(), make_patient()
    Patient.objects.filter(pk=patient.pk).update(merged_into=other)
    with refused("patient_is_not_merged_into_themselves"):
        Patient.objects.filter(pk=patient.pk).update(merged_into=patient)


def test_a_place_on_the_team_ends_after_it_starts():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    on_team(patient, nurse, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    with refused("team_membership_ends_after_it_starts"):
        on_team(patient, nurse, starts_at=NOW, ends_at=NOW)


def test_somebody_is_on_the_team_once_at_a_time_and_may_come_back():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    on_team(patient, nurse, ends_at=NOW)
    on_team(patient, nurse)
    with refused("team_member_once_at_a_time"):
        on_team(patient, nurse)


def test_a_team_has_one_point_of_contact():
    patient = make_patient()
    on_team(patient, make_user(Role.NURSE), is_point_of_contact=True)
    on_team(patient, make_user(Role.NURSE))
    with refused("team_has_one_point_of_contact"):
        on_team(patient, make_user(Role.NURSE), is_point_of_contact=True)


def test_an_access_grant_gives_a_reason_and_ends():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    grant = glass_broken(patient, nurse, at=NOW)
    with refused("access_grant_gives_a_reason"), transaction.atomic():
        AccessGrant.objects.filter(pk=grant.pk).update(reason="")
    with refused("access_grant_ends"), transaction.atomic():
        AccessGrant.objects.filter(pk=grant.pk).update(expires_at=NOW)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda **fields: Patient.objects.create(**fields), id="create"),
        pytest.param(lambda **fields: Patient.objects.bulk_create([Patient(**fields)])[0], id="bulk_create"),
    ],
)
def test_every_patient_begins_with_a_chart_version(make):
    patient = make(record_number="R1", chosen_name="Robin", birth_date=date(1990, 1, 1))

    assert ChartVersion.objects.get(patient=patient).version == 0


def test_each_chart_event_advances_its_own_patients_version_however_it_is_written():
    patient, other, nurse = make_patient(), make_patient(), make_user(Role.NURSE)
    event = {"kind": "crisis", "happened_at": NOW, "recorded_by": nurse, "patient": patient}

    ChartEvent.objects.create(**event)
    ChartEvent.objects.bulk_create([ChartEvent(**event), ChartEvent(**event)])

    assert ChartVersion.objects.get(patient=patient).version == 3
    assert ChartVersion.objects.get(patient=other).version == 0


def test_a_chart_version_may_rise_and_never_falls():
    patient = make_patient()
    ChartVersion.objects.filter(patient=patient).update(version=5)
    with pytest.raises(IntegrityError, match="never falls"):
        ChartVersion.objects.filter(patient=patient).update(version=4)


def test_a_chart_version_never_changes_hands():
    patient, other = make_patient(), make_patient()
    with pytest.raises(IntegrityError, match="changes hands"):
        ChartVersion.objects.filter(patient=patient).update(patient=other)


@pytest.mark.parametrize("model", [Patient, ChartVersion, ChartEvent])
def test_the_application_deletes_nobody(model):
    patient, nurse = make_patient(), make_user(Role.NURSE)
    ChartEvent.objects.create(patient=patient, kind="crisis", happened_at=NOW, recorded_by=nurse)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def test_every_change_of_a_record_is_in_its_history():
    patient = make_patient(chosen_name="Robin")
    Patient.objects.filter(pk=patient.pk).update(chosen_name="Alex")

    assert list(
        apps.get_model("patients", "PatientEvent").objects.order_by("pgh_id").values_list("pgh_label", "chosen_name")
    ) == [
        ("insert", "Robin"),
        ("update", "Alex"),
    ]


def test_age_counts_birthdays():
    leap = Patient(birth_date=date(2000, 2, 29))

    assert [leap.age_on(day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [25, 26]


def test_current_places_are_those_begun_and_not_ended():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    on_team(patient, nurse, starts_at=LONG_AGO, ends_at=NOW)
    later = on_team(patient, make_user(Role.NURSE), starts_at=NOW)

    assert list(patient.care_team.current(NOW)) == [later]
    assert timezone.is_aware(later.starts_at)
