"""The texts that people agree to, in the versions in which they agreed to them."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.rules.consent import WordingKind
from practice.staff.models import User

FITS_ITS_WORDING = """
    IF NEW.wording_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_consentwording wording
        WHERE wording.id = NEW.wording_id AND wording.kind = NEW.kind AND wording.published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'consent-fits-its-wording: a consent is given to a published wording of its own kind'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-fits-its-wording';
    END IF;
"""
PUBLISHED_STAYS = """
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'wording-stays-as-published: a published wording stays as it is; write the next one'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wording-stays-as-published';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ConsentWording(models.Model):
    """A text to agree to, in plain paragraphs. Once it is published it never changes; a better one is the next number.

    What is shipped is ours, published by nobody, and for the practice to check with its own law.
    """

    kind = models.CharField(_("for"), max_length=20, choices=WordingKind)
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=8000, help_text=_("Plain paragraphs, with an empty line between."))
    is_shipped = models.BooleanField(_("shipped, to be checked with your own law"), default=False, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="wording_version_once_for_each_kind",
                violation_error_message=_("There is this version already."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(published_at=None),
                name="wording_has_one_draft_at_a_time",
                violation_error_message=_("There is a draft of this text already; go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WordingKind.values) & Q(number__gte=1) & ~Q(title="") & ~Q(text=""),
                name="wording_says_something",
                violation_error_message=_("A wording has a title and a text."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False)
                | Q(published_at__isnull=False, published_by=None, is_shipped=True),
                name="wording_is_published_by_somebody_or_shipped",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_wording_stays_as_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PUBLISHED_STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"consent wording {self.pk}"

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]
