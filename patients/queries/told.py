"""What can be asked about what people told, always on behalf of somebody."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from practice.staff.models import User


class ToldQuerySet(models.QuerySet[Any]):
    """What is known of people's health."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def newest(self) -> Self:
        """Of each thing what was told last, whatever was told before."""
        apart = ["patient", *getattr(self.model, "told_apart_by", ())]
        return self.order_by(*apart, "-id").distinct(*apart)


class SensitivityAnswerQuerySet(ToldQuerySet):
    """What people said about themselves and medicines."""

    def that_count(self) -> Self:
        """Of each question the newest answer; "not now" takes nothing back."""
        return self.exclude(answer="not-now").newest()


class MeasurementQuerySet(ToldQuerySet):
    """What was measured."""

    def newest_of_each(self, number: int, on: date) -> Self:
        """The newest few of each kind and analyte up to a day, the newest first; none of an assessment taken back."""
        place = Window(
            RowNumber(), partition_by=["patient", "kind", "analyte"], order_by=[F("taken_at").desc(), F("id").desc()]
        )
        known = self.filter(taken_at__date__lte=on, assessment__withdrawal=None).annotate(place=place)
        return known.filter(place__lte=number).order_by("-taken_at", "-id")

    def moments(self) -> models.QuerySet[Any, datetime]:
        """When something was measured, the latest first, each moment once."""
        return self.order_by("-taken_at").values_list("taken_at", flat=True).distinct()
