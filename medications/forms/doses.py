"""Doses as rows, without script: empty rows are nothing."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, offer
from medications.rules.regimen import CYCLE_DAYS, Dose, Regimen
from medications.terms import Form, TimeOfDay

MOST_DOSES = 6


class DoseRow(forms.Form):
    """One taking: how much, when, every how many days, or as needed."""

    amount_mg = forms.DecimalField(
        label=_("Amount (mg)"), max_digits=9, decimal_places=4, error_messages={"required": _("How many mg?")}
    )
    at = forms.ChoiceField(label=_("When"), choices=TimeOfDay.choices, initial=TimeOfDay.MORNING)
    every_days = forms.IntegerField(label=_("Every … days"), min_value=1, max_value=CYCLE_DAYS, initial=1)
    offset = forms.IntegerField(label=_("From day + …"), min_value=0, initial=0)
    as_needed = forms.BooleanField(label=_("As needed"), required=False)
    at_most = forms.IntegerField(label=_("At most a day"), min_value=1, max_value=48, initial=1)

    def clean_amount_mg(self) -> Any:
        amount = self.cleaned_data["amount_mg"]
        if amount <= 0:
            raise forms.ValidationError(_("A dose is more than 0 mg."))
        return amount

    def clean(self) -> dict[str, Any]:
        row: dict[str, Any] = super().clean() or self.cleaned_data
        every, offset = row.get("every_days"), row.get("offset")
        if every and CYCLE_DAYS % every:
            self.add_error("every_days", _("Doses repeat every 1 to 7, 10, 12, 14, 15, 20, 21, 28 or 30 days."))
        if every and offset is not None and offset >= every:
            self.add_error("offset", _("The offset is smaller than the interval."))
        if not row.get("as_needed") and (row.get("at_most") or 1) > 1:
            self.add_error("at_most", _("Only a dose taken as needed has a ceiling above one a day."))
        return row


class DoseRows(forms.BaseFormSet):
    """Some rows; at least one is filled in."""

    def initial_form_count(self) -> int:
        # Every row may stay empty, one with a proposed number too.
        return 0

    def clean(self) -> None:
        if not any(self.errors) and not any(form.has_changed() for form in self.forms):
            raise forms.ValidationError(_("Say at least one dose."))

    def filled(self) -> list[dict[str, Any]]:
        """The rows that say something, once the set is valid."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


class ObservedDoseForm(forms.Form):
    """A dose found in use, and who set it."""

    medication = forms.TypedChoiceField(label=_("Medication"), coerce=int)
    source = forms.CharField(
        label=_("Who set this dose"), max_length=80, help_text=_("A hospital, another prescriber, by themselves …")
    )
    taken_since = forms.DateField(
        label=_("Taken since"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    form = forms.ChoiceField(label=_("Comes as"), choices=Form.choices, initial=Form.TABLET)

    def __init__(self, *args: Any, medications: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "medication", [("", _("Choose …")), *medications])


def dose_rows(data: Any = None) -> DoseRows:
    made = forms.formset_factory(DoseRow, formset=DoseRows, extra=3, max_num=MOST_DOSES, absolute_max=MOST_DOSES)
    return cast(DoseRows, made(data, prefix="doses"))


def regimen_from(rows: list[dict[str, Any]], form: str) -> Regimen:
    """Rows as the value that rules and services know."""
    return Regimen(form=Form(form), doses=tuple(_dose(row) for row in rows))


def _dose(row: dict[str, Any]) -> Dose:
    return Dose(
        amount_mg=row["amount_mg"],
        at=TimeOfDay(row["at"]),
        every_days=row["every_days"],
        offset=row["offset"],
        as_needed=row["as_needed"],
        at_most=row["at_most"],
    )
