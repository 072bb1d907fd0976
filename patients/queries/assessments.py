"""What can be asked about filled-in measures and about what was answered in them, always on behalf of somebody."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models.assessment import Assessment  # noqa: F401
    from patients.models.measure_wording import MeasureWording  # noqa: F401


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Measures that were filled in for patients."""

    def visible_to(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(patient__in=Patient.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(~Exists(_about_it("AssessmentWithdrawal")))

    def of_patient(self, patient_id: int) -> Self:
        return self.filter(patient_id=patient_id)

    def of_measure(self, code: str) -> Self:
        return self.filter(measure=code)

    def complete(self) -> Self:
        """Those in which nothing was left out."""
        return self.filter(missing=0)

    def with_risk(self) -> Self:
        """Those with an answer that is never just a number."""
        return self.filter(risk__gt=0)

    def to_look_at(self) -> Self:
        """Risk answers that nobody has looked at yet."""
        return self.standing().with_risk().filter(~Exists(_about_it("RiskLook")))


class MeasureWordingQuerySet(models.QuerySet["MeasureWording"]):
    """The wordings that the practice has loaded."""

    def newest(self, codes: Iterable[str]) -> Self:
        """Of each measure the version that counts."""
        return self.filter(measure__in=codes).order_by("measure", "-number").distinct("measure")


def _about_it(model: str) -> models.QuerySet[models.Model]:
    rows = apps.get_model("patients", model)._default_manager
    return rows.filter(assessment=OuterRef("pk"))
