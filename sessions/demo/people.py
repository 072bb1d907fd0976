"""The demo's people: accounts for the staff, and patients taken into care, each with a team."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group

from patients.models import Patient, Source
from patients.services.care_team import join
from patients.services.needs import Needs, keep_needs
from patients.services.recording_health import record_pregnancy_answer
from patients.services.registering import NewPatient, add_patient
from practice.staff.models import Cover, User
from practice.staff.roles import CLINICAL_ROLES, Role
from sessions.demo.reading import read

NOT_DETAILS = {"team", "record_number", "pregnant", "needs"}


def accounts() -> list[dict[str, str]]:
    """One sign-in per role, then the other prescriber; as `load_demo --json` prints them."""
    return [{key: person[key] for key in ("role", "email", "password")} for person in read("staff").values()]


def hire() -> dict[str, User]:
    """The staff, by their keys."""
    return {key: _account(person) for key, person in read("staff").items()}


def _account(person: Mapping[str, Any]) -> User:
    role = Role(person["role"])
    account = User.objects.create_user(
        email=person["email"],
        password=person["password"],
        display_name=person["name"],
        is_staff=role == Role.ADMINISTRATOR,
    )
    account.groups.set([Group.objects.get(name=role)])
    return account


def name_cover(staff: dict[str, User], *, now: datetime) -> None:
    """The second prescriber stands in for the first this week: she works half of it."""
    cover = Cover(
        absent=staff["prescriber"],
        stand_in=staff["second_prescriber"],
        starts_at=now - timedelta(days=5),
        ends_at=now + timedelta(days=2),
        recorded_by=staff["administrator"],
    )
    cover.full_clean()
    cover.save()


def take_into_care(staff: dict[str, User], *, at: datetime) -> dict[str, Patient]:
    """The patients, by their keys, each with a team; its first member is the point of contact."""
    patients = {}
    for key, entry in read("patients").items():
        team = [staff[name] for name in entry["team"]]
        details = NewPatient(**{field: entry[field] for field in entry if field not in NOT_DETAILS})
        patient = add_patient(details=details, by=staff["desk"], at=at, record_number=entry["record_number"])
        for member in team:
            (role,) = member.roles() & CLINICAL_ROLES
            join(
                patient=patient,
                user=member,
                role=role,
                by=staff["administrator"],
                at=at,
                is_point_of_contact=member == team[0],
            )
        if "needs" in entry:
            keep_needs(patient=patient, needs=Needs(**entry["needs"]), by=staff["desk"], at=at)
        if "pregnant" in entry:
            _asked_about_pregnancy(patient, entry["pregnant"], by=team[0], at=at)
        patients[key] = patient
    return patients


def _asked_about_pregnancy(patient: Patient, answer: str, *, by: User, at: datetime) -> None:
    record_pregnancy_answer(
        patient=patient, pregnant=answer, breast_feeding=answer, source=Source.PATIENT, by=by, at=at
    )
