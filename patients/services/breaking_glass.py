"""Opening the chart of somebody else's patient in need: for a reason, for a while, and never unseen."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from patients.models import AccessGrant, Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission

OPEN_FOR = timedelta(hours=4)


@transaction.atomic
def break_the_glass(*, patient: Patient, by: User, reason: str, at: datetime) -> AccessGrant:
    """Open the chart to one person for four hours. The clinical leads find it in their queue at once.

    Raises ValidationError without a reason, PermissionDenied for somebody whose work has no charts.
    """
    if not by.may(Permission.BREAK_THE_GLASS):
        raise PermissionDenied
    lock_chart(patient.pk)
    grant = AccessGrant(
        patient=patient,
        user=by,
        kind=AccessGrant.Kind.BREAK_THE_GLASS,
        reason=reason.strip(),
        granted_at=at,
        granted_by=by,
        expires_at=at + OPEN_FOR,
    )
    grant.full_clean()
    grant.save()
    record("glass.broken", grant, by=by, at=at)
    refresh(patient_id=patient.pk, at=at)
    return grant
