"""The formulary's names, red flags and common effects."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medications.models import CommonEffect, Effect, Medication, MedicationFact, Presentation, RedFlag, Schedule
from practice.staff.administration_site import AdministrationAdmin

OfAMedication = RedFlag | CommonEffect | MedicationFact | Presentation | Schedule


def _name(of: models.Model) -> str:
    """Formulary rows by the name that people know; `__str__` never tells it, because logs use that."""
    return of.term if isinstance(of, Effect) else str(getattr(of, "name", of))


class NamedChoicesAdmin(AdministrationAdmin):
    """Offers effects and medications by name."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            field.label_from_instance = _name  # type: ignore[method-assign,assignment]
        return field

    @admin.display(description=_("medication"), ordering="medication__name")
    def medication_name(self, row: OfAMedication) -> str:
        return row.medication.name if row.medication else gettext("every medication")


class _EffectOfAMedicationAdmin(NamedChoicesAdmin):
    list_select_related = ["effect", "medication"]
    search_fields = ["effect__term", "medication__name"]

    @admin.display(description=_("effect"), ordering="effect__term")
    def effect_term(self, row: RedFlag | CommonEffect) -> str:
        return row.effect.term


@admin.register(Effect)
class EffectAdmin(AdministrationAdmin):
    list_display = ["term", "needs_end_or_cause"]
    search_fields = ["term"]


@admin.register(Medication)
class MedicationAdmin(AdministrationAdmin):
    list_display = ["name", "code", "drug_class", "can_be_planned", "is_sedating", "is_dangerous_in_overdose"]
    list_filter = ["can_be_planned", "is_sedating", "is_dangerous_in_overdose"]
    search_fields = ["name", "code"]


@admin.register(RedFlag)
class RedFlagAdmin(_EffectOfAMedicationAdmin):
    list_display = ["effect_term", "medication_name", "flag_class", "is_retired"]
    list_filter = ["flag_class", "is_retired"]
    search_fields = ["effect__term", "medication__name", "class_code"]

    @admin.display(description=_("medication"), ordering="medication__name")
    def medication_name(self, row: OfAMedication) -> str:
        of_class = row.class_code if isinstance(row, RedFlag) else ""
        return gettext("class %(code)s") % {"code": of_class} if of_class else super().medication_name(row)


@admin.register(CommonEffect)
class CommonEffectAdmin(_EffectOfAMedicationAdmin):
    list_display = ["medication_name", "position", "effect_term"]
