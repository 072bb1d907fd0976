"""Writing into the side-effect log. Mistakes are corrected by a further entry; nothing is ever changed or deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import Effect, LogEntry, Medication
from medications.services.errors import Refused
from medications.services.permitting import require
from medications.services.prompting import refresh_prompts
from medications.terms import Bother, Course, EntryKind, Frequency, Resolution, Severity, Source
from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the patient noticed; `medication` is what they blame, None where nobody can tell."""

    effect: Effect
    severity: Severity
    course: Course = Course.NEW
    frequency: Frequency | None = None
    bother: Bother | None = None
    onset_on: date | None = None
    in_their_words: str = ""
    note: str = ""
    medication: Medication | None = None


@transaction.atomic
def log_report(
    *, patient: Patient, report: Report, source: Source, happened_at: datetime, by: User, at: datetime
) -> LogEntry:
    """Log something the patient noticed. Raises NotPermitted, or ValidationError where a part is missing."""
    return _write(
        LogEntry(patient=patient, kind=EntryKind.REPORT, source=source, happened_at=happened_at, **_fields(report)),
        by=by,
        at=at,
    )


@transaction.atomic
def log_check_in(
    *,
    patient: Patient,
    asked_about: Sequence[str],
    source: Source,
    happened_at: datetime,
    by: User,
    at: datetime,
    medication: Medication | None = None,
    in_their_words: str = "",
) -> LogEntry:
    """Log that the patient was asked and has nothing to report; names the red flags that were asked about."""
    entry = LogEntry(
        patient=patient,
        kind=EntryKind.CHECK_IN,
        medication=medication,
        asked_about=list(asked_about),
        source=source,
        happened_at=happened_at,
        in_their_words=in_their_words,
    )
    return _write(entry, by=by, at=at)


@transaction.atomic
def log_not_reached(*, patient: Patient, happened_at: datetime, by: User, at: datetime, note: str = "") -> LogEntry:
    """Log that somebody tried. It is recorded, and never counts as an answer."""
    entry = LogEntry(
        patient=patient, kind=EntryKind.NOT_REACHED, source=Source.PHONE, happened_at=happened_at, note=note
    )
    return _write(entry, by=by, at=at)


@transaction.atomic
def ask_to_wait(
    *,
    patient: Patient,
    source: Source,
    happened_at: datetime,
    by: User,
    at: datetime,
    medication: Medication | None = None,
    in_their_words: str = "",
) -> LogEntry:
    """Log that the patient would like to wait; `by` heard it. It holds until the patient takes it back."""
    entry = LogEntry(
        patient=patient,
        kind=EntryKind.WAIT_REQUEST,
        medication=medication,
        source=source,
        happened_at=happened_at,
        in_their_words=in_their_words,
    )
    return _write(entry, by=by, at=at)


@transaction.atomic
def withdraw_wait(
    *,
    patient: Patient,
    in_their_words: str,
    source: Source,
    happened_at: datetime,
    by: User,
    at: datetime,
    medication: Medication | None = None,
) -> LogEntry:
    """Log that the patient no longer wants to wait, in their own words; `by` heard them.

    Raises Refused without their words: ticking a box withdraws nothing.
    """
    if not in_their_words.strip():
        raise Refused(_("Write what the patient said: only they can take the wait back."))
    entry = LogEntry(
        patient=patient,
        kind=EntryKind.WAIT_WITHDRAWN,
        medication=medication,
        source=source,
        happened_at=happened_at,
        in_their_words=in_their_words,
    )
    return _write(entry, by=by, at=at)


@transaction.atomic
def correct_entry(*, entry: LogEntry, report: Report | None, note: str, by: User, at: datetime) -> LogEntry:
    """Correct a report or check-in: as it should have read, or taken back altogether (`report=None`).

    Raises Refused where the entry was corrected already or is of another kind, and NotPermitted where it is a red
    flag or severe and `by` may not prescribe.
    """
    if entry.kind not in {EntryKind.REPORT, EntryKind.CHECK_IN, EntryKind.CORRECTION}:
        raise Refused(_("Only reports and check-ins are corrected."))
    if not note.strip():
        raise Refused(_("Say what was wrong."))
    correction = LogEntry(
        patient_id=entry.patient_id,
        kind=EntryKind.CORRECTION,
        about=entry,
        source=entry.source,
        happened_at=entry.happened_at,
        is_retraction=report is None,
        **({"note": note} if report is None else {**_fields(report), "note": note}),
    )
    if _is_grave(entry):
        require(by, Permission.PRESCRIBE)
    return _write(correction, by=by, at=at)


@transaction.atomic
def resolve_entry(*, entry: LogEntry, resolution: Resolution, reason: str, by: User, at: datetime) -> LogEntry:
    """Close a red flag or a severe effect, with a reason; long-standing ones need two prescribers.

    Raises NotPermitted unless `by` may prescribe, and Refused where the effect must have ended or been explained,
    where the entry was corrected, or where the reason is missing.
    """
    require(by, Permission.PRESCRIBE)
    if entry.kind not in {EntryKind.REPORT, EntryKind.CORRECTION}:
        raise Refused(_("Only reports are resolved."))
    if not reason.strip():
        raise Refused(_("Say why it is resolved."))
    if resolution == Resolution.LONG_STANDING and entry.effect is not None and entry.effect.needs_end_or_cause:
        raise Refused(_("This effect is closed only when it has ended or another cause was found."))
    written = LogEntry(
        patient_id=entry.patient_id,
        kind=EntryKind.RESOLUTION,
        about=entry,
        resolution=resolution,
        note=reason,
        source=Source.STAFF,
        happened_at=at,
    )
    return _write(written, by=by, at=at)


def _is_grave(entry: LogEntry) -> bool:
    if entry.severity == Severity.SEVERE:
        return True
    return entry.effect is not None and entry.effect.red_flags.filter(is_retired=False).exists()


def _fields(report: Report) -> dict[str, object]:
    return {
        "medication": report.medication,
        "effect": report.effect,
        "severity": report.severity,
        "course": report.course,
        "frequency": report.frequency or "",
        "bother": report.bother or "",
        "onset_on": report.onset_on,
        "in_their_words": report.in_their_words,
        "note": report.note,
    }


def _write(entry: LogEntry, *, by: User, at: datetime) -> LogEntry:
    """Under the chart's lock, so that an entry comes before or after a step, never in between."""
    require(by, Permission.LOG_EFFECTS)
    lock_chart(entry.patient_id)
    if entry.happened_at > at:
        raise Refused(_("This lies in the future."))
    _check_not_corrected(entry)
    entry.recorded_by = by
    write(entry)
    entry.refresh_from_db()
    record(f"log.{entry.kind}", entry, by=by, at=at)
    refresh_prompts(entry.patient_id, at=at)
    return entry


def _check_not_corrected(entry: LogEntry) -> None:
    if entry.about_id is None:
        return
    if LogEntry.objects.filter(about=entry.about_id, kind=EntryKind.CORRECTION).exists():
        raise Refused(_("This entry was corrected already; open the correction instead."))
