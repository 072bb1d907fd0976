"""That somebody was asked, and would rather not."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.consent_wording import FITS_ITS_WORDING, ConsentWording
from patients.queries.consents import OfPatientsQuerySet
from patients.rules.consent import ConsentKind
from practice.database.rights import Rights
from practice.staff.models import User


class DeclinedConsent(models.Model):
    """They were asked and would rather not. An answer of its own, so that no list of consents can take it for one.

    `ask_again_on` is the first day on which they like to be asked again; without one, nobody asks until they bring it
    up.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="declined_consents")
    kind = models.CharField(_("to what"), max_length=20, choices=ConsentKind)
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_their_words = models.CharField(_("in their words"), max_length=300, blank=True)
    ask_again_on = models.DateField(_("may be asked again from"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"))
    declined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfPatientsQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("declined consent")
        verbose_name_plural = _("declined consents")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ConsentKind.values),
                name="declined_consent_is_to_something_we_ask",
                violation_error_message=_("Choose what they were asked from the list."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="declined_consent_fits_its_wording",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"{FITS_ITS_WORDING}RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return f"declined consent {self.pk}"
