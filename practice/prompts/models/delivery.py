"""The outbox: notices written in the transaction that gave rise to them, sent afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from practice.prompts.models.prompt import Prompt
from practice.prompts.queries import DeliveryQuerySet


class Delivery(models.Model):
    """One e-mail to one person about one change of a prompt. The queue itself is the in-app delivery.

    It is sent at least once and recorded once: a row that a crash left unsent is sent by the next run. The message is
    made when it is sent, from the kind's label and the prompt's id, so nothing that could leak waits here.
    """

    class Reason(models.TextChoices):
        OPENED = "opened", _("opened")
        REOPENED = "reopened", _("reopened")
        HANDED_OVER = "handed-over", _("handed over")
        URGENT = "urgent", _("became urgent")
        REMINDER = "reminder", _("reminder")
        ESCALATED = "escalated", _("escalated")

    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("prompt"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("to"))
    revision = models.PositiveIntegerField(_("revision of the prompt"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    created_at = models.DateTimeField(_("queued"))
    next_try_at = models.DateTimeField(_("next try"))
    attempts = models.PositiveSmallIntegerField(_("tries"))
    failed_at = models.DateTimeField(_("last failure"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, help_text=_("Moot before it could be sent."))

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["prompt", "to", "revision"], name="delivery_once_per_person_and_change"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="delivery_is_sent_or_withdrawn_not_both",
            ),
        ]
        indexes = [
            models.Index(
                F("next_try_at"),
                F("id"),
                name="delivery_waiting",
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
