"""Writing down what somebody confided: the checks and the act that every such row has in common."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import LimitsTold
from patients.models.trauma_sharing import InTrust
from patients.reading_facts import sharing_of, wishes_of
from patients.rules.reading_rights import Part
from patients.services.locking import lock_chart
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User

Row = TypeVar("Row", bound=InTrust)


@transaction.atomic
def confide(row: Row, verb: str, *, by: User, at: datetime) -> Row:
    """Under the chart's lock: the row, its act, and the prompts that follow from it.

    The act carries no code of what was told: administrators read acts. Raises PermissionDenied without a clinical
    role, ValidationError.
    """
    may_record(by)
    lock_chart(row.patient_id)
    row.recorded_by, row.recorded_at = by, at
    write(row)
    record(verb, row, by=by, at=at)
    refresh(patient_id=row.patient_id, at=at)
    return row


@transaction.atomic
def confide_to(part: Part, row: Row, verb: str, *, by: User, at: datetime) -> Row:
    """The same for a part with readers of its own: only they write to it, and only while it may be spoken of.

    Raises PermissionDenied for whoever does not read the part, ValidationError where they would rather not be asked.
    """
    may_record(by)
    lock_chart(row.patient_id)
    if not sharing_of(row.patient_id, by, at).may_read(part):
        raise PermissionDenied
    if not wishes_of(row.patient_id, by)[part].may_write(at):
        raise ValidationError(
            _("They would rather not be asked again. If they bring it up themselves, write that down first.")
        )
    return confide(row, verb, by=by, at=at)


def told_first(patient_id: int) -> None:
    """Raises ValidationError until somebody explained what cannot be kept private; the database refuses it too."""
    if not LimitsTold.objects.filter(patient=patient_id).exists():
        raise ValidationError(_("First tell them what we cannot keep to ourselves, and write that down."))


def with_reason(because: str) -> str:
    """The reason, without blanks around it. Raises ValidationError where there is none."""
    if not because.strip():
        raise ValidationError({"because": _("Say why it holds no longer.")})
    return because.strip()
