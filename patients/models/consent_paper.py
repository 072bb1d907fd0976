"""A consent that was signed on paper."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.queries.consents import OfPatientsQuerySet
from practice.database.rights import Rights
from practice.staff.models import User

LARGEST_PAPER = 10 * 1024 * 1024


class ConsentPaper(models.Model):
    """A signed sheet, scanned. What it shows is encrypted in the column and opened through one service alone."""

    class MediaType(models.TextChoices):
        PDF = "application/pdf", _("PDF")
        JPEG = "image/jpeg", _("JPEG")
        PNG = "image/png", _("PNG")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(_("kind of file"), max_length=20, choices=MediaType)
    content = models.TextField(_("content, encrypted"), editable=False)
    size_bytes = models.PositiveIntegerField(_("size"))
    scanned_at = models.DateTimeField(_("scanned"))
    scanned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfPatientsQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("consent on paper")
        verbose_name_plural = _("consents on paper")
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="consent_paper_is_a_picture_or_pdf",
                violation_error_message=_("A scan is a PDF, a JPEG or a PNG."),
            ),
            models.CheckConstraint(
                condition=Q(size_bytes__gte=1, size_bytes__lte=LARGEST_PAPER),
                name="consent_paper_is_no_larger_than_ten_megabytes",
                violation_error_message=_("A scan is no larger than 10 MB."),
            ),
        ]

    def __str__(self) -> str:
        return f"consent on paper {self.pk}"
