"""The doors to visits: whoever may arrange one finds it, for everybody else it does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from patients.access import reader
from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Booking, Visit


def booker(request: HttpRequest) -> User:
    """The person signed in, if they may book visits."""
    user = reader(request)
    if not user.may(Permission.BOOK_VISITS):
        raise PermissionDenied
    return user


def visit_for(request: HttpRequest, visit_id: int) -> Visit:
    """A visit that this person may arrange, else 404."""
    visits = Visit.objects.bookable_by(reader(request))
    visit = visits.select_related("visit_type", "location", "room").filter(pk=visit_id).first()
    if visit is None:
        raise Http404
    return visit


def booking_for(request: HttpRequest, booking_id: int) -> Booking:
    """Somebody's place in a visit, if this person may arrange it, else 404."""
    bookings = Booking.objects.bookable_by(reader(request))
    booking = bookings.select_related("visit__visit_type", "patient").filter(pk=booking_id).first()
    if booking is None:
        raise Http404
    return booking


def person_for(request: HttpRequest, patient_id: int) -> Patient:
    """Somebody whose visits this person may arrange, else 404."""
    patients = Patient.objects.bookable_by(reader(request)).select_related("logistic_needs")
    patient = patients.filter(pk=patient_id).first()
    if patient is None:
        raise Http404
    return patient
