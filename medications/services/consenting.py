"""Consent to a treatment: given, and taken back at any time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Medication, TreatmentConsent
from medications.services.errors import Refused
from medications.services.permitting import require
from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission


@transaction.atomic
def give_consent(*, patient: Patient, medication: Medication, by: User, at: datetime) -> TreatmentConsent:
    """Record that the patient agreed to this treatment; `by` explained it and heard them. Raises NotPermitted."""
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    standing = TreatmentConsent.objects.filter(patient=patient, medication=medication, withdrawn_at=None).first()
    if standing is not None:
        return standing
    consent = TreatmentConsent.objects.create(patient=patient, medication=medication, given_at=at, given_by=by)
    record("consent.given", consent, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(*, patient: Patient, medication: Medication, by: User, at: datetime) -> TreatmentConsent:
    """Record that the patient took their consent back; nothing starts or grows from then on.

    Raises NotPermitted, or Refused where there is none.
    """
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    standing = TreatmentConsent.objects.filter(patient=patient, medication=medication, withdrawn_at=None).first()
    if standing is None:
        raise Refused(_("There is no consent on file to take back."))
    standing.withdrawn_at, standing.withdrawn_by = at, by
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("consent.withdrawn", standing, by=by, at=at)
    return standing
