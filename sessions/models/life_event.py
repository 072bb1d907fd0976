"""What happened in somebody's life, on the timeline because they asked for it to be there."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User
from sessions.queries.life_events import LifeEventQuerySet

# Where the practice lies east of Greenwich its day begins before the database's.
ZONES_DIFFER = timedelta(days=1)


class LifeEvent(models.Model):
    """Something that a patient wanted on their timeline: a move, a birth, a new job, a loss.

    It stands in words, and says whose; everybody who may open the chart reads it, which they are told first. Nothing
    comes here from the trauma history or from anywhere else: only what they asked for. Only ever added to; what they no
    longer want there is followed by a `LifeEventWithdrawal`.
    """

    class Exactness(models.TextChoices):
        """How well the day is known."""

        DAY = "day", _("on this very day")
        MONTH = "month", _("some time in this month")
        ABOUT = "about", _("around this time")

    class Whose(models.TextChoices):
        """In whose words it stands."""

        THEIRS = "theirs", _("in their own words")
        SUMMED_UP = "summed-up", _("summed up by staff")
        CLOSE_TO_THEM = "close-to-them", _("in the words of somebody close to them")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="life_events")
    on = models.DateField(_("when"))
    exactness = models.CharField(_("how exactly"), max_length=10, choices=Exactness, default=Exactness.DAY)
    words = models.CharField(_("what happened"), max_length=200)
    whose = models.CharField(_("whose words"), max_length=20, choices=Whose, default=Whose.THEIRS)
    was_asked_for = models.BooleanField(_("they asked for this to be here"), default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = LifeEventQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(was_asked_for=True),
                name="life_event_is_there_because_they_asked",
                violation_error_message=_("Only what they asked for comes onto their timeline."),
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="life_event_says_what_happened",
                violation_error_message=_("Write what happened, in a few words."),
            ),
            models.CheckConstraint(
                condition=Q(exactness__in=["day", "month", "about"])
                & Q(whose__in=["theirs", "summed-up", "close-to-them"]),
                name="life_event_is_told_in_our_choices",
                violation_error_message=_("Choose how exactly it is known, and whose words these are."),
            ),
            models.CheckConstraint(
                condition=Q(on__lte=F("recorded_at") + ZONES_DIFFER),
                name="life_event_lies_behind_us",
                violation_error_message=_("This lies in the future. Write it down once it has happened."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "on"], name="life_event_by_patient")]

    def __str__(self) -> str:
        return f"life event {self.pk}"


class LifeEventWithdrawal(models.Model):
    """A life event that is no longer to be on the timeline, and why; the event itself stays on file."""

    life_event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="withdrawals")
    because = models.CharField(_("why it is taken off"), max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("life event taken off")
        verbose_name_plural = _("life events taken off")
        constraints = [
            models.CheckConstraint(
                condition=~Q(because=""),
                name="life_event_is_taken_off_for_a_reason",
                violation_error_message=_("Say why it is taken off."),
            ),
            models.UniqueConstraint(
                fields=["life_event"],
                name="life_event_is_taken_off_once",
                violation_error_message=_("It was taken off before."),
            ),
        ]

    def __str__(self) -> str:
        return f"life event taken off {self.pk}"
