"""What happened to a visit, in order, for somebody who has come through its door."""

from practice.staff.models import User
from sessions.models import Booking, Visit, VisitEvent


def events_of(visit: Visit, reader: User) -> list[VisitEvent]:
    """Everything in one question; what happened to patients whom the reader may not know is left out."""
    theirs = Booking.objects.bookable_by(reader).filter(visit=visit).values("pk")
    events = VisitEvent.objects.filter(visit=visit).select_related("happened_by", "booking__patient")
    return list((events.filter(booking=None) | events.filter(booking__in=theirs)).order_by("id"))
