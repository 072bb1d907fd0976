"""Writing down what somebody needs around visits."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from patients.models import LogisticNeeds, Patient
from patients.services.safe_contact import may_arrange
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Every answer; empty is not asked."""

    transport: str = ""
    transport_words: str = ""
    childcare: str = ""
    childcare_words: str = ""
    interpreter: str = ""
    interpreter_language: str = ""
    step_free: str = ""
    hearing: str = ""
    sight: str = ""
    other: str = ""


@transaction.atomic
def keep_needs(*, patient: Patient, needs: Needs, by: User, at: datetime) -> LogisticNeeds:
    """What is to be arranged from now on; the history keeps what was said before.

    Raises PermissionDenied for whoever does not book for them, ValidationError.
    """
    may_arrange(patient, by)
    row = LogisticNeeds.objects.select_for_update(no_key=True).filter(patient=patient).first()
    row = row or LogisticNeeds(patient=patient)
    for name, said in asdict(needs).items():
        setattr(row, name, said.strip())
    row.updated_at, row.updated_by = at, by
    write(row)
    record("needs.kept", row, by=by, at=at)
    return row
