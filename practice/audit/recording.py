"""Writing an act, in the caller's transaction, so that what is done and what is recorded stand or fall together."""

from datetime import datetime
from typing import Any

from django.db import models

from practice.audit.models import Act
from practice.staff.models import User


def record(
    verb: str,
    subject: models.Model | None = None,
    *,
    by: User | None,
    at: datetime,
    patient_id: int | None = None,
    **ids: Any,
) -> Act:
    """Write one act. `ids` are ids, codes and counts only: nothing that a person said or that names them.

    `by` is None for what the software does by itself (a sweep).
    """
    return Act.objects.create(
        verb=verb,
        by=by,
        patient_id=patient_id if patient_id is not None else getattr(subject, "patient_id", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        happened_at=at,
        details=ids,
    )
