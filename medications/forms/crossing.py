"""A cross-taper as a form: which dose goes down, what goes up instead, from when, and both tables of steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, day, offer
from medications.forms.plan import MOST_ROWS, StepRow, StepRows
from medications.forms.row_acts import EMPTY, Row
from medications.forms.taper import PURPOSE
from medications.models import TitrationPlan
from medications.terms import Form

SPARE_ROWS = 2


class CrossForm(forms.Form):
    """What goes down, what goes up, and from when."""

    down = forms.TypedChoiceField(label=_("Goes down"), coerce=int)
    medication = forms.TypedChoiceField(label=_("Goes up instead"), coerce=int)
    form = forms.ChoiceField(label=_("The new one comes as"), choices=Form.choices, initial=Form.TABLET)
    down_on = day(_("First cut on"), required=True)
    up_on = day(_("First dose of the new one on"), required=True)
    purpose = forms.CharField(label=_("What it is for"), max_length=PURPOSE, required=False)

    def __init__(
        self, *args: Any, plans: Sequence[TitrationPlan], medications: Choices, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.medication_of = today, {plan.pk: plan.medication_id for plan in plans}
        offer(self, "down", [("", _("Choose …")), *((plan.pk, plan.medication.name) for plan in plans)])
        offer(self, "medication", [("", _("Choose …")), *medications])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("down_on", "up_on"):
            if (typed := answers.get(name)) and typed < self.today:
                self.add_error(name, _("Choose today or a later day."))
        medication = answers.get("medication")
        if medication and medication == self.medication_of.get(answers.get("down", 0)):
            self.add_error("medication", _("Choose another medication than the one that goes down."))
        return answers


class ProposeForm(forms.Form):
    """What both tables can be filled from; needed only where that is asked for."""

    cut_mg = forms.DecimalField(
        label=_("Down by (mg a day, each time)"),
        required=False,
        max_digits=12,
        decimal_places=4,
        min_value=Decimal("0.0001"),
    )
    hold_days = forms.IntegerField(label=_("Days between cuts"), required=False, min_value=1, max_value=730)
    target_mg = forms.DecimalField(
        label=_("Up to (mg a day)"), required=False, max_digits=12, decimal_places=4, min_value=Decimal("0.0001")
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.fields:
            if name not in self.errors and not answers.get(name):
                self.add_error(name, _("Say how much, so that steps can be proposed."))
        return answers


def table(prefix: str, *, sent: Mapping[str, str] | None = None, typed: Sequence[Row] = ()) -> StepRows:
    """One of the two tables: as it was sent, or rows to go on with and some to spare."""
    shown = [*typed, *spare_rows(len(typed))]
    made = forms.formset_factory(StepRow, formset=StepRows, extra=len(shown), max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return cast(StepRows, made(sent, prefix=prefix, initial=shown))


def spare_rows(count: int) -> list[Row]:
    """Some empty rows after so many, numbered as one would number them."""
    return [EMPTY | {"step": str(count + number + 1)} for number in range(min(SPARE_ROWS, MOST_ROWS - count))]
