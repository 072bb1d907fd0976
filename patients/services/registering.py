"""Somebody becomes a patient here."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from patients.models import LogisticNeeds, Patient
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User

# No letter or digit that is mistaken for another when it is read out on the phone.
SPEAKABLE = "23456789ACDEFHJKMNPQRTVWXY"


@dataclass(frozen=True, kw_only=True)
class NewPatient:
    """What is known at the first contact; everything but a name may wait. `access_needs` are needs in plain words."""

    chosen_name: str
    birth_date: date | None = None
    legal_name: str = ""
    pronouns: str = ""
    sex_for_dosing: str = Patient.Sex.UNKNOWN
    language: str = "English"
    sensitivity: str = Patient.Sensitivity.USUAL
    phone: str = ""
    access_needs: str = ""


@transaction.atomic
def add_patient(*, details: NewPatient, by: User, at: datetime, record_number: str = "") -> Patient:
    """Open a record. The number is made here unless the practice brings its own."""
    known = asdict(details)
    access_needs = known.pop("access_needs")
    patient = Patient(**known, record_number=record_number or new_record_number(), created_by=by)
    patient.full_clean()
    patient.save()
    if access_needs:
        write(LogisticNeeds(patient=patient, other=access_needs, updated_by=by))
    record("patient.added", patient, by=by, at=at, patient_id=patient.pk)
    return patient


def new_record_number() -> str:
    """Seven characters by chance: not a count of patients, and never near somebody else's."""
    while True:
        drawn = "".join(secrets.choice(SPEAKABLE) for _each in range(7))
        number = f"{drawn[:3]}-{drawn[3:]}"
        if not Patient.objects.filter(record_number=number).exists():
            return number
