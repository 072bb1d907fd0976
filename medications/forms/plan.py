"""A plan as rows: each row one dose, rows with the same step number taken together."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.doses import DoseRow, DoseRows, regimen_from
from medications.services.planning import PlannedStep

ROWS = 3
MOST_ROWS = 40


class StepRow(DoseRow):
    """One dose of one step. The days to hold stand on the first row of a step."""

    step = forms.IntegerField(label=_("Step"), min_value=1, max_value=MOST_ROWS)
    amount_mg = forms.DecimalField(
        label=_("Amount (mg)"), max_digits=12, decimal_places=6, error_messages={"required": _("How many mg?")}
    )
    hold_days = forms.IntegerField(label=_("Hold (days)"), min_value=1, max_value=730, required=False)
    field_order = ["step", "amount_mg", "at", "hold_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            kind = {"at": "form-select", "as_needed": "form-check-input"}.get(name, "form-control")
            field.widget.attrs |= {"class": kind, "autocomplete": "off"}
        self.fields["amount_mg"].widget.attrs |= {"step": "any", "inputmode": "decimal"}

    def has_changed(self) -> bool:
        """A row that says neither how much nor for how long is nothing, whatever its number and time."""
        return bool({"amount_mg", "hold_days", "as_needed"} & set(self.changed_data))


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

    def steps(self, form: str) -> list[PlannedStep]:
        """Rows with the same number are one step; its first row with days says how long it is held."""
        filled = self.filled()
        steps = []
        for position in sorted({row["step"] for row in filled}):
            doses = [row for row in filled if row["step"] == position]
            held = next(row["hold_days"] for row in doses if row["hold_days"])
            steps.append(PlannedStep(regimen=regimen_from(doses, form), hold_days=held))
        return steps


def step_rows(data: Any = None, *, typed: Sequence[dict[str, str]] = ()) -> StepRows:
    """What was sent; or rows to go on with as they were typed, right or wrong."""
    made = forms.formset_factory(StepRow, formset=StepRows, extra=len(typed), max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return cast(StepRows, made(data, prefix="doses", initial=list(typed)))
