"""Numbers that are measured: pressures, pulse, weight, levels and scores."""

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from patients.measurement_kinds import GATING, LIMITS, UNITS, Kind, between, shown
from patients.models.told import ADVANCE, CLOCKS_DIFFER, Told
from patients.queries.told import MeasurementQuerySet

LEVEL = Q(kind=Kind.SERUM_LEVEL)


class Measurement(Told):
    """One value of one kind. A level names what was measured, in which unit, and how long after the last dose.

    Values that can stand against an increase advance the chart's version; the others do not. A score that comes from an
    assessment counts no longer once that was taken back.
    """

    kind = models.CharField(_("what"), max_length=25, choices=Kind)
    analyte = models.CharField(_("level of what"), max_length=40, blank=True)
    value = models.DecimalField(_("value"), max_digits=9, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    hours_after_dose = models.DecimalField(
        _("hours after the last dose"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    taken_at = models.DateTimeField(_("taken"))
    assessment = models.OneToOneField(
        "patients.Assessment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="measurement",
        verbose_name=_("assessment that it comes from"),
    )

    objects = MeasurementQuerySet.as_manager()  # type: ignore[misc]  # more can be asked of it than of the others

    told_apart_by: ClassVar[tuple[str, ...]] = ("kind", "analyte", "taken_at")

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(
                    or_, (Q(kind=kind, value__gte=low, value__lte=high) for kind, (low, high) in LIMITS.items())
                ),
                name="measurement_is_plausible",
                violation_error_message=_("This value is hardly possible. Please look at it again."),
            ),
            models.CheckConstraint(
                condition=reduce(or_, (Q(kind=kind, unit=unit) for kind, unit in UNITS.items()))
                | (LEVEL & ~Q(unit="")),
                name="measurement_has_the_unit_of_its_kind",
                violation_error_message=_("This value has another unit."),
            ),
            models.CheckConstraint(
                condition=(LEVEL & ~Q(analyte="")) | (~LEVEL & Q(analyte="", hours_after_dose__isnull=True)),
                name="level_says_of_what",
                violation_error_message=_("A level, and nothing else, says of what it is and how long after a dose."),
            ),
            models.CheckConstraint(
                condition=Q(hours_after_dose__isnull=True) | Q(hours_after_dose__gte=0, hours_after_dose__lte=240),
                name="hours_after_dose_are_plausible",
                violation_error_message=_("Enter between 0 and 240 hours."),
            ),
            models.CheckConstraint(
                condition=Q(taken_at__lte=F("recorded_at") + CLOCKS_DIFFER),
                name="measurement_lies_in_the_past",
                violation_error_message=_("This lies in the future."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "kind", "-taken_at"], name="measurement_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="measurement_that_gates_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind__in=sorted(GATING)),
                func=ADVANCE,
            ),
        ]

    def __str__(self) -> str:
        return f"measurement {self.pk}"

    def clean(self) -> None:
        value: Decimal | None = self.value
        limits = LIMITS.get(Kind(self.kind)) if self.kind in Kind.values else None
        if limits and value is not None and not limits[0] <= value <= limits[1]:
            raise ValidationError({"value": between(*limits)})

    @property
    def in_words(self) -> str:
        return shown(self.kind, self.value, self.unit)
