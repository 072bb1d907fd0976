"""Offering a time that became free to the next whom it suits, and writing down what they say. Nothing is sent here."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from sessions.models import ClinicianProfile, SlotOffer, WaitingEntry
from sessions.queries.offering import TimeToOffer, free_room, times_to_offer
from sessions.rules.days import Span
from sessions.services.booking import VisitWish, book_visit
from sessions.services.errors import Conflicts
from sessions.services.locking import lock_people_and_room
from sessions.services.waiting import locked, require_booking

Answer = SlotOffer.Answer
WITHOUT_BOOKING = frozenset({Answer.DECLINED, Answer.NOT_REACHED, Answer.LAPSED})


@transaction.atomic
def offer_time(*, entry: WaitingEntry, clinician_id: int, starts_at: datetime, by: User, at: datetime) -> SlotOffer:
    """Put a free time on offer to whose turn it is; until they answer nobody else is asked about it.

    Raises ValidationError where the time is gone, or it is somebody else's turn by now.
    """
    require_booking(by)
    entry = locked(entry)
    lock_people_and_room(clinicians=[clinician_id], patients=[])
    _let_pass(entry=entry, clinician_id=clinician_id, at=at)
    time = _still_to_offer(clinician_id, starts_at, at)
    if time.is_next != entry:
        raise ValidationError(_("It is somebody else’s turn by now. Please look at the list again."))
    offer = _offer(time, entry, by, at)
    write(offer)
    record("waiting.offered", offer, by=by, at=at, patient_id=entry.patient_id, clinician=clinician_id)
    return offer


@transaction.atomic
def answer_offer(*, offer: SlotOffer, answer: str, by: User, at: datetime) -> SlotOffer:
    """Write down what they said; a yes books the visit. Whatever else they say, they keep their place.

    A time that was taken in the meantime lapses: the answer says so, and nothing is booked. Raises ValidationError
    where somebody wrote an answer down before, NotPermitted for a patient whose visits this person may not arrange.
    """
    require_booking(by)
    entry = locked(offer.entry)
    offer = SlotOffer.objects.select_for_update(of=("self",), no_key=True).select_related("location").get(pk=offer.pk)
    if offer.answer != Answer.OPEN:
        raise ValidationError(_("An answer was written down already."))
    offer.entry = entry
    if answer == Answer.ACCEPTED:
        _book(offer, by, at)
    elif answer in WITHOUT_BOOKING:
        _answered(offer, Answer(answer), by, at)
    else:
        raise ValidationError(_("Choose what they said."))
    return offer


def _book(offer: SlotOffer, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            offer.booked_as = book_visit(wish=_wish(offer), by=by, at=at)
    except Conflicts:
        _answered(offer, Answer.LAPSED, by, at)
        return
    _answered(offer, Answer.ACCEPTED, by, at)
    entry = offer.entry
    entry.closed_at, entry.closed_by, entry.closed_because = at, by, WaitingEntry.Ending.BOOKED
    write(entry)
    record("waiting.closed", entry, by=by, at=at, because=WaitingEntry.Ending.BOOKED)


def _wish(offer: SlotOffer) -> VisitWish:
    span = Span(offer.starts_at, offer.ends_at)
    room = None
    if offer.location and not offer.is_telehealth:
        room = free_room(offer.location, span, before=offer.freed_by.room_id)
    return VisitWish(
        visit_type=offer.entry.visit_type,
        starts_at=offer.starts_at,
        minutes=(offer.ends_at - offer.starts_at) // timedelta(minutes=1),
        clinicians=[ClinicianProfile.objects.select_related("user").get(pk=offer.clinician_id)],
        patients=[offer.entry.patient],
        location=offer.location,
        room=room,
        is_telehealth=offer.is_telehealth,
    )


def _answered(offer: SlotOffer, answer: Answer, by: User, at: datetime) -> None:
    offer.answer, offer.answered_at, offer.answered_by = answer, at, by
    write(offer)
    record("waiting.answered", offer, by=by, at=at, patient_id=offer.entry.patient_id, answer=answer.value)


def _let_pass(*, entry: WaitingEntry, clinician_id: int, at: datetime) -> None:
    """Offers whose time came before an answer stand in nobody's way any longer."""
    passed = SlotOffer.objects.gone_by(at).filter(Q(entry=entry) | Q(clinician=clinician_id))
    for offer in passed.select_for_update(of=("self",), no_key=True).select_related("entry"):
        offer.answer, offer.answered_at = Answer.LAPSED, at
        write(offer)
        record("waiting.answered", offer, by=None, at=at, patient_id=offer.entry.patient_id, answer=Answer.LAPSED.value)


def _still_to_offer(clinician_id: int, starts_at: datetime, at: datetime) -> TimeToOffer:
    for time in times_to_offer(at):
        if (time.clinician.pk, time.freed.span.starts_at) == (clinician_id, starts_at):
            return time
    raise ValidationError(_("This time is no longer free. Please look at the list again."))


def _offer(time: TimeToOffer, entry: WaitingEntry, by: User, at: datetime) -> SlotOffer:
    span, is_by_video = time.span_for(entry), time.is_by_video_for(entry)
    return SlotOffer(
        entry=entry,
        freed_by_id=time.freed.visit_id,
        clinician=time.clinician,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        location=None if is_by_video else time.location,
        is_telehealth=is_by_video,
        offered_at=at,
        offered_by=by,
    )
