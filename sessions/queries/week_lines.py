"""Visits as the week shows them: when, with whom, and one word for who comes; nothing its reader may not know."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper

from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.queries.lines import IsOneOf

if TYPE_CHECKING:
    from sessions.queries.visits import VisitQuerySet

BOOKED = "booked"


class WeekLine(NamedTuple):
    """One visit with one of its clinicians.

    `who` is the person where it is one whom the reader may know, else the kind of visit; `status` is how far that one
    person has come, empty while they are merely booked.
    """

    visit_id: int
    starts_at: datetime
    ends_at: datetime
    clinician_id: int
    who: str
    status: str


def week_lines(visits: "VisitQuerySet", clinicians: Collection[int], reader: User) -> list[WeekLine]:
    """Visits of these clinicians (their ids), by time, once for each clinician; two queries, whatever is found."""
    kind = "visit_type__name" if reader.may(Permission.OPEN_CHARTS) else "visit_type__desk_name"
    theirs = visits.filter(
        IsOneOf("visit_clinicians__clinician_id", clinicians), visit_clinicians__replaced_at__isnull=True
    )
    rows = list(
        theirs.order_by("starts_at", "pk").values_list(
            "pk", "starts_at", "ends_at", "visit_clinicians__clinician_id", kind, "capacity"
        )
    )
    alone = _alone_in({row[0] for row in rows}, reader)
    return [
        WeekLine(visit_id, starts_at, ends_at, clinician_id, *_who_comes(alone.get(visit_id), word, capacity))
        for visit_id, starts_at, ends_at, clinician_id, word, capacity in rows
    ]


def _who_comes(place: tuple[str, str] | None, kind: str, capacity: int | None) -> tuple[str, str]:
    """The one person whom the visit is for, and their status; else the kind of visit alone."""
    if place is None or capacity is not None:
        return kind, ""
    name, status = place
    return name or kind, "" if status == BOOKED else status


def _alone_in(visits: Collection[int], reader: User) -> dict[int, tuple[str, str] | None]:
    """Who has the only live place in a visit (no name where the reader may not know), and its status; else None."""
    from sessions.models import Booking

    theirs = ExpressionWrapper(Booking.objects.whose(reader), output_field=BooleanField())
    places = Booking.objects.live().filter(IsOneOf("visit_id", visits)).annotate(is_theirs=theirs).order_by()
    found: dict[int, tuple[str, str] | None] = {}
    for visit_id, name, status, is_theirs in places.values_list(
        "visit_id", "patient__chosen_name", "status", "is_theirs"
    ):
        found[visit_id] = None if visit_id in found else (name if is_theirs else "", status)
    return found
