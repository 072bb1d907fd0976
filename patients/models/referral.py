"""Referrals that were read from files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import User


class ReferralImport(models.Model):
    """That a file was read for somebody, and what of it was not taken over. The file itself is not kept.

    `left_out` names kinds of resources, their number and why; nothing of what they say.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="referral_imports")
    digest = models.CharField(_("digest of the file"), max_length=64, unique=True, help_text=_("SHA-256"))
    left_out = models.JSONField(_("not taken over"), default=list)
    imported_at = models.DateTimeField(_("when"))
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("referral read")
        verbose_name_plural = _("referrals read")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"referral read {self.pk}"
