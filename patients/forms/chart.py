"""What people type on the pages about patients."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.models import ChartEvent


class SearchForm(forms.Form):
    """Finding somebody by what they can tell on the phone."""

    words = forms.CharField(
        label=_("Name or record number"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born_on = forms.DateField(label=_("Birth date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if not self.errors and not asked.get("words") and not asked.get("born_on"):
            raise forms.ValidationError(_("Enter a name, a record number or a birth date."))
        return asked


class BreakGlassForm(forms.Form):
    """Opening a chart in need: whose, and why."""

    record_number = forms.CharField(
        label=_("Record number"), max_length=20, help_text=_("The whole number, as it stands in the record.")
    )
    reason = forms.CharField(
        label=_("Why you need this chart now"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The clinical lead is told. The chart stays open to you for four hours."),
    )


# Everything else has its place under Health or Measurements, where rules can read it.
WITHOUT_A_PAGE = [ChartEvent.Kind.RISK, ChartEvent.Kind.CRISIS]


class ChartEventForm(forms.Form):
    """Something else changed that a dose decision must know. It stands on the chart among other floors' forms."""

    kind = forms.ChoiceField(
        label=_("What changed"),
        choices=[(kind.value, kind.label) for kind in WITHOUT_A_PAGE],
        help_text=_(
            "Allergies, conditions, pregnancy and substances have their place under Health, numbers under Measurements."
        ),
    )
    words = forms.CharField(
        label=_("In a few words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    happened_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave it empty for just now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "chart-event-%s", **kwargs})
