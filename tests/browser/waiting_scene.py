"""The waiting list and somebody's time away, so that their pages are seen with something on them."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from patients.models import Patient
from sessions.models import ClinicianProfile, Location, Visit, VisitType
from sessions.queries.offering import times_to_offer
from sessions.rules.conflicts import WARNINGS
from sessions.services.availability import say_away
from sessions.services.booking import VisitWish, book_visit
from sessions.services.cancelling import cancel_visit
from sessions.services.offering import offer_time
from sessions.services.waiting import Wish, enter_waiting
from tests.browser.demo_practice import somebody
from tests.browser.places import patient


def waiting_list(*keys: str) -> None:
    """One is being asked, a time is free for the other; and a clinician is away when somebody comes."""
    desk, now = somebody("desk"), timezone.now()
    clinician = ClinicianProfile.objects.get(user=somebody("second_prescriber"))
    kind = VisitType.objects.get(code="follow-up")
    for key in keys:
        wish = Wish(visit_type=kind, since_on=timezone.localdate(), clinician=clinician, notice_hours=2)
        enter_waiting(patient=patient(key), wish=wish, by=desk, at=now)
    for hour in (9, 10):
        given_up = book(patient("ruth"), kind, clinician, a_weekday(at=hour))
        cancel_visit(visit=given_up, whose="patient", by=desk, at=now)
    first = next(time for time in times_to_offer(now) if time.clinician == clinician and time.is_next)
    starts_at = first.freed.span.starts_at
    offer_time(entry=first.turns[0], clinician_id=clinician.pk, starts_at=starts_at, by=desk, at=now)
    book(patient("ruth"), kind, clinician, a_weekday(at=15))
    away = {"starts_at": a_weekday(at=14), "ends_at": a_weekday(at=17)}
    say_away(clinician=clinician, by=desk, at=now, **away)


def a_weekday(*, at: int) -> datetime:
    """An hour of a day soon on which the demo's practice is open."""
    day = timezone.localdate() + timedelta(days=2)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(at)))


def book(who: Patient, kind: VisitType, clinician: ClinicianProfile, starts_at: datetime) -> Visit:
    location = Location.objects.order_by("pk")[0]
    wish = VisitWish(
        visit_type=kind,
        starts_at=starts_at,
        clinicians=[clinician],
        patients=[who],
        location=location,
        room=location.rooms.order_by("-pk")[0],
    )
    return book_visit(wish=wish, by=somebody("desk"), at=timezone.now(), confirmed=WARNINGS)
