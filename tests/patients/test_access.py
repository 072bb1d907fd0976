"""Who may open a chart. Everything that is not said here is a no."""

from datetime import UTC, datetime, timedelta

import pytest

from patients.models import Patient
from practice.staff.roles import Role
from tests.builders import covers, glass_broken, make_patient, make_user, on_team

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sees(user, patient, at=NOW):
    return Patient.objects.visible_to(user, at).filter(pk=patient.pk).exists()


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.THERAPIST, Role.NURSE])
def test_a_clinician_sees_their_own_patients_and_nobody_else(role):
    clinician, mine, other = make_user(role), make_patient(), make_patient()
    on_team(mine, clinician)

    assert sees(clinician, mine)
    assert not sees(clinician, other)


def test_the_clinical_lead_sees_every_chart():
    assert sees(make_user(Role.CLINICAL_LEAD), make_patient())


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_a_place_on_the_team_opens_no_chart_to_somebody_whose_work_has_none(role):
    person, patient = make_user(role), make_patient()
    on_team(patient, person, role=Role.NURSE)

    assert not sees(person, patient)


def test_somebody_who_is_switched_off_sees_nothing():
    clinician, patient = make_user(Role.NURSE, is_active=False), make_patient()
    on_team(patient, clinician)

    assert not sees(clinician, patient)


def test_a_superuser_without_a_role_sees_no_chart():
    assert not sees(make_user(is_superuser=True, is_staff=True), make_patient())


def test_a_place_on_the_team_counts_from_its_start_until_its_end():
    clinician, patient = make_user(Role.THERAPIST), make_patient()
    on_team(patient, clinician, starts_at=NOW, ends_at=NOW + HOUR)

    assert [sees(clinician, patient, at) for at in (NOW - HOUR, NOW, NOW + HOUR)] == [False, True, False]


def test_a_stand_in_sees_the_patients_of_the_absent_while_it_lasts():
    absent, stand_in, patient = make_user(Role.PRESCRIBER), make_user(Role.PRESCRIBER), make_patient()
    on_team(patient, absent)
    covers(stand_in, absent, starts_at=NOW, lasts=HOUR)

    assert [sees(stand_in, patient, at) for at in (NOW - HOUR, NOW, NOW + HOUR)] == [False, True, False]


def test_cover_is_not_handed_on():
    first, second, third, patient = *(make_user(Role.PRESCRIBER) for _each in range(3)), make_patient()
    on_team(patient, first)
    covers(second, first, starts_at=NOW)
    covers(third, second, starts_at=NOW)

    assert not sees(third, patient)


def test_a_broken_glass_opens_one_chart_to_one_person_for_a_while():
    outsider, colleague, patient = make_user(Role.NURSE), make_user(Role.NURSE), make_patient()
    glass_broken(patient, outsider, at=NOW, lasts=HOUR)

    assert [sees(outsider, patient, at) for at in (NOW - HOUR, NOW, NOW + HOUR)] == [False, True, False]
    assert not sees(colleague, patient)


def test_the_front_desk_may_book_everybody_whose_record_is_in_use():
    patient = make_patient()
    merged = make_patient(merged_into=patient)

    bookable = Patient.objects.bookable_by(make_user(Role.FRONT_DESK))

    assert patient in bookable
    assert merged not in bookable


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FRONT_DESK, Role.CLINICAL_LEAD}))
def test_nobody_else_has_the_front_desks_list(role):
    make_patient()

    assert not Patient.objects.bookable_by(make_user(role)).exists()
