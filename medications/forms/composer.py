"""The goal of a plan: for what, towards which dose, in which form, by which published way."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, day, offer, with_nobody
from medications.terms import Form, TimeOfDay

CHOOSES = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-target": "#composer",
    "hx-select": "#composer",
    "hx-swap": "outerHTML",
    "hx-vals": '{"act": "choose"}',
}
"""With script, what can be chosen follows from what was chosen."""

LEAST_MG = Decimal("0.0001")


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What can be chosen for one medicine. Without one, only the general answers."""

    indications: Choices = ()
    forms: Choices = ()
    schedules: Choices = ()
    has_low_dose_start: bool = False
    usual_range: str = ""


NO_OFFERS = Offers()


def amount_a_day(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=LEAST_MG, max_digits=12, decimal_places=4, required=False)


class GoalForm(forms.Form):
    """What the plan is for, and how it is meant to get there; fields with nothing to choose are left out."""

    medication = forms.TypedChoiceField(label=_("Medication"), coerce=int)
    purpose = forms.CharField(label=_("What it is for"), max_length=200, required=False)
    indication = forms.ChoiceField(
        label=_("Indication"), required=False, help_text=_("Limits and first doses may depend on it.")
    )
    target_low_mg = amount_a_day(_("Target from (mg a day)"))
    target_high_mg = amount_a_day(_("Target to (mg a day)"))
    judge_after_days = forms.IntegerField(
        label=_("Judge a dose after (days)"), min_value=1, max_value=730, required=False
    )
    form = forms.ChoiceField(label=_("Comes as"), choices=Form.choices)
    times = forms.MultipleChoiceField(
        label=_("Taken"),
        choices=TimeOfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[TimeOfDay.MORNING.value],
    )
    counted_from = day(_("First dose at the earliest"), help_text=_("Empty: today. Only the dates below follow it."))
    schedule = forms.TypedChoiceField(label=_("Published steps"), coerce=int, empty_value=None, required=False)
    is_low_dose_start = forms.BooleanField(
        label=_("Begin with a low-dose start, in place of the withdrawal score"), required=False
    )

    def __init__(self, *args: Any, medications: Choices, offers: Offers = NO_OFFERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "medication", [("", _("Choose …")), *medications])
        self._offer_or_leave_out("indication", with_nobody(offers.indications, _("none named")), offers.indications)
        self._offer_or_leave_out("schedule", with_nobody(offers.schedules, _("none")), offers.schedules)
        if offers.forms:
            offer(self, "form", offers.forms)
        if not offers.has_low_dose_start:
            del self.fields["is_low_dose_start"]
        for name in {"medication", "indication", "form"} & set(self.fields):
            self.fields[name].widget.attrs |= CHOOSES

    def _offer_or_leave_out(self, name: str, choices: Choices, own: Choices) -> None:
        if own:
            offer(self, name, choices)
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = answers.get("target_low_mg"), answers.get("target_high_mg")
        if low and high and low > high:
            self.add_error("target_high_mg", _("The target runs from a lower to a higher amount."))
        return answers


class TemplateForm(forms.Form):
    """What a template is called."""

    called = forms.CharField(label=_("Name of the template"), max_length=120)
