"""What a referral or a form brings, and what is not in the chart until a clinician has accepted it."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.told import Source
from patients.queries.proposals import ProposedEntryQuerySet
from practice.staff.models import User


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ProposedEntry(models.Model):
    """One allergy, problem, medicine … that somebody told on paper, waiting for a clinician to accept or decline it.

    `kind` is one of those of `patients.landing`; `details` are what its form asks for, as far as they were brought.
    It feeds no check before it is accepted. What was brought is never changed; an answer is given once.
    """

    class Origin(models.TextChoices):
        REFERRAL = "referral", _("a referral")
        FORM = "form", _("a form they filled in")
        MERGE = "merge", _("an older record of theirs")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="proposed_entries")
    kind = models.SlugField(_("what it is"), max_length=40)
    words = models.TextField(_("as it was told"), max_length=2000)
    details = models.JSONField(_("details"), default=dict, blank=True)
    origin = models.CharField(_("brought by"), max_length=10, choices=Origin)
    source = models.CharField(_("known from"), max_length=10, choices=Source)
    came_at = models.DateTimeField(_("when it came"))
    came_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Empty where the person sent it themselves."),
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    landed_as = models.CharField(_("recorded as"), max_length=80, blank=True)
    landed_id = models.PositiveBigIntegerField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    declined_because = models.CharField(_("why it is not taken over"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProposedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed entry")
        verbose_name_plural = _("proposed entries")
        ordering = ["patient", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None, landed_as="", landed_id=None)
                | (Q(accepted_at__isnull=False, accepted_by__isnull=False, landed_id__isnull=False) & ~Q(landed_as="")),
                name="accepted_proposal_landed_somewhere",
                violation_error_message=_("What is accepted is recorded in the chart."),
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, declined_because="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(declined_because="")),
                name="declined_proposal_says_why",
                violation_error_message=_("Say why it is not taken over."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None),
                name="proposal_is_answered_once",
                violation_error_message=_("Somebody has answered this already."),
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="proposal_says_something",
                violation_error_message=_("Write what was told."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient", "id"],
                condition=Q(accepted_at=None, declined_at=None),
                name="proposal_waiting_by_patient",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="proposal_keeps_what_was_told",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (NEW.patient_id, NEW.kind, NEW.words, NEW.details, NEW.origin, NEW.source, NEW.came_at)
                       IS DISTINCT FROM
                       (OLD.patient_id, OLD.kind, OLD.words, OLD.details, OLD.origin, OLD.source, OLD.came_at)
                       OR OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL THEN
                        RAISE EXCEPTION 'What was told stays as it was, and is answered once.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"proposed entry {self.pk}"
