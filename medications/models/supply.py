"""What somebody has at home: what was given, what was counted, what became of old tablets. It orders nothing."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from medications.models.formulary import Medication
from medications.models.plan import DoseChange
from medications.models.presentation import Presentation
from medications.terms import OldTablets, SupplyKind
from patients.models import Patient
from practice.database.rights import Rights
from practice.staff.models import User

IS_ANY_KIND = Q(kind__in=SupplyKind.values)
IS_OF_A_STRENGTH = Q(presentation__isnull=False)
LASTS_IN_WORDS = ~Q(of_what="") & Q(lasts_days__isnull=False)


class Supply(models.Model):
    """One thing that happened to somebody's supply of a medication, on a day of the practice. Append-only.

    `quantity` counts tablets or other units, of a liquid millilitres. Where no presentation of the formulary fits,
    `of_what` says in words what it is, and `lasts_days` how long it lasts: nothing else tells. A supply belongs to
    person and medication, whatever the plan; `dose_change` is the order that it was given or left over for.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="supplies")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="+")
    dose_change = models.ForeignKey(
        DoseChange, on_delete=models.PROTECT, null=True, blank=True, related_name="supplies"
    )
    kind = models.CharField(_("what happened"), max_length=12, choices=SupplyKind)
    quantity = models.DecimalField(_("how many, or mL"), max_digits=7, decimal_places=2, null=True, blank=True)
    presentation = models.ForeignKey(
        Presentation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of which")
    )
    of_what = models.CharField(_("strength and form, in words"), max_length=80, blank=True)
    lasts_days = models.PositiveSmallIntegerField(_("lasts (days)"), null=True, blank=True)
    what_became = models.CharField(_("what became of them"), max_length=12, choices=OldTablets, blank=True)
    happened_on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=400, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("supply")
        verbose_name_plural = _("supplies")
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=SupplyKind.GIVEN)
                | (Q(quantity__isnull=False, quantity__gt=Decimal(0)) & (IS_OF_A_STRENGTH | LASTS_IN_WORDS)),
                name="supply_given_says_how_much_of_what",
                violation_error_message=_("Say how much was given, of which strength, or in words and for how long."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=SupplyKind.COUNTED)
                | Q(quantity__isnull=False, quantity=Decimal(0))
                | (Q(quantity__isnull=False, quantity__gt=Decimal(0)) & (IS_OF_A_STRENGTH | LASTS_IN_WORDS)),
                name="supply_counted_says_how_much_of_what",
                violation_error_message=_("Say how much was counted, of which strength, or in words and for how long."),
            ),
            models.CheckConstraint(
                condition=IS_ANY_KIND & (Q(kind=SupplyKind.OLD) ^ Q(what_became="")),
                name="supply_only_old_tablets_became_something",
                violation_error_message=_("Say what became of them."),
            ),
            models.CheckConstraint(
                condition=Q(quantity=None)
                | Q(quantity=Decimal(0))
                | (Q(quantity__gt=Decimal(0)) & (IS_OF_A_STRENGTH | ~Q(of_what=""))),
                name="supply_number_is_of_something",
                violation_error_message=_("Say of which strength."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "medication", "happened_on", "id"], name="supply_in_order")]

    def __str__(self) -> str:
        return f"supply {self.pk}"

    @property
    def amount_mg(self) -> Decimal | None:
        """What it holds, of a (joined) presentation; of nothing, nothing; None where only words say what it is."""
        if not self.quantity:
            return self.quantity
        return self.quantity * self.presentation.strength_mg if self.presentation else None
