"""Proposed entries: brought by a referral or a form, accepted or declined one by one by a clinician."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.landing import landing_of
from patients.models import Patient
from patients.models.proposal import ProposedEntry
from patients.services.locking import lock_chart
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User


@transaction.atomic
def propose(
    *,
    patient: Patient,
    kind: str,
    words: str,
    details: Mapping[str, Any],
    origin: str,
    source: str,
    by: User | None,
    at: datetime,
) -> ProposedEntry:
    """Keep what was brought, for a clinician to look at; nothing reads it before. `by` is None for the person
    themselves. Who proposes several refreshes the prompts once, afterwards.

    Raises ImproperlyConfigured for a kind that cannot land, ValidationError for words that do not fit.
    """
    landing_of(kind)
    entry = ProposedEntry(
        patient=patient,
        kind=kind,
        words=words.strip(),
        details=dict(details),
        origin=origin,
        source=source,
        came_at=at,
        came_by=by,
    )
    write(entry)
    record("proposal.came", entry, by=by, at=at, kind=kind, origin=origin)
    return entry


@transaction.atomic
def accept_proposal(*, entry: ProposedEntry, details: Mapping[str, Any], by: User, at: datetime) -> ProposedEntry:
    """Record it in the chart as its kind is recorded, with its source. `details` are what the clinician read over.

    Raises PermissionDenied without a clinical role, ValidationError where it was answered before or does not fit.
    """
    entry = _still_waiting(entry, by)
    landed = landing_of(entry.kind).land(
        patient=entry.patient, words=entry.words, details=details, source=entry.source, by=by, at=at
    )
    entry.accepted_at, entry.accepted_by = at, by
    entry.landed_as, entry.landed_id = landed._meta.label_lower, landed.pk
    return _answered(entry, "proposal.accepted", by=by, at=at)


@transaction.atomic
def decline_proposal(*, entry: ProposedEntry, because: str, by: User, at: datetime) -> ProposedEntry:
    """It is not taken over, for a reason; what was told stays readable.

    Raises PermissionDenied without a clinical role, ValidationError where it was answered before, or without a reason.
    """
    if not because.strip():
        raise ValidationError({"because": _("Say why it is not taken over.")})
    entry = _still_waiting(entry, by)
    entry.declined_at, entry.declined_by, entry.declined_because = at, by, because.strip()
    return _answered(entry, "proposal.declined", by=by, at=at)


def _still_waiting(entry: ProposedEntry, by: User) -> ProposedEntry:
    may_record(by)
    lock_chart(entry.patient_id)
    entry = ProposedEntry.objects.visible_to(by).select_related("patient").get(pk=entry.pk)
    if entry.accepted_at or entry.declined_at:
        raise ValidationError(_("Somebody has answered this already."))
    return entry


def _answered(entry: ProposedEntry, verb: str, *, by: User, at: datetime) -> ProposedEntry:
    write(entry)
    record(verb, entry, by=by, at=at, kind=entry.kind)
    refresh(patient_id=entry.patient_id, at=at)
    return entry
