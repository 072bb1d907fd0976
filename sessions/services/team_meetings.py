"""Holding a team meeting: people, patients spoken about, decisions; closing it; and what became of the decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import (
    DecisionOutcome,
    MeetingAttendance,
    MeetingItem,
    TeamDecision,
    TeamMeeting,
    Visit,
)
from sessions.services.errors import NotPossible

# A booked meeting can still be opened that long after it ended.
OPENED_UNTIL = timedelta(days=7)
CAME = (MeetingAttendance.How.PRESENT, MeetingAttendance.How.REMOTE)


@transaction.atomic
def open_meeting(*, visit: Visit | None, by: User, at: datetime, people: Collection[User] = ()) -> TeamMeeting:
    """Open a meeting: of a booked visit, with its clinicians, or now. One that is open already is taken up again."""
    if not by.may(Permission.WRITE_NOTES):
        raise PermissionDenied
    if visit is not None:
        if not visit.visit_type.is_team_meeting:
            raise NotPossible(_("This visit is no team meeting."))
        Visit.objects.select_for_update().get(pk=visit.pk)
        known = TeamMeeting.objects.filter(visit=visit).first()
        if known is not None:
            return known
    meeting = TeamMeeting(visit=visit, held_at=at, held_by=by)
    write(meeting)
    for person in {by, *people}:
        write(MeetingAttendance(meeting=meeting, person=person, how=MeetingAttendance.How.PRESENT))
    record("team-meeting.opened", meeting, by=by, at=at, visit=visit.pk if visit else None)
    return meeting


@transaction.atomic
def note_attendance(*, meeting: TeamMeeting, person: User, how: str, by: User, at: datetime) -> MeetingAttendance:
    """Say whether somebody is there; saying it again changes it. Raises NotPossible once the meeting is closed."""
    held(meeting)
    if how not in MeetingAttendance.How.values or not person.may(Permission.WRITE_NOTES):
        raise ValidationError(_("Choose somebody of the team, and how they take part."))
    row = MeetingAttendance.objects.filter(meeting=meeting, person=person).first()
    row = row or MeetingAttendance(meeting=meeting, person=person)
    row.how = how
    write(row)
    record("team-meeting.attendance", meeting, by=by, at=at, person=person.pk, how=how)
    return row


@transaction.atomic
def speak_about(
    *, meeting: TeamMeeting, patient: Patient, by: User, at: datetime, reasons: Collection[str] = (), because: str = ""
) -> MeetingItem:
    """Put somebody on the agenda; whoever is on it already stays as they are. Raises PermissionDenied, NotPossible."""
    held(meeting)
    _may_open(patient, by)
    known = MeetingItem.objects.filter(meeting=meeting, patient=patient).first()
    if known is not None:
        return known
    item = MeetingItem(
        meeting=meeting, patient=patient, reasons=list(reasons), because=because.strip(), added_at=at, added_by=by
    )
    write(item)
    record("team-meeting.item-added", item, by=by, at=at)
    return item


@transaction.atomic
def keep_item(*, item: MeetingItem, words: str, state: str, read: str, by: User, at: datetime) -> MeetingItem:
    """Write down what was said, and what becomes of the item.

    `read` are the words that the page showed: where a colleague wrote meanwhile, NotPossible is raised and nothing is
    written.
    """
    held(item.meeting)
    item = MeetingItem.objects.select_for_update(of=("self",)).select_related("patient").get(pk=item.pk)
    _may_open(item.patient, by)
    if item.words.strip() != _plain(read):
        raise NotPossible(
            _("A colleague wrote here meanwhile. Both texts are shown; put them together and keep it again.")
        )
    item.words, item.state = _plain(words), state
    write(item)
    record("team-meeting.item-kept", item, by=by, at=at, state=state)
    return item


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What is done, by whom, until when."""

    words: str
    owner: User
    due_on: date


