"""Looking for everything that is in the way of a visit."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from practice.days import is_closed
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import ClinicianProfile, Visit
from sessions.queries.chosen import known_of
from sessions.queries.hours import hours_of
from sessions.queries.taken import Taken, taken
from sessions.rules.conflicts import Conflict, ConflictKind, unanswered
from sessions.rules.days import local_day
from sessions.rules.slots import overlap
from sessions.services.errors import Conflicts, NotPermitted
from sessions.services.wishes import VisitWish

TAKEN_KINDS = {
    "clinician": ConflictKind.CLINICIAN_TAKEN,
    "room": ConflictKind.ROOM_TAKEN,
    "patient": ConflictKind.PATIENT_TAKEN,
}


def conflicts_of(wish: VisitWish, *, by: User, at: datetime, besides: Visit | None = None) -> list[Conflict]:
    """Everything in the way of a visit, `besides` itself where it is there already; a few queries, whatever is found.

    A page may ask this while somebody still chooses; `book_visit` asks it again.
    """
    in_the_way = what_is_taken(wish, besides=besides)
    return [
        *taken_as_conflicts(wish, in_the_way, by=by),
        *_of_the_group(wish),
        *_of_what_is_chosen(wish),
        *_of_what_is_known(wish),
        *_of_hours(wish),
        *_of_the_day(wish, at),
    ]


def what_is_taken(wish: VisitWish, *, besides: Visit | None = None) -> list[Taken]:
    """The rows in the way; one query."""
    return taken(
        wish.span,
        clinicians=wish.clinician_ids,
        rooms=[wish.room_id] if wish.room_id else [],
        patients=wish.patient_ids,
        besides=besides.pk if besides else None,
    )


def taken_as_conflicts(wish: VisitWish, in_the_way: Collection[Taken], *, by: User) -> list[Conflict]:
    """The same as conflicts, in words, with ids of visits only where this reader may see them."""
    seen = _seen(in_the_way, by)
    return [_taken(wish, each, is_seen=each.visit_id in seen) for each in in_the_way]


def refuse(found: Collection[Conflict], *, by: User, overlap_reason: str, confirmed: Collection[str]) -> None:
    """Raise Conflicts with everything found unless all of it is answered.

    Raises NotPermitted where a reason is given for two visits at once by who may not book that.
    """
    is_meant = bool(overlap_reason) and any(each.is_overlap for each in found)
    if is_meant and not by.may(Permission.OVERLAP_VISITS):
        raise NotPermitted(_("You may not book two visits at once."))
    if unanswered(found, overlap_reason=overlap_reason, confirmed=confirmed):
        raise Conflicts(found)


def _seen(in_the_way: Collection[Taken], by: User) -> set[int]:
    ids = {each.visit_id for each in in_the_way}
    if not ids or by.may(Permission.SEE_LOGISTICS):
        return ids
    return set(Visit.objects.bookable_by(by).filter(pk__in=ids).values_list("pk", flat=True))


def _taken(wish: VisitWish, row: Taken, *, is_seen: bool) -> Conflict:
    return Conflict(
        kind=TAKEN_KINDS[row.what],
        who=_name_of(wish, row),
        visit_id=row.visit_id if is_seen else None,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        **{f"{row.what}_id": row.whom},
    )


def _name_of(wish: VisitWish, row: Taken) -> str:
    if row.what == "clinician":
        return next(name_of(each) for each in wish.clinicians if each.pk == row.whom)
    if row.what == "patient":
        return next(each.chosen_name for each in wish.patients if each.pk == row.whom)
    return wish.room.name if wish.room else ""


def name_of(clinician: ClinicianProfile) -> str:
    return clinician.user.display_name


def _of_the_group(wish: VisitWish) -> Iterator[Conflict]:
    if wish.places is not None and len(wish.patients) > wish.places:
        yield Conflict(kind=ConflictKind.GROUP_FULL)


def _of_what_is_chosen(wish: VisitWish) -> Iterator[Conflict]:
    """Whether all of it is in use, and goes together."""
    kind = wish.visit_type
    if not kind.is_active:
        yield Conflict(kind=ConflictKind.INACTIVE, who=kind.desk_name)
    if wish.location and not wish.location.is_active:
        yield Conflict(kind=ConflictKind.INACTIVE, who=wish.location.name)
    if wish.room and not wish.room.is_active:
        yield Conflict(kind=ConflictKind.INACTIVE, who=wish.room.name, room_id=wish.room.pk)
    for clinician in wish.clinicians:
        if not (clinician.is_bookable and clinician.user.is_active):
            yield Conflict(kind=ConflictKind.INACTIVE, who=name_of(clinician), clinician_id=clinician.pk)
    if wish.is_telehealth and not kind.can_be_telehealth:
        yield Conflict(kind=ConflictKind.NO_TELEHEALTH)
    if kind.needs_room and not wish.is_telehealth and wish.room is None:
        yield Conflict(kind=ConflictKind.ROOM_MISSING)


def _of_what_is_known(wish: VisitWish) -> Iterator[Conflict]:
    """Clinicians who take other kinds of visit, and patients who need a step-free way where the room has none."""
    known = known_of(clinicians=wish.clinician_ids, patients=wish.patient_ids)
    for clinician in wish.clinicians:
        takes = known.takes.get(clinician.pk)
        if takes and wish.visit_type.pk not in takes and not wish.visit_type.is_team_meeting:
            yield Conflict(kind=ConflictKind.NOT_OFFERED, who=name_of(clinician), clinician_id=clinician.pk)
    for patient in wish.patients:
        if patient.pk in known.need_step_free and wish.room and not wish.room.is_step_free:
            yield Conflict(kind=ConflictKind.NOT_STEP_FREE, who=patient.chosen_name, patient_id=patient.pk)


def _of_hours(wish: VisitWish) -> Iterator[Conflict]:
    """Who is away or not there, each once; what they are away for is not told."""
    hours = hours_of(wish.clinician_ids, wish.span)
    location_id = wish.location.pk if wish.location else None
    for clinician in wish.clinicians:
        theirs = hours[clinician.pk]
        told = {"who": name_of(clinician), "clinician_id": clinician.pk}
        if away := next((each for each in theirs.away if overlap(each, wish.span)), None):
            yield Conflict(kind=ConflictKind.CLINICIAN_AWAY, starts_at=away.starts_at, ends_at=away.ends_at, **told)
        elif not theirs.has(wish.span, location_id=location_id, is_telehealth=wish.is_telehealth):
            yield Conflict(kind=ConflictKind.OUTSIDE_HOURS, **told)


def _of_the_day(wish: VisitWish, at: datetime) -> Iterator[Conflict]:
    if is_closed(local_day(wish.starts_at, timezone.get_default_timezone())):
        yield Conflict(kind=ConflictKind.CLOSED_DAY)
    if wish.starts_at < at:
        yield Conflict(kind=ConflictKind.TIME_PASSED)
