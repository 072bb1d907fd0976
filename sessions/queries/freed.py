"""Times that a cancelled or moved visit left free: read from what is true now, so that none can be missed."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch

from sessions.models import Because, SlotOffer, VisitClinician, VisitEvent
from sessions.rules.days import Span
from sessions.rules.freeing import Freed, still_free


def freed_times(at: datetime) -> list[Freed]:
    """Future times that visits left and that nobody has taken since, by time; five queries, however many there are.

    What is being offered to somebody just now is taken. Whether the clinician is there is another question.
    """
    freed = [*_left_by_cancelling(at), *_left_by_moving(at)]
    return still_free(freed, _taken({each.clinician_id for each in freed}, at)) if freed else []


def _taken(clinicians: Collection[int], at: datetime) -> list[tuple[int, Span]]:
    offers = SlotOffer.objects.open().filter(clinician__in=clinicians, starts_at__gt=at)
    visits = VisitClinician.objects.filter(clinician__in=clinicians, is_live=True, during__endswith__gt=at)
    return [
        *((offer.clinician_id, Span(offer.starts_at, offer.ends_at)) for offer in offers),
        *((each, Span(during.lower, during.upper)) for each, during in visits.values_list("clinician", "during")),
    ]


def _left_by_cancelling(at: datetime) -> list[Freed]:
    """A clinician who is away leaves no time free, nor does a meeting of the team."""
    rows = (
        VisitClinician.objects.filter(
            visit__cancelled_at__isnull=False,
            visit__starts_at__gt=at,
            visit__visit_type__is_team_meeting=False,
            replaced_at=None,
        )
        .exclude(visit__cancelled_because=Because.CLINICIAN_AWAY)
        .select_related("visit")
    )
    return [_freed(row, Span(row.visit.starts_at, row.visit.ends_at)) for row in rows]


def _left_by_moving(at: datetime) -> list[Freed]:
    """Times before a move, with those who had the visit then."""
    moves = VisitEvent.objects.filter(
        kind=VisitEvent.Kind.MOVED, was_during__startswith__gt=at, visit__visit_type__is_team_meeting=False
    )
    rows = (
        VisitClinician.objects.filter(visit__in=moves.values("visit"))
        .select_related("visit")
        .prefetch_related(Prefetch("visit__what_happened", queryset=moves))
    )
    return [
        _freed(row, Span(move.was_during.lower, move.was_during.upper))
        for row in rows
        for move in row.visit.what_happened.all()
        if row.replaced_at is None or row.replaced_at >= move.happened_at
    ]


def _freed(row: VisitClinician, span: Span) -> Freed:
    visit = row.visit
    return Freed(
        visit_id=visit.pk,
        clinician_id=row.clinician_id,
        span=span,
        location_id=visit.location_id,
        room_id=visit.room_id,
    )
