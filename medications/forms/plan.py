"""A plan as rows: each row one dose, rows with the same step number taken together."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.doses import DoseRow, DoseRows
from medications.forms.fields import Choices, offer
from medications.terms import Form

ROWS = 6
MOST_ROWS = 40


class PlanForm(forms.Form):
    """What the plan is about."""

    medication = forms.TypedChoiceField(label=_("Medication"), coerce=int)
    purpose = forms.CharField(label=_("What it is for"), max_length=200, required=False)
    form = forms.ChoiceField(label=_("Comes as"), choices=Form.choices, initial=Form.TABLET)

    def __init__(self, *args: Any, medications: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "medication", [("", _("Choose …")), *medications])


class StepRow(DoseRow):
    """One dose of one step. The days to hold stand on the first row of a step."""

    step = forms.IntegerField(label=_("Step"), min_value=1, max_value=MOST_ROWS)
    hold_days = forms.IntegerField(label=_("Hold (days)"), min_value=1, max_value=730, required=False)
    field_order = ["step", "amount_mg", "at", "hold_days"]


class StepRows(DoseRows):
    """All rows of a plan: steps run 1, 2, 3 … and each says how long it is held."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        filled = [form for form in self.forms if form.has_changed()]
        rows = [form.cleaned_data for form in filled]
        steps = sorted({row["step"] for row in rows})
        if steps != list(range(1, len(steps) + 1)):
            raise forms.ValidationError(_("Number the steps 1, 2, 3 … without a gap."))
        held = {row["step"] for row in rows if row["hold_days"]}
        for form in filled:
            if form.cleaned_data["step"] not in held:
                form.add_error("hold_days", _("Say for how many days at least."))


def step_rows(data: Any = None, *, rows: int = ROWS) -> StepRows:
    """Empty rows numbered as one would number them, or what was typed."""
    made = forms.formset_factory(StepRow, formset=StepRows, extra=rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    numbered = [{"step": place + 1} for place in range(MOST_ROWS)]
    return cast(StepRows, made(data, prefix="doses", initial=numbered))
