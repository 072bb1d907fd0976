"""Consent to a treatment: to this medicine for this purpose, taken back at any time, asked again when things change."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import ConsentStands, Medication, TitrationPlan, TreatmentConsent
from medications.rules.consenting import ConsentKnown, lack_of
from medications.services.errors import Refused
from medications.services.permitting import require
from medications.services.prompting import refresh_prompts
from patients.models import Consent, ConsentWording, Patient
from patients.rules.consent import ConsentKind, GivenHow, RevokedHow
from patients.services.consenting import Agreed, Vouched, add_consent, newest_wording, take_back
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission

LONGEST_PURPOSE = 200


@transaction.atomic
def give_consent(
    *,
    patient: Patient,
    medication: Medication,
    by: User,
    at: datetime,
    vouched: Vouched | None = None,
    wording: ConsentWording | None = None,
) -> TreatmentConsent:
    """Record that the patient agreed to this treatment, for the purpose of the plan as it is now.

    `vouched` tells how they said so; without it, they said it in a session and `by` heard it, and one that holds
    already is enough. `wording` is the text they were shown, the newest if it is left out. Raises NotPermitted,
    ValidationError.
    """
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    purpose = _purpose_of(patient, medication)
    standing = _newest(patient, medication)
    if vouched is None and standing is not None and _holds(standing, purpose, at):
        return standing
    consent = add_consent(
        patient=patient,
        agreed=Agreed(kind=ConsentKind.TREATMENT, purpose=_in_words(medication, purpose)),
        vouched=vouched or Vouched(how=GivenHow.IN_SESSION, heard_by=by),
        wording=wording or newest_wording(ConsentKind.TREATMENT),
        by=by,
        at=at,
    )
    treatment = TreatmentConsent(consent=consent, patient=patient, medication=medication, purpose=purpose)
    write(treatment)
    if Consent.objects.filter(patient=patient).exclude(pk=consent.pk).exists():
        # Nothing can hang on the first consent of all.
        refresh_prompts(patient.pk, at=at)
    return treatment


@transaction.atomic
def withdraw_consent(
    *, patient: Patient, medication: Medication, by: User, at: datetime, how: str = RevokedHow.IN_PERSON
) -> TreatmentConsent:
    """Record that the patient took their consent back; nothing starts or grows from then on.

    Raises NotPermitted, or Refused where there is none.
    """
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    given = TreatmentConsent.objects.filter(patient=patient, medication=medication, consent__revoked_at=None)
    standing = list(given.select_related("consent").order_by("-id"))
    if not standing:
        raise Refused(_("There is no consent on file to take back."))
    for each in standing:
        each.consent = take_back(consent=each.consent, how=how, by=by, at=at)
    refresh_prompts(patient.pk, at=at)
    return standing[0]


@transaction.atomic
def confirm_consent_stands(*, patient: Patient, medication: Medication, by: User, at: datetime) -> ConsentStands:
    """What is shared has changed; the patient was told, and says that their consent still stands.

    Raises NotPermitted, or Refused where there is no consent that could stand.
    """
    require(by, Permission.LOG_EFFECTS)
    lock_chart(patient.pk)
    standing = _newest(patient, medication)
    if standing is None or not _holds(standing, _purpose_of(patient, medication), at):
        raise Refused(_("There is no consent on file that could stand; please ask for it anew."))
    stands = ConsentStands(treatment_consent=standing, confirmed_at=at, confirmed_by=by)
    write(stands)
    record("consent.confirmed", standing, by=by, at=at)
    refresh_prompts(patient.pk, at=at)
    return stands


def _newest(patient: Patient, medication: Medication) -> TreatmentConsent | None:
    given = TreatmentConsent.objects.filter(patient=patient, medication=medication)
    return given.select_related("consent").order_by("-id").first()


def _holds(treatment: TreatmentConsent, purpose: str, at: datetime) -> bool:
    known = ConsentKnown(
        id=treatment.pk,
        given_on=timezone.localdate(treatment.consent.given_at),
        purpose=treatment.purpose,
        is_revoked=not treatment.consent.is_valid_at(at),
    )
    return lack_of(known, purpose=purpose) is None


def _purpose_of(patient: Patient, medication: Medication) -> str:
    """What the newest plan that is not closed says it is for; nothing where none says."""
    plans = TitrationPlan.objects.not_closed().filter(patient=patient, medication=medication)
    return plans.order_by("-id").values_list("purpose", flat=True).first() or ""


def _in_words(medication: Medication, purpose: str) -> str:
    """What stands on the consent itself: the medicine, and what it is for."""
    return (f"{medication.name}: {purpose}" if purpose else medication.name)[:LONGEST_PURPOSE]
