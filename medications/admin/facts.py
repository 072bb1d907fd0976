"""Facts, presentations and schedules of a medicine."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import TabularInline
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from medications.admin.names import NamedChoicesAdmin
from medications.admin.statements import StatementAdmin
from medications.models import MedicationFact, Presentation, Schedule, ScheduleLevel
from medications.terms import Standing
from practice.staff.administration_site import may_administer

SURENESS = ["standing", "is_retired"]


class _OfAMedicationAdmin(NamedChoicesAdmin, StatementAdmin):
    list_select_related = ["medication"]
    search_fields = ["medication__name", "medication__code", "words", "source"]


@admin.register(MedicationFact)
class MedicationFactAdmin(_OfAMedicationAdmin):
    list_display = ["medication_name", "kind", "low", "high", "days", "hours", "applies_when", "words", *SURENESS]
    list_filter = ["standing", "kind", "is_retired", "medication__name"]


@admin.register(Presentation)
class PresentationAdmin(_OfAMedicationAdmin):
    list_display = ["medication_name", "form", "strength_mg", "is_per_ml", "is_splittable", "words", *SURENESS]
    list_filter = ["standing", "form", "is_retired", "medication__name"]


class LevelInline(TabularInline):
    """The levels of a schedule, in order. None is deleted: a schedule that changed is retired and written anew."""

    model = ScheduleLevel
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_administer(request.user)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_administer(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Schedule)
class ScheduleAdmin(_OfAMedicationAdmin):
    list_display = ["medication_name", "name", "applies_when", "is_the_rule", "is_taper", *SURENESS]
    list_filter = ["standing", "is_the_rule", "is_taper", "is_retired"]
    search_fields = ["medication__name", "medication__code", "name", "source"]
    inlines = [LevelInline]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """A level that changed makes the schedule unconfirmed, as a change of its own fields does."""
        super().save_related(request, form, formsets, change)
        if change and any(formset.has_changed() for formset in formsets):
            schedule = form.instance
            schedule.standing, schedule.confirmed_by, schedule.confirmed_at = Standing.RECALLED, None, None
            schedule.save()
