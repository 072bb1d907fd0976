from sessions.models.availability import Availability, AvailabilityException, ClinicianProfile, Weekday
from sessions.models.citation import CitationChoice, NoteCitation
from sessions.models.feed import CalendarFeed
from sessions.models.group_line import GroupLine, SupporterThere
from sessions.models.life_event import LifeEvent, LifeEventWithdrawal
from sessions.models.measure_schedule import MeasureAsked, MeasureSchedule
from sessions.models.note import NoteText, SessionNote
from sessions.models.note_frame import NoteFrame
from sessions.models.note_signing import NoteAddendum, NoteCosignature, Supervision
from sessions.models.note_template import NoteFormat, NoteTemplate, NoteTemplateSection, UsualFormat
from sessions.models.offer import SlotOffer
from sessions.models.own_assessment import OwnAssessment
from sessions.models.place import Location, Room
from sessions.models.psychotherapy_note import (
    AUTHORISED_AS,
    KeptApart,
    PsychotherapyNote,
    PsychotherapyNoteAddendum,
    PsychotherapyNoteCopy,
    PsychotherapyNoteWords,
)
from sessions.models.readiness import Readiness
from sessions.models.series import VisitSeries
from sessions.models.team_meeting import (
    DecisionOutcome,
    MeetingAttendance,
    MeetingItem,
    TeamDecision,
    TeamMeeting,
)
from sessions.models.technique import Technique
from sessions.models.visit import Attendance, Because, Booking, Visit, VisitClinician, VisitEvent, Whose
from sessions.models.visit_type import VisitType
from sessions.models.waiting import WaitingEntry

__all__ = [
    "AUTHORISED_AS",
    "Attendance",
    "Availability",
    "AvailabilityException",
    "Because",
    "Booking",
    "CalendarFeed",
    "CitationChoice",
    "ClinicianProfile",
    "GroupLine",
    "DecisionOutcome",
    "KeptApart",
    "LifeEvent",
    "LifeEventWithdrawal",
    "Location",
    "MeasureAsked",
    "MeasureSchedule",
    "NoteAddendum",
    "NoteCitation",
    "NoteCosignature",
    "NoteFormat",
    "NoteFrame",
    "NoteTemplate",
    "NoteTemplateSection",
    "NoteText",
    "OwnAssessment",
    "MeetingAttendance",
    "MeetingItem",
    "PsychotherapyNote",
    "PsychotherapyNoteAddendum",
    "PsychotherapyNoteCopy",
    "PsychotherapyNoteWords",
    "Readiness",
    "Room",
    "SessionNote",
    "SlotOffer",
    "Supervision",
    "SupporterThere",
    "Technique",
    "UsualFormat",
    "TeamDecision",
    "TeamMeeting",
    "Visit",
    "VisitClinician",
    "VisitEvent",
    "VisitSeries",
    "VisitType",
    "WaitingEntry",
    "Weekday",
    "Whose",
]
