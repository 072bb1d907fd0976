"""Reviews of the log, co-signs and acknowledgements: the signatures that a step up rests on."""

from datetime import timedelta
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.plan import TitrationPlan, TitrationStep
from medications.queries import ReviewQuerySet
from medications.sql import sql
from medications.terms import Decision, PatientView
from practice.database.rights import Rights
from practice.staff.models import User


class Review(models.Model):
    """A prescriber read what the patient reported on the current dose, and decided; append-only.

    It is current while the plan's and the chart's versions still add up to `read_version` and until
    `valid_until` (UTC, exclusive). `evidence` keeps the ids that were in view. `confirms` is the earlier review
    that still stands after mild news.
    """

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="reviews")
    to_step = models.ForeignKey(
        TitrationStep,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("for step"),
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    reasons = models.TextField(_("reasons"), blank=True)
    patient_view = models.CharField(_("what the patient thinks"), max_length=15, choices=PatientView)
    in_their_words = models.TextField(_("in the patient's words"), blank=True)
    look_again_on = models.DateField(_("look again on"), null=True, blank=True)
    read_version = models.PositiveBigIntegerField()
    evidence = models.JSONField(default=dict, blank=True)
    confirms = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="confirmed_by_review"
    )
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReviewQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("signed_at"))
                & Q(valid_until__lte=F("signed_at") + models.Value(timedelta(days=7))),
                name="review_is_valid_for_a_week_at_most",
            ),
            models.CheckConstraint(
                condition=~Q(decision="proceed") | Q(to_step__isnull=False),
                name="review_that_proceeds_names_its_step",
                violation_error_message=_("A review that proceeds names the step."),
            ),
            models.CheckConstraint(
                condition=Q(decision="enough", look_again_on__isnull=False)
                | (~Q(decision="enough") & Q(look_again_on=None)),
                name="enough_says_when_to_look_again",
                violation_error_message=_("Say when to look again."),
            ),
        ]
        indexes = [models.Index(fields=["plan", "-id"], name="review_latest")]
        triggers = [
            pgtrigger.Trigger(
                name="review_is_signed_by_a_prescriber_of_the_team",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("plan", "record")],
                func=sql("review_is_signed_by_a_prescriber_of_the_team"),
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class CoSignRequest(models.Model):
    """A second prescriber is asked to co-sign blockers of one review; opens the evidence to them for a while."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="cosign_requests")
    codes = ArrayField(models.CharField(max_length=40), verbose_name=_("what to co-sign"))
    reason = models.TextField(_("reason"))
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is asked"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("request to co-sign")
        verbose_name_plural = _("requests to co-sign")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_of=F("asked_by")),
                name="cosign_is_asked_of_somebody_else",
                violation_error_message=_("Somebody else co-signs."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="cosign_request_gives_a_reason"),
        ]

    def __str__(self) -> str:
        return f"request to co-sign {self.pk}"


class CoSign(models.Model):
    """A second prescriber's signature under blockers of one review; valid only while that review is current."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="cosigns")
    codes = ArrayField(models.CharField(max_length=40), verbose_name=_("what is co-signed"))
    reason = models.TextField(_("reason"))
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("co-sign")
        verbose_name_plural = _("co-signs")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="cosign_gives_a_reason",
                violation_error_message=_("Say why the step may go up all the same."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="cosign_is_a_second_prescribers",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("review", "record")],
                func=sql("cosign_is_a_second_prescribers"),
            )
        ]

    def __str__(self) -> str:
        return f"co-sign {self.pk}"


class Acknowledgement(models.Model):
    """A prescriber saw a blocker that may be acknowledged, and wrote why the step is right all the same.

    It holds until something changes: a change made after it has to be acknowledged anew. For an interaction,
    `partner` is the code of the other medicine or substance, and the reason is the plan for the two together.
    """

    plan = models.ForeignKey(TitrationPlan, on_delete=models.PROTECT, related_name="acknowledgements")
    code = models.CharField(_("what"), max_length=40)
    partner = models.CharField(_("together with"), max_length=60, blank=True)
    reason = models.TextField(_("reason"))
    acknowledged_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="acknowledgement_gives_a_reason",
                violation_error_message=_("Say why the step is right all the same."),
            ),
            models.CheckConstraint(
                condition=Q(code="interaction-unacknowledged") ^ Q(partner=""),
                name="acknowledged_interaction_names_its_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"