@transaction.atomic
def decide(*, item: MeetingItem, decided: Decided, by: User, at: datetime) -> TeamDecision:
    """Write a decision down; its owner gets a prompt. Raises ValidationError where it says too little."""
    held(item.meeting)
    _may_open(item.patient, by)
    _fits(item.patient, owner=decided.owner, due_on=decided.due_on, at=at)
    decision = TeamDecision(
        item=item,
        patient=item.patient,
        words=decided.words.strip(),
        owner=decided.owner,
        due_on=decided.due_on,
        decided_at=at,
        decided_by=by,
    )
    write(decision)
    record("team-meeting.decided", decision, by=by, at=at, owner=decided.owner.pk, due_on=decided.due_on.isoformat())
    refresh(patient_id=item.patient_id, at=at)
    return decision


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What became of a decision. `due_on` and `owner` belong to one that is moved."""

    what: str
    words: str = ""
    due_on: date | None = None
    owner: User | None = None


@transaction.atomic
def say_what_became(*, decision: TeamDecision, ended: Ended, by: User, at: datetime) -> DecisionOutcome:
    """Done, no longer needed, or moved. Raises NotPossible for a decision that has ended, ValidationError."""
    _may_open(decision.patient, by)
    lock_chart(decision.patient_id)
    if not TeamDecision.objects.filter(pk=decision.pk).open().exists():
        raise NotPossible(_("This was ended already."))
    if ended.what == DecisionOutcome.What.MOVED:
        if ended.due_on is None or ended.owner is None:
            raise ValidationError(_("Say until when, and who does it."))
        _fits(decision.patient, owner=ended.owner, due_on=ended.due_on, at=at)
    is_moved = ended.what == DecisionOutcome.What.MOVED
    outcome = DecisionOutcome(
        decision=decision,
        what=ended.what,
        words=ended.words.strip(),
        due_on=ended.due_on if is_moved else None,
        owner=ended.owner if is_moved else None,
        recorded_by=by,
    )
    write(outcome)
    record("team-decision.ended", decision, by=by, at=at, what=ended.what)
    refresh(patient_id=decision.patient_id, at=at)
    return outcome


@transaction.atomic
def close_meeting(*, meeting: TeamMeeting, by: User, at: datetime) -> TeamMeeting:
    """Close it: what was said, decided and who was there stays as it is. Items nobody spoke about are put off.

    Raises NotPossible where it is closed already, and for whoever was not there.
    """
    meeting = held(meeting)
    if not meeting.attendances.filter(person=by, how__in=CAME).exists():
        raise NotPossible(_("Whoever was there closes the meeting."))
    for item in meeting.items.filter(state=MeetingItem.State.OPEN):
        item.state = MeetingItem.State.DISCUSSED if item.words else MeetingItem.State.PUT_OFF
        write(item)
    meeting.closed_at, meeting.closed_by = at, by
    write(meeting)
    record("team-meeting.closed", meeting, by=by, at=at)
    return meeting


def held(meeting: TeamMeeting) -> TeamMeeting:
    """The meeting, locked and open. Raises NotPossible."""
    row = TeamMeeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if row.closed_at is not None:
        raise NotPossible(_("This meeting is closed."))
    return row


def _may_open(patient: Patient, by: User) -> None:
    found = Patient.objects.visible_to(by).filter(pk=patient.pk, merged_into=None)
    if not by.may(Permission.WRITE_NOTES) or not found.exists():
        raise PermissionDenied


def _fits(patient: Patient, *, owner: User, due_on: date, at: datetime) -> None:
    """Whoever does it can open the chart, and the day lies ahead."""
    if due_on < timezone.localdate(at):
        raise ValidationError({"due_on": _("Choose today or a day ahead.")})
    if not owner.may(Permission.WRITE_NOTES) or not Patient.objects.visible_to(owner).filter(pk=patient.pk).exists():
        raise ValidationError({"owner": _("Choose somebody who may open this person's chart.")})


def _plain(words: str) -> str:
    """As a browser sends it and as it is kept: one kind of line end."""
    return words.replace("\r\n", "\n").strip()
