from sessions.models.availability import Availability, AvailabilityException, ClinicianProfile, Weekday
from sessions.models.feed import CalendarFeed
from sessions.models.offer import SlotOffer
from sessions.models.place import Location, Room
from sessions.models.series import VisitSeries
from sessions.models.visit import Attendance, Because, Booking, Visit, VisitClinician, VisitEvent, Whose
from sessions.models.visit_type import VisitType
from sessions.models.waiting import WaitingEntry

__all__ = [
    "Attendance",
    "Availability",
    "AvailabilityException",
    "Because",
    "Booking",
    "CalendarFeed",
    "ClinicianProfile",
    "Location",
    "Room",
    "SlotOffer",
    "Visit",
    "VisitClinician",
    "VisitEvent",
    "VisitSeries",
    "VisitType",
    "WaitingEntry",
    "Weekday",
    "Whose",
]
