"""What a medicine comes as: the pieces that a dose can be made of."""

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from medications.models.statement import Statement
from medications.terms import Form


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Presentation(Statement):
    """One strength of one form. Of a liquid, `strength_mg` is what one millilitre holds."""

    medication = models.ForeignKey(
        Medication, on_delete=models.PROTECT, related_name="presentations", verbose_name=_("medication")
    )
    form = models.CharField(_("comes as"), max_length=30, choices=Form)
    strength_mg = models.DecimalField(_("strength (mg)"), max_digits=12, decimal_places=4)
    is_per_ml = models.BooleanField(_("in each millilitre"), default=False)
    is_splittable = models.BooleanField(_("can be divided"), default=False)
    words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta(Statement.Meta):
        verbose_name = _("presentation")
        verbose_name_plural = _("presentations")
        ordering = ["medication", "form", "strength_mg", "id"]
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                condition=Q(strength_mg__gt=Decimal(0)),
                name="presentation_has_a_strength",
                violation_error_message=_("The strength has to be more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(is_per_ml=False) | Q(form=Form.LIQUID),
                name="presentation_per_ml_is_a_liquid",
                violation_error_message=_("Only a liquid has its strength in each millilitre."),
            ),
        ]

    def __str__(self) -> str:
        return f"presentation {self.pk}"
