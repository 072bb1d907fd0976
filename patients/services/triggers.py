"""Triggers, warning signs, what helps and what to avoid in the room: added, taken back with a reason, never deleted."""

from datetime import datetime

from patients.models import Patient, Signpost, Whose
from patients.services.confiding import confide_to, with_reason
from practice.staff.models import User


def add_signpost(
    *,
    patient: Patient,
    kind: str,
    source: str,
    by: User,
    at: datetime,
    words: str = "",
    about: str = "",
    whose: str = Whose.THEIRS,
) -> Signpost:
    """One of these, in their words if they have some. Raises ValidationError where it does not fit."""
    row = Signpost(patient=patient, kind=kind, about=about, words=words.strip(), whose=whose, source=source)
    row.clean_fields(exclude=["patient", "recorded_by", "recorded_at"])
    return confide_to(row.part, row, "signpost.added", by=by, at=at)


def withdraw_signpost(*, signpost: Signpost, because: str, source: str, by: User, at: datetime) -> Signpost:
    """It holds no longer; the row stays, and a further one says why. Raises ValidationError without a reason."""
    row = Signpost(
        patient=signpost.patient,
        kind=signpost.kind,
        about=signpost.about,
        words=signpost.words,
        whose=signpost.whose,
        source=source,
        withdrawn_because=with_reason(because),
    )
    return confide_to(row.part, row, "signpost.withdrawn", by=by, at=at)
