"""The way in: one row for each time that somebody asks for help here, and one for each step of it."""

from functools import reduce
from operator import or_
from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.intake import IntakeMoveQuerySet, IntakeQuerySet
from patients.rules.intake_stages import CLOSED, POSSIBLE, Stage
from practice.database.rights import Rights
from practice.staff.models import User

MOVED = """
    UPDATE patients_intake SET stage = NEW.stage, moved_at = NEW.moved_at, moved_by_id = NEW.moved_by_id
        WHERE id = NEW.intake_id;
    RETURN NULL;
"""
FROM_WHERE_IT_IS = """
    IF (SELECT stage FROM patients_intake WHERE id = NEW.intake_id FOR NO KEY UPDATE) <> NEW.stage_before THEN
        RAISE EXCEPTION 'An intake moves from the stage where it is.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
AS_IT_MOVED = """
    IF NEW.stage IS DISTINCT FROM
        (SELECT stage FROM patients_intakemove WHERE intake_id = NEW.id ORDER BY id DESC LIMIT 1) THEN
        RAISE EXCEPTION 'The stage of an intake follows its moves.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
BEGINS = """
    RAISE EXCEPTION 'An intake begins as asked for.' USING ERRCODE = 'check_violation';
"""
WHOSE = """
    RAISE EXCEPTION 'An intake stays with its record.' USING ERRCODE = 'check_violation';
"""


class ReferralSource(models.TextChoices):
    """Through whom somebody came to us; who exactly is for clinicians."""

    THEMSELVES = "themselves", _("they asked themselves")
    CLOSE = "close", _("family or a friend")
    DOCTOR = "doctor", _("a doctor")
    HOSPITAL = "hospital", _("a hospital")
    SERVICE = "service", _("another service")
    OTHER = "other", _("another way")


class Funding(models.TextChoices):
    """How it is paid for, without a judgement."""

    NOT_SETTLED = "not-settled", _("not settled yet")
    INSURED = "insured", _("insurance")
    PUBLIC = "public", _("a public scheme")
    THEMSELVES = "themselves", _("they pay themselves")
    SOMEBODY_ELSE = "somebody-else", _("somebody else pays")
    NO_COST = "no-cost", _("at no cost to them")


class MoveNote(models.TextChoices):
    """How it came about, in words that give nothing away."""

    SPOKE = "spoke", _("spoke with them")
    MESSAGE = "message", _("left a message, as agreed")
    NO_ANSWER = "no-answer", _("no answer")
    SLIP = "slip", _("the stage was a slip")
    CAME_BACK = "came-back", _("they came back")
    WITH_THE_VISIT = "with-the-visit", _("with the visit")
    WITH_THE_FORMS = "with-the-forms", _("with the forms")


class Wish(models.TextChoices):
    """Whose wish it was that the intake ends before they arrived."""

    THEIRS = "theirs", _("theirs")
    TOGETHER = "together", _("agreed together")
    OURS = "ours", _("ours: we cannot offer what they need")
    NOT_REACHED = "not-reached", _("nobody's: we could not reach them")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["reason_sealed"])
class Intake(models.Model):
    """Somebody asks for help here, and what the practice does until they have arrived.

    The desk keeps it and reads no clinical word of it: who referred them and their own reason (encrypted, and left out
    where they like) are for clinicians, on the chart. `owner` does the next step; nobody yet is an answer too. The
    stage follows the moves and is written by their trigger alone.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="intakes")
    source = models.CharField(
        _("how they came to us"), max_length=12, choices=ReferralSource, default=ReferralSource.THEMSELVES
    )
    referred_by = models.CharField(_("who referred them"), max_length=200, blank=True)
    reason_sealed = models.TextField(_("their reason, encrypted"), blank=True, editable=False)
    funding = models.CharField(_("how it is paid for"), max_length=15, choices=Funding, default=Funding.NOT_SETTLED)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.ASKED_FOR, editable=False)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    next_step_on = models.DateField(_("next step by"), null=True, blank=True)
    opened_at = models.DateTimeField(_("asked for"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("in this stage since"))
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        ordering = ["patient", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=~Q(stage__in=CLOSED),
                name="patient_has_one_open_intake",
                violation_error_message=_("They are on the way in already; go on with that intake."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=ReferralSource.values, funding__in=Funding.values, stage__in=Stage.values),
                name="intake_is_told_in_our_words",
                violation_error_message=_("Choose from the lists."),
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "moved_at"], name="intake_by_stage"),
            models.Index(fields=["patient", "-id"], name="intake_by_patient"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="intake_begins_as_asked_for",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__stage__df=Stage.ASKED_FOR.value),
                func=BEGINS,
            ),
            pgtrigger.Trigger(
                name="intake_stage_follows_its_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__stage__df=pgtrigger.F("old__stage")),
                func=AS_IT_MOVED,
            ),
            pgtrigger.Trigger(
                name="intake_stays_with_its_record",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("patient_id"),
                condition=pgtrigger.Q(new__patient_id__df=pgtrigger.F("old__patient_id")),
                func=WHOSE,
            ),
        ]

    def __str__(self) -> str:
        return f"intake {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.stage not in CLOSED


class IntakeMove(models.Model):
    """One step on the way in, forwards or back, or the end of it. Append-only; what it says is neutral by its choices.

    The desk reads it, so there is no free text.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="moves")
    stage_before = models.CharField(_("from"), max_length=12, choices=Stage)
    stage = models.CharField(_("to"), max_length=12, choices=Stage)
    note = models.CharField(_("how it came about"), max_length=15, choices=MoveNote, blank=True)
    wish = models.CharField(_("whose wish"), max_length=12, choices=Wish, blank=True)
    moved_at = models.DateTimeField(_("when"))
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = IntakeMoveQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("move of an intake")
        verbose_name_plural = _("moves of intakes")
        ordering = ["intake", "id"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (Q(stage_before=before, stage=after) for before, after in POSSIBLE)),
                name="intake_move_is_possible",
                violation_error_message=_("An intake cannot go there from where it is."),
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.WITHDREW, wish__in=Wish.values) | (~Q(stage=Stage.WITHDREW) & Q(wish="")),
                name="withdrawn_intake_says_whose_wish",
                violation_error_message=_("Say whose wish it was."),
            ),
            models.CheckConstraint(
                condition=Q(note="") | Q(note__in=MoveNote.values),
                name="intake_move_is_told_in_our_words",
                violation_error_message=_("Choose how it came about from the list."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="intake_moves_from_where_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=FROM_WHERE_IT_IS,
            ),
            pgtrigger.Trigger(
                name="intake_is_where_it_moved_to", when=pgtrigger.After, operation=pgtrigger.Insert, func=MOVED
            ),
        ]

    def __str__(self) -> str:
        return f"move of an intake {self.pk}"
