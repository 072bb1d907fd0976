"""Making sure of a time before a visit is written into it.

First a look without any lock, so that whoever comes too late is told at once; then the locks, and a second look that
nobody can come between. Where two visits at once are meant, those in the way are marked too: a row shares its time
only if it says so itself.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from practice.audit.recording import record
from practice.staff.models import User
from sessions.models import Booking, Visit, VisitClinician, VisitEvent
from sessions.queries.taken import Taken
from sessions.rules.conflicts import Conflict, ConflictKind
from sessions.services.conflicts import conflicts_of, refuse, taken_as_conflicts, what_is_taken
from sessions.services.errors import Conflicts
from sessions.services.locking import lock_people_and_room
from sessions.services.wishes import VisitWish

# What the database itself refuses, in the words of a conflict.
WALLS = {
    "clinician_has_one_visit_at_a_time": ConflictKind.CLINICIAN_TAKEN,
    "visit_is_alone_in_its_room": ConflictKind.ROOM_TAKEN,
    "patient_has_one_visit_at_a_time": ConflictKind.PATIENT_TAKEN,
    "group_has_room_for_everybody": ConflictKind.GROUP_FULL,
    "visit_has_each_patient_once": ConflictKind.IN_GROUP_ALREADY,
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A time that is ours until the transaction ends, and what of it is shared with other visits on purpose."""

    wish: VisitWish
    overlap_reason: str
    in_the_way: tuple[Taken, ...]

    def shares(self, what: str, whom: int | None) -> bool:
        """Whether that clinician, room or patient has another visit at that time."""
        return any((each.what, each.whom) == (what, whom) for each in self.in_the_way)


def claim(
    wish: VisitWish,
    *,
    by: User,
    at: datetime,
    overlap_reason: str = "",
    confirmed: Collection[str] = (),
    besides: Visit | None = None,
) -> Claim:
    """Take what a visit needs. Call inside a transaction.

    Raises Conflicts with everything in the way, NotPermitted for an overlap that this person may not book.
    """
    reason = overlap_reason.strip()
    found = conflicts_of(wish, by=by, at=at, besides=besides)
    refuse(found, by=by, overlap_reason=reason, confirmed=confirmed)
    lock_people_and_room(
        clinicians=wish.clinician_ids, patients=wish.patient_ids, rooms=[wish.room_id] if wish.room_id else []
    )
    in_the_way = what_is_taken(wish, besides=besides)
    others = [each for each in found if not each.is_overlap]
    refuse([*taken_as_conflicts(wish, in_the_way, by=by), *others], by=by, overlap_reason=reason, confirmed=confirmed)
    _share_all(in_the_way, by=by, at=at)
    return Claim(wish=wish, overlap_reason=reason, in_the_way=tuple(in_the_way))


def _share_all(in_the_way: Collection[Taken], *, by: User, at: datetime) -> None:
    """The visits themselves first, in order: two overlaps may reach the same two visits through different people."""
    ids = {each.visit_id for each in in_the_way}
    if not ids:
        return
    list(Visit.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    for row in in_the_way:
        _share(row, by=by, at=at)


def _share(row: Taken, *, by: User, at: datetime) -> None:
    """A visit in the way agrees to share, with a reason that tells nothing about the other visit."""
    reason = _("Another visit was booked at the same time.")
    Visit.objects.filter(pk=row.visit_id, overlap_reason="").update(overlap_reason=reason)
    if row.what == "room":
        Visit.objects.filter(pk=row.visit_id).update(shares_room=True)
    else:
        part = VisitClinician if row.what == "clinician" else Booking
        part.objects.filter(pk=row.row_id).update(is_deliberate_overlap=True)
    VisitEvent.objects.create(visit_id=row.visit_id, kind=VisitEvent.Kind.OVERLAPPED, happened_at=at, happened_by=by)


def audit_overlap(visit: Visit, claimed: Claim, *, by: User, at: datetime) -> None:
    """That two visits at once were meant, and which."""
    if claimed.in_the_way:
        record(
            "visit.overlaps", visit, by=by, at=at, with_visits=sorted({each.visit_id for each in claimed.in_the_way})
        )


@contextmanager
def walls_in_words(wish: VisitWish, *, by: User, at: datetime, besides: Visit | None = None) -> Iterator[None]:
    """What only the database could see is told like every other conflict. Raises Conflicts."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, ValidationError) as error:
        kind = WALLS.get(_constraint_of(error))
        if kind is None:
            raise
        found = conflicts_of(wish, by=by, at=at, besides=besides)
        raise Conflicts(found if kind in {each.kind for each in found} else [*found, Conflict(kind=kind)]) from error


def _constraint_of(error: BaseException | None) -> str:
    """The constraint that refused, somewhere down the causes of an error."""
    while error is not None:
        if name := getattr(getattr(error, "diag", None), "constraint_name", None):
            return str(name)
        error = error.__cause__
    return ""
