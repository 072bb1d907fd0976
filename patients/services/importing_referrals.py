"""A referral from a file: the person, an intake, and what it tells as proposed entries; all of it or nothing."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import Intake, Patient, ProposedEntry, ReferralImport, ReferralSource, Source
from patients.rules.referral import Referral, ToldOf, read_referral
from patients.services.intake import NewIntake, open_intake
from patients.services.proposing import propose
from patients.services.registering import NewPatient
from patients.services.welcoming import FirstCall, welcome
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission

BY_A_DOCTOR = NewIntake(source=ReferralSource.DOCTOR)


@transaction.atomic
def import_referral(
    *, content: bytes, into_id: int | None, looked_at: frozenset[int], by: User, at: datetime
) -> ReferralImport:
    """Take a referral over for somebody who is known already, or for a new person (`into_id` None).

    `looked_at` are the records that were shown as much like it, as for a first call: raises LooksLikeSomebody where
    there are others.

    Raises UnreadableReferral for a file that is none, PermissionDenied unless `by` keeps intakes, ValidationError
    where this very file was read before, or the record is not in use.
    """
    if not by.may(Permission.KEEP_INTAKES):
        raise PermissionDenied
    referral = read_referral(content)
    patient = _in_use(into_id) if into_id else _welcomed(referral.person, looked_at, by=by, at=at)
    read = ReferralImport(
        patient=patient,
        digest=digest_of(content),
        left_out=[asdict(part) for part in referral.left_out],
        imported_at=at,
        imported_by=by,
    )
    if ReferralImport.objects.filter(digest=read.digest).exists():
        raise ValidationError(_("This file was read before."))
    write(read)
    if not Intake.objects.filter(patient=patient).open().exists():
        open_intake(patient=patient, details=BY_A_DOCTOR, by=by, at=at)
    _propose_all(referral, patient, by=by, at=at)
    record("referral.imported", read, by=by, at=at, entries=len(referral.entries), left_out=len(referral.left_out))
    refresh(patient_id=patient.pk, at=at)
    return read


def _in_use(patient_id: int) -> Patient:
    patient = Patient.objects.filter(pk=patient_id, merged_into=None).first()
    if patient is None:
        raise ValidationError(_("This record is no longer in use."))
    return patient


def digest_of(content: bytes) -> str:
    """What tells one file from another; the file itself is not kept."""
    return hashlib.sha256(content).hexdigest()


def _welcomed(person: ToldOf, looked_at: frozenset[int], *, by: User, at: datetime) -> Patient:
    call = FirstCall(person=new_patient(person), intake=BY_A_DOCTOR)
    return welcome(call=call, looked_at=looked_at, by=by, at=at).patient


def _propose_all(referral: Referral, patient: Patient, *, by: User, at: datetime) -> None:
    for entry in referral.entries:
        propose(
            patient=patient,
            kind=entry.kind,
            words=entry.words,
            details=entry.details,
            origin=ProposedEntry.Origin.REFERRAL,
            source=Source.RECORDS,
            by=by,
            at=at,
        )


def new_patient(person: ToldOf) -> NewPatient:
    """The person of a referral, as somebody new would be written down."""
    known = {name: value for name, value in asdict(person).items() if value}
    return NewPatient(**known)
