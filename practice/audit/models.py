"""Acts: one row for each view of a chart, export, sign-in or clinical verb; insert-only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights


class Act(models.Model):
    """Somebody did something: ids only, no clinical content.

    Changed rows are told by the history tables; an act tells the intention behind them. `happened_at` is the
    moment the actor names (it may lie in the past), `recorded_at` is the database's own clock.
    """

    verb = models.CharField(_("verb"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    patient_id = models.BigIntegerField(_("patient"), null=True)
    subject_type = models.CharField(_("about"), max_length=60, blank=True)
    subject_id = models.BigIntegerField(_("id"), null=True)
    happened_at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(_("recorded"), db_default=Now())
    details = models.JSONField(_("details"), default=dict, blank=True)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["patient_id", "-id"], name="act_by_patient"),
            models.Index(fields=["by", "-id"], name="act_by_person"),
        ]

    def __str__(self) -> str:
        return f"act {self.pk}"
