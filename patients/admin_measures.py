"""Measures in the administration: loaded wordings, permission to use them, the practice's bands and its agreements."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from patients.measures.definitions import all_measures
from patients.models import MeasurePermission, MeasureWording, MeasureWordingItem, PracticeBand, RiskAgreement
from practice.staff.admin import HistoryAdmin
from practice.staff.administration_site import AdministrationAdmin, ReadOnlyAdmin, administrator, may_administer

if TYPE_CHECKING:
    from django.forms import ModelForm


def measures_to_choose(*, with_total: bool = False) -> list[tuple[str, str]]:
    """By their names."""
    chosen = [measure for measure in all_measures().values() if not with_total or measure.total_high is not None]
    return [(measure.code, measure.name) for measure in chosen]


class WordingItems(admin.TabularInline):
    """The texts of a wording, to be read."""

    model = MeasureWordingItem
    fields = readonly_fields = ("code", "text", "labels")
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(MeasureWording)
class MeasureWordingAdmin(ReadOnlyAdmin):
    """What `manage.py load_questionnaire` brought in; the newest version of each measure counts."""

    fields = readonly_fields = ("measure", "number", "title", "language", "owner", "instructions", "recorded_at")
    list_display = ["measure", "number", "title", "language", "recorded_at"]
    list_filter = ["measure"]
    inlines = [WordingItems]


@admin.register(MeasurePermission)
class MeasurePermissionAdmin(AdministrationAdmin):
    """Added, never changed: what holds now is a further line."""

    fields = ["measure", "is_on_file", "where"]
    list_display = ["measure", "is_on_file", "where", "recorded_at"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "measure":
            return forms.ChoiceField(label=_("measure"), choices=measures_to_choose)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: MeasurePermission, form: "ModelForm[MeasurePermission]", change: bool
    ) -> None:
        obj.recorded_by = administrator(request)
        super().save_model(request, obj, form, change)


class PracticeBandForm(forms.ModelForm):
    """A band begins within the measure's totals."""

    measure = forms.ChoiceField(label=_("measure"), choices=lambda: measures_to_choose(with_total=True))

    class Meta:
        model = PracticeBand
        fields = ["measure", "from_total", "label", "is_retired"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        measure = all_measures().get(told.get("measure", ""))
        begins = told.get("from_total")
        if measure and begins is not None and not measure.total_low <= begins <= measure.total_high:
            raise ValidationError({"from_total": _("No total of this measure lies there.")})
        return told


@admin.register(PracticeBand)
class PracticeBandAdmin(AdministrationAdmin):
    """The practice's own bands; the bands of a measure replace those that come with it."""

    form = PracticeBandForm
    list_display = ["measure", "from_total", "label", "is_retired"]
    list_filter = ["measure", "is_retired"]


@admin.register(RiskAgreement)
class RiskAgreementAdmin(AdministrationAdmin):
    """What the practice has agreed to do, shown beside the answer."""

    fields = ["topic", "words"]
    list_display = ["topic"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 8, "cols": 80})}}


for _history in ("PracticeBandEvent", "RiskAgreementEvent"):
    admin.site.register(apps.get_model("patients", _history), HistoryAdmin)
