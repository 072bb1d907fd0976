"""Two records turned out to be one person's."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import User


class Merge(models.Model):
    """That an administrator found two records to be one person's, and how. Append-only; both histories stay.

    What stands in the older one is newly known of the person, so reviews of the one that stays are asked for again.
    """

    older = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("how we know that it is one person"), max_length=200)
    merged_at = models.DateTimeField(_("when"))
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(older=F("into")),
                name="merge_is_of_two_records",
                violation_error_message=_("A record is not merged into itself."),
            ),
            models.CheckConstraint(
                condition=~Q(because=""),
                name="merge_says_how_it_is_known",
                violation_error_message=_("Say how we know that it is one person."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="merge_advances_the_chart_that_stays",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.into_id;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"merge of two records {self.pk}"
