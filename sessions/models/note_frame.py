"""The trauma-informed frame of a note: how settled, what was wanted, near the trauma or not, and what to hold."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.models.note import SessionNote
from sessions.models.note_lock import locked_with_its_note
from sessions.rules.near_trauma import NearTrauma
from sessions.sql import sql

SCALE = ("settled_at_start", "settled_at_end", "avoidance", "regulation")


def from_nought_to_ten() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 10}),
            name=f"frame_{name}_is_from_0_to_10",
            violation_error_message=_("A number from 0 to 10, or nothing."),
        )
        for name in SCALE
    ]


class NoteFrame(models.Model):
    """What was said in the session about the session itself. Nothing of it has to be asked; what was not said is empty.

    `near_trauma` is the person's choice, recorded as theirs. `without_readiness` is the plain truth about work near
    the trauma that was done by plan although readiness did not stand as it should. The frame is its author's draft
    until the note is signed and never changes from then on, so it keeps no history of its own.
    """

    class Room(models.TextChoices):
        """Does the medication make enough room for the work?"""

        NOT_ASKED = "not-asked", _("not asked")
        ENOUGH = "enough", _("enough room")
        NOT_ENOUGH = "not-enough", _("not enough yet")
        DULLED = "too-much-dulled", _("too much is dulled")

    class InTheWay(models.TextChoices):
        """Do symptoms get in the way of the work?"""

        NOT_ASKED = "not-asked", _("not asked")
        NO = "no", _("no")
        SOME = "some", _("somewhat")
        MUCH = "much", _("very much")

    note = models.OneToOneField(SessionNote, on_delete=models.PROTECT, related_name="frame", primary_key=True)
    settled_at_start = models.PositiveSmallIntegerField(_("how settled at the start"), null=True, blank=True)
    settled_at_end = models.PositiveSmallIntegerField(_("how settled at the end"), null=True, blank=True)
    wanted_today = models.TextField(_("what they wanted from today"), max_length=1000, blank=True)
    near_trauma = models.CharField(_("near the trauma today"), max_length=20, choices=NearTrauma, blank=True)
    without_readiness = models.TextField(_("what was done, and why"), max_length=1000, blank=True)
    techniques = ArrayField(
        models.SlugField(max_length=40), verbose_name=_("what we did together"), default=list, blank=True
    )
    homework = models.TextField(_("to try until next time"), max_length=1000, blank=True)
    hold_until_next = models.TextField(_("what to hold until next time"), max_length=1000, blank=True)
    room_for_work = models.CharField(
        _("does the medication make enough room for the work?"),
        max_length=20,
        choices=Room,
        default=Room.NOT_ASKED,
    )
    room_words = models.CharField(_("in a line"), max_length=200, blank=True)
    symptoms_in_the_way = models.CharField(
        _("do symptoms get in the way of the work?"), max_length=20, choices=InTheWay, default=InTheWay.NOT_ASKED
    )
    symptoms_words = models.CharField(_("which, and how"), max_length=200, blank=True)
    avoidance = models.PositiveSmallIntegerField(_("how much they keep away from"), null=True, blank=True)
    regulation = models.PositiveSmallIntegerField(_("how well they can steady themselves"), null=True, blank=True)

    class Meta:
        verbose_name = _("frame of a note")
        verbose_name_plural = _("frames of notes")
        ordering = ["note"]
        constraints = [
            *from_nought_to_ten(),
            models.CheckConstraint(
                condition=Q(near_trauma__in=["", *NearTrauma.values]),
                name="frame_says_near_the_trauma_in_our_words",
                violation_error_message=_("Choose one of the answers."),
            ),
            models.CheckConstraint(
                condition=Q(
                    room_for_work__in=["not-asked", "enough", "not-enough", "too-much-dulled"],
                    symptoms_in_the_way__in=["not-asked", "no", "some", "much"],
                ),
                name="frame_is_answered_in_our_words",
                violation_error_message=_("Choose one of the answers."),
            ),
        ]
        triggers = [
            locked_with_its_note("frame_is_locked_with_its_note"),
            pgtrigger.Trigger(
                name="frame_names_techniques_we_have",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("techniques"),
                func=sql("frame_names_techniques_we_have"),
            ),
        ]

    def __str__(self) -> str:
        return f"frame of a note {self.pk}"
