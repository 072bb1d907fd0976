"""Which measures the practice asks with plans for which symptoms."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from medications.models import TargetMeasure
from medications.services.plan_measures import OF_STAFF
from patients.measures.definitions import all_measures
from practice.staff.administration_site import AdministrationAdmin


class TargetMeasureForm(forms.ModelForm):
    """The measure by its name; the words in small letters, each once."""

    measure = forms.ChoiceField(label=_("measure"))

    class Meta:
        model = TargetMeasure
        fields = ["measure", "symptoms", "words", "after_days", "baseline_days", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "measure" in self.fields:
            offered = [(code, each.name) for code, each in all_measures().items() if each.respondent != OF_STAFF]
            self.fields["measure"] = forms.ChoiceField(label=_("measure"), choices=offered)

    def clean_words(self) -> list[str]:
        typed = (word.strip().lower() for word in self.cleaned_data["words"])
        return sorted({word for word in typed if word})


@admin.register(TargetMeasure)
class TargetMeasureAdmin(AdministrationAdmin):
    """A measure that is asked no longer is switched off; the row stays."""

    form = TargetMeasureForm
    list_display = ["measure", "symptoms", "after_days", "baseline_days", "is_active"]
    list_filter = ["is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return ["measure"] if obj else []
