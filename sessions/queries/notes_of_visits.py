"""Which visits have a note, for one reader: signed, begun, or to be begun by them. The front desk asks none of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localdate

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import SessionNote
from sessions.queries.lines import IsOneOf, VisitLine


class VisitNote(NamedTuple):
    """What stands beside a visit: a note that is signed or a draft of one's own; without a note it can be begun."""

    note_id: int | None
    is_signed: bool = False


def notes_of_visits(lines: Sequence[VisitLine], user: User, at: datetime) -> dict[int, VisitNote]:
    """By visit, one's own note before another's and the newest before the rest; two queries."""
    if not user.may(Permission.WRITE_NOTES):
        return {}
    notes = SessionNote.objects.visible_to(user, at).filter(
        IsOneOf("visit_id", {line.visit_id for line in lines}), set_aside_at=None
    )
    rows = notes.order_by("pk").values_list("visit_id", "author_id", "pk", "signed_at")
    found: dict[int, VisitNote] = {}
    for visit_id, _author, pk, signed_at in sorted(rows, key=lambda row: row[1] == user.pk):
        if visit_id is not None:
            found[visit_id] = VisitNote(pk, signed_at is not None)
    return {**_to_begin(lines, user, at), **found}


def _to_begin(lines: Sequence[VisitLine], user: User, at: datetime) -> dict[int, VisitNote]:
    """Visits of one's own of today or before, about somebody whose chart one may open, or about a group."""
    own = [
        line
        for line in lines
        if localdate(line.starts_at) <= localdate(at)
        and line.cancelled_at is None
        and any(each.clinician_id == user.pk for each in line.clinicians)
    ]
    people = {each.patient_id for line in own for each in line.live_bookings if each.patient_id}
    readable = set(Patient.objects.visible_to(user, at).filter(pk__in=people).values_list("pk", flat=True))
    return {
        line.visit_id: VisitNote(None)
        for line in own
        if any(each.patient_id in readable for each in line.live_bookings if _may_have_come(each.status))
    }


def _may_have_come(status: str) -> bool:
    return status != "did-not-attend"
