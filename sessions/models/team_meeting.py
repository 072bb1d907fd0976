"""Team meetings: who was there, whom they spoke about, and what was decided: who does what until when."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.models.visit import Visit
from sessions.queries.team_meetings import MeetingItemQuerySet, TeamDecisionQuerySet, TeamMeetingQuerySet
from sessions.rules.agenda import Reason
from sessions.sql import sql


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="TeamMeetingChange")
class TeamMeeting(models.Model):
    """One meeting of the team, from a booked visit or by hand. Once closed, nothing about it changes any more.

    It is about nobody by itself; what is said of a patient stands in that patient's item.
    """

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="team_meeting")
    held_at = models.DateTimeField(_("when"))
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by"))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    objects = TeamMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("team meeting")
        verbose_name_plural = _("team meetings")
        ordering = ["-held_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="team_meeting_is_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("held_at")),
                name="team_meeting_is_closed_after_it_began",
                violation_error_message=_("A meeting is closed after it began."),
            ),
        ]
        indexes = [models.Index(fields=["-held_at", "-id"], name="team_meeting_by_time")]
        triggers = [
            pgtrigger.Trigger(
                name="team_meeting_stays_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
                func="""
                    RAISE EXCEPTION 'a closed meeting stays as it is'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_meeting_stays_closed';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"team meeting {self.pk}"


def while_open(name: str) -> pgtrigger.Trigger:
    """A row of a meeting is written while the meeting is open."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=sql("meeting_is_open"),
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class MeetingAttendance(models.Model):
    """Whether one of the team was there."""

    class How(models.TextChoices):
        """How somebody took part."""

        PRESENT = "present", _("in the room")
        REMOTE = "remote", _("by video or telephone")
        REGRETS = "regrets", _("could not come")

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(_("how"), max_length=10, choices=How)

    class Meta:
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendances at meetings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meeting_has_each_person_once"),
            models.CheckConstraint(
                condition=Q(how__in=["present", "remote", "regrets"]), name="meeting_attendance_is_in_our_words"
            ),
        ]
        triggers = [while_open("attendance_is_written_while_the_meeting_is_open")]

    def __str__(self) -> str:
        return f"attendance at a meeting {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class MeetingItem(models.Model):
    """One patient on the agenda, why, and what was said. It belongs to that patient's chart.

    `reasons` are what the agenda found when it was taken up; none where somebody put it there by hand.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("to speak about")
        DISCUSSED = "discussed", _("spoken about")
        PUT_OFF = "put-off", _("put off to the next meeting")
        NOT_NEEDED = "not-needed", _("nothing to speak about")

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.PROTECT, related_name="items")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="meeting_items")
    reasons = ArrayField(models.CharField(max_length=30, choices=Reason), default=list, db_default=[], blank=True)
    because = models.CharField(_("what about"), max_length=200, blank=True)
    words = models.TextField(_("what was said"), max_length=4000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    added_at = models.DateTimeField(_("put on the agenda"))
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = MeetingItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a meeting")
        verbose_name_plural = _("items of meetings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "patient"],
                name="meeting_speaks_of_each_patient_once",
                violation_error_message=_("This person is on the agenda already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "discussed", "put-off", "not-needed"]),
                name="meeting_item_is_in_one_of_our_states",
            ),
            models.CheckConstraint(
                condition=Q(reasons__contained_by=Reason.values), name="meeting_item_has_reasons_of_ours"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="meeting_item_by_patient")]
        triggers = [while_open("item_is_written_while_the_meeting_is_open")]

    def __str__(self) -> str:
        return f"item of a meeting {self.pk}"


class TeamDecision(models.Model):
    """Something that one person will do about a patient, until a day. What became of it are further rows."""

    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="decisions")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what is done"), max_length=300)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who does it"))
    due_on = models.DateField(_("until"))
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("written down by"))

    objects = TeamDecisionQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of meetings")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="team_decision_says_what_is_done",
                violation_error_message=_("Say what is done."),
            )
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="team_decision_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="team_decision_is_made_in_an_open_meeting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("team_decision_is_made_in_an_open_meeting"),
            )
        ]

    def __str__(self) -> str:
        return f"decision of a meeting {self.pk}"


class DecisionOutcome(models.Model):
    """What became of a decision: done, no longer needed, or moved to a later day, perhaps to somebody else."""

    class What(models.TextChoices):
        """How it went on."""

        DONE = "done", _("Done")
        NOT_NEEDED = "not-needed", _("No longer needed")
        MOVED = "moved", _("Moved to another day")

    decision = models.ForeignKey(TeamDecision, on_delete=models.PROTECT, related_name="outcomes")
    what = models.CharField(_("what became of it"), max_length=10, choices=What)
    words = models.CharField(_("in a few words"), max_length=300, blank=True)
    due_on = models.DateField(_("the new day"), null=True, blank=True)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who does it")
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("outcome of a decision")
        verbose_name_plural = _("outcomes of decisions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="moved", due_on__isnull=False, owner__isnull=False)
                | Q(what__in=["done", "not-needed"], due_on=None, owner=None),
                name="decision_is_moved_to_a_day_and_a_person",
                violation_error_message=_("Say until when, and who does it."),
            )
        ]
        indexes = [models.Index(fields=["decision", "-id"], name="decision_outcome_by_decision")]
        triggers = [
            pgtrigger.Trigger(
                name="decision_ends_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=sql("decision_ends_once"),
            )
        ]

    def __str__(self) -> str:
        return f"outcome of a decision {self.pk}"
