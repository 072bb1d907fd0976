"""Two records are one person's: the older points to the one that stays. Nothing is moved, closed or deleted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.merging_objections import objections
from patients.models import Intake, Merge, Patient
from patients.services.locking import lock_chart
from patients.services.proposing_from_merged import propose_what_the_older_says
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission


class CannotMerge(Exception):
    """Something stands in the way; `reasons` say each thing in a sentence."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def merge_patients(*, older: Patient, into: Patient, by: User, at: datetime, because: str) -> Merge:
    """Point the older record at the one that stays; it can be read from now on, and not written.

    What the older one alone says of allergies and conditions waits in the one that stays for a clinician, as the
    checks of doses read no other record.
    Where the one that stays was merged itself, its last record is meant; what pointed at the older one points on.
    Raises CannotMerge with everything that stands in the way, ValidationError without a reason.
    """
    if not (by.may(Permission.ADMINISTER) or by.is_superuser):
        raise PermissionDenied
    into = in_use(into)
    if older.pk == into.pk:
        raise ValidationError(_("A record is not merged into itself."))
    _lock([older.pk, into.pk, *Patient.objects.filter(merged_into=older).values_list("pk", flat=True)])
    older, into = Patient.objects.get(pk=older.pk), Patient.objects.get(pk=into.pk)
    if reasons := in_the_way(older, into):
        raise CannotMerge(reasons)
    merge = Merge(older=older, into=into, because=because.strip(), merged_at=at, merged_by=by)
    write(merge)
    Patient.objects.filter(pk=older.pk).update(merged_into=into)
    Patient.objects.filter(merged_into=older).update(merged_into=into)
    propose_what_the_older_says(older, into, by=by, at=at)
    record("patient.merged", merge, by=by, at=at, patient_id=older.pk, into_id=into.pk)
    record("patient.merged", merge, by=by, at=at, patient_id=into.pk, older_id=older.pk)
    for patient_id in (older.pk, into.pk):
        refresh(patient_id=patient_id, at=at)
    return merge


def in_use(patient: Patient) -> Patient:
    """The record at the end of the chain; itself where it was not merged."""
    while patient.merged_into is not None:
        patient = patient.merged_into
    return patient


def record_in_use(patient_id: int) -> Patient | None:
    """For an administrator, who reads identity and logistics of everybody; itself or what it was merged into."""
    patient = Patient.objects.filter(pk=patient_id).first()
    return in_use(patient) if patient else None


def record_by_number(number: str) -> Patient | None:
    """The same by the number that people read out; what it was merged into, where it was."""
    patient = Patient.objects.filter(record_number__in=[number.strip(), number.strip().upper()]).first()
    return in_use(patient) if patient else None


def in_the_way(older: Patient, into: Patient) -> list[str]:
    """Everything that must be settled first."""
    found = []
    if older.merged_into_id is not None or into.merged_into_id is not None:
        found.append(_("One of the two was merged already. Begin with the records that are in use."))
    return [*found, *objections(older, into)]


def open_intake_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """A card of a record that can only be read could not be moved any more."""
    if Intake.objects.filter(patient=older).open().exists():
        yield _("The record that goes out of use has an open intake. Finish it or end it first.")


def _lock(patient_ids: Iterable[int]) -> None:
    """All charts, always in the same order, so that two merges do not wait for each other."""
    for patient_id in sorted(set(patient_ids)):
        lock_chart(patient_id)
