"""What is said before anything is asked: what the practice cannot keep to itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models.trauma_sharing import InTrust
from practice.database.rights import Rights
from practice.staff.models import User

# For the tables that nothing goes into before it was told.
TOLD_FIRST = """
    IF NOT EXISTS (SELECT FROM patients_limitstold WHERE patient_id = NEW.patient_id) THEN
        RAISE EXCEPTION 'First they are told what cannot be kept private.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class LimitsWording(models.Model):
    """The practice's own words on what must be reported and cannot be kept private. A published version stays.

    An administrator publishes the next version; what was explained to somebody goes on naming the version they heard.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    text = models.TextField(_("what we say"), max_length=4000)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("wording of what we cannot keep private")
        verbose_name_plural = _("wordings of what we cannot keep private")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="limits_wording_says_something",
                violation_error_message=_("Write what is said."),
            )
        ]

    def __str__(self) -> str:
        return f"wording of limits {self.pk}"


class LimitsTold(InTrust):
    """Somebody explained what cannot be kept private, and what the person said to it. `recorded_by` explained it.

    `wording` is the practice's version that was used. Until the practice has written one it is the text that comes
    with the software, kept here as it was read out.
    """

    wording = models.ForeignKey(
        LimitsWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("version")
    )
    shipped_words = models.TextField(_("text that was read out"), blank=True)
    words = models.CharField(_("what they said to it"), max_length=500, blank=True)

    class Meta(InTrust.Meta):
        verbose_name = _("explanation of what cannot be kept private")
        verbose_name_plural = _("explanations of what cannot be kept private")
        constraints = [
            models.CheckConstraint(
                condition=Q(wording__isnull=False, shipped_words="") | (Q(wording__isnull=True) & ~Q(shipped_words="")),
                name="limits_told_names_the_words_used",
                violation_error_message=_("Name the version that was read out."),
            )
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="limits_told_by_patient")]

    def __str__(self) -> str:
        return f"explanation of limits {self.pk}"
