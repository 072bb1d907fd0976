"""The private link: how somebody reaches their own pages from home, and who may take that way back."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.packet import Packet
from patients.queries.packets import PrivateLinkQuerySet
from practice.database.rights import Rights
from practice.staff.models import User

UNTIL_SAID = _(
    "If you are in danger, or think you might hurt yourself, please ring the emergency number or a crisis line where "
    "you are."
)
LEAVE_TO = "https://www.wikipedia.org/"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["digest", "word_hash", "wrong_tries"])
class PrivateLink(models.Model):
    """An address that only this person was told, opened with a word that was agreed on with them.

    Neither the address nor the word is kept: only a digest of one and a slow hash of the other. Wrong words are
    counted here, so that a count cannot be lost; at the last one the link closes itself.
    """

    class OpensWith(models.TextChoices):
        WORD = "word", _("a word that was agreed on")
        BIRTH_DATE = "birth-date", _("their birth date, because they prefer it")

    class Why(models.TextChoices):
        """Why it was closed."""

        STAFF = "staff", _("somebody here closed it")
        REPLACED = "replaced", _("another one took its place")
        WRONG_WORDS = "wrong-words", _("too many wrong words")

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    word_hash = models.CharField(max_length=200, editable=False)
    opens_with = models.CharField(_("opens with"), max_length=10, choices=OpensWith, default=OpensWith.WORD)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))
    wrong_tries = models.PositiveSmallIntegerField(_("wrong words so far"), default=0)
    revoked_at = models.DateTimeField(_("closed"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_why = models.CharField(_("why it was closed"), max_length=12, choices=Why, blank=True)

    objects = PrivateLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")
        ordering = ["packet", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="private_link_ends",
                violation_error_message=_("A link is open for a while: at least until tomorrow."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_why="")
                | Q(revoked_at__isnull=False, revoked_by=None, revoked_why="wrong-words")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, revoked_why__in=["staff", "replaced"]),
                name="private_link_is_closed_by_somebody_or_by_wrong_words",
            ),
            models.UniqueConstraint(
                fields=["packet"], condition=Q(revoked_at=None), name="packet_has_one_private_link_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(word_hash=""), name="private_link_opens_with_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_link_stays_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.revoked_at IS NOT NULL OR (NEW.packet_id, NEW.digest, NEW.expires_at)
                       IS DISTINCT FROM (OLD.packet_id, OLD.digest, OLD.expires_at) THEN
                        RAISE EXCEPTION 'A link that is closed stays closed, and none is lengthened.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"private link {self.pk}"


class LinkOpening(models.Model):
    """That a private link was opened with its word. The pages behind it are shown for one opening at a time."""

    link = models.ForeignKey(PrivateLink, on_delete=models.PROTECT, related_name="openings")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("opening of a private link")
        verbose_name_plural = _("openings of private links")
        ordering = ["link", "-id"]

    def __str__(self) -> str:
        return f"opening of a private link {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PatientPagesSetting(models.Model):
    """What the practice says wherever somebody writes from home: one row, or none, and then our words hold."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    crisis_lines = models.TextField(
        _("crisis lines"),
        max_length=1000,
        help_text=_("Local telephone numbers, one line each. Nothing here may tell what kind of practice this is."),
    )
    leave_to = models.URLField(
        _("where “Leave quickly” leads"),
        max_length=200,
        help_text=_("A page that anybody might read: the weather, a newspaper."),
    )

    class Meta:
        verbose_name = _("words on patients' own pages")
        verbose_name_plural = _("words on patients' own pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="patient_pages_have_one_setting",
                violation_error_message=_("There is one set of these words: change that one."),
            )
        ]

    def __str__(self) -> str:
        return f"words on patients pages {self.pk}"

    @classmethod
    def in_force(cls) -> "PatientPagesSetting":
        """What the practice says, or our own words while it has said nothing."""
        return cls.objects.first() or cls(crisis_lines=str(UNTIL_SAID), leave_to=LEAVE_TO)
